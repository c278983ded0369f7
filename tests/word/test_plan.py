"""Somebody else's document on the screen: as it looks, with what its places are for."""

import pytest

from lokdesk.word import plan
from lokdesk.word.leaf import Row, paragraphs
from lokdesk.word.plan import Mark
from lokdesk.word.sheet import Sheet
from lokdesk.word.source import NotRead
from tests.word.foreign.writer import Writer


def words(sheet: Sheet) -> list[str]:
    return [one.block.text for leaf in sheet.leaves for one in paragraphs(leaf)]


def test_a_document_is_shown_in_its_order_with_marks_below_what_they_stand_by():
    writer = Writer()
    writer.h("Bakgrund")
    writer.p("Text.")
    made = plan.plan(writer.docx())

    sheet = made.sheet([Mark(0, "Bakgrund – säker")])

    assert words(sheet) == ["Bakgrund", "▸ Bakgrund – säker", "Text."]
    assert next(one.block.kind for leaf in sheet.leaves for one in paragraphs(leaf)) == "heading"
    assert words(made.sheet([])) == ["Bakgrund", "Text."]


def test_marks_stand_in_the_columns_and_cells_that_they_are_for():
    writer = Writer()
    writer.table(("Mål", "Källa"), ("", ""), head=True)
    writer.table(
        ("Version", ""),
    )
    made = plan.plan(writer.docx())

    sheet = made.sheet(
        [Mark(0, "Mål", column=0), Mark(0, "Källa", column=1), Mark(2, "Version", beside=True)]
    )

    head, _, version = (leaf for leaf in sheet.leaves if isinstance(leaf, Row))
    said = [[one.block.text for one in cell.paragraphs] for cell in head.cells]
    assert said == [["Mål", "▸ Mål"], ["Källa", "▸ Källa"]]
    assert [[one.block.text for one in cell.paragraphs] for cell in version.cells] == [
        ["Version"],
        ["", "▸ Version"],
    ]


def test_every_passage_and_mark_is_found_by_its_address():
    writer = Writer()
    writer.h("Bakgrund")
    writer.table(("Mål", "Källa"), ("a", "b"))
    sheet = plan.plan(writer.docx()).sheet([Mark(0, "Bakgrund")])

    for number in range(5):
        place = sheet.place(plan.address(number))
        assert place is not None
        leaf, within = place
        shown = paragraphs(sheet.leaves[leaf])[within]
        assert plan.passage(shown.block.address) == number


def test_what_is_no_word_file_is_not_read():
    with pytest.raises(NotRead):
        plan.plan(b"hej")
