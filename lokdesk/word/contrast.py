"""The colours that a text and its ground have on the page, and how well they can be told apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lokdesk.word import ooxml
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element

ENOUGH, AMPLE = 4.5, 3.0
"""The least contrast that WCAG 2 asks of text, and of large text."""
WHITE = "FFFFFF"
HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
    "white": WHITE,
}
"""The colours of Word's highlighter by their names."""

Rgb = tuple[int, int, int]


def rgb(written: str) -> Rgb:
    """Return the parts of a colour that is written in six hexadecimal digits."""
    return int(written[:2], 16), int(written[2:4], 16), int(written[4:6], 16)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it, from 1 (none) to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@dataclass(frozen=True)
class Ground:
    """A run of text in a document, and what lies around and behind it."""

    look: Look
    run: Element

    @cached_property
    def colour(self) -> str | None:
        """The text's colour, or ``None`` when it is left to the word processor, which then sees to it."""
        return _written(ooxml.val(self.setting("w:color")))

    @property
    def is_hidden(self) -> bool:
        """Whether the text is not shown at all."""
        return ooxml.is_on(self.setting("w:vanish"))

    @cached_property
    def behind(self) -> str:
        """The colour behind the text."""
        marked = HIGHLIGHTS.get(ooxml.val(ooxml.child(self._own, "w:highlight")) or "")
        if marked is not None:
            return marked
        return next((fill for one in self._shadings() if (fill := _fill(one)) is not None), WHITE)

    def setting(self, name: str) -> Element | None:
        """Return the property of the run that counts: its own, its styles', its table's or the default."""
        for holder in (
            self._own,
            *self._styles_of_run(),
            *self._styles_of_paragraph(),
            *self._styles_of_table(),
        ):
            found = ooxml.child(holder, name)
            if found is not None:
                return found
        return ooxml.child(self.look.styles, "w:docDefaults", "w:rPrDefault", "w:rPr", name)

    @property
    def _own(self) -> Element | None:
        return ooxml.child(self.run, "w:rPr")

    def _styles_of_run(self) -> Iterator[Element | None]:
        style = ooxml.val(ooxml.child(self._own, "w:rStyle"))
        for one in self.look.chain(style or ""):
            yield ooxml.child(one, "w:rPr")

    def _styles_of_paragraph(self) -> Iterator[Element | None]:
        for one in self.look.chain(self.look.style_of(self._paragraph)):
            yield ooxml.child(one, "w:rPr")

    @cached_property
    def _paragraph(self) -> Element | None:
        return _around(self.run, "w:p")

    @cached_property
    def _cell(self) -> Element | None:
        return _around(self.run, "w:tc")

    def _styles_of_table(self) -> Iterator[Element | None]:
        for one in self._looks_of_table():
            yield ooxml.child(one, "w:rPr")

    def _looks_of_table(self) -> Iterator[Element]:
        """Yield what the style of the table says: first of a row that is its first, then of all of it."""
        row, table = _around(self.run, "w:tr"), _around(self.run, "w:tbl")
        if row is None or table is None:
            return
        style = ooxml.val(ooxml.child(table, "w:tblPr", "w:tblStyle")) or ""
        chain = list(self.look.chain(style))
        if next(ooxml.find_all(table, "w:tr"), None) is row and _marks_first_row(table):
            for one in chain:
                for part in one.findall(ooxml.name("w:tblStylePr")):
                    if ooxml.val(part, "w:type") == "firstRow":
                        yield part
        yield from chain

    def _shadings(self) -> Iterator[Element | None]:
        """Yield the shadings behind the text, the nearest first."""
        yield ooxml.child(self._own, "w:shd")
        for one in self._styles_of_run():
            yield ooxml.child(one, "w:shd")
        yield ooxml.child(self._paragraph, "w:pPr", "w:shd")
        for one in self.look.chain(self.look.style_of(self._paragraph)):
            yield ooxml.child(one, "w:pPr", "w:shd")
        if self._cell is not None:
            yield ooxml.child(self._cell, "w:tcPr", "w:shd")
            for one in self._looks_of_table():
                yield ooxml.child(one, "w:tcPr", "w:shd")
            for one in self._looks_of_table():
                yield ooxml.child(one, "w:tblPr", "w:shd")


def _around(element: Element, name: str) -> Element | None:
    return next((one for one in element.iterancestors() if ooxml.is_a(one, name)), None)


def _marks_first_row(table: Element) -> bool:
    marked = ooxml.child(table, "w:tblPr", "w:tblLook")
    if marked is None:
        return False
    first = ooxml.val(marked, "w:firstRow")
    if first is not None:
        return first in ("1", "true", "on")
    try:
        return bool(int(ooxml.val(marked) or "0", 16) & 0x20)
    except ValueError:
        return False


def _fill(shading: Element | None) -> str | None:
    return _written(ooxml.val(shading, "w:fill"))


def _written(colour: str | None) -> str | None:
    """Return *colour* when it is one, and not left to the word processor."""
    if colour is None or len(colour) != 6:
        return None
    try:
        rgb(colour)
    except ValueError:
        return None
    return colour.upper()
