"""The shipped template: what its outline says, what it promises its readers, and that Word can open it."""

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.report import PUBLISHING, report
from lokdesk.handbook import book
from lokdesk.word import contract, outline, soundness
from lokdesk.word.flow import flow
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import render
from lokdesk.word.template import Template, load
from tests import validators
from tests.word import made

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "templates/grundmall.docx"
NOT_THE_ORIGINAL = "ppställd efter offentliga uppgifter om den nationella mallen 2022, inte originalet"
PURPOSE = (
    "Att genom samverkan påskynda individers etablering i arbetslivet med utgångspunkt i regionala och "
    "lokala rekryteringsbehov för att främja kompetensförsörjning och tillväxt."
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def template() -> Template:
    return load(DOCUMENT.read_bytes(), DOCUMENT.with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def stories(docx: bytes) -> dict[str, etree._Element]:
    """Return the parts of the document that hold text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        names = [
            name for name in archive.namelist() if name.startswith(("word/doc", "word/head", "word/foot"))
        ]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def every(name: str, root: etree._Element | None = None) -> Iterator[etree._Element]:
    roots = stories(DOCUMENT.read_bytes()).values() if root is None else [root]
    for one in roots:
        yield from one.iter(f"{W}{name}")


def val(element: etree._Element, path: str) -> str:
    found = element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in every("t", element))


def tag(control: etree._Element) -> str:
    return val(control, "sdtPr/tag")


def test_the_outline_beside_the_template_is_the_one_of_the_template():
    kept = DOCUMENT.with_suffix(".outline.txt").read_text(encoding="utf-8")

    assert outline.outline(template()) == kept


def test_every_answer_has_its_one_home_but_those_that_stand_in_another_document():
    questions = book.load(ROOT / "resources/handbook/2026.1").questions
    elsewhere = [question.address for question in questions if question.document != book.AGREEMENT]

    assert contract.check(template(), elsewhere) == []


def test_the_template_is_sound():
    assert soundness.faults(DOCUMENT.read_bytes()) == []


def test_the_open_xml_sdk_finds_nothing_in_the_template(ooxml_validator: Path):
    assert validators.sdk_errors([DOCUMENT]) == []


def test_openxml_audit_finds_nothing_in_the_template():
    assert validators.audit_errors(DOCUMENT) == []


def test_the_manifest_and_the_document_say_that_it_is_not_the_original():
    with zipfile.ZipFile(DOCUMENT) as archive:
        properties = archive.read("docProps/core.xml").decode()

    assert NOT_THE_ORIGINAL in template().manifest.note
    assert NOT_THE_ORIGINAL in properties


def test_a_document_in_its_form_carries_the_same_note():
    with zipfile.ZipFile(io.BytesIO(render(Agreement(), template()))) as archive:
        assert NOT_THE_ORIGINAL in archive.read("docProps/core.xml").decode()


def test_the_common_purpose_stands_word_for_word_in_fixed_text():
    fixed = [control for control in every("sdt") if tag(control) == "fixed:purpose"]

    assert [words(paragraph) for paragraph in every("p", fixed[0])].count(PURPOSE) == 1


def test_everything_is_in_swedish():
    with zipfile.ZipFile(DOCUMENT) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        properties = archive.read("docProps/core.xml").decode()

    assert {lang.get(f"{W}val") for lang in styles.iter(f"{W}lang")} == {"sv-SE"}
    assert "<dc:language>sv-SE</dc:language>" in properties
    assert list(every("lang")) == []


def test_every_field_has_a_title_to_be_known_by():
    assert [tag(control) for control in every("sdt") if not val(control, "sdtPr/alias")] == []


def test_every_answer_shows_a_prompt_that_is_no_answer():
    shown = [
        control
        for control in every("sdt")
        if not tag(control).startswith(("section:", "fixed:", "copy:", "part:"))
        and tag(control) in template().homes
    ]
    answers = [
        control for control in shown if next(every("sdt", control.find(f"{W}sdtContent")), None) is None
    ]

    for control in answers:
        assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None, tag(control)
        assert words(control), tag(control)
        if not is_instruction(control):
            assert words(control).strip("_") in SAID_FOR_WANT_OF_AN_ANSWER, tag(control)
    assert len(answers) > 150


SAID_FOR_WANT_OF_AN_ANSWER = {"", "saknas", "Parterna sammantaget", "Inte fattat ännu"}
"""What is said where there is no answer, besides lines to write on."""


def is_instruction(control: etree._Element) -> bool:
    return {val(run, "rPr/rStyle") for run in every("r", control)} == {"PlaceholderText"}


def test_the_look_comes_from_styles_alone():
    direct = [
        etree.tostring(properties).decode()
        for name, style in (("pPr", "pStyle"), ("rPr", "rStyle"))
        for properties in every(name)
        if [child.tag for child in properties] != [W + style]
    ]

    assert direct == []


def test_no_empty_paragraph_makes_room():
    main = stories(DOCUMENT.read_bytes())["word/document.xml"]
    empty = [
        paragraph
        for paragraph in every("p", main)
        if not words(paragraph) and next(every("tab", paragraph), None) is None
    ]

    assert len(empty) == 0


@pytest.mark.parametrize(
    "table", [pytest.param(table, id=val(table, "tblPr/tblCaption")) for table in every("tbl")]
)
def test_a_table_is_described_and_its_rows_hold_together(table: etree._Element):
    assert val(table, "tblPr/tblCaption")
    assert val(table, "tblPr/tblDescription")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in every("tr", table))
    assert list(every("gridSpan", table)) == list(every("vMerge", table)) == []


def test_the_first_row_of_a_table_of_answers_is_repeated_on_every_page():
    tables = [table for table in every("tbl") if val(table, "tblPr/tblStyle") == "AgreementTable"]

    assert tables
    for table in tables:
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in every("tr", table)]
        assert repeated == [True, *[False] * (len(repeated) - 1)], val(table, "tblPr/tblCaption")


def test_what_nobody_has_answered_falls_away_with_its_headings():
    main = stories(render(Agreement(), template()))["word/document.xml"]
    said = {words(paragraph) for paragraph in every("p", main)}

    assert "Syfte" in said
    assert PURPOSE in said
    assert said.isdisjoint({"Målgrupper", "Mål och indikatorer", "Organisering", "Bilagor", "Kontaktlista"})
    assert list(every("tbl", main)) == []


def test_a_case_number_on_the_cover_is_not_broken_between_lines():
    decision = {"id": "deci0001", "case_number": "KS 2026/12"}
    decided = {"parties": [{"id": "part0001", "decisions": [decision]}]}
    main = stories(render(Agreement.model_validate(decided), template()))["word/document.xml"]
    fields = {tag(control): words(control) for control in every("sdt", main)}

    assert fields["part:case-numbers"] == "KS\N{NO-BREAK SPACE}2026/12"


def only(pattern: str, answer: Any) -> Agreement:
    """Return an agreement in which nothing but the answer at *pattern* is given."""
    held: Any = answer
    for segment in reversed(pattern.split(schema.SEPARATOR)):
        held = [{"id": "item0001", **held}] if segment == schema.ANY else {segment: held}
    return Agreement.model_validate(held)


SOME = {
    "line": "Ord",
    "text": "Ord.",
    "choice": "Ord",
    "date": "2026-03-01",
    "flag": True,
    "frequency": "ibland",
    "reference": "gone0000",
    "references": ["gone0000"],
}
ANSWERS = {
    pattern: SOME[what.kind] if isinstance(what, Answer) else [{"id": "item0001"}]
    for pattern, what in schema.patterns().items()
    if not isinstance(what, schema.GroupOf)
}


@pytest.mark.parametrize("pattern", ANSWERS)
def test_no_heading_stands_without_text_whatever_is_answered(pattern: str):
    written = flow(only(pattern, ANSWERS[pattern]), template()).body
    said = [block for block in written if block.kind in ("heading", "paragraph", "item", "row")]

    for block, after in zip_longest(said, said[1:]):
        if block.kind == "heading":
            assert after is not None, block.text
            assert after.kind != "heading" or after.level > block.level, block.text


@cache
def instructions() -> frozenset[str]:
    return frozenset(
        words(control)
        for control in every("sdt")
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None and is_instruction(control)
    )


@pytest.mark.parametrize("pattern", ANSWERS)
def test_no_instruction_and_no_empty_cell_is_printed_whatever_is_answered(pattern: str):
    written = flow(only(pattern, ANSWERS[pattern]), template()).body

    printed_words = " ".join(block.text for block in written)
    assert [one for one in instructions() if one in printed_words] == []
    for block, after in pairwise(written):
        assert (block.kind, after.text) != ("cell", "") or after.kind != "paragraph"


def test_a_row_says_where_it_has_no_answer_and_can_be_filled_in_there_in_word():
    act = {"id": "refe0001", "act": "Socialtjänstlagen"}
    held = Agreement.model_validate({"status": "beslutsversion", "legal_references": [act]})
    docx = render(held, template())
    main = stories(docx)["word/document.xml"]
    fields = {tag(control): control for control in every("sdt", main)}

    for name in ("provision", "meaning"):
        field = fields[f"legal_references/refe0001/{name}"]
        assert words(field) == "–"
        assert field.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    assert read(docx).agreement == printed(held, template())


def said_under(heading: str, docx: bytes) -> list[str]:
    main = stories(docx)["word/document.xml"]
    lines = [words(paragraph) for paragraph in every("p", main)]
    return lines[len(lines) - lines[::-1].index(heading) :]


def test_the_day_it_begins_to_apply_is_said_or_said_to_be_open():
    dated = said_under("Giltighet", render(only("validity/start", "2026-03-01"), template()))
    undated = said_under("Giltighet", render(only("validity/kind", "tills vidare"), template()))

    assert dated[0].startswith("Överenskommelsen gäller från och med den dag som anges här,")
    assert dated[1] == "Gäller från och med2026-03-01"
    assert undated[0].startswith("Det är inte bestämt ännu från vilken dag överenskommelsen gäller.")
    assert not any("Det är inte bestämt" in line for line in dated)


def test_every_party_has_room_to_sign_whether_or_not_it_has_named_who_signs():
    parties = [
        {"id": "part0001", "name": "Vetlanda kommun", "signatories": [{"id": "sign0001", "name": "A B"}]},
        {"id": "part0002", "name": "Nässjö kommun"},
        {"id": "part0003"},
    ]
    held = Agreement.model_validate({"parties": parties})
    docx = render(held, template())
    said = [line for line in said_under("Underskrifter", docx) if line]

    blocks = [number for number, line in enumerate(said) if line.startswith("För ")]
    named, unnamed, nameless = (said[first:last] for first, last in pairwise([*blocks, len(said)]))
    assert [named[0], unnamed[0], nameless[0].strip("_")] == [
        "För Vetlanda kommun",
        "För Nässjö kommun",
        "För ",
    ]
    labels = ["Ort och datum", "Underskrift", "Namnförtydligande"]
    for block in (named, unnamed, nameless):
        assert [line for line in block if line in labels] == labels
    assert unnamed[1:] == nameless[1:]
    assert set(unnamed[-1]) == {"_"}
    assert read(docx).agreement == printed(held, template())


def test_a_decision_that_is_not_made_yet_says_so():
    expected = {"parties": [{"id": "part0001", "decisions": [{"id": "deci0001", "kind": "godkännande"}]}]}
    main = stories(render(Agreement.model_validate(expected), template()))["word/document.xml"]
    fields = {tag(control): control for control in every("sdt", main)}
    date = fields["parties/part0001/decisions/deci0001/date"]

    assert words(date) == "Inte fattat ännu"
    assert date.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def test_someone_who_has_not_signed_has_lines_to_write_on():
    unsigned = {
        "parties": [
            {"id": "part0001", "name": "Vetlanda kommun", "signatories": [{"id": "sign0001", "name": "A B"}]}
        ]
    }
    main = stories(render(Agreement.model_validate(unsigned), template()))["word/document.xml"]
    fields = {tag(control): words(control) for control in every("sdt", main)}

    assert set(fields["parties/part0001/signatories/sign0001/place"]) == {"_"}
    assert set(fields["parties/part0001/signatories/sign0001/signed"]) == {"_"}


def test_a_signatory_not_named_yet_has_a_line_for_the_name():
    unnamed = {"parties": [{"id": "part0001", "signatories": [{"id": "sign0001", "title": "Ordförande"}]}]}
    main = stories(render(Agreement.model_validate(unnamed), template()))["word/document.xml"]
    fields = {tag(control): words(control) for control in every("sdt", main)}

    assert set(fields["parties/part0001/signatories/sign0001/name"]) == {"_"}


@pytest.mark.parametrize(
    ("method", "label"),
    [
        ("Elektronisk underskrift", "Undertecknas elektroniskt, referens"),
        ("Underskrift på papper", "Underskrift"),
        (None, "Underskrift"),
    ],
)
def test_the_form_to_sign_is_the_one_for_how_it_is_signed(method: str | None, label: str):
    held = Agreement.model_validate(
        {
            "signing": {"method": method},
            "parties": [{"id": "party001", "name": "Växjö kommun", "signatories": [{"id": "sign0001"}]}],
        }
    )
    written = made.lines(render(held, made.shipped()))

    assert label in written
    assert written.count("Underskrift") + written.count("Undertecknas elektroniskt, referens") == 1


def test_a_block_to_sign_is_not_torn_apart():
    root = made.root(render(made.example(), made.shipped()))
    tables = [
        one
        for one in made.find(root, ".//w:tbl")
        if made.find(one, "w:tblPr/w:tblStyle/@w:val") == ["SignatureTable"]
    ]

    assert len(tables) > 10
    assert all(
        len(made.find(table, "w:tr")) == 1 == len(made.find(table, "w:tr/w:trPr/w:cantSplit"))
        for table in tables
    )


def test_a_copy_to_publish_has_neither_signatures_nor_contacts():
    held = made.example()
    written = made.lines(render(report(held, form=PUBLISHING), made.shipped()))

    assert "Underskrifterna och kontaktlistan är utelämnade i det publicerade exemplaret." in written
    assert "Namnförtydligande" not in written
    assert "Roll, namn och enhet" not in written and "Bilaga\u00a06: Kontaktlista" not in written


def test_pages_are_marked_until_the_agreement_is_decided():
    draft = made.example("tva-kommuner")
    decided = draft.model_copy(update={"status": "beslutad"})

    for part in ("word/header1.xml", "word/header2.xml"):
        assert "Utkast, version 0.4" in made.words(made.root(render(draft, made.shipped()), part))
        assert "Utkast" not in made.words(made.root(render(decided, made.shipped()), part))
