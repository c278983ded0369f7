"""What stands in a document of ours outside of its fields: the template's words, and what was typed there."""

from collections.abc import Iterator
from dataclasses import dataclass

from lokdesk.word import ooxml
from lokdesk.word.finding import Finder, Found
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.part import APPENDIX_CONTENT, APPENDIX_LABEL, CONTENTS
from lokdesk.word.tag import IGNORED_IN_READING, PART

_OURS = f"{PART}{CONTENTS}"
_ENCLOSED, _OVER_ENCLOSED = f"{PART}{APPENDIX_CONTENT}", f"{PART}{APPENDIX_LABEL}"
_NOT_TEXT = ("w:pPr", "w:rPr", "w:sdtPr", "w:instrText", "w:tblPr", "w:trPr", "w:tcPr", "w:sectPr")


@dataclass(frozen=True)
class Outside:
    """A paragraph, or what of one stands outside of fields.

    *after* is the address of the longer text whose last paragraph stands right before it. Of a cell in a row
    without fields, *row* is the number of the row and *column* the address of the answer above it.
    """

    text: str
    after: str = ""
    row: int = -1
    column: str = ""


def outside(root: Element, finder: Finder, look: Look) -> tuple[Outside, ...]:
    """Return what stands in *root* outside of the fields that *finder* has found in it, in reading order."""
    return tuple(_Searching(finder, look).search(root))


def printed(root: Element, finder: Finder, look: Look) -> tuple[str, ...]:
    """Return the same with what stands in locked controls, which some programs do not keep: their words."""
    searching = _Searching(finder, look, passed_over=(_OURS, _ENCLOSED))
    return tuple(one.text for one in searching.search(root))


def enclosed(root: Element) -> tuple[str, ...]:
    """Return what files attached to the agreement say in *root*, below the titles of their appendices."""
    met: dict[Element, None] = {}
    for control in ooxml.find_all(root, "w:sdt"):
        tag = ooxml.tag_of(control)
        if tag == _ENCLOSED:
            met.update(dict.fromkeys(ooxml.find_all(control, "w:p")))
        elif tag == _OVER_ENCLOSED:
            met.update(dict.fromkeys(control.iterancestors(ooxml.name("w:p"))))
    said = (" ".join(ooxml.own_words(paragraph).split()) for paragraph in met)
    return tuple(one for one in said if one)


class _Searching:
    def __init__(
        self, finder: Finder, look: Look, *, passed_over: tuple[str, ...] = IGNORED_IN_READING
    ) -> None:
        self._look = look
        self._passed_over = passed_over
        self._field: dict[Element, Found] = {
            element: found for found in finder.found for element in found.elements
        }
        self._before = ""
        self._rows = 0

    def search(self, root: Element) -> Iterator[Outside]:
        yield from self._walk(root, -1, "")

    def _walk(self, element: Element, row: int, column: str) -> Iterator[Outside]:
        for one in ooxml.children(element):
            if ooxml.is_a(one, "w:p"):
                yield from self._paragraph(one, row, column)
            elif ooxml.is_a(one, "w:tbl"):
                self._before = ""
                yield from self._table(one)
            elif ooxml.is_a(one, "w:sdt") and ooxml.tag_of(one).startswith(self._passed_over):
                self._before = ""
            elif ooxml.is_a(one, "w:sdt") and ooxml.is_table_of_contents(one):
                self._before = ""
            elif not ooxml.is_a(one, *_NOT_TEXT):
                yield from self._walk(one, row, column)

    def _table(self, table: Element) -> Iterator[Outside]:
        above: list[str] = []
        for row in ooxml.find_all(table, "w:tr"):
            self._rows += 1
            cells = [one for one in ooxml.find_all(row, "w:tc")]
            fields = [self._address_in(one) for one in cells]
            for number, cell in enumerate(cells):
                column = above[number] if number < len(above) and not any(fields) else ""
                yield from self._walk(cell, self._rows, column)
                self._before = ""
            above = fields if any(fields) else above

    def _address_in(self, cell: Element) -> str:
        """Return the address of the first answer in *cell*."""
        for one in cell.iter():
            if ooxml.is_element(one) and one in self._field:
                return self._field[one].address
        return ""

    def _paragraph(self, paragraph: Element, row: int, column: str) -> Iterator[Outside]:
        found = self._field.get(paragraph)
        if found is not None:
            self._before = found.address if found.answer.kind == "text" else ""
            return
        if self._look.contents_level(paragraph) is not None:
            return
        said = " ".join("".join(self._said(paragraph)).split())
        if said:
            held = any(ooxml.is_element(one) and one in self._field for one in paragraph.iter())
            yield Outside(said, "" if held else self._before, row, column)
            self._before = "" if held else self._before
        elif ooxml.own_words(paragraph).strip():
            self._before = ""

    def _said(self, element: Element) -> Iterator[str]:
        for one in ooxml.children(element):
            if one in self._field:
                yield " "
            elif ooxml.is_a(one, "w:sdt") and ooxml.tag_of(one).startswith(self._passed_over):
                yield " "
            elif ooxml.is_a(one, "w:t"):
                yield one.text or ""
            elif ooxml.is_a(one, "w:tab", "w:br", "w:cr"):
                yield " "
            elif ooxml.is_a(one, "mc:AlternateContent"):
                yield from (said for first in ooxml.children(one)[:1] for said in self._said(first))
            elif not ooxml.is_a(one, *_NOT_TEXT):
                yield from self._said(one)
