"""A template as text: headings, fixed words, fields and styles in order, so that a change can be reviewed."""

from collections.abc import Iterable, Iterator

from lokdesk.word import look, ooxml, package
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.template import Template

_STEP = "  "


def outline(template: Template) -> str:
    """Return *template* as text: a line for each paragraph and field, indented by what it stands in.

    A heading begins with as many ``#`` as its level. ``[tag: words]`` is a field in a paragraph with what it
    shows before it is filled in, ``<tag> title`` one around paragraphs, rows or cells. Styles are in braces.
    """
    manifest = template.manifest
    source = package.opened(template.content)
    writer = _Writer(look.of(source))
    lines = [f"{manifest.name} ({manifest.id} {manifest.version})", manifest.note, ""]
    body = ooxml.child(source.xml(source.document), "w:body")
    lines += writer.blocks([] if body is None else ooxml.children(body), 0)
    for kind, title in (("header", "sidhuvud"), ("footer", "sidfot")):
        for name in source.related_parts(kind, source.document):
            lines += ["", f"{title} {name.rpartition('/')[2]}"]
            lines += writer.blocks(ooxml.children(source.xml(name)), 1)
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes the parts of one document."""

    def __init__(self, look_: Look) -> None:
        self._look = look_

    def blocks(self, elements: Iterable[Element], depth: int) -> Iterator[str]:
        """Yield the lines for *elements*, which stand *depth* levels deep."""
        indent = _STEP * depth
        for element in elements:
            if ooxml.is_a(element, "w:p"):
                yield indent + self._paragraph(element)
            elif ooxml.is_a(element, "w:sdt"):
                title = ooxml.title_of(element)
                yield f"{indent}<{ooxml.tag_of(element)}>{f' {title}' if title else ''}{_kind(element)}"
                yield from self.blocks(ooxml.content_of(element), depth + 1)
            elif ooxml.is_a(element, "w:tbl"):
                style = ooxml.val(ooxml.child(element, "w:tblPr", "w:tblStyle"))
                yield f"{indent}tabell{self._style(style)}"
                yield from self.blocks(ooxml.children(element), depth + 1)
            elif ooxml.is_a(element, "w:tr"):
                header = ooxml.is_on(ooxml.child(element, "w:trPr", "w:tblHeader"))
                yield f"{indent}{'rubrikrad' if header else 'rad'}"
                yield from self.blocks(ooxml.children(element), depth + 1)
            elif ooxml.is_a(element, "w:tc"):
                yield f"{indent}cell"
                yield from self.blocks(ooxml.children(element), depth + 1)
            elif ooxml.is_a(element, "w:sectPr"):
                yield f"{indent}{_page(element)}"

    def _style(self, style: str | None) -> str:
        return f" {{{self._look.name_of(style)}}}" if style else ""

    def _paragraph(self, paragraph: Element) -> str:
        level = self._look.heading_level(paragraph)
        marks = "#" * level + " " if level else ""
        said = "".join(self._inlines(ooxml.children(paragraph)))
        section = ooxml.child(paragraph, "w:pPr", "w:sectPr")
        after = f" | {_page(section)}" if section is not None else ""
        return f"{marks}{said}{self._style(self._look.style_of(paragraph))}{after}"

    def _inlines(self, elements: Iterable[Element]) -> Iterator[str]:
        for element in elements:
            if ooxml.is_a(element, "w:sdt"):
                inside = "".join(self._inlines(ooxml.content_of(element)))
                yield f"[{ooxml.tag_of(element)}{_kind(element)}: {inside}]"
            elif ooxml.is_a(element, "w:t"):
                yield element.text or ""
            elif ooxml.is_a(element, "w:tab"):
                yield " ⇥ "
            elif ooxml.is_a(element, "w:br"):
                yield " ↵ " if ooxml.val(element, "w:type") != "page" else " (sidbrytning) "
            elif ooxml.is_a(element, "w:instrText"):
                yield f"{{{{{' '.join((element.text or '').split())}}}}}"
            elif ooxml.is_a(element, "w:drawing", "w:pict", "w:object"):
                described = next(ooxml.find_all(element, "wp:docPr"), None)
                yield f"(bild: {described.get('descr', '') if described is not None else ''})"
            elif not ooxml.is_a(element, "w:pPr", "w:rPr"):
                yield from self._inlines(ooxml.children(element))


def _kind(control: Element) -> str:
    """Return what kind of control it is, where that is more than text."""
    kinds = (("w:date", "datum"), ("w:comboBox", "lista"), ("w:dropDownList", "sluten lista"))
    found = next((word for kind, word in kinds if ooxml.child(control, "w:sdtPr", kind) is not None), None)
    locked = ooxml.child(control, "w:sdtPr", "w:lock") is not None
    return (f" ({found})" if found else "") + (" (låst)" if locked else "")


def _page(section: Element) -> str:
    size = ooxml.child(section, "w:pgSz")
    landscape = ooxml.val(size, "w:orient") == "landscape"
    return f"sida {'liggande' if landscape else 'stående'}"
