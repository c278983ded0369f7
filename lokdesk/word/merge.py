"""Takes a Word file apart that goes into a document as one of its appendices.

The file looks as it did, under the document's headers and footers: its styles, lists, pictures and footnotes
come along under names of their own. What cannot be brought over whole is refused, and then all of the file.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from lokdesk.word import body, drawn, footnotes, look, ooxml, package, theme, title, traces
from lokdesk.word.bookmarks import Bookmarks
from lokdesk.word.borrowed import Goods, Merged, Rejected
from lokdesk.word.drawn import Parts
from lokdesk.word.fields import Fields
from lokdesk.word.hyperlinks import Hyperlinks
from lokdesk.word.look import Look
from lokdesk.word.names import Names
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Damaged, Package
from lokdesk.word.pagination import Sections
from lokdesk.word.prose import link
from lokdesk.word.restyled import Restyled

_MOST = 400_000
"""The most elements in the text of a file: some ten times the bundled example."""
_REFUSED = {
    "w:altChunk": "den hämtar delar av sin text från en annan fil",
    "w:subDoc": "den hämtar delar av sin text från en annan fil",
    "w:object": "den innehåller ett inbäddat objekt, till exempel ett kalkylblad",
    "w:control": "den innehåller knappar eller andra kontroller",
    "w:contentPart": "den innehåller handskrivna anteckningar",
}
_REMEMBERED = 64


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
def merged(docx: bytes, address: str, host: Host, without_title: bool = False) -> Merged | Rejected:
    """Return the Word file *docx* taken apart, or why it is refused.

    It belongs to the answer at *address*. *without_title* leaves out the first paragraph that says anything.
    The same file is taken apart only once for the same place.
    """
    key = f"m{blake2b(address.encode() + docx, digest_size=5).hexdigest()}"
    try:
        found = _taken_apart(package.opened(docx), key, address, host, without_title=without_title)
        _check(found)
    except Damaged as error:
        return Rejected(f"den inte går att läsa: {_inside_sentence(str(error))}")
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


def _taken_apart(source: Package, key: str, address: str, host: Host, *, without_title: bool) -> Merged:
    """Return the file taken apart. Raises Rejected and Damaged."""
    root, text = _text(source)
    traces.take_out(root)
    names = Names(key)
    notes = footnotes.taken(source, root, names)
    bookmarks = Bookmarks(root, key, names)
    own_look = look.of(source)
    if _settle_fields(root, bookmarks, key):
        _take_out_contents_headings(text, own_look)
    for note in notes.values():
        Fields(frozenset(), bookmarks.renamed, key, lambda _: False).settle(note)
    hyperlinks = Hyperlinks(source, names)
    hyperlinks.settle(root, bookmarks)
    if without_title:
        title.leave_out(text)
    own_theme = theme.of(source)
    parts = Parts(source, key, own_theme)
    _relate(root, parts, hyperlinks, names)
    drawn.rename_shapes(root, key)
    bookmarks.place()
    sections = Sections(text, host.section)
    for part in (own_look.styles, own_look.numbering):
        if part is not None:
            own_theme.write_out(part)
    outline = body.outline(text, own_look, host.level)
    styled = Restyled(own_look, key, outline, host.language)
    known = body.known(text, own_look, outline)
    for one in (root, *notes.values()):
        styled.rename(one)
        own_theme.write_out(one)
    ending = sections.settle()
    if ending:
        # Each section ends in a paragraph of its own, and no more in the one it was read from.
        known = {one: what.without_break() for one, what in known.items()}
    blocks = body.blocks(text, known, names, address, host.contents_levels)
    styles = "".join([names.marked(body.xml_of(one)) for one in styled.styles()])
    goods = Goods(
        key=key,
        styles=styles,
        lists=styled.lists(),
        definitions={own: names.marked(xml) for own, xml in styled.definitions().items()},
        notes={own: names.marked(_inside(note)) for own, note in notes.items()},
        relationships=tuple(parts.relationships.values()),
        parts=parts.contents,
        types=parts.types,
    )
    if not blocks or not ooxml.says_anything(root):
        raise Rejected("den inte innehåller någon text")
    return Merged((blocks[0]._replace(goods=goods), *blocks[1:]), with_sections=ending)


def _text(source: Package) -> tuple[Element, Element]:
    """Return the root of the text of *source* and its body. Raises Rejected for what cannot be merged."""
    root = source.xml(source.document)
    text = ooxml.child(root, "w:body")
    if text is None:
        raise Rejected("den inte är ett vanligt Word-dokument")
    if sum(1 for _ in root.iter()) > _MOST:
        raise Rejected("den är för stor")
    for prefixed, why in _REFUSED.items():
        if next(ooxml.find_all(root, prefixed), None) is not None:
            raise Rejected(why)
    return root, text


def _settle_fields(root: Element, bookmarks: Bookmarks, key: str) -> bool:
    """Keep the fields that may stay. Returns whether there were tables of contents, which may not."""
    fields = Fields(bookmarks.own, bookmarks.renamed, key, lambda target: link(target) is not None)
    fields.settle(root)
    return fields.had_contents


def _take_out_contents_headings(text: Element, look: Look) -> None:
    for paragraph in list(ooxml.find_all(text, "w:p")):
        named = look.name_of(look.style_of(paragraph)).casefold()
        if named == "toc heading" and paragraph.getparent() is text:
            ooxml.remove(paragraph)


def _relate(root: Element, parts: Parts, hyperlinks: Hyperlinks, names: Names) -> None:
    """Let what *root* shows and leads to have its new names."""
    for element in list(root.iter()):
        if not ooxml.is_element(element) or ooxml.is_a(element, "w:hyperlink"):
            continue
        if hyperlinks.settle_drawn(element):
            continue
        if not ooxml.is_a(element, "w:headerReference", "w:footerReference", "w:printerSettings"):
            parts.relate(element)
    for described in ooxml.find_all(root, "wp:docPr"):
        described.set("id", names.of("id"))


def _inside(note: Element) -> str:
    return "".join(body.xml_of(one) for one in ooxml.children(note))
