"""Tracked changes as they stand in the XML of a document."""

from datetime import date

import pytest

from lokdesk.word import strand
from lokdesk.word.tracked import Reviser

START = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
# The format wants a property beside the change.
SPLITS = '<w:cantSplit w:val="off"/>'


@pytest.fixture
def by() -> Reviser:
    return Reviser('A & "B"', date(2026, 11, 22))


def without_told(xml: str, by: Reviser) -> str:
    """Return *xml* without what is the same of all changes."""
    told = by.tag("x").removeprefix("<x ").removesuffix("/>")
    return xml.replace(f" {told}", "")


def test_a_change_tells_by_whom_and_when_and_a_name_may_hold_anything(by: Reviser):
    told = by.tag("w:ins")
    assert 'w:author="A &amp; &quot;B&quot;"' in told and 'w:date="2026-11-22T00:00:00Z"' in told


def test_the_changes_of_one_paragraph_and_the_next_are_apart_in_time(by: Reviser):
    times = []
    for _ in range(3):
        times.append(by.tag("w:ins"))
        by.turn()
    assert times[0] == times[2] != times[1]


def test_a_line_that_comes_or_goes_has_its_mark_marked(by: Reviser):
    line = strand.line('<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>Ett</w:t></w:r></w:p>')
    assert without_told(by.deleted_line(line), by) == (
        '<w:p><w:pPr><w:pStyle w:val="T"/><w:rPr><w:del/></w:rPr></w:pPr>'
        '<w:del><w:r><w:delText xml:space="preserve">Ett</w:delText></w:r></w:del></w:p>'
    )
    assert without_told(by.inserted_line(line, with_mark=False), by) == (
        '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>'
        '<w:ins><w:r><w:t xml:space="preserve">Ett</w:t></w:r></w:ins></w:p>'
    )


@pytest.mark.parametrize("after", ["<w:sectPr/>", "<w:pPrChange/>"])
def test_the_mark_stands_before_what_comes_after_it_in_the_schema(after: str, by: Reviser):
    marked = without_told(by.with_mark(f"<w:jc/>{after}", "inserted"), by)
    assert marked == f"<w:jc/><w:rPr><w:ins/></w:rPr>{after}"


@pytest.mark.parametrize(
    ("own", "expected"),
    [("<w:rPr/>", "<w:rPr><w:del/></w:rPr>"), ("<w:rPr><w:b/></w:rPr>", "<w:rPr><w:del/><w:b/></w:rPr>")],
)
def test_the_mark_comes_first_among_properties_that_there_are(own: str, expected: str, by: Reviser):
    assert without_told(by.with_mark(own, "deleted"), by) == expected


def test_properties_that_are_others_remember_those_before_without_mark_and_section(by: Reviser):
    before = '<w:pStyle w:val="A"/><w:rPr><w:b/></w:rPr><w:sectPr><w:pgSz/></w:sectPr>'
    assert without_told(by.reset(before, '<w:pStyle w:val="B"/>'), by) == (
        '<w:pStyle w:val="B"/><w:pPrChange><w:pPr><w:pStyle w:val="A"/></w:pPr></w:pPrChange>'
    )
    assert by.reset(before, '<w:pStyle w:val="A"/>') == '<w:pStyle w:val="A"/>'


def test_rows_are_marked_whether_they_have_properties_or_not(by: Reviser):
    assert without_told(by.inserted_row(START), by) == "<w:tr><w:trPr><w:cantSplit/><w:ins/></w:trPr>"
    assert without_told(by.deleted_row("<w:tr>"), by) == f"<w:tr><w:trPr>{SPLITS}<w:del/></w:trPr>"


def test_a_table_with_another_grid_remembers_the_one_before(by: Reviser):
    table = "<w:tbl><w:tblPr/><w:tblGrid>{}</w:tblGrid>"
    one, other = table.format('<w:gridCol w:w="1"/>'), table.format('<w:gridCol w:w="2"/>')
    assert by.reset_table(one, one) == one
    assert '<w:tblGrid><w:gridCol w:w="1"/></w:tblGrid></w:tblGridChange>' in by.reset_table(one, other)
