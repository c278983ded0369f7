"""The redline where Word files are merged into the appendices: what they bring comes along, on both sides."""

import io
import re
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import RGBColor
from docx.styles.style import ParagraphStyle
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.report import report
from lokdesk.word import accepted
from lokdesk.word.flow import flow
from lokdesk.word.redline import Side, redline
from lokdesk.word.render import package
from lokdesk.word.soundness import faults
from lokdesk.word.tracked import Reviser
from tests.word.story import Story
from tests.word.test_merge import TEMPLATE, held, png, word

BY = Reviser("Lisa Ek", date(2026, 11, 22))


def lines(number: int) -> Callable[[Document], object]:
    def add(document: Document) -> None:
        for n in range(number):
            document.add_paragraph(f"Stycke {n} i filen.")

    return add


def heading(document: Document) -> None:
    document.add_heading("Handlingsplan", 1)


def points(document: Document) -> None:
    for words in ("Ett", "Två", "Tre"):
        document.add_paragraph(words, style="List Number")


def styled(document: Document) -> None:
    style = document.styles.add_style("Egen", 1)
    assert isinstance(style, ParagraphStyle)
    style.font.color.rgb = RGBColor(0x80, 0, 0)
    document.add_paragraph("I egen stil", style="Egen")


def picture(document: Document) -> None:
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("Efter bilden")


def other_picture(document: Document) -> None:
    document.add_picture(io.BytesIO(png(10, 10)))
    document.add_paragraph("Efter bilden")


def table(document: Document) -> None:
    made = document.add_table(2, 2)
    made.cell(0, 0).text = "Mått"
    made.cell(1, 1).text = "12"


def landscape(document: Document) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("På liggande sida")
    after = document.add_section(WD_SECTION.NEW_PAGE)
    after.orientation = WD_ORIENT.PORTRAIT
    after.page_width, after.page_height = after.page_height, after.page_width
    document.add_paragraph("På stående igen")


PARTS = (heading, lines(1), lines(3), points, styled, picture, other_picture, table, landscape)
FILES = st.none() | st.lists(st.sampled_from(PARTS), min_size=1, max_size=5, unique=True)


def side(*parts: Callable[[Document], object]) -> Side:
    agreement, files = held(*([("plan.docx", word(*parts))] if parts else []))
    return Side(agreement, TEMPLATE, files)


def told(story: Story) -> list[str]:
    """Return what *story* tells: styles by what they look like, and nothing of pages.

    No change of pages can be tracked. Merged files have names of their own for their styles.
    """
    looks = story.looks()
    lines = [_PAGES.sub("", line) for line in story.lines()]
    return [_VALUE.sub(lambda found: f"'{looks.get(found[1], found[1])}'", line) for line in lines]


_PAGES = re.compile(r" ?sectPr=<w:sectPr.*?</w:sectPr>")
_VALUE = re.compile(r'w:val="([^"]*)"')


def alone(one: Side) -> list[str]:
    written = flow(one.agreement, one.template, one.attachments, controls=False)
    return told(Story(package(written, one.template, report(one.agreement), None)))


def settled(docx: bytes, how: Callable[[Any], None]) -> list[str]:
    story = Story(docx)
    how(story.root)
    return told(story)


def assert_is_right(old: Side, new: Side) -> bytes:
    docx = redline(old, new, BY)
    assert faults(docx) == []
    assert settled(docx, accepted.accept) == alone(new)
    assert settled(docx, accepted.reject) == alone(old)
    return docx


@pytest.mark.parametrize("part", PARTS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_file_with_it_comes_and_goes(part: Callable[[Document], object]):
    assert_is_right(side(), side(part, lines(1)))
    assert_is_right(side(part, lines(1)), side())


@pytest.mark.parametrize(
    ("part", "other"),
    [one for one in product((points, styled, picture, table, landscape), repeat=2) if one[0] is not one[1]],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_another_file_in_its_place(part: Callable[[Document], object], other: Callable[[Document], object]):
    assert_is_right(side(heading, part, lines(1)), side(heading, other, lines(1)))


def test_a_picture_becomes_another():
    assert_is_right(side(picture), side(other_picture))


@given(FILES, FILES)
def test_random_files(old: list[Callable[..., object]] | None, new: list[Callable[..., object]] | None):
    assert_is_right(side(*old or ()), side(*new or ()))
