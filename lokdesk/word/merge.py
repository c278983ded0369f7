"""Takes a Word file apart that goes into a document as one of its appendices.

The file looks as it did, under the document's headers and footers: its styles, lists, pictures and footnotes
come along under names of their own. What cannot be brought over whole is refused, and then all of the file.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

from lokdesk.word import accepted, drawn, look, ooxml, package, theme
from lokdesk.word.block import (
    BOOKMARK,
    BOOKMARK_END,
    CONTROL,
    HEADING,
    LINK,
    MARK_END,
    PARAGRAPHS,
    Block,
    Kind,
    Shape,
)
from lokdesk.word.borrowed import Goods, Merged, mark
from lokdesk.word.counter import Counter
from lokdesk.word.drawn import Parts
from lokdesk.word.fields import Fields
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Damaged, Package
from lokdesk.word.pagination import Sections
from lokdesk.word.prose import link
from lokdesk.word.restyled import Restyled

__all__ = ["Host", "Rejected", "merged"]

_MOST = 400_000
"""The most elements in the text of a file: some ten times the bundled example."""
_REFUSED = {
    "w:altChunk": "den hämtar delar av sin text från en annan fil",
    "w:subDoc": "den hämtar delar av sin text från en annan fil",
    "w:object": "den innehåller ett inbäddat objekt, till exempel ett kalkylblad",
    "w:control": "den innehåller knappar eller andra kontroller",
    "w:contentPart": "den innehåller handskrivna anteckningar",
}
_NUMBERED = {"id": CONTROL, "begin": BOOKMARK, "end": BOOKMARK_END, "heading": f"_Toc{HEADING}"}
"""What the writer numbers as it does in the rest of the document."""
_SEEN = ("{*}t", "{*}drawing", "{*}pict", "{*}sym")
_DEEPEST = 8
"""The deepest outline level, from 0."""
_REMEMBERED = 64


class Rejected(ValueError):
    """A file that is not merged. The text says why in Swedish, and goes on from "eftersom"."""


@dataclass(frozen=True)
class Host:
    """What a file comes to: the *level* of the heading it is below, the *language*, and the pages around it.

    Headings down to *contents_levels* are in the table of contents. *section* is the XML of the properties of
    the pages around, empty where the file's own pages cannot be kept.
    """

    level: int = 1
    contents_levels: int = 0
    language: str = "sv-SE"
    section: str = ""


@lru_cache(_REMEMBERED)
def first_words(docx: bytes) -> str:
    """Return what the first paragraph of the Word file *docx* says that says anything, or nothing."""
    try:
        source = package.opened(docx)
        body = ooxml.child(source.xml(source.document), "w:body")
    except Damaged:
        return ""
    first = _first_that_speaks(body)
    return "" if first is None else _text(first)


def _first_that_speaks(body: Element | None) -> Element | None:
    """Return the first paragraph in *body* that says anything, unless a table comes before it."""
    for one in () if body is None else ooxml.find_all(body, "w:p", "w:tbl"):
        if ooxml.is_a(one, "w:tbl"):
            return None
        if _text(one).strip():
            return one
    return None


@lru_cache(_REMEMBERED)
def merged(docx: bytes, address: str, host: Host, without_title: bool = False) -> Merged | Rejected:
    """Return the Word file *docx* taken apart, or why it is refused.

    It belongs to the answer at *address*. *without_title* leaves out the first paragraph that says anything.
    The same file is taken apart only once for the same place.
    """
    key = f"m{blake2b(address.encode() + docx, digest_size=5).hexdigest()}"
    try:
        taking = _Taking(package.opened(docx), key, address, host)
        found = taking.merged(without_title=without_title)
        _check(found)
    except Damaged as error:
        return Rejected(f"den inte går att läsa: {_inside_sentence(str(error))}")
    except drawn.Unfit as error:
        return Rejected(str(error))
    except Rejected as error:
        return error
    except RecursionError:
        return Rejected("den är byggd i för många lager")
    return found


def _inside_sentence(words: str) -> str:
    return (words[:1].lower() + words[1:]).rstrip(".")


def _check(found: Merged) -> None:
    """Raise Rejected if a document with no more than what was *found* in it is not sound."""
    from lokdesk.word import probe

    faults = probe.faults(found.blocks)
    if faults:
        raise Rejected(f"den skulle skada dokumentet: {_inside_sentence(faults[0].message)}")


class _Taking:
    """Takes one file apart."""

    def __init__(self, source: Package, key: str, address: str, host: Host) -> None:
        self._source = source
        self._key = key
        self._address = address
        self._host = host
        root = source.xml(source.document)
        body = ooxml.child(root, "w:body")
        if body is None:
            raise Rejected("den inte är ett vanligt Word-dokument")
        if sum(1 for _ in root.iter()) > _MOST:
            raise Rejected("den är för stor")
        self._root, self._body = root, body
        self._look = look.of(source)
        self._theme = theme.of(source)
        self._links: list[str] = []
        self._bookmarks: dict[str, str] = {}
        self._notes: dict[str, Element] = {}

    def merged(self, *, without_title: bool) -> Merged:
        """Return the file taken apart. Raises Rejected, Damaged and drawn.Unfit."""
        root = self._root
        for prefixed, why in _REFUSED.items():
            if next(ooxml.find_all(root, prefixed), None) is not None:
                raise Rejected(why)
        self._bring_to_rest(root)
        self._take_notes()
        self._settle_fields()
        if without_title:
            self._leave_title_out()
        parts = Parts(self._source, self._key, self._theme)
        self._relate(parts)
        self._place_bookmarks()
        sections = Sections(self._body, self._host.section)
        self._theme_of_styles()
        styled = Restyled(self._look, self._key, self._outline(), self._host.language)
        paragraphs = self._paragraphs()
        for one in (root, *self._notes.values()):
            styled.rename(one)
            self._theme.write_out(one)
        ending = sections.settle()
        if ending:
            # Each section ends in a paragraph of its own, and no more in the one it was read from.
            paragraphs = {one: known.without_break() for one, known in paragraphs.items()}
        blocks = tuple(_Blocks(self, paragraphs).written(ooxml.children(self._body)))
        styles = "".join([self._text(one) for one in styled.styles()])
        goods = Goods(
            key=self._key,
            styles=styles,
            lists=styled.lists(),
            definitions={own: self.marked(xml) for own, xml in styled.definitions().items()},
            notes={own: self._inner(note) for own, note in self._notes.items()},
            relationships=tuple(parts.relationships.values()),
            parts=parts.contents,
            types=parts.types,
        )
        if not blocks or not _says(root):
            raise Rejected("den inte innehåller någon text")
        first = blocks[0]._replace(goods=goods)
        return Merged((first, *blocks[1:]), with_sections=ending)

    def _leave_title_out(self) -> None:
        title = _first_that_speaks(self._body)
        holder = None if title is None else title.getparent()
        if title is None or holder is None or _shows(title):
            return
        place = holder.index(title)
        holder.remove(title)
        if not _says(self._body):
            # There is nothing else.
            holder.insert(place, title)

    # -- what a reader sees

    def _bring_to_rest(self, root: Element) -> None:
        """Accept what has been changed in *root*, and take out what belongs to its editing."""
        accepted.accept(root)
        for control in list(ooxml.find_all(root, "w:sdt")):
            _open_control(control)
        _understood(root)
        for element in root.iter():
            if ooxml.is_element(element):
                for attribute in [str(one) for one in element.attrib]:
                    local = attribute.rpartition("}")[2]
                    if local.startswith("rsid") or local in ("paraId", "textId", "dirty", "gfxdata", "spid"):
                        del element.attrib[attribute]

    def _take_notes(self) -> None:
        """Take the notes that are referred to along, endnotes as footnotes."""
        for kind in ("footnote", "endnote"):
            part = self._source.part(f"{kind}s")
            held = {} if part is None else self._held_notes(kind, part)
            for reference in list(ooxml.find_all(self._root, f"w:{kind}Reference")):
                own = ooxml.val(reference, "w:id") or ""
                if own not in held:
                    ooxml.remove(reference)
                    continue
                name = f"{kind[0]}{len(self._notes)}"
                self._notes[name] = held.pop(own)
                reference.tag = ooxml.name("w:footnoteReference")
                reference.set(ooxml.name("w:id"), f"{self._key}~note~{name}~")

    def _held_notes(self, kind: str, part: str) -> dict[str, Element]:
        root = self._source.xml(part)
        self._bring_to_rest(root)
        found: dict[str, Element] = {}
        for note in root.findall(ooxml.name(f"w:{kind}")):
            if ooxml.val(note, "w:type") in (None, "normal"):
                for hyperlink in list(ooxml.find_all(note, "w:hyperlink")):
                    ooxml.unwrap(hyperlink)
                for call in ooxml.find_all(note, "w:endnoteRef"):
                    call.tag = ooxml.name("w:footnoteRef")
                for gone in list(
                    ooxml.find_all(
                        note, "w:bookmarkStart", "w:bookmarkEnd", "w:footnoteReference", "w:endnoteReference"
                    )
                ):
                    ooxml.remove(gone)
                if any(str(one.tag).endswith(("}drawing", "}pict", "}object")) for one in note.iter()):
                    raise Rejected("den har en bild i en fotnot")
                if next(ooxml.find_all(note, "w:p"), None) is None:
                    note.append(ooxml.made("w:p"))
                found[ooxml.val(note, "w:id") or ""] = note
        return found

    # -- what points at something

    def _settle_fields(self) -> None:
        starts = [ooxml.val(one, "w:name") or "" for one in ooxml.find_all(self._root, "w:bookmarkStart")]
        fields = Fields(frozenset(starts), self._renamed, self._key, lambda target: link(target) is not None)
        fields.settle(self._root)
        for note in self._notes.values():
            Fields(frozenset(), self._renamed, self._key, lambda _: False).settle(note)
        if fields.had_contents:
            for paragraph in list(ooxml.find_all(self._body, "w:p")):
                named = self._look.name_of(self._look.style_of(paragraph)).casefold()
                if named == "toc heading" and paragraph.getparent() is self._body:
                    ooxml.remove(paragraph)
        for hyperlink in list(ooxml.find_all(self._root, "w:hyperlink")):
            self._settle_link(hyperlink, starts)

    def _settle_link(self, hyperlink: Element, marked: Collection[str]) -> None:
        target = self._target(ooxml.val(hyperlink, "r:id"))
        anchor = ooxml.val(hyperlink, "w:anchor")
        for attribute in list(hyperlink.attrib):
            if str(attribute) != ooxml.name("w:history"):
                del hyperlink.attrib[attribute]
        if target is not None:
            hyperlink.set(ooxml.name("r:id"), target)
        elif anchor is not None and anchor in marked:
            hyperlink.set(ooxml.name("w:anchor"), self._renamed(anchor))
        else:
            ooxml.unwrap(hyperlink)

    @property
    def _relations(self) -> Mapping[str, str]:
        return {
            one.id: one.target
            for one in self._source.related(self._source.document)
            if one.kind == "hyperlink"
        }

    def _target(self, id_: str | None) -> str | None:
        """Return what stands for the id of a link to a page or a mailbox, ``None`` for all others."""
        target = link(self._relations.get(id_ or "", ""))
        if target is None:
            return None
        if target not in self._links:
            self._links.append(target)
        return f"{self._key}~link~{self._links.index(target)}~"

    def _renamed(self, bookmark: str) -> str:
        """Return the new name of a *bookmark* that is pointed at, and is therefore kept."""
        return self._bookmarks.setdefault(bookmark, f"_{self._key}_{len(self._bookmarks) + 1}")

    def _relate(self, parts: Parts) -> None:
        for element in list(self._root.iter()):
            if ooxml.is_element(element) and not ooxml.is_a(element, "w:hyperlink"):
                local = str(element.tag).rpartition("}")[2]
                if local in ("hlinkClick", "hlinkHover", "hlinkMouseOver"):
                    target = self._target(ooxml.val(element, "r:id"))
                    if target is None:
                        ooxml.remove(element)
                    else:
                        element.set(ooxml.name("r:id"), target)
                elif not ooxml.is_a(element, "w:headerReference", "w:footerReference", "w:printerSettings"):
                    parts.relate(element)
        for described in ooxml.find_all(self._root, "wp:docPr"):
            described.set("id", f"{self._key}~id~~")
        drawn.rename_shapes(self._root, self._key)

    def _place_bookmarks(self) -> None:
        """Keep the bookmarks that something points at, each within the paragraphs it begins and ends in."""
        ends = {ooxml.val(end, "w:id"): end for end in ooxml.find_all(self._root, "w:bookmarkEnd")}
        kept: set[Element] = set()
        for start in list(ooxml.find_all(self._root, "w:bookmarkStart")):
            name = self._bookmarks.get(ooxml.val(start, "w:name") or "")
            end = ends.pop(ooxml.val(start, "w:id"), None)
            if name is None or end is None or name in {ooxml.val(one, "w:name") for one in kept}:
                continue
            before, after = _paragraph_after(start), _paragraph_before(end)
            if before is None or after is None:
                continue
            for one in (start, end):
                one.attrib.clear()
                one.set(ooxml.name("w:id"), f"{self._key}~bookmark~{len(kept) // 2}~")
            start.set(ooxml.name("w:name"), name)
            kept |= {start, end}
            if start.getparent() is not before and not _is_in_line(start):
                place = 1 if ooxml.child(before, "w:pPr") is not None else 0
                before.insert(place, start)
            if end.getparent() is not after and not _is_in_line(end):
                after.append(end)
        for one in list(ooxml.find_all(self._root, "w:bookmarkStart", "w:bookmarkEnd")):
            if one not in kept:
                ooxml.remove(one)
        found = {ooxml.val(one, "w:name") for one in kept}
        for old, name in self._bookmarks.items():
            if name not in found:
                raise Rejected(f"den pekar på bokmärket ”{old}”, som är trasigt")

    # -- how it looks

    def _theme_of_styles(self) -> None:
        for root in (self._look.styles, self._look.numbering):
            if root is not None:
                self._theme.write_out(root)

    def _outline(self) -> "_Outline":
        paragraphs = (one for one in ooxml.find_all(self._body, "w:p") if _text(one).strip())
        levels = {self._look.heading_level(one) or 0 for one in paragraphs}
        return _Outline(self._host.level, sorted(levels - {0}))

    def _paragraphs(self) -> Mapping[Element, "_Paragraph"]:
        """Return what is to be known of each paragraph, as long as all go by their own styles."""
        outline = self._outline()
        counter = Counter(dict(self._look.all_list_levels()))
        begun: set[int] = set()
        found: dict[Element, _Paragraph] = {}
        for one in ooxml.find_all(self._body, "w:p"):
            written = self._look.heading_level(one)
            level = outline(written - 1) + 1 if written and _text(one).strip() else None
            numbering = self._look.numbering_of(one)
            definition = self._look.abstract_of(numbering[0]) if numbering else None
            label = ""
            if numbering is not None and definition is not None:
                if numbering[0] not in begun and _begins_anew(self._look, numbering[0]):
                    counter.begin(definition)
                begun.add(numbering[0])
                label = counter.label((definition, numbering[1]))
            shape = self._look.shape(one)._replace(numbering=None)
            ends = ooxml.child(one, "w:pPr", "w:sectPr") is not None
            found[one] = _Paragraph(level, numbering[1] if numbering else None, label, shape, ends)
        return found

    # -- as text

    def block(
        self, kind: Kind, xml: str, level: int = 0, text: str = "", shape: Shape | None = None
    ) -> Block:
        """Return a block of the file, whose *xml* has its names for ids."""
        made = Block(kind, self.marked(xml), self._address, level, text)
        return made if shape is None else made._replace(shape=shape)

    def is_in_contents(self, level: int) -> bool:
        """Return whether a heading of that *level* stands in the table of contents."""
        return level <= self._host.contents_levels

    def mark_heading(self, paragraph: Element) -> None:
        """Put the bookmark around *paragraph* by which contents refer to it."""
        start, end = ooxml.made("w:bookmarkStart"), ooxml.made("w:bookmarkEnd")
        start.set(ooxml.name("w:id"), f"{self._key}~begin~~")
        start.set(ooxml.name("w:name"), f"{self._key}~heading~~")
        end.set(ooxml.name("w:id"), f"{self._key}~end~~")
        paragraph.insert(0 if ooxml.child(paragraph, "w:pPr") is None else 1, start)
        paragraph.append(end)

    def _text(self, element: Element) -> str:
        return self.marked(xml_of(element))

    def _inner(self, note: Element) -> str:
        return "".join(self._text(one) for one in ooxml.children(note))

    def marked(self, xml: str) -> str:
        """Return *xml* with marks in the place of the file's names for ids."""
        if self._key not in xml:
            return xml
        return re.sub(rf"{self._key}~(\w+)~(\w*)~", lambda found: self._mark(found[1], found[2]), xml)

    def _mark(self, kind: str, own: str) -> str:
        match kind:
            case "id" | "begin" | "end" | "heading":
                return _NUMBERED[kind]
            case "link":
                return f"{LINK}{self._links[int(own)]}{MARK_END}"
            case "list" | "note" | "bookmark":
                return mark(kind, self._key, own)
            case _:
                raise Rejected("den innehåller tecken som Lokdesk använder för sig självt")


