"""Writes Word files as people do who know nothing of Lokdesk: with styles, with bold text, or in tables."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

Row = Sequence[str]


class Writer:
    """A document under way."""

    def __init__(self) -> None:
        self.document: Any = Document()

    def docx(self) -> bytes:
        """Return the document."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def title(self, *lines: str) -> None:
        for line in lines:
            self.document.add_paragraph(line, style="Title")

    def h(self, text: str, level: int = 1) -> None:
        """Write a heading in the style for one."""
        self.document.add_heading(text, level)

    def p(self, *texts: str) -> None:
        """Write plain paragraphs."""
        for text in texts:
            self.document.add_paragraph(text)

    def bold(self, text: str, size: float | None = None, *, centred: bool = False) -> None:
        """Write a heading that is but bold text."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold = True
        if size:
            run.font.size = Pt(size)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def large(self, text: str, size: float) -> None:
        """Write a heading that is but larger than the text."""
        self.document.add_paragraph().add_run(text).font.size = Pt(size)

    def lead(self, lead: str, text: str) -> None:
        """Write a paragraph that begins in bold."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(lead).bold = True
        paragraph.add_run(text)

    def items(self, *texts: str, level: int = 1) -> None:
        """Write a list with bullets."""
        for text in texts:
            self.document.add_paragraph(text, style="List Bullet" if level == 1 else f"List Bullet {level}")

    def numbered(self, *texts: str) -> None:
        for text in texts:
            self.document.add_paragraph(text, style="List Number")

    def table(self, *rows: Row, head: bool = False, style: str = "Table Grid") -> Any:
        """Write a table; a line break in a cell is a paragraph of its own there."""
        table = self.document.add_table(rows=len(rows), cols=max(map(len, rows)), style=style)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                first, *others = text.split("\n")
                cell.paragraphs[0].text = first
                for other in others:
                    cell.add_paragraph(other)
        if head:
            properties = table.rows[0]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))
        return table

    def header(self, text: str) -> None:
        self.document.sections[0].header.paragraphs[0].text = text

    def footer(self, text: str) -> None:
        self.document.sections[0].footer.paragraphs[0].text = text

    def inserted(
        self, before: str, text: str, after: str = "", *, removed: str = "", author: str = "Eva Lind"
    ) -> None:
        """Write a paragraph with a tracked change in it."""
        paragraph = self.document.add_paragraph(before)
        for kind, words in (("w:del", removed), ("w:ins", text)):
            if not words:
                continue
            change = OxmlElement(kind)
            change.set(qn("w:id"), str(len(paragraph._p)))
            change.set(qn("w:author"), author)
            change.set(qn("w:date"), "2025-02-03T09:00:00Z")
            run: Any = OxmlElement("w:r")
            said: Any = OxmlElement("w:t" if kind == "w:ins" else "w:delText")
            said.text = words
            said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(said)
            change.append(run)
            paragraph._p.append(change)
        if after:
            paragraph.add_run(after)
