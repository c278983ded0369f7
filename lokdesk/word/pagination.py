"""The pages of a file that is merged into a document: its own where they are others, else those around it."""

import copy

from lokdesk.word import ooxml
from lokdesk.word.ooxml import Element

_NEAR = 0.1
"""By how much paper may differ and still be taken for the same: what was made for Letter goes on A4."""
_OVERHANG = 300
"""How far a table may reach out of the text, in twentieths of a point, before it keeps pages of its own."""
_LINE = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


class Sections:
    """The sections of one file."""

    def __init__(self, body: Element, around: str) -> None:
        """Take the sections in *body*; *around* is the XML of the one that they come into, or empty."""
        self._body = body
        self._around = parsed(around) if around else None

    def settle(self) -> bool:
        """Let each section end in a paragraph of its own, if any has other pages than those around it.

        Else all go on as those around, from a new page where there was one. Returns whether there are any.
        """
        last = ooxml.child(self._body, "w:sectPr")
        if last is not None:
            self._body.remove(last)
        inner = [(one, one.getparent()) for one in ooxml.find_all(self._body, "w:sectPr")]
        _trim(self._body)
        if self._floats_last():
            # Such a table hangs on to the paragraph after it, which must not be another's.
            self._body.append(ooxml.made("w:p"))
        everyone = [one for one, _ in inner] + ([last] if last is not None else [])
        keeps = (
            self._around is not None
            and last is not None
            and (self._is_wide(last) or any(self._is_other(one) for one in everyone))
        )
        for place, (section, properties) in enumerate(inner):
            assert properties is not None  # it was found in the body
            paragraph = properties.getparent()
            properties.remove(section)
            if paragraph is None or paragraph.getparent() is not self._body:
                continue
            if keeps:
                self._end(section, paragraph, first=place == 0)
            elif place + 1 < len(everyone) and _turns(everyone[place + 1]):
                following = paragraph.getnext()
                if following is not None:
                    _break_before(following)
        if keeps and last is not None:
            self._end(last, None, first=not inner)
        return keeps

    def _floats_last(self) -> bool:
        last = ooxml.children(self._body)[-1:]
        return bool(last) and ooxml.child(last[0], "w:tblPr", "w:tblpPr") is not None

    def _end(self, section: Element, after: Element | None, *, first: bool) -> None:
        """Put the end of *section* after the paragraph *after*, or last in the text."""
        assert self._around is not None  # it keeps its pages
        paragraph = ooxml.parse(
            f'<w:p xmlns:w="{ooxml.NAMESPACES["w"]}"><w:pPr>{_LINE}</w:pPr></w:p>'.encode()
        )
        paragraph[0].append(self._own(section, first=first))
        if after is None:
            self._body.append(paragraph)
        else:
            after.addnext(paragraph)

    def _own(self, section: Element, *, first: bool) -> Element:
        """Return what is kept of *section*: its paper, margins and columns, with room for what is around."""
        made = ooxml.made("w:sectPr")
        kind = ooxml.child(section, "w:type")
        if kind is not None and not first:
            made.append(copy.deepcopy(kind))
        # On the same paper the margins are those around, which headers and footers are made for.
        as_around = not self._has_other_paper(section) and not self._is_wide(section)
        for name in ("w:pgSz", "w:pgMar", "w:cols"):
            found = None if as_around and name != "w:cols" else ooxml.child(section, name)
            if found is None:
                found = ooxml.child(self._around, name)
            if found is not None:
                made.append(copy.deepcopy(found))
        margins, around = ooxml.child(made, "w:pgMar"), ooxml.child(self._around, "w:pgMar")
        if margins is not None and around is not None:
            for edge in ("header", "footer", "gutter"):
                margins.set(ooxml.name(f"w:{edge}"), ooxml.val(around, f"w:{edge}") or "0")
            for edge in ("top", "bottom"):
                least = max(ooxml.number(margins, f"w:{edge}"), ooxml.number(around, f"w:{edge}"))
                margins.set(ooxml.name(f"w:{edge}"), str(least))
            for edge in ("left", "right"):
                margins.set(ooxml.name(f"w:{edge}"), str(max(ooxml.number(margins, f"w:{edge}"), 0)))
        return made

    def _is_other(self, section: Element) -> bool:
        """Return whether *section* has another paper, or columns."""
        has_columns = ooxml.number(ooxml.child(section, "w:cols"), "w:num", 1) > 1
        return has_columns or self._has_other_paper(section)

    def _has_other_paper(self, section: Element) -> bool:
        size, around = ooxml.child(section, "w:pgSz"), ooxml.child(self._around, "w:pgSz")
        if size is None or around is None:
            return False
        return any(
            abs(ooxml.number(size, side) - ooxml.number(around, side)) > _NEAR * ooxml.number(around, side)
            for side in ("w:w", "w:h")
        )

    def _is_wide(self, section: Element) -> bool:
        """Return whether a table made for the pages of *section* has no room on those around."""
        room = _width(self._around)
        if room <= 0 or _width(section) <= room + _OVERHANG:
            return False
        for table in self._body.findall(ooxml.name("w:tbl")):
            grid = ooxml.child(table, "w:tblGrid")
            columns = [] if grid is None else ooxml.children(grid)
            if sum(ooxml.number(one, "w:w") for one in columns) > room + _OVERHANG:
                return True
        return False


