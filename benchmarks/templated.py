"""docxtpl on the same content: the same paragraphs, tables and figures in the same styles, looped over.

It gets the easier task: no content controls, bookmarks, links, notes, captions that number themselves,
contents or baseline; its figures are the painted ones alone, handed over as they are.
"""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from docx.shared import Length, Twips
from docxtpl import DocxTemplate, InlineImage
from lxml import etree

from lokdesk.figures import png
from lokdesk.word.block import Block

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Content:
    """What a document says: paragraphs with a style, tables of rows of cells, and pictures."""

    pieces: list[dict[str, Any]]
    styles: list[str]


def content(body: list[Block]) -> Content:
    """Return the paragraphs, tables and figures of a flow."""
    pieces: list[dict[str, Any]] = []
    styles: dict[str, None] = {}
    rows: list[list[str]] | None = None
    for block in body:
        if block.kind == "table":
            rows = []
        elif block.kind == "table_end":
            pieces.append({"style": "", "text": "", "rows": rows, "picture": None})
            rows = None
        elif rows is not None:
            if block.kind == "row":
                rows.append([])
            elif block.kind == "cell":
                rows[-1].append("")
            elif block.text:
                rows[-1][-1] += ("\n" if rows[-1][-1] else "") + block.text
        elif block.kind in ("heading", "paragraph", "item"):
            style = _style(block.xml)
            styles.setdefault(style)
            pieces.append({"style": style, "text": block.text, "rows": None, "picture": None})
        elif block.kind == "figure":
            picture = (png.painted(block.svg), Twips(block.level))
            pieces.append({"style": "", "text": "", "rows": None, "picture": picture})
    return Content(pieces, list(styles))


def _style(xml: str) -> str:
    _, found, rest = xml.partition('<w:pStyle w:val="')
    return rest.partition('"')[0] if found else ""


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def template(document: bytes, styles: list[str]) -> bytes:
    """Return a docxtpl template with the styles, headers and page of *document*."""
    body = [_paragraph("{%p for piece in pieces %}"), _paragraph("{%p if piece.rows is not none %}")]
    body.append(
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
        f"<w:tr><w:tc>{_paragraph('{%tr for row in piece.rows %}')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{_paragraph('{%tc for cell in row %}')}</w:tc><w:tc>{_paragraph('{{ cell }}')}</w:tc>"
        f"<w:tc>{_paragraph('{%tc endfor %}')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{_paragraph('{%tr endfor %}')}</w:tc></w:tr></w:tbl>"
    )
    body += [_paragraph("{%p elif piece.picture is not none %}"), _paragraph("{{ shown(piece.picture) }}")]
    for style in styles:
        body.append(_paragraph(f"{{%p elif piece.style == '{style}' %}}"))
        body.append(_paragraph("{{ piece.text }}", style))
    body += [_paragraph("{%p endif %}"), _paragraph("{%p endfor %}")]
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            made.writestr(
                name, source.read(name) if name != "word/document.xml" else _with(source.read(name), body)
            )
    return result.getvalue()


def _with(document: bytes, body: list[str]) -> bytes:
    root = etree.fromstring(document)
    holder = root[0]
    section = holder[-1]
    del holder[:]
    for element in etree.fromstring(f'<w:body xmlns:w="{_W}">{"".join(body)}</w:body>'):
        holder.append(element)
    holder.append(section)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def write(template_: bytes, pieces: list[dict[str, Any]]) -> bytes:
    """Return the document that docxtpl makes of *pieces*. Its template can be written with only once."""
    document = DocxTemplate(io.BytesIO(template_))

    def shown(picture: tuple[bytes, Length]) -> InlineImage:
        return InlineImage(document, io.BytesIO(picture[0]), width=picture[1])

    document.render({"pieces": pieces, "shown": shown}, autoescape=True)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()
