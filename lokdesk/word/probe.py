"""A document with nothing but what is to be tried: whether what comes from outside can be written soundly."""

from collections.abc import Iterable
from functools import cache

from lokdesk.agreement.agreement import Agreement
from lokdesk.word import ooxml, render, soundness, template
from lokdesk.word.archive import (
    OFFICE,
    TYPES,
    ContentTypes,
    Relationship,
    relationships_of,
    relationships_xml,
    zipped,
)
from lokdesk.word.block import EMPTY_PARAGRAPH, Block
from lokdesk.word.flow import Flow
from lokdesk.word.soundness import Fault
from lokdesk.word.template import Template

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MANIFEST = 'id = "prov"\nversion = "1"\nname = "Prov"\n'


def faults(blocks: Iterable[Block]) -> list[Fault]:
    """Return what is unsound in a document of no more than *blocks*."""
    flow = Flow(([*blocks, EMPTY_PARAGRAPH],), {}, {})
    return soundness.faults(render.package(flow, _empty(), Agreement(), None))


@cache
def _empty() -> Template:
    """Return a template with nothing in it."""
    namespaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in ooxml.NAMESPACES.items())
    document, styles = "word/document.xml", "word/styles.xml"
    parts = {
        TYPES: ContentTypes(
            {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"},
            {document: f"{_MAIN}document.main+xml", styles: f"{_MAIN}styles+xml"},
        ).xml(),
        relationships_of(""): relationships_xml(
            "", [Relationship("rId1", f"{OFFICE}officeDocument", document)]
        ),
        document: f"<w:document{namespaces}><w:body><w:p/><w:sectPr/></w:body></w:document>",
        relationships_of(document): relationships_xml(
            document, [Relationship("rId1", f"{OFFICE}styles", styles)]
        ),
        styles: f"<w:styles{namespaces}/>",
    }
    return template.load(zipped({name: text.encode() for name, text in parts.items()}), _MANIFEST)
