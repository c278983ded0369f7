"""The bare writer, the floor to measure against: it is handed the finished document and only writes it down.

The parts stand ready as nested tuples; it builds them with lxml, serialises them and zips them at the level
the program zips at. It decides nothing, looks nothing up and numbers nothing.
"""

import io
import zipfile
from typing import TypeAlias

from lxml import etree

from lokdesk.word.archive import COMPRESSION_LEVEL

Node: TypeAlias = tuple[str, dict[str, str], str | None, tuple["Node", ...]]
Part: TypeAlias = tuple[str, dict[str | None, str], Node] | tuple[str, bytes]


def finished(document: bytes, copied: frozenset[str]) -> list[Part]:
    """Return the parts of *document* as nested tuples, but as bytes pictures and those that are *copied*."""
    parts: list[Part] = []
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name in copied or not name.endswith((".xml", ".rels")):
                parts.append((name, content))
            else:
                root = etree.fromstring(content)
                parts.append((name, dict(root.nsmap), _tuples(root)))
    return parts


def _tuples(element: etree._Element) -> Node:
    children = tuple(_tuples(child) for child in element)
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    return (str(element.tag), attributes, element.text, children)


def write(parts: list[Part]) -> bytes:
    """Return the package of *parts*."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL) as archive:
        for part in parts:
            if len(part) == 2:
                stored = zipfile.ZIP_STORED if part[0].endswith(".png") else None
                archive.writestr(part[0], part[1], stored)
                continue
            name, namespaces, (tag, attributes, text, children) = part
            root = etree.Element(tag, attributes, namespaces)
            root.text = text
            _build(root, children)
            archive.writestr(name, etree.tostring(root, encoding="UTF-8", standalone=True))
    return result.getvalue()


def _build(parent: etree._Element, children: tuple[Node, ...], make=etree.SubElement) -> None:  # noqa: ANN001
    for tag, attributes, text, inner in children:
        element = make(parent, tag, attributes)
        if text is not None:
            element.text = text
        if inner:
            _build(element, inner)
