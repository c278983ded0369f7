"""docxtpl on the same content, as somebody would use it who knows it well.

Both sides are handed the agreement and give the bytes of a document in which every paragraph, heading, list
item, table, caption, footnote and entry of the contents says the same, in the same styles, with the same
figures, headers and footers (:func:`said` compares them). Answers are worded by the same functions. On both
sides the template has been loaded beforehand: docxtpl's has been opened, and what jinja compiles is compiled.

docxtpl is spared what it cannot do: its contents come with their numbers and page numbers ready, it has no
content controls, bookmarks, references, captions to refer to or baseline, and of each figure only the painted
picture. It numbers no list anew and fits no columns. Footnotes, which a template for Word cannot repeat, it
writes by a loop in the part that holds them.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.shared import Pt
from docxtpl import DocxTemplate, InlineImage, RichText
from jinja2 import Environment
from jinja2 import Template as Compiled
from lxml import etree

from benchmarks import jinja
from benchmarks.jinja import Speaker, Translation
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.mapping import Cell, Column, Row
from lokdesk.agreement.report import SIGNING, report
from lokdesk.agreement.rich_text import Block as TextBlock
from lokdesk.agreement.rich_text import Run
from lokdesk.agreement.wording import Wording
from lokdesk.figures import png
from lokdesk.figures.figure import Figure, figures
from lokdesk.word import prose
from lokdesk.word.flow import flow
from lokdesk.word.inline import InlineAnswer, InlinePart
from lokdesk.word.part import moved_to
from lokdesk.word.render import render
from lokdesk.word.template import Template

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = (
    "{% for note in notes %}"
    '<w:footnote w:id="{{ loop.index + FIRST - 1 }}">START<w:r><w:t xml:space="preserve"> {{ note }}</w:t>'
    "</w:r></w:p></w:footnote>{% endfor %}"
)


class _Remembering(Environment):
    """Compiles each template once, as jinja does for those that it loads from a folder."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self._compiled: dict[str, Compiled] = {}

    def from_string(self, source: Any, *others: Any, **options: Any) -> Compiled:
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source, *others, **options)
        return self._compiled[source]


@dataclass(frozen=True)
class Prepared:
    """A template for docxtpl, and what its tags call."""

    content: bytes
    translation: Translation
    template: Template
    environment: Environment

    def opened(self) -> DocxTemplate:
        """Return the template as docxtpl opens it. It can be written with once."""
        document = DocxTemplate(io.BytesIO(self.content))
        document.init_docx()
        return document

    def write(self, document: DocxTemplate, agreement: Agreement, contents: "list[Entry]") -> bytes:
        """Return the document that docxtpl makes of *agreement* with the opened template *document*."""
        context = _context(document, agreement, contents, self)
        document.render(context, self.environment, autoescape=True)
        result = io.BytesIO()
        document.save(result)
        return result.getvalue()


def prepared(template: Template) -> Prepared:
    """Return *template* for docxtpl."""
    translation = jinja.translated(template)
    # A copy to sign brings the same parts, but for the baseline, which docxtpl need not carry along.
    empty = render(report(Agreement(), form=SIGNING), template)
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(empty)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            made.writestr(name, translation.parts.get(name) or _with_notes(name, source.read(name), template))
    return Prepared(result.getvalue(), translation, template, _Remembering())


def _with_notes(name: str, part: bytes, template: Template) -> bytes:
    seam = template.footnotes
    if seam is None or name != seam.part:
        return part
    notes = _NOTES.replace("FIRST", str(seam.next_id)).replace("START", template.footnote_start)
    return f"{seam.before}{notes}{seam.after}".encode()


@dataclass(frozen=True)
class Entry:
    """An entry of the table of contents."""

    style: str
    text: str


def entries(agreement: Agreement, template: Template) -> list[Entry]:
    """Return the table of contents of *agreement*, which docxtpl cannot make."""
    blocks = flow(agreement, template, controls=False).body
    return [_entry(one.xml) for one in blocks if one.address == "part:contents"]


def _entry(xml: str) -> Entry:
    style = xml.partition('<w:pStyle w:val="')[2].partition('"')[0]
    words = _NOT_SAID.sub("", xml.replace("<w:tab/>", "\t"))
    return Entry(style, html.unescape(words))


_NOT_SAID = re.compile("<w:instrText.*?</w:instrText>|<[^>]*>")


def _context(
    document: DocxTemplate, agreement: Agreement, contents: list[Entry], prepared: Prepared
) -> dict[str, Any]:
    """Return what the tags of the template name."""
    told = report(agreement)
    wording, words = Wording(told), prepared.template.manifest.words
    styles = prepared.translation.runs
    room = prepared.template.page.width
    counts: dict[str, int] = {}
    notes: list[str] = []
    first_note = prepared.template.footnotes.next_id if prepared.template.footnotes else 1
    reference = (
        f'<w:r>{prose.footnote_look(styles.footnote_reference)}<w:footnoteReference w:id="NUMBER"/></w:r>'
    )

    def say(number: int, value: Any) -> str:
        return _said(prepared.translation.speakers[number], value, wording, words)

    def counted(sequence: str) -> int:
        counts[sequence] = counts.get(sequence, 0) + 1
        return counts[sequence]

    def shown(figure: Figure) -> InlineImage:
        return InlineImage(document, io.BytesIO(png.painted(figure.svg)), width=Pt(min(figure.width, room)))

    def drawn(number: int, about: Any) -> tuple[Figure, ...]:
        place = prepared.translation.pictures[number]
        return tuple(figures(place.kind, told, about, telling=True, room=place.room))

    def rich(block: TextBlock) -> RichText:
        text = RichText()
        for one in prose.in_print(block.runs):
            if isinstance(one, Run):
                target = prose.link(one.link) if one.link else None
                url = document.build_url_id(target) if target else None
                text.add(
                    one.text,
                    style=styles.hyperlink if url else None,
                    bold=one.bold,
                    italic=one.italic,
                    url_id=url,
                )
            else:
                text.xml += reference.replace("NUMBER", str(first_note + len(notes)))
                notes.append(one.footnote)
        return text

    return {
        jinja.AGREEMENT: told,
        "say": say,
        "rich": rich,
        "cells": _cells,
        "figures": drawn,
        "shown": shown,
        "counted": counted,
        "contents": contents,
        "moved": moved_to(told.appendices),
        "notes": notes,
    }


def _said(speaker: Speaker, value: Any, wording: Wording, words: Any) -> str:
    if isinstance(speaker, InlinePart):
        return speaker.line(value, words)
    if value is None or (value == () and not speaker.all_when_empty):
        return speaker.missing_says if isinstance(speaker, InlineAnswer) else ""
    return speaker.say(wording, value)


def _cells(row: Row, columns: tuple[Column, ...]) -> list[Cell]:
    figures = {cell.id: cell for cell in row.cells}
    return [figures.get(column.id) or Cell.model_construct(id=column.id) for column in columns]


def said(document: bytes) -> list[str]:
    """Return what each paragraph of *document* says that says anything, notes, heads and feet included."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(archive.read(name))
                paragraphs = ("".join(_words(one)) for one in root.iter(f"{_W}p"))
                found += [words for words in paragraphs if words.strip()]
    return found


def _words(paragraph: etree._Element) -> Iterator[str]:
    for one in paragraph.iter(f"{_W}t", f"{_W}r"):
        if one.tag == f"{_W}t":
            yield one.text or ""
        else:
            yield from ("\t" for _ in one.iterchildren(f"{_W}tab", f"{_W}br"))
