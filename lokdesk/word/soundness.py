"""Whether a written document is sound: what validators do not see, and what makes Word offer a repair."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lokdesk.word import ooxml, package
from lokdesk.word.anchor import LONGEST as LONGEST_BOOKMARK
from lokdesk.word.archive import TYPES, relationships_of
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Damaged, Package
from lokdesk.word.tag import LONGEST as LONGEST_TAG

_BOOKMARK = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_STORIES = frozenset("body tc hdr ftr footnote endnote comment txbxContent docPartBody".split())
_ROOTS = {
    "styles": "w:styles",
    "numbering": "w:numbering",
    "footnotes": "w:footnotes",
    "settings": "w:settings",
    "header": "w:hdr",
    "footer": "w:ftr",
}
"""What the parts of a document begin with, by what relates it to them."""
_OF_CONTROLS = ("sdtPr", "sdtContent")
_WITHIN = {
    "p": _STORIES,
    "tbl": _STORIES,
    "tr": frozenset({"tbl"}),
    "tc": frozenset({"tr"}),
    # A field in no paragraph is a mistake that its author is told of, and that is put right in writing.
    "r": _STORIES | frozenset("p hyperlink fldSimple dir bdo rt rubyBase".split()),
    "t": frozenset({"r"}),
    "pPr": frozenset({"p", "pPrChange"}),
    "sdtPr": frozenset({"sdt"}),
    "sdtContent": frozenset({"sdt"}),
}
"""What the elements that hold text, and those of controls, may stand in."""
_AROUND = frozenset(
    "sdt sdtContent customXml smartTag ins del moveFrom moveTo"
    " {http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
    " {http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
    " {http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback".split()
)
"""What may stand around any of them."""
_TEXT = ooxml.name("w:t")
_PROPERTIES = frozenset(
    ooxml.name(f"w:{one}") for one in ("sdtPr", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr")
)
_RELATED = ("r:id", "r:embed", "r:link", "r:pict")


@dataclass(frozen=True)
class Fault:
    """What is unsound in a document: the name of the check, the part, and a sentence in Swedish."""

    check: str
    part: str
    message: str


def faults(docx: bytes) -> list[Fault]:
    """Return what is unsound in the Word document *docx*; an empty list when nothing is."""
    found: list[Fault] = []
    try:
        found += _entries(docx)
        source = package.opened(docx)
        if unreadable := list(_unreadable(source)):
            return [*found, *unreadable]
        found += _types(source)
        found += _relationships(source)
        roots = {name: source.xml(name) for name in stories(source)}
    except Damaged as error:
        return [*found, Fault("damaged", "", str(error))]
    found += _ids(roots)
    found += _bookmarks(roots)
    for name, root in roots.items():
        found += _controls(name, root)
        found += _tables(name, root)
    found += references(source, roots)
    return found


def package_faults(source: Package) -> list[Fault]:
    """Return what keeps the parts of *source* from being copied into a document that is sound."""
    if unreadable := list(_unreadable(source)):
        return unreadable
    if source.part("styles") is None:
        return [Fault("no-styles", source.document, "Dokumentet har inga formatmallar.")]
    types = package.content_types(source)
    untyped = [name for name in source.parts if name != TYPES and types.of(name) is None]
    found = [Fault("no-type", name, f"Delen {name} har ingen innehållstyp.") for name in untyped]
    found += _relationships(source)
    for kind, root in _ROOTS.items():
        for name in source.related_parts(kind, source.document):
            if not ooxml.is_a(source.xml(name), root) or not (types.of(name) or "").endswith(f".{kind}+xml"):
                found.append(Fault("another-part", name, f"Delen {name} är något annat än den sägs vara."))
    for kind in ("", "header", "footer"):
        for name in source.related_parts(kind, source.document) if kind else (source.document,):
            root = source.xml(name)
            found += _misplaced(name, root)
            if any(root.nsmap.get(prefix, uri) != uri for prefix, uri in ooxml.NAMESPACES.items()):
                found.append(
                    Fault(
                        "another-vocabulary",
                        name,
                        f"Delen {name} använder Words beteckningar för något annat.",
                    )
                )
    return found


def _misplaced(part: str, root: Element) -> Iterator[Fault]:
    """Yield what stands where Word knows no such thing, and does not open the document."""
    if has_text_among_properties(root):
        yield Fault("text-among-properties", part, f"Text står där ingen text kan stå (delen {part}).")
    for element in root.iter():
        if not ooxml.is_element(element):
            continue
        local = ooxml.local(element)
        if local == "sdt" and len(element.findall(ooxml.name("w:sdtContent"))) != 1:
            yield Fault("control-without-content", part, f"Ett fält i delen {part} saknar innehåll.")
        wanted = _WITHIN.get(local)
        if wanted is None:
            continue
        holder = element.getparent()
        while holder is not None and local not in _OF_CONTROLS and ooxml.local(holder) in _AROUND:
            holder = holder.getparent()
        # What other vocabularies may hold is their own business.
        if holder is not None and (there := ooxml.local(holder)) not in wanted and "{" not in there:
            yield Fault(
                "misplaced", part, f"I delen {part} står w:{local} i w:{there}, där det inte får stå."
            )


def has_text_among_properties(root: Element) -> bool:
    """Return whether text stands among what only says how things look."""
    clear: set[Element] = set()
    for text in root.iter(_TEXT):
        holder = text.getparent()
        while holder is not None and holder not in clear:
            if holder.tag in _PROPERTIES:
                return True
            clear.add(holder)
            holder = holder.getparent()
    return False


def stories(source: Package) -> Iterator[str]:
    """Yield the parts that hold text: the document, its headers, footers and notes."""
    yield source.document
    for kind in ("header", "footer", "footnotes", "endnotes", "comments"):
        yield from source.related_parts(kind, source.document)


def _entries(docx: bytes) -> Iterator[Fault]:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            names = Counter(entry.filename for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise Damaged("Filen är inget Word-dokument, eller så är den skadad.") from error
    for name, times in names.items():
        if times > 1:
            yield Fault("duplicate-entry", name, f"Delen {name} finns {times} gånger i paketet.")


def _types(source: Package) -> Iterator[Fault]:
    types = package.content_types(source)
    for name in source.parts:
        if name != TYPES and types.of(name) is None:
            yield Fault("no-type", name, f"Delen {name} har ingen innehållstyp.")
    for name in types.overrides:
        if name not in source.parts:
            yield Fault("type-without-part", name, f"Delen {name} har en innehållstyp men finns inte.")


def _relationships(source: Package) -> Iterator[Fault]:
    for name in ("", *source.parts):
        if name and relationships_of(name) not in source.parts:
            continue
        related = source.related(name)
        for id_ in _repeated(one.id for one in related):
            yield Fault("duplicate-relationship", name, f"Relationen {id_} finns mer än en gång.")
        for one in related:
            if not one.external and one.target not in source.parts:
                yield Fault(
                    "missing-target", name, f"Relationen {one.id} pekar på {one.target}, som inte finns."
                )
        if name.endswith(".xml"):
            known = {one.id for one in related}
            for element in source.xml(name).iter():
                for attribute in _RELATED:
                    if (
                        ooxml.is_element(element)
                        and (id_ := ooxml.val(element, attribute))
                        and id_ not in known
                    ):
                        yield Fault("missing-relationship", name, f"Relationen {id_} används men finns inte.")


def _unreadable(source: Package) -> Iterator[Fault]:
    for name in source.parts:
        if name.endswith((".xml", ".rels")):
            try:
                source.xml(name)
            except Damaged as error:
                yield Fault("damaged", name, str(error))


def _repeated(values: Iterable[str | None]) -> list[str]:
    return [value for value, times in Counter(values).items() if value is not None and times > 1]


def _ids(roots: dict[str, Element]) -> Iterator[Fault]:
    """Yield ids that are used twice, whatever the part."""
    kinds = (
        ("duplicate-control-id", "Innehållskontrollernas id", "w:sdtPr", "w:id"),
        ("duplicate-bookmark-id", "Bokmärkenas id", "w:bookmarkStart", None),
        ("duplicate-drawing-id", "Bildernas id", "wp:docPr", None),
        ("duplicate-revision-id", "Ändringarnas id", "w:ins", None),
    )
    for check, what, holder, inner in kinds:
        found: Counter[str | None] = Counter()
        for root in roots.values():
            for element in ooxml.find_all(root, holder):
                if inner is not None:
                    found[ooxml.val(ooxml.child(element, inner))] += 1
                else:
                    found[element.get("id") if holder == "wp:docPr" else ooxml.val(element, "w:id")] += 1
        for id_, times in found.items():
            if id_ is not None and times > 1:
                yield Fault(check, "", f"{what} {id_} används {times} gånger.")


def _bookmarks(roots: dict[str, Element]) -> Iterator[Fault]:
    names: Counter[str] = Counter()
    for part, root in roots.items():
        open_: set[str] = set()
        for element in ooxml.find_all(root, "w:bookmarkStart", "w:bookmarkEnd"):
            id_ = ooxml.val(element, "w:id") or ""
            if ooxml.is_a(element, "w:bookmarkEnd"):
                if id_ not in open_:
                    yield Fault(
                        "bookmark-end-alone", part, f"Bokmärket med id {id_} slutar utan att ha börjat."
                    )
                open_.discard(id_)
                continue
            open_.add(id_)
            name = ooxml.val(element, "w:name") or ""
            names[name] += 1
            if len(name) > LONGEST_BOOKMARK or not _BOOKMARK.fullmatch(name):
                yield Fault("bookmark-name", part, f"Bokmärket ”{name}” har ett namn som Word inte godtar.")
        for id_ in sorted(open_):
            yield Fault("unclosed-bookmark", part, f"Bokmärket med id {id_} slutar aldrig.")
    for name, times in names.items():
        if times > 1:
            yield Fault("duplicate-bookmark", "", f"Bokmärket ”{name}” finns {times} gånger.")


def _controls(part: str, root: Element) -> Iterator[Fault]:
    for control in ooxml.find_all(root, "w:sdt"):
        tag, title = ooxml.tag_of(control), ooxml.title_of(control)
        for what, text in (("tag", tag), ("title", title)):
            if len(text) > LONGEST_TAG:
                yield Fault(f"long-{what}", part, f"”{text}” är längre än {LONGEST_TAG} tecken.")
        if not ooxml.content_of(control):
            yield Fault("empty-control", part, f"Innehållskontrollen ”{tag}” har inget innehåll.")
        if next(ooxml.find_all(control, "w:sectPr"), None) is not None:
            yield Fault(
                "section-in-control", part, f"Innehållskontrollen ”{tag}” omsluter en avsnittsbrytning."
            )


def _tables(part: str, root: Element) -> Iterator[Fault]:
    for table in ooxml.find_all(root, "w:tbl"):
        if next(ooxml.find_all(table, "w:tr"), None) is None:
            yield Fault("table-without-rows", part, "En tabell saknar rader.")
    for row in ooxml.find_all(root, "w:tr"):
        if next(ooxml.find_all(row, "w:tc"), None) is None:
            yield Fault("row-without-cells", part, "En tabellrad saknar celler.")
    for cell in ooxml.find_all(root, "w:tc"):
        last = next((one for one in reversed(ooxml.children(cell)) if not _is_mark(one)), None)
        if last is None or not ooxml.is_a(last, "w:p"):
            yield Fault("cell-without-paragraph", part, "En tabellcell slutar inte med ett stycke.")


def _is_mark(element: Element) -> bool:
    return ooxml.is_a(element, "w:bookmarkStart", "w:bookmarkEnd")


def references(source: Package, roots: Mapping[str, Element]) -> Iterator[Fault]:
    """Yield styles, lists and notes that the text uses and that are not there."""
    yield from dict.fromkeys(fault for fault, _ in loose(source, roots))


def loose(source: Package, roots: Mapping[str, Element]) -> Iterator[tuple[Fault, Element]]:
    """Yield what in the parts *roots* names a style, a list or a note that is not there, each as a fault."""
    styles, numbering, notes = (source.part(kind) for kind in ("styles", "numbering", "footnotes"))
    known = {
        "style": _values(source, styles, "w:style", "w:styleId"),
        "list": _values(source, numbering, "w:num", "w:numId") | {"0"},
        "note": _values(source, notes, "w:footnote", "w:id"),
    }
    used = (
        ("style", ("w:pStyle", "w:rStyle", "w:tblStyle"), "w:val", "Formatmallen"),
        ("list", ("w:numId",), "w:val", "Listan"),
        ("note", ("w:footnoteReference",), "w:id", "Fotnoten"),
    )
    for part, root in roots.items():
        for kind, elements, attribute, what in used:
            for one in ooxml.find_all(root, *elements):
                value = ooxml.val(one, attribute)
                if value is not None and value not in known[kind]:
                    yield Fault(f"missing-{kind}", part, f"{what} {value} används men finns inte."), one


def _values(source: Package, part: str | None, element: str, attribute: str) -> set[str | None]:
    if part is None:
        return set()
    return {ooxml.val(one, attribute) for one in ooxml.find_all(source.xml(part), element)}
