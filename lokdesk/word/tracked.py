"""Tracked changes as they stand in the XML of a document: what was inserted, deleted and set otherwise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lokdesk.word.archive import escaped
from lokdesk.word.block import CONTROL
from lokdesk.word.strand import Line, Strand, runs

_CHANGES = {"inserted": "w:ins", "deleted": "w:del"}
_MARK = re.compile(r"<w:rPr>|<w:rPr/>")
_AFTER_MARK = re.compile(r"<w:(?:sectPr|pPrChange)\b")
_NOT_OF_BEFORE = re.compile(
    r"<w:rPr>.*?</w:rPr>|<w:rPr/>|<w:sectPr.*?</w:sectPr>|<w:sectPr[^>]*/>", re.DOTALL
)


_APART = 2
"""How many minutes there are between the changes of one paragraph and the next.

LibreOffice (7.4) makes one of two changes at the same time that end and begin with their paragraphs, and
with it goes the mark between them. Nor does it put changes together that are further apart than a minute.
"""


@dataclass
class Reviser:
    """Who a document's changes are said to be by, and on which day."""

    name: str
    day: date
    _minute: int = 0

    def turn(self) -> None:
        """Begin with the changes of another paragraph."""
        self._minute = _APART - self._minute

    def tag(self, name: str, inside: str = "") -> str:
        """Return the element *name* of a tracked change, with what is *inside* it."""
        told = (
            f'<{name} w:id="{CONTROL}" w:author="{escaped(self.name).replace(chr(34), "&quot;")}"'
            f' w:date="{self.day.isoformat()}T00:{self._minute:02}:00Z"'
        )
        return f"{told}>{inside}</{name}>" if inside else f"{told}/>"

    # Within a paragraph

    def same(self, strands: Iterable[Strand]) -> str:
        """Return *strands* as they are."""
        return "".join(_linked(link, xml) for link, xml in runs(strands))

    def inserted(self, strands: Iterable[Strand]) -> str:
        """Return *strands* as inserted."""
        return "".join(_linked(link, self.tag("w:ins", xml)) for link, xml in runs(strands))

    def deleted(self, strands: Iterable[Strand]) -> str:
        """Return *strands* as deleted."""
        return "".join(_linked(link, self.tag("w:del", xml)) for link, xml in runs(strands, deleted=True))

    # Whole paragraphs

    def inserted_line(self, line: Line, *, with_mark: bool = True) -> str:
        """Return the paragraph *line* as inserted, with its mark or without."""
        return self._whole(line, self.inserted(line.strands), "w:ins" if with_mark else "")

    def deleted_line(self, line: Line, *, with_mark: bool = True, parted: bool = False) -> str:
        """Return the paragraph *line* as deleted, with its mark or without, *parted* as two changes."""
        inside = self._parted(line.strands) if parted else self.deleted(line.strands)
        return self._whole(line, inside, "w:del" if with_mark else "")

    def _parted(self, strands: Sequence[Strand]) -> str:
        """Return *strands* as deleted, the last word at another time than those before it."""
        last = max((n for n, one in enumerate(strands) if one.weighs), default=0)
        minute, self._minute = self._minute, self._minute + 2 * _APART
        first = self.deleted(strands[:last])
        self._minute = minute
        return first + self.deleted(strands[last:])

    def _whole(self, line: Line, inside: str, change: str) -> str:
        properties = _marked(line.properties, self.tag(change)) if change else line.properties
        return paragraph(line.start, properties, inside)

    def reset(self, before: str, after: str) -> str:
        """Return the properties *after* of a paragraph that had those *before*."""
        was, now = (_NOT_OF_BEFORE.sub("", one) for one in (before, after))
        return after if was == now else after + self.tag("w:pPrChange", f"<w:pPr>{was}</w:pPr>")

    def with_mark(self, properties: str, change: str) -> str:
        """Return the *properties* of a paragraph whose mark is "inserted" or "deleted"."""
        return _marked(properties, self.tag(_CHANGES[change]))

    # Tables

    def inserted_row(self, start: str) -> str:
        """Return the *start* of a row, up to its first cell, as of an inserted one."""
        return _with_row_mark(start, self.tag("w:ins"))

    def deleted_row(self, start: str) -> str:
        """Return the *start* of a row, up to its first cell, as of a deleted one."""
        return _with_row_mark(start, self.tag("w:del"))

    def reset_cell(self, before: str, after: str) -> str:
        """Return the start *after* of a cell that had the start *before*."""
        return self._reset(before, after, "tcPr")

    def reset_row(self, before: str, after: str) -> str:
        """Return the start *after* of a row that had the start *before*."""
        return self._reset(before, after, "trPr")

    def reset_table(self, before: str, after: str) -> str:
        """Return the start *after* of a table, with its grid, that had the start *before*."""
        was, now = _grid(before), _grid(after)
        if was != now:
            change = f'<w:tblGridChange w:id="{CONTROL}"><w:tblGrid>{was}</w:tblGrid></w:tblGridChange>'
            after = _GRID.sub(lambda _: f"<w:tblGrid>{now}{change}</w:tblGrid>", after)
        return self._reset(before, after, "tblPr")

    def _reset(self, before: str, after: str, name: str) -> str:
        """Return the start *after* of an element whose properties *name* were those in *before*."""
        was = _properties(before, name)[2]
        begin, end, now = _properties(after, name)
        if was == now:
            return after
        if name == "trPr":
            was, now = was or _AS_ALWAYS, now or _AS_ALWAYS
        change = self.tag(f"w:{name}Change", f"<w:{name}>{was}</w:{name}>")
        return f"{after[:begin]}<w:{name}>{now}{change}</w:{name}>{after[end:]}"


