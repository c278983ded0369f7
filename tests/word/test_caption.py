"""Captions with the numbers of figures and tables, and the references in texts that point at them."""

import re
from pathlib import Path

from lokdesk.agreement.agreement import Agreement
from lokdesk.word import sheet
from lokdesk.word.appearance import of as paper
from lokdesk.word.flow import flow
from lokdesk.word.leaf import paragraphs
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import render
from lokdesk.word.soundness import faults
from lokdesk.word.template import Template
from tests import validators
from tests.word import made
from tests.word.made import field, p

SIMPLE = '<w:fldSimple w:instr=" SEQ Tabell \\* ARABIC "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
IN_RUNS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> SEQ Tabell \\* ARABIC </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def template(caption: str = SIMPLE) -> Template:
    return made.template(
        field("goals", p("Tabell\u00a0", caption, ". ", field("goals/*/title"))),
        made.text("background"),
        field("appendices", p(field("part:appendix-label"), ": ", field("appendices/*/title"))),
    )


def agreement(background: str) -> Agreement:
    return Agreement.model_validate(
        {
            "goals": [{"id": "goal0001", "title": "Ett"}, {"id": "goal0002", "title": "Två"}],
            "background": background,
            "appendices": [
                {"id": "app00001", "number": "1", "letter": "c", "title": "Organisering"},
                {"id": "app00002", "number": "1", "letter": "c", "title": "Samma nummer"},
            ],
        }
    )


def references(docx: bytes) -> dict[str, str]:
    """Return what the references in the document say, and the words of the bookmarks that they point at."""
    root = made.root(docx)
    xml = made.part(docx)
    found = {}
    for link in made.find(root, ".//w:hyperlink"):
        name = link.get(f"{{{made.W}}}anchor", "")
        inside = re.search(f'w:name="{name}"/>(.*?)<w:bookmarkEnd', xml)
        assert inside is not None
        fields = made.find(link, ".//w:fldSimple/@w:instr")
        assert [f"{one}" for one in fields] == [f" REF {name} \\h "]
        found[made.words(link).replace("\u00a0", " ")] = re.sub("<[^>]*>", "", inside[1])
    return found


def test_captions_are_numbered_in_the_order_they_stand_in():
    for caption in (SIMPLE, IN_RUNS):
        docx = render(agreement("Text"), template(caption))

        assert made.lines(docx)[:2] == ["Tabell\u00a01. Ett", "Tabell\u00a02. Två"]
        assert made.find(made.root(docx), ".//w:fldSimple/@w:instr") == [" SEQ Tabell \\* ARABIC "] * 2
        assert not faults(docx)


def test_on_a_screen_they_have_the_same_numbers():
    shown = sheet.sheet(flow(agreement("Text"), template()), paper(template()))

    said = [one.block.text for leaf in shown.leaves for one in paragraphs(leaf)]
    assert said[:2] == ["Tabell\u00a01. Ett", "Tabell\u00a02. Två"]


def test_references_point_at_the_numbers_that_they_name_in_the_case_that_they_are_written_in():
    docx = render(agreement("Se tabell 2, BILAGA 1c och Tabell 1."), template())

    assert references(docx) == {"tabell 2": "2", "BILAGA 1c": "1c", "Tabell 1": "1"}
    assert not faults(docx)


def test_what_names_nothing_stays_plain_words():
    docx = render(agreement("Se tabell 3, bilaga 1, figur 1, bilaga 1c.2 och tabell 2 000."), template())

    assert references(docx) == {}
    assert (
        "Se tabell\u00a03, bilaga\u00a01, figur\u00a01, bilaga\u00a01c.2 och tabell\u00a02\u00a0000."
        in made.lines(docx)
    )


def test_references_are_read_back_as_the_words_they_are():
    before = agreement("Se tabell 2 och bilaga 1c, men inte tabell 9.")

    assert read(render(before, template())).agreement == printed(before, template())


def test_libreoffice_prints_and_gives_back_the_words_of_references(soffice: Path, tmp_path: Path):
    assert soffice
    sent = tmp_path / "sent" / "references.docx"
    sent.parent.mkdir()
    sent.write_bytes(render(agreement("Se tabell 2 och bilaga 1c."), template()))

    (page,) = validators.page_texts(validators.to_pdf(sent))
    assert "Se tabell 2 och bilaga 1c." in " ".join(page.split())
    resaved = read(validators.resaved_by_libreoffice(sent, tmp_path).read_bytes())
    assert resaved.agreement.background == agreement("Se tabell 2 och bilaga 1c.").background


def test_references_keep_the_look_of_the_words_around_them():
    runs = [{"text": "Se "}, {"text": "tabell 2 nedan", "bold": True}]
    held = agreement("").model_copy(
        update={
            "background": Agreement.model_validate({"background": {"blocks": [{"runs": runs}]}}).background
        }
    )
    root = made.root(render(held, template()))

    inside = made.find(root, ".//w:hyperlink//w:r")
    assert inside and all(made.find(run, "w:rPr/w:b") for run in inside)
