"""Styles and numbering of a document: what a paragraph is, by the look it is given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lokdesk.word import letters, ooxml
from lokdesk.word.block import Shape
from lokdesk.word.counter import ListLevel
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package

_NOT_AN_OUTLINE = 9
_DEEPEST = 8
_ONE_LINE = 240
"""How Word writes single spacing."""
_STYLE, _OUTLINE = ooxml.name("w:pStyle"), ooxml.name("w:outlineLvl")


@dataclass(frozen=True)
class Look:
    """The styles and the numbering definitions of one document."""

    styles: Element | None
    numbering: Element | None

    # -- styles

    def styles_of(self, kind: str) -> list[str]:
        """Return the ids of the styles of that *kind*, such as ``paragraph``."""
        return [
            id_ for id_, style in self._by_id.items() if (ooxml.val(style, "w:type") or "paragraph") == kind
        ]

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        found = [] if self.styles is None else self.styles.findall(ooxml.name("w:style"))
        return {id_: style for style in found if (id_ := ooxml.val(style, "w:styleId"))}

    @cached_property
    def _ids(self) -> dict[tuple[str, str], str]:
        ids: dict[tuple[str, str], str] = {}
        for id_, style in self._by_id.items():
            kind = ooxml.val(style, "w:type") or "paragraph"
            written = ooxml.val(ooxml.child(style, "w:name")) or ""
            ids.setdefault((kind, written.casefold()), id_)
        return ids

    @cached_property
    def default_paragraph(self) -> str:
        """The id of the style of paragraphs that name none."""
        for id_, style in self._by_id.items():
            if ooxml.val(style, "w:type") == "paragraph" and ooxml.val(style, "w:default") in ("1", "true"):
                return id_
        return ""

    @property
    def language(self) -> str:
        """The language of the document's text, empty when it names none."""
        default = ooxml.child(self.styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
        return ooxml.val(default) or ""

    def id_of(self, written: str, kind: str = "paragraph") -> str:
        """Return the id of the style that Word calls *written*, empty when the document has none."""
        return self._ids.get((kind, written.casefold()), "")

    def name_of(self, style: str) -> str:
        """Return what Word calls the style with the id *style*, or the id itself."""
        element = self._by_id.get(style)
        return (ooxml.val(ooxml.child(element, "w:name")) or style) if element is not None else style

    def chain(self, style: str) -> Iterator[Element]:
        """Yield the style with the id *style* and those it is based on, nearest first."""
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            element = self._by_id[style]
            yield element
            style = ooxml.val(ooxml.child(element, "w:basedOn")) or ""

    def _inherited(self, paragraph: Element | None, *path: str) -> Element | None:
        """Return the property *path* of a paragraph: its own, its style's, or the document's default."""
        own = ooxml.child(paragraph, "w:pPr", *path) if path[0] != "w:rPr" else None
        if own is not None:
            return own
        return self.of_style(self.style_of(paragraph), *path)

    @cached_property
    def _looked_up(self) -> dict[tuple[str, ...], Element | None]:
        return {}

    def of_style(self, style: str, *path: str) -> Element | None:
        """Return the property *path* of the style with the id *style*: its own, inherited, or the default."""
        asked = (style, *path)
        if asked not in self._looked_up:
            self._looked_up[asked] = self._search_styles(style, *path)
        return self._looked_up[asked]

    def _search_styles(self, style: str, *path: str) -> Element | None:
        within = path if path[0] == "w:rPr" else ("w:pPr", *path)
        for element in self.chain(style):
            found = ooxml.child(element, *within)
            if found is not None:
                return found
        default = "w:rPrDefault" if path[0] == "w:rPr" else "w:pPrDefault"
        return ooxml.child(self.styles, "w:docDefaults", default, *within)

    def style_of(self, paragraph: Element | None) -> str:
        """Return the id of the style of *paragraph*."""
        return ooxml.val(ooxml.child(paragraph, "w:pPr", "w:pStyle")) or self.default_paragraph

    def heading_level(self, paragraph: Element) -> int | None:
        """Return the level of a heading, from 1, or ``None`` when *paragraph* is no heading."""
        return self.levels(paragraph)[0]

    def levels(self, paragraph: Element) -> tuple[int | None, int | None]:
        """Return the level of *paragraph* as a heading, and as an entry of a table of contents."""
        properties = ooxml.child(paragraph, "w:pPr")
        named = own = None
        # Asked of every paragraph: its properties are gone through once.
        for one in () if properties is None else properties:
            if named is None and one.tag == _STYLE:
                named = one
            elif own is None and one.tag == _OUTLINE:
                own = one
        style = ooxml.val(named) or self.default_paragraph
        if style not in self._levels:
            first, _, level = self.name_of(style).casefold().partition(" ")
            contents = int(level) if first == "toc" and level.isdigit() else None
            self._levels[style] = _outline(self.of_style(style, "w:outlineLvl")), contents
        heading, contents = self._levels[style]
        return (heading if own is None else _outline(own)), contents

    @cached_property
    def _levels(self) -> dict[str, tuple[int | None, int | None]]:
        return {}

    def contents_level(self, paragraph: Element) -> int | None:
        """Return the level of an entry of a table of contents, or ``None`` when *paragraph* is none."""
        return self.levels(paragraph)[1]

    def is_bold(self, run_style: str) -> bool:
        """Return whether the character style with that id makes text bold."""
        return any(ooxml.is_on(ooxml.child(style, "w:rPr", "w:b")) for style in self.chain(run_style))

    def is_italic(self, run_style: str) -> bool:
        """Return whether the character style with that id makes text italic."""
        return any(ooxml.is_on(ooxml.child(style, "w:rPr", "w:i")) for style in self.chain(run_style))

    # -- numbering

    @cached_property
    def _abstracts(self) -> dict[int, Element]:
        found = [] if self.numbering is None else self.numbering.findall(ooxml.name("w:abstractNum"))
        return {ooxml.number(one, "w:abstractNumId", -1): one for one in found}

    @cached_property
    def _lists(self) -> dict[int, int]:
        found = [] if self.numbering is None else self.numbering.findall(ooxml.name("w:num"))
        return {
            ooxml.number(one, "w:numId", -1): ooxml.number(ooxml.child(one, "w:abstractNumId"), default=-1)
            for one in found
        }

    def abstract_of(self, list_id: int) -> int | None:
        """Return the id of the definition that the list with the id *list_id* follows."""
        found = self._lists.get(list_id)
        return found if found in self._abstracts else None

    def numbering_of(self, paragraph: Element) -> tuple[int, int] | None:
        """Return the list and level that *paragraph* is an item of, by itself or by its style."""
        own = ooxml.child(paragraph, "w:pPr", "w:numPr")
        style = self.style_of(paragraph)
        by_style = self.numbering_of_style(style)
        if own is None:
            return by_style
        list_id = ooxml.child(own, "w:numId")
        level = _depth(ooxml.child(own, "w:ilvl"))
        if list_id is None:
            return (by_style[0], level) if by_style else None
        return (ooxml.number(list_id), level) if ooxml.number(list_id) else None

    def numbering_of_style(self, style: str) -> tuple[int, int] | None:
        """Return the list and level that the paragraph style with the id *style* makes an item of."""
        if style not in self._numbered:
            self._numbered[style] = self._search_numbering(style)
        return self._numbered[style]

    @cached_property
    def _numbered(self) -> dict[str, tuple[int, int] | None]:
        return {}

    def _search_numbering(self, style: str) -> tuple[int, int] | None:
        list_id = self.of_style(style, "w:numPr", "w:numId")
        if list_id is None or not ooxml.number(list_id):
            return None
        level = self.of_style(style, "w:numPr", "w:ilvl")
        return ooxml.number(list_id), self._linked_level(ooxml.number(list_id), style, _depth(level))

    def _linked_level(self, list_id: int, style: str, written: int) -> int:
        """Return the level that a list's definition ties to *style*; it counts more than the style's own."""
        abstract = self._abstracts.get(self._lists.get(list_id, -1))
        for level in () if abstract is None else abstract.findall(ooxml.name("w:lvl")):
            if ooxml.val(ooxml.child(level, "w:pStyle")) == style:
                return _depth(level, "w:ilvl")
        return written

    def list_level(self, list_id: int, level: int) -> ListLevel | None:
        """Return how the list with the id *list_id* counts on *level*."""
        abstract = self._abstracts.get(self._lists.get(list_id, -1))
        link = ooxml.val(ooxml.child(abstract, "w:numStyleLink"))
        if link is not None:
            linked = self.numbering_of_style(link)
            abstract = self._abstracts.get(self._lists.get(linked[0], -1)) if linked else None
        for found in () if abstract is None else abstract.findall(ooxml.name("w:lvl")):
            if _depth(found, "w:ilvl") == level:
                return _list_level(found)
        return None

    def level_elements(self) -> Iterator[tuple[tuple[int, int], Element]]:
        """Yield every level of every list definition, by the definition's id and the level."""
        for id_, abstract in self._abstracts.items():
            for found in abstract.findall(ooxml.name("w:lvl")):
                yield (id_, _depth(found, "w:ilvl")), found

    def all_list_levels(self) -> Iterator[tuple[tuple[int, int], ListLevel]]:
        """Yield how every level counts, likewise."""
        for place, found in self.level_elements():
            yield place, _list_level(found)

    @property
    def lists(self) -> Iterable[int]:
        """The ids of the lists there are."""
        return self._lists

    # -- room on the page

    def has_tab_before_text(self, style: str) -> bool:
        """Return whether the style with that id has a tab stop besides the one at the right margin."""
        tabs = self.of_style(style, "w:tabs") if style else None
        stops = () if tabs is None else ooxml.children(tabs)
        return any(ooxml.val(stop) in ("left", "start", "num") for stop in stops)

    def shape_of_style(self, style: str) -> Shape:
        """Return how a paragraph in the style with that id takes up room."""
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        text = f'<w:p xmlns:w="{ooxml.NAMESPACES["w"]}"><w:pPr>{named}</w:pPr></w:p>'
        return self.shape(ooxml.parse(text.encode()))

    def shape(self, paragraph: Element) -> Shape:
        """Return how *paragraph* takes up room."""
        style = self.style_of(paragraph)
        size = ooxml.number(self.of_style(style, "w:rPr", "w:sz"), default=22) / 2
        font = ooxml.val(self.of_style(style, "w:rPr", "w:rFonts"), "w:ascii") or letters.STANDARD
        before, after, line = (self._spacing(paragraph, f"w:{edge}") for edge in ("before", "after", "line"))
        rule = ooxml.val(self._spaced(paragraph, "w:lineRule"), "w:lineRule")
        fixed = rule in ("exact", "atLeast")
        # Word counts in twentieths of a point.
        single = round(size * letters.single_line(font) * 20) / 20
        line_height = line / 20 if fixed else int(single * 20 * (line or _ONE_LINE) / _ONE_LINE) / 20
        if rule == "atLeast":
            line_height = max(line_height, single)
        numbering = self.numbering_of(paragraph)
        indent = self._indent(paragraph, numbering)
        left = ooxml.number(indent, "w:left") or ooxml.number(indent, "w:start")
        first = ooxml.number(indent, "w:firstLine") - ooxml.number(indent, "w:hanging")
        breaks = [ooxml.val(one, "w:type") for one in ooxml.find_all(paragraph, "w:br")]
        section = ooxml.child(paragraph, "w:pPr", "w:sectPr")
        continuous = ooxml.val(ooxml.child(section, "w:type")) == "continuous"
        abstract = self.abstract_of(numbering[0]) if numbering else None
        close = ooxml.is_on(self._inherited(paragraph, "w:contextualSpacing"))
        return Shape(
            size,
            line_height,
            before / 20,
            after / 20,
            (left + ooxml.number(indent, "w:right")) / 20,
            ooxml.is_on(self._inherited(paragraph, "w:keepNext")),
            ooxml.is_on(self._inherited(paragraph, "w:pageBreakBefore")),
            "page" in breaks or (section is not None and not continuous),
            (abstract, numbering[1]) if numbering and abstract is not None else None,
            first / 20,
            font,
            ooxml.is_on(self.of_style(style, "w:rPr", "w:b")),
            ooxml.is_on(self._inherited(paragraph, "w:keepLines")),
            0.0 if fixed else max(line_height - single, 0.0),
            sum(self._border(paragraph, edge) for edge in ("w:top", "w:bottom")),
            style if close else "",
        )

    def _border(self, paragraph: Element, edge: str) -> float:
        """Return the room that a line at one *edge* of *paragraph* takes, with its distance to the words."""
        border = ooxml.child(self._inherited(paragraph, "w:pBdr"), edge)
        if border is None or ooxml.val(border) in ("nil", "none"):
            return 0.0
        # Widths are told in eighths of a point, distances in points.
        return ooxml.number(border, "w:sz") / 8 + ooxml.number(border, "w:space")

    def _indent(self, paragraph: Element, numbering: tuple[int, int] | None) -> Element | None:
        """Return the indent of *paragraph*: its own, or the nearest of its styles and their lists."""
        own = ooxml.child(paragraph, "w:pPr", "w:ind")
        if own is not None:
            return own
        listed = self._list_indent(numbering)
        if ooxml.child(paragraph, "w:pPr", "w:numPr") is not None and listed is not None:
            return listed
        for element in self.chain(self.style_of(paragraph)):
            told = ooxml.child(element, "w:pPr", "w:ind")
            if told is not None:
                return told
            if ooxml.child(element, "w:pPr", "w:numPr") is not None and listed is not None:
                return listed
        return ooxml.child(self.styles, "w:docDefaults", "w:pPrDefault", "w:pPr", "w:ind")

    def _list_indent(self, numbering: tuple[int, int] | None) -> Element | None:
        """Return the indent that a level of a list gives its items."""
        abstract = self._abstracts.get(self._lists.get(numbering[0], -1)) if numbering else None
        for level in () if abstract is None else abstract.findall(ooxml.name("w:lvl")):
            if numbering and _depth(level, "w:ilvl") == numbering[1]:
                return ooxml.child(level, "w:pPr", "w:ind")
        return None

    def _spacing(self, paragraph: Element, edge: str) -> int:
        return ooxml.number(self._spaced(paragraph, edge), edge)

    def _spaced(self, paragraph: Element, edge: str) -> Element | None:
        """Return the nearest spacing properties that tell about *edge*; each edge is inherited alone."""
        chain = [style for style in self.chain(self.style_of(paragraph))]
        defaults = ooxml.child(self.styles, "w:docDefaults", "w:pPrDefault")
        for holder in (paragraph, *chain, defaults):
            found = ooxml.child(holder, "w:pPr", "w:spacing")
            if ooxml.val(found, edge) is not None:
                return found
        return None


def _depth(element: Element | None, attribute: str = "w:val") -> int:
    """Return the level of a list that *element* names: one of the nine there are, whatever is written."""
    return min(max(ooxml.number(element, attribute), 0), _DEEPEST)


def _list_level(element: Element) -> ListLevel:
    return ListLevel(
        ooxml.val(ooxml.child(element, "w:numFmt")) or "decimal",
        ooxml.number(ooxml.child(element, "w:start"), default=1),
        ooxml.val(ooxml.child(element, "w:lvlText")) or "",
    )


def of(package: Package) -> Look:
    """Return the look of the document in *package*. Raises Damaged."""
    styles, numbering = package.part("styles"), package.part("numbering")
    return Look(
        package.xml(styles) if styles else None,
        package.xml(numbering) if numbering else None,
    )


def _outline(level: Element | None) -> int | None:
    """Return the level of a heading that a property says, from 1; ``None`` where it says none."""
    found = ooxml.number(level, default=_NOT_AN_OUTLINE) if level is not None else _NOT_AN_OUTLINE
    return found + 1 if 0 <= found < _NOT_AN_OUTLINE else None