def paragraph(start: str, properties: str, inside: str) -> str:
    """Return a paragraph of its parts."""
    return f"{start}<w:pPr>{properties}</w:pPr>{inside}</w:p>" if properties else f"{start}{inside}</w:p>"


def _linked(link: str, xml: str) -> str:
    return f"{link}{xml}</w:hyperlink>" if link else xml


def _marked(properties: str, change: str) -> str:
    """Return paragraph *properties* of which the paragraph's mark has the *change*."""
    found = _MARK.search(properties)
    if found is not None:
        end = "</w:rPr>" if found[0].endswith("/>") else ""
        return f"{properties[: found.start()]}<w:rPr>{change}{end}{properties[found.end() :]}"
    after = _AFTER_MARK.search(properties)
    cut = after.start() if after else len(properties)
    return f"{properties[:cut]}<w:rPr>{change}</w:rPr>{properties[cut:]}"


def _with_row_mark(start: str, change: str) -> str:
    if "</w:trPr>" in start:
        return start.replace("</w:trPr>", f"{change}</w:trPr>", 1)
    marked = f"<w:trPr>{_AS_ALWAYS}{change}</w:trPr>"
    if "<w:trPr/>" in start:
        return start.replace("<w:trPr/>", marked, 1)
    return f"{start}{marked}"


_AS_ALWAYS = '<w:cantSplit w:val="off"/>'
"""What says of a row what holds anyway: of row properties, the format wants one besides the change."""


_GRID = re.compile(r"<w:tblGrid>(?P<inside>.*?)</w:tblGrid>|<w:tblGrid/>", re.DOTALL)


def _grid(start: str) -> str:
    found = _GRID.search(start)
    return (found["inside"] or "") if found else ""


def _properties(start: str, name: str) -> tuple[int, int, str]:
    """Return where the properties *name* stand in *start*, or where they would, and what they are."""
    found = re.search(rf"<w:{name}>(.*?)</w:{name}>|<w:{name}/>", start, re.DOTALL)
    return (found.start(), found.end(), found[1] or "") if found else (len(start), len(start), "")
