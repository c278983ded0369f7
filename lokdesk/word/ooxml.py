"""The XML that Word documents are made of: names, safe parsing, and questions that are asked all the time.

The one module that touches lxml itself. Nothing that renders imports it, so that lxml is loaded only where a
document is read.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeAlias, TypeGuard

from lxml import etree

# lxml has no public name for the type of its elements.
Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_W = "{" + NAMESPACES["w"] + "}"
_XML = "http://www.w3.org/XML/1998/namespace"


LARGEST = 64 << 20
"""Bytes in a part: some hundred times the text of the bundled example."""
MOST = 1_200_000
"""So many tags there may be in a part; the bundled example has fourteen thousand."""
_TYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


class UnsafeXml(ValueError):
    """XML that is broken, or that no word processor writes: with a document type or entities, or too deep."""


@cache
def name(prefixed: str) -> str:
    """Return the full name of *prefixed*, such as ``w:p``."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_CONTROL, _PROPERTIES, _TAG, _VAL = (name(one) for one in ("w:sdt", "w:sdtPr", "w:tag", "w:val"))


def parse(content: bytes) -> Element:
    """Return the root of *content*, parsed without network, entities or document types. Raises UnsafeXml.

    It may be no deeper than 256 elements, and no text in it longer than ten million characters. Comments and
    processing instructions are left out: the text on both sides of one is one text.
    """
    if len(content) > LARGEST or content.count(b"<") > MOST:
        raise UnsafeXml("too large")
    # No word processor writes one. What it declares is not even looked at.
    if any(one in content for one in _TYPES):
        raise UnsafeXml("a document type")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnsafeXml(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeXml("a document type")
    return root


def made(prefixed: str) -> Element:
    """Return a new element of that name."""
    return etree.Element(name(prefixed), nsmap={"w": NAMESPACES["w"]})


def is_element(node: object) -> TypeGuard[Element]:
    """Return whether *node* is an element, and not a processing instruction or an entity."""
    return isinstance(node, Element) and isinstance(node.tag, str)


def children(parent: Element) -> list[Element]:
    """Return the elements right inside *parent*."""
    # There is nothing else: comments and processing instructions are left out in parsing.
    return parent[:]


def child(parent: Element | None, *path: str) -> Element | None:
    """Return what the *path* of prefixed names leads to from *parent*, the first where there are many."""
    for step in path:
        if parent is None:
            return None
        wanted = name(step)
        # Asked all the time, mostly for the first of a few: for that, lxml's own searches take twice as long.
        for one in parent:
            if one.tag == wanted:
                parent = one
                break
        else:
            return None
    return parent


def find_all(root: Element, *prefixed: str) -> Iterator[Element]:
    """Yield the elements of the given names in *root*, in document order."""
    return root.iter(*_names(prefixed))


@cache
def _names(prefixed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name(one) for one in prefixed)


def is_a(element: Element, *prefixed: str) -> bool:
    """Return whether *element* has one of the given names."""
    return element.tag in _names(prefixed)


def val(element: Element | None, attribute: str = "w:val") -> str | None:
    """Return the *attribute* of *element*, ``None`` when there is no such thing."""
    return None if element is None else element.get(name(attribute))


def number(element: Element | None, attribute: str = "w:val", default: int = 0) -> int:
    """Return the *attribute* of *element* as a whole number, *default* when it is none."""
    written = val(element, attribute)
    try:
        return int(float(written)) if written else default
    except (ValueError, OverflowError):
        return default


def is_table_of_contents(control: Element) -> bool:
    """Return whether a content *control* is one that a word processor fills with a table of contents."""
    return is_contents(child(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery"))


def is_contents(gallery: Element | None) -> bool:
    """Return whether *gallery*, which a control is filled from, is that of tables of contents."""
    return val(gallery) == "Table of Contents"


def is_on(element: Element | None) -> bool:
    """Return whether *element* is there and switched on, as Word writes its on-off properties."""
    return element is not None and val(element) not in ("0", "false", "off", "none")


def local(element: Element) -> str:
    """Return the name of a WordprocessingML element without its namespace; of others, their full name."""
    return str(element.tag).removeprefix(_W)


def tag_of(control: Element) -> str:
    """Return the tag of a content control, empty when it has none."""
    for properties in control.iterchildren(_PROPERTIES):
        for tag in properties.iterchildren(_TAG):
            return tag.get(_VAL) or ""
        break
    return ""


def tags(root: Element) -> dict[Element, str]:
    """Return all content controls in *root*, in document order, each with its tag, empty when it has none."""
    found: dict[Element, str | None] = dict.fromkeys(root.iter(_CONTROL))
    # Asked of every document that comes back: to go from the tags is faster than to search every control.
    for tag in root.iter(_TAG):
        properties = tag.getparent()
        control = None if properties is None or properties.tag != _PROPERTIES else properties.getparent()
        if control is not None and found.get(control, "") is None:
            found[control] = tag.get(_VAL) or ""
    return {control: tag or "" for control, tag in found.items()}


def set_tag(control: Element, tag: str) -> None:
    """Give a content control that has a tag another one."""
    found = child(control, "w:sdtPr", "w:tag")
    assert found is not None  # it has one
    found.set(name("w:val"), tag)


def title_of(control: Element) -> str:
    """Return the title of a content control, empty when it has none."""
    return val(child(control, "w:sdtPr", "w:alias")) or ""


def content_of(control: Element) -> list[Element]:
    """Return the elements inside a content control."""
    content = child(control, "w:sdtContent")
    return [] if content is None else children(content)


def words(element: Element) -> str:
    """Return the text in *element* that can be read on the page, paragraphs run together."""
    return "".join(text.text or "" for text in find_all(element, "w:t"))


def own_words(paragraph: Element) -> str:
    """Return what *paragraph* says, but not what stands in boxes that hang on to it."""
    found: list[str] = []
    for one in find_all(paragraph, "w:t", "w:tab", "w:br"):
        if next(one.iterancestors(name("w:p")), None) is paragraph:
            found.append((one.text or "") if is_a(one, "w:t") else " ")
    return "".join(found)


def says_anything(root: Element) -> bool:
    """Return whether there is anything to be seen in *root*: words, pictures or symbols."""
    seen = root.iter("{*}t", "{*}drawing", "{*}pict", "{*}sym")
    return any((one.text or "").strip() or local(one) != "t" for one in seen)


def words_in(root: Element, local_name: str) -> str:
    """Return the text of the first element in *root* with that name, whatever its namespace."""
    return next((one.text or "" for one in root.iter("{*}" + local_name)), "")


_DECLARATION = re.compile(r' xmlns:([\w.-]+)="([^"]*)"')


def fragment(element: Element, declared: Mapping[str, str]) -> str:
    """Return *element* as a string without the namespace declarations that are *declared* around it."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    start, end = text.split(">", 1) if ">" in text else (text, "")
    start = _DECLARATION.sub(lambda found: "" if declared.get(found[1]) == found[2] else found[0], start)
    return f"{start}>{end}"


def alone(element: Element) -> Element:
    """Return a copy of *element* that knows no more namespaces than it uses."""
    needed = {
        prefix: uri
        for choice in find_all(element, "mc:Choice")
        for prefix in choice.get("Requires", "").split()
        if (uri := choice.nsmap.get(prefix))
    }
    one = copy.deepcopy(element)
    if not needed:
        return one
    around = etree.Element(one.tag, attrib=dict(one.attrib), nsmap=needed)
    around.extend(list(one))
    return around


def start_tag(element: Element, declared: Mapping[str, str], *, declaring: bool = True) -> str:
    """Return the start tag of *element* alone; *declaring* says whether it declares the namespaces itself."""
    declarations = (
        "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in declared.items()) if declaring else ""
    )
    attributes = "".join(
        f' {_prefixed(str(key), declared)}="{_quoted(str(value))}"' for key, value in element.attrib.items()
    )
    return f"<{prefixed(element, declared)}{declarations}{attributes}>"


def prefixed(element: Element, declared: Mapping[str, str]) -> str:
    """Return the name of *element* with its prefix."""
    return _prefixed(str(element.tag), declared)


def _prefixed(full: str, declared: Mapping[str, str]) -> str:
    if not full.startswith("{"):
        return full
    uri, _, own = full[1:].partition("}")
    if uri == _XML:
        return f"xml:{own}"
    return f"{next(prefix for prefix, known in declared.items() if known == uri)}:{own}"


def written(root: Element) -> bytes:
    """Return *root* as the content of a part."""
    return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def with_more(content: bytes, added: str) -> bytes:
    """Return the part *content* with the XML *added* at the end of its root."""
    root = parse(content)
    for element in elements(added):
        root.append(element)
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(NAMESPACES))
    return written(root)


def elements(xml: str) -> list[Element]:
    """Return the elements that *xml* is, with the prefixes of NAMESPACES."""
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return children(parse(f"<made{declared}>{xml}</made>".encode()))


def gather_declarations(root: Element) -> dict[str, str]:
    """Move all namespace declarations in *root* up to it where prefixes allow; return prefix by prefix."""
    declared = dict(NAMESPACES)
    for element in root.iter():
        for prefix, uri in element.nsmap.items():
            if prefix is not None:
                declared.setdefault(prefix, uri)
    for full in (str(root.tag), *map(str, root.attrib)):
        # A namespace without a prefix of its own, or whose prefix stands for another one here.
        uri = etree.QName(full).namespace
        if uri not in (None, _XML, *declared.values()):
            declared[f"ns{len(declared)}"] = str(uri)
    etree.cleanup_namespaces(root, top_nsmap=declared, keep_ns_prefixes=list(declared))
    return declared


def remove(element: Element) -> None:
    """Take *element* out of its parent, with all in it; text that follows it stays."""
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)


def unwrap(element: Element) -> None:
    """Put what is in *element* in its place."""
    holder = element.getparent()
    if holder is not None:
        place = holder.index(element)
        holder[place : place + 1] = list(element)