def parsed(section: str) -> Element:
    """Return the properties of a section as an element."""
    return ooxml.parse(
        section.replace(
            "<w:sectPr", f'<w:sectPr xmlns:w="{ooxml.NAMESPACES["w"]}" xmlns:r="{ooxml.NAMESPACES["r"]}"', 1
        ).encode()
    )


def _width(section: Element | None) -> int:
    size, margins = ooxml.child(section, "w:pgSz"), ooxml.child(section, "w:pgMar")
    return ooxml.number(size, "w:w") - ooxml.number(margins, "w:left") - ooxml.number(margins, "w:right")


def _turns(section: Element) -> bool:
    return ooxml.val(ooxml.child(section, "w:type")) != "continuous"


def _break_before(element: Element) -> None:
    """Let *element* begin a page."""
    paragraph = element if ooxml.is_a(element, "w:p") else next(ooxml.find_all(element, "w:p"), None)
    if paragraph is None:
        return
    properties = ooxml.child(paragraph, "w:pPr")
    if properties is None:
        properties = ooxml.made("w:pPr")
        paragraph.insert(0, properties)
    if ooxml.child(properties, "w:pageBreakBefore") is None:
        before = [one for one in ooxml.children(properties) if ooxml.is_a(one, *_BEFORE_BREAK)]
        properties.insert(len(before), ooxml.made("w:pageBreakBefore"))


_BEFORE_BREAK = ("w:pStyle", "w:keepNext", "w:keepLines")


def _trim(body: Element) -> None:
    """Take away the empty paragraphs that *body* begins and ends with."""
    for ends in (ooxml.children(body), list(reversed(ooxml.children(body)))):
        for one in ends:
            if not ooxml.is_a(one, "w:p") or not _is_empty(one) or len(ooxml.children(body)) < 2:
                break
            body.remove(one)


def _is_empty(paragraph: Element) -> bool:
    if ooxml.words(paragraph).strip() or ooxml.child(paragraph, "w:pPr", "w:sectPr") is not None:
        return False
    plain = ("w:p", "w:pPr", "w:r", "w:rPr", "w:t", "w:tab", "w:br")
    properties = ooxml.child(paragraph, "w:pPr")
    inside = set(properties.iter()) if properties is not None else set[Element]()
    return all(
        ooxml.is_element(one) and (one in inside or ooxml.is_a(one, *plain)) for one in paragraph.iter()
    )
