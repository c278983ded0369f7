"""The sheet that a view on the screen shows: word for word what the Word document says."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from lokdesk.agreement.agreement import Agreement
from lokdesk.word import appearance, leaf, runs, sheet
from lokdesk.word.flow import flow
from lokdesk.word.leaf import Paragraph, Row
from lokdesk.word.paper import Indent, RunLook
from lokdesk.word.render import render
from lokdesk.word.runs import Run
from lokdesk.word.sheet import Sheet
from tests import strategies, validators
from tests.word import made
from tests.word.made import W, cell, field, h, p, row, run, table, text

SHIPPED = made.shipped()
PAPER = appearance.of(SHIPPED)
LINKED = "https://www.example.se/a?b=c&d=e"


def of(agreement: Agreement, template: made.Template = SHIPPED) -> Sheet:
    return sheet.sheet(flow(agreement, template), appearance.of(template))


def all_paragraphs(made_: Sheet) -> list[Paragraph]:
    body = made_.leaves[: len(made_.leaves) - made_.many_notes]
    return [one for part in body for one in leaf.paragraphs(part)]


def says(paragraph: Paragraph, paper: appearance.Paper = PAPER) -> str:
    return "".join(one.text for one in runs.runs(paragraph, paper) if not one.note)


def written(document: bytes) -> list[str]:
    """Return what the paragraphs of the body of *document* say, with their tabs and line breaks."""
    body = made.root(document)[0]
    characters = {f"{{{W}}}tab": "\t", f"{{{W}}}br": "\n"}
    found: list[str] = []
    for paragraph in body.iter(f"{{{W}}}p"):
        assert isinstance(paragraph, etree._Element)
        said = ""
        for run_ in paragraph.iter(f"{{{W}}}r"):
            for one in run_:
                said += one.text or "" if one.tag == f"{{{W}}}t" else characters.get(str(one.tag), "")
        found.append(said)
    return found


@pytest.mark.parametrize("name", ["kronoberg", "tva-kommuner"])
def test_every_paragraph_says_what_it_says_in_the_word_document(name: str):
    agreement = made.example(name)

    assert [says(one) for one in all_paragraphs(of(agreement))] == written(render(agreement, SHIPPED))


@given(strategies.agreements())
def test_that_holds_for_any_agreement(agreement: Agreement):
    assert [says(one) for one in all_paragraphs(of(agreement))] == written(render(agreement, SHIPPED))


@pytest.mark.parametrize("name", ["kronoberg", "tva-kommuner"])
def test_what_is_numbered_has_the_number_that_it_is_printed_with(name: str, tmp_path: Path, soffice: Path):
    agreement = made.example(name)
    document = tmp_path / "avtal.docx"
    document.write_bytes(render(agreement, SHIPPED))
    printed = " ".join(" ".join(validators.page_texts(validators.to_pdf(document))).split())

    labelled = [one for one in all_paragraphs(of(agreement)) if one.label and says(one).strip()]
    lost = [
        begins for one in labelled if (begins := " ".join([one.label, *says(one).split()[:2]])) not in printed
    ]

    assert len(labelled) > 40
    assert lost == []


class TestParagraphs:
    template = made.template(
        h(1, "Mål"),
        field("fixed:mal", p("Fast text", style="Text")),
        field("goals", h(2, field("goals/*/title")), text("goals/*/effect")),
        p("Part: ", field("copy:title"), ", ", field("marking")),
        table(
            "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
            + cell(p("Namn"))
            + cell(p("Organisationsnummer"))
            + "</w:tr>",
            field("parties", row(cell(p(field("parties/*/name"))), cell(p(field("parties/*/unit"))))),
        ),
    )
    paper = appearance.of(template)
    held = Agreement.model_validate(
        {
            "title": "A & B",
            "goals": [
                {
                    "id": "goal0001",
                    "title": "Jobb",
                    "effect": {
                        "blocks": [
                            {"kind": "number", "runs": [{"text": "ett"}, {"footnote": "Not & nummer"}]},
                            {"kind": "number", "level": 1, "runs": [{"text": "två", "bold": True}]},
                            {"kind": "paragraph", "runs": [{"text": "länk", "link": LINKED}]},
                            {"kind": "number", "runs": [{"text": "tre"}, {"footnote": "En till"}]},
                            {"kind": "bullet", "runs": [{"text": "fyra", "italic": True}]},
                        ]
                    },
                },
                {"id": "goal0002", "title": "Bo"},
            ],
            "parties": [{"id": "party001", "name": "AF"}, {"id": "party002", "name": "Växjö"}],
        }
    )
    sheet = of(held, template)

    def at(self, address: str) -> Paragraph:
        place = self.sheet.place(address)
        assert place is not None
        return leaf.paragraphs(self.sheet.leaves[place[0]])[place[1]]

    def runs(self, paragraph: Paragraph) -> tuple[Run, ...]:
        return runs.runs(paragraph, self.paper)

    def test_words_tell_whose_they_are(self):
        whose = {
            one.text: (one.origin, one.address)
            for paragraph in all_paragraphs(self.sheet)
            for one in self.runs(paragraph)
        }

        assert whose["Mål"] == ("template", "")
        assert whose["Fast text"] == ("fixed", "")
        assert whose["Jobb"] == ("answer", "goals/goal0001/title")
        assert whose["ett"] == ("answer", "goals/goal0001/effect")
        assert whose["A & B"] == ("answer", "title")
        assert whose["Skriv goals/*/effect"] == ("missing", "goals/goal0002/effect")
        assert whose["Skriv marking"] == ("missing", "marking")

    def test_every_list_of_a_text_counts_from_the_beginning(self):
        labels = [one.label for one in all_paragraphs(self.sheet) if one.block.kind == "item"]

        assert labels == ["1.", "1.", "1.", "•"]

    def test_the_look_of_words_is_their_own_over_that_of_their_style(self):
        looks = {one.text: one for paragraph in all_paragraphs(self.sheet) for one in self.runs(paragraph)}

        assert looks["två"].look == RunLook(bold=True)
        assert looks["fyra"].look == RunLook(italic=True)
        assert looks["länk"].look == RunLook(underline=True)
        assert looks["länk"].link == LINKED

    def test_footnotes_are_numbered_and_stand_last(self):
        notes = self.sheet.leaves[-self.sheet.many_notes :]
        marks = [one for p_ in all_paragraphs(self.sheet) for one in self.runs(p_) if one.note]

        assert [(one.text, one.note, one.look.raised) for one in marks] == [
            ("1", "Not & nummer", True),
            ("2", "En till", True),
        ]
        assert [(one.label, says(one).strip()) for one in notes if isinstance(one, Paragraph)] == [
            ("1", "Not & nummer"),
            ("2", "En till"),
        ]
        assert all(
            run_.address == "goals/goal0001/effect"
            for one in notes
            if isinstance(one, Paragraph)
            for run_ in self.runs(one)
        )

    def test_every_address_leads_to_its_first_paragraph(self):
        assert says(self.at("goals/goal0001/effect")) == "ett"
        assert says(self.at("goals/goal0001")) == says(self.at("goals")) == "Jobb"
        assert says(self.at("goals/goal0002/title")) == "Bo"
        assert says(self.at("marking")) == "Part: A & B, Skriv marking"
        assert says(self.at("parties/party002/name")) == "Växjö"

    def test_what_does_not_stand_in_the_document_has_no_place(self):
        assert self.sheet.place("background") is None
        assert self.sheet.place("title") is None

    def test_rows_know_their_table(self):
        rows = [one for one in self.sheet.leaves if isinstance(one, Row)]

        assert [(one.head, one.first, one.last) for one in rows] == [
            (True, True, False),
            (False, False, False),
            (False, False, True),
        ]
        assert {one.heads for one in rows} == {("Namn", "Organisationsnummer")}
        assert {one.longest for one in rows} == {(5, 19)}
        assert [one.width for one in rows[0].cells] == [150.0, 150.0]

    def test_a_paragraph_keeps_the_indent_that_it_has_been_given(self):
        template = made.template(
            '<w:p><w:pPr><w:ind w:left="400" w:hanging="200"/><w:jc w:val="center"/></w:pPr>'
            + run("in")
            + "</w:p>"
        )
        paragraph = all_paragraphs(of(Agreement(), template))[0]
        look = runs.look(paragraph, appearance.of(template))

        assert (look.indent, look.align) == (Indent(20.0, -10.0, 0.0), "center")


def test_contents_lead_to_their_headings():
    agreement = made.example()
    made_ = of(agreement)
    entries = [
        one.link.removeprefix("#")
        for paragraph in all_paragraphs(made_)
        for one in runs.runs(paragraph, PAPER)
        if one.link.startswith("#_Toc")
    ]
    places = [made_.place(one) for one in entries]

    assert len(entries) > 30
    assert all(
        before is not None and after is not None and before < after for before, after in pairwise(places)
    )
    first = made_.place(entries[0])
    assert first is not None
    heading = leaf.paragraphs(made_.leaves[first[0]])[0]
    assert (heading.block.kind, heading.label, says(heading)) == ("heading", "1", "Parter")


def test_the_look_of_styles_is_read_off_the_template():
    heading, fact = PAPER.paragraph("Heading2"), PAPER.paragraph("Fact")

    assert (heading.size, heading.run.bold, heading.run.color) == (12.5, True, "1B3F5E")
    assert heading.indent.left == -heading.indent.first > 0
    assert [(one.align, one.position) for one in fact.tabs] == [("left", 113.4)]
    assert PAPER.runs["Hyperlink"].underline
    assert PAPER.table("AgreementTable").head == "E8EEF3"
    assert PAPER.table("no such style") == PAPER.table("nor this")
    assert re.fullmatch("[0-9A-F]{6}", PAPER.paragraph("Quote").left_rule or "")