@dataclass(frozen=True)
class _Outline:
    """Moves outline levels, from 0, below a heading of *level*, from 1; those *found* then have no gaps."""

    level: int
    found: list[int]

    def __call__(self, written: int) -> int:
        return min(self.level + bisect_left(self.found, written + 1), _DEEPEST)


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph: the level of a heading or of an item of a list, what stands before it, and its shape."""

    heading: int | None
    item: int | None
    label: str
    shape: Shape
    ends_section: bool

    def without_break(self) -> "_Paragraph":
        """Return the same where no section ends any more."""
        return replace(self, shape=self.shape._replace(breaks_after=False)) if self.ends_section else self


class _Blocks:
    """Writes the text of a file as blocks."""

    def __init__(self, taking: _Taking, paragraphs: Mapping[Element, _Paragraph]) -> None:
        self._taking = taking
        self._known = paragraphs

    def written(self, elements: Iterable[Element]) -> Iterator[Block]:
        """Yield the blocks of *elements*."""
        for element in elements:
            if ooxml.is_a(element, "w:p"):
                yield self._paragraph(element)
            elif ooxml.is_a(element, "w:tbl"):
                yield from self._table(element)
            elif not ooxml.is_a(element, "w:sectPr", "w:tcPr"):
                raise Rejected(f"den innehåller något som inte känns igen ({ooxml.local(element)})")

    def _paragraph(self, element: Element) -> Block:
        known = self._known.get(element)
        if known is not None and known.heading is not None and self._taking.is_in_contents(known.heading):
            self._taking.mark_heading(element)
        xml = xml_of(element)
        text = _text(element)
        if known is None:
            # One that was made to hold the end of a section.
            return self._taking.block("paragraph", xml, 0, text, Shape(1.0, 1.0, breaks_after=True))
        kind: Kind = "heading" if known.heading else "item" if known.item is not None else "paragraph"
        made = self._taking.block(kind, xml, known.heading or known.item or 0, text, known.shape)
        return made._replace(label=known.label)

    def _table(self, table: Element) -> Iterator[Block]:
        opening = "<w:tbl>" + "".join(
            xml_of(one) for one in ooxml.children(table) if ooxml.is_a(one, "w:tblPr", "w:tblGrid")
        )
        if ooxml.child(table, "w:tblGrid") is None:
            opening += "<w:tblGrid/>"
        rows = [one for one in ooxml.children(table) if ooxml.is_a(one, "w:tr")]
        if not any(ooxml.child(row, "w:tc") is not None for row in rows):
            return
        yield self._taking.block("table", opening)
        for row in rows:
            if ooxml.child(row, "w:tc") is not None:
                yield from self._row(row)
        yield self._taking.block("table_end", "</w:tbl>")

    def _row(self, row: Element) -> Iterator[Block]:
        properties = [one for one in ooxml.children(row) if ooxml.is_a(one, "w:tblPrEx", "w:trPr")]
        yield self._taking.block("row", "<w:tr>" + "".join(xml_of(one) for one in properties))
        for cell in ooxml.children(row):
            if ooxml.is_a(cell, "w:tc"):
                yield from self._cell(cell)
        yield self._taking.block("row_end", "</w:tr>")

    def _cell(self, cell: Element) -> Iterator[Block]:
        properties = ooxml.child(cell, "w:tcPr")
        width = ooxml.number(ooxml.child(properties, "w:tcW"), "w:w")
        opening = "<w:tc>" + (xml_of(properties) if properties is not None else "")
        yield self._taking.block("cell", opening, width)
        last = None
        for last in self.written(ooxml.children(cell)):
            yield last
        if last is None or last.kind not in PARAGRAPHS:
            yield self._taking.block("paragraph", "<w:p/>")
        yield self._taking.block("cell_end", "</w:tc>")


# -- elements


def xml_of(element: Element) -> str:
    """Return *element* as a string that declares what it uses, but for what every document declares."""
    return ooxml.fragment(ooxml.alone(element), ooxml.NAMESPACES)


def _says(root: Element) -> bool:
    """Return whether there is anything to be seen in *root*."""
    return any((one.text or "").strip() or not str(one.tag).endswith("}t") for one in root.iter(*_SEEN))


def _shows(paragraph: Element) -> bool:
    """Return whether there is more than words to *paragraph*: a picture, a note, or the end of a section."""
    more = ("w:drawing", "w:pict", "w:footnoteReference", "w:sectPr")
    return next(ooxml.find_all(paragraph, *more), None) is not None


def _text(paragraph: Element) -> str:
    """Return what *paragraph* says, but not what stands in boxes that hang on to it."""
    found: list[str] = []
    for one in ooxml.find_all(paragraph, "w:t", "w:tab", "w:br"):
        if next(one.iterancestors(ooxml.name("w:p")), None) is paragraph:
            found.append((one.text or "") if ooxml.is_a(one, "w:t") else " ")
    return "".join(found)


def _begins_anew(look_: Look, list_id: int) -> bool:
    """Return whether the list with that id has a beginning of its own."""
    for one in () if look_.numbering is None else look_.numbering.findall(ooxml.name("w:num")):
        if ooxml.number(one, "w:numId", -1) == list_id:
            return next(ooxml.find_all(one, "w:startOverride"), None) is not None
    return False


def _open_control(control: Element) -> None:
    """Put what is in a *control* in its place; a table of contents is taken out, title and all."""
    content = ooxml.child(control, "w:sdtContent")
    gallery = ooxml.child(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
    if content is None or ooxml.val(gallery) == "Table of Contents":
        ooxml.remove(control)
        return
    for one in list(control):
        if one is not content:
            control.remove(one)
    ooxml.unwrap(content)
    ooxml.unwrap(control)


_SAFE = frozenset(
    f"http://schemas.microsoft.com/office/word/2010/{one}"
    for one in (
        "wordprocessingShape",
        "wordprocessingGroup",
        "wordprocessingCanvas",
        "wordprocessingDrawing",
        "wordml",
    )
)
"""What may be chosen where there is an alternative: programs that do not know it take the other."""


def _understood(root: Element) -> None:
    """Take out of *root* what programs may ignore, and of alternatives those that are not known."""
    ignorable = {
        uri
        for element in root.iter()
        if ooxml.is_element(element)
        for prefix in (ooxml.val(element, "mc:Ignorable") or "").split()
        if (uri := element.nsmap.get(prefix))
    }
    for content in list(ooxml.find_all(root, "mc:AlternateContent")):
        _choose(content)
    for element in list(root.iter()):
        if not ooxml.is_element(element):
            continue
        uri = str(element.tag)[1:].partition("}")[0]
        if uri in ignorable and uri not in _required(element):
            ooxml.remove(element)
            continue
        for attribute in [str(one) for one in element.attrib]:
            uri = attribute[1:].partition("}")[0] if attribute.startswith("{") else ""
            if (uri in ignorable and uri not in _required(element)) or uri == ooxml.NAMESPACES["mc"]:
                del element.attrib[attribute]


def _choose(content: Element) -> None:
    fallback = ooxml.child(content, "mc:Fallback")
    for choice in content.findall(ooxml.name("mc:Choice")):
        needs = choice.get("Requires", "").split()
        if needs and all(choice.nsmap.get(one) in _SAFE for one in needs):
            for other in list(content):
                if other is not choice and other is not fallback:
                    content.remove(other)
            return
    for one in list(content):
        if one is not fallback:
            content.remove(one)
    if fallback is not None:
        ooxml.unwrap(fallback)
    ooxml.unwrap(content)


def _required(element: Element) -> set[str]:
    """Return what the alternatives that *element* stands in ask a program to know."""
    return {
        uri
        for choice in element.iterancestors(ooxml.name("mc:Choice"))
        for prefix in choice.get("Requires", "").split()
        if (uri := choice.nsmap.get(prefix))
    }


def _is_in_line(element: Element) -> bool:
    return next(element.iterancestors(ooxml.name("w:p")), None) is not None


def _paragraph_after(element: Element) -> Element | None:
    """Return the paragraph that *element* is in, or else the first after it."""
    around = next(element.iterancestors(ooxml.name("w:p")), None)
    return around if around is not None else next(_following(element), None)


def _paragraph_before(element: Element) -> Element | None:
    around = next(element.iterancestors(ooxml.name("w:p")), None)
    return around if around is not None else next(_preceding(element), None)


def _following(element: Element) -> Iterator[Element]:
    holder: Element | None = element
    while holder is not None:
        for sibling in holder.itersiblings():
            if ooxml.is_element(sibling):
                yield from ooxml.find_all(sibling, "w:p")
        holder = holder.getparent()


def _preceding(element: Element) -> Iterator[Element]:
    holder: Element | None = element
    while holder is not None:
        for sibling in holder.itersiblings(preceding=True):
            if ooxml.is_element(sibling):
                yield from reversed(list(ooxml.find_all(sibling, "w:p")))
        holder = holder.getparent()
