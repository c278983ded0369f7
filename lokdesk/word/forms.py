"""The XML of controls for answers and lists, as they are put into a document that becomes a template."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR, ListOf
from lokdesk.agreement.value import Item, Value
from lokdesk.word import part
from lokdesk.word.archive import escaped
from lokdesk.word.look import Look
from lokdesk.word.tag import COPY, LONGEST, PART

PLACEHOLDER = "PlaceholderText"
_STYLE = re.compile(r"<w:pStyle [^>]*/>")
_ATTACHMENT = "attachment"
_STATISTICS = "mapping/statistics"
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
_HEAD_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_STOP = '<w:r><w:t xml:space="preserve">. </w:t></w:r>'
_DATE = '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/></w:date>'


class Figures(NamedTuple):
    """How a table of figures looks: what it begins with, its cell in the corner, and its other cells.

    Of those that are the properties, and the properties of the paragraph in it.
    """

    start: str
    corner: str
    head: tuple[str, str]
    label: tuple[str, str]
    figure: tuple[str, str]


@dataclass
class Forms:
    """Makes controls. *labels* are what answers and lists are called, by their patterns."""

    labels: Mapping[str, str]
    placeholder: str = PLACEHOLDER
    sections: int = 0
    claimed: frozenset[str] = frozenset()
    """The patterns of answers and lists that are at home elsewhere in the document."""

    def label(self, pattern: str) -> str:
        """Return what the answer, or the list, with that *pattern* is called."""
        return self.labels.get(pattern, pattern.rpartition(SEPARATOR)[2])

    def inline(self, address: str, prompt: str = "", look: str = "") -> str:
        """Return the control of an answer within a paragraph."""
        answer = _answer(address)
        kind = _DATE if answer is not None and answer.kind == "date" else "<w:text/>"
        return self._control(address, kind, self._prompt(address, prompt, look), look=look)

    def copy(self, address: str) -> str:
        """Return the control that repeats an answer."""
        return self._control(COPY + address, "<w:text/>", self._prompt(address, "", ""))

    def _prompt(self, address: str, prompt: str, look: str) -> str:
        said = prompt or f"Skriv {_lowered(self.label(address))}"
        style = f'<w:rStyle w:val="{self.placeholder}"/>'
        return f"<w:r><w:rPr>{style}{look}</w:rPr>{_text(said)}</w:r>"

    def _control(self, tag: str, kind: str, content: str, *, showing: bool = True, look: str = "") -> str:
        alias = escaped(self.label(tag.removeprefix(COPY))[:LONGEST])
        mark = "<w:showingPlcHdr/>" if showing else ""
        run = f"<w:rPr>{look}</w:rPr>" if look else ""
        return (
            f'<w:sdt><w:sdtPr>{run}<w:alias w:val="{alias}"/><w:tag w:val="{tag}"/>{mark}{kind}</w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def text(self, address: str, properties: str = "", prompt: str = "") -> str:
        """Return the control of a longer text, around a sample paragraph."""
        run = self._prompt(address, prompt or f"Beskriv {_lowered(self.label(address))}", "")
        return self._control(address, "", f"<w:p>{properties}{run}</w:p>")

    def section(self, content: str) -> str:
        """Return *content* as a part that falls away where nothing is answered in it."""
        self.sections += 1
        tag = f"section:a{self.sections}"
        return self._control(tag, "", content, showing=False)

    def repeat(self, list_: str, content: str, *, items: bool = True) -> str:
        """Return *content* as what is written for each item of *list_*."""
        inner = content
        if items:
            inner = self._control(f"{list_}/*", "<w15:repeatingSectionItem/>", content, showing=False)
        kind = "<w15:repeatingSection/>" if items else ""
        return self._control(list_, kind, inner, showing=False)

    def contents(self, style: str = "") -> str:
        """Return the control of the table of contents; *style* is the id of that of its first level."""
        styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        gallery = (
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        )
        begin, divide, end = (
            f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")
        )
        code = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        said = f"<w:r>{_text('Innehållsförteckningen skapas när dokumentet skrivs.')}</w:r>"
        paragraph = f"<w:p>{styled}{begin}{code}{divide}{said}{end}</w:p>"
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="Innehållsförteckning"/><w:tag w:val="{PART}{part.CONTENTS}"/>'
            f"{gallery}</w:sdtPr><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
        )

    # -- whole items

    def line(self, address: str, properties: str = "") -> str:
        """Return a paragraph with what the answer is called and its control."""
        return f"<w:p>{properties}<w:r>{_text(self.label(address) + ': ')}</w:r>{self.inline(address)}</w:p>"

    def items(
        self, list_: str, named: str, heading: tuple[str, str], body: str, fields: Sequence[str] = ()
    ) -> str:
        """Return what is written for the items of *list_*: the name as a *heading*, and the rest below it.

        *heading* and *body* are the properties of the paragraphs, and those of the heading's words. Of
        *fields*, where any are told, only those are written, and the name is repeated.
        """
        *outer, _ = list_.split(f"{SEPARATOR}*{SEPARATOR}")
        model = _model(list_)
        own = f"{list_}/*/"
        if outer:
            holder = outer[0]
            title = f"<w:p>{body}{self.copy(f'{holder}/*/name')}</w:p>"
            rows = self.repeat(list_, self._nested(list_, model, body))
            return self.repeat(holder, title + rows)
        if fields:
            title = f"<w:p>{heading[0]}{self.copy(own + named)}</w:p>"
            first, *others = fields
            rest = "".join(self.section(self._text_with_label(own + name, body)) for name in others)
            whole = title + self.section(self._text_with_label(own + first, body, at_once=True)) + rest
            return self.repeat(list_, self.section(whole))
        inner = f"<w:p>{heading[0]}{self.inline(own + named, look=heading[1])}</w:p>"
        for name, what in schema.fields(model).items():
            if name not in (named, _ATTACHMENT) and own + name not in self.claimed:
                inner += self._field(own + name, what, body)
        if _ATTACHMENT in schema.fields(model):
            sample = f"<w:p>{body}<w:r>{_text('Här står filen')}</w:r></w:p>"
            inner += self._control(f"{PART}{part.APPENDIX_CONTENT}", "", sample, showing=False)
        return self.repeat(list_, inner)

    def _text_with_label(self, address: str, body: str, *, at_once: bool = False) -> str:
        label = self._heading(address, body)
        return (label if not at_once else "") + self.text(address, body)

    def _heading(self, address: str, body: str) -> str:
        """Return a paragraph with what the answer is called, which stays with what comes below it."""
        run = f"<w:r><w:rPr><w:b/></w:rPr>{_text(self.label(address))}</w:r>"
        return f"<w:p>{_kept_with_next(body)}{run}</w:p>"

    def _field(self, address: str, what: object, body: str) -> str:
        if isinstance(what, Answer):
            if what.kind == "text":
                return self.section(self._text_with_label(address, body))
            return self.section(self.line(address, body))
        if isinstance(what, ListOf):
            label = self._heading(address, body)
            return self.section(label + self.repeat(address, self._nested(address, what.item, body)))
        return ""

    def _nested(self, list_: str, model: type[Value], body: str) -> str:
        """Return what is written for each item of a list within an item: a line, and texts below it."""
        own = f"{list_}/*/"
        fields = schema.fields(model)
        short = [name for name, one in fields.items() if isinstance(one, Answer) and one.kind != "text"]
        line, below = "", ""
        for name, what in fields.items():
            address = own + name
            if isinstance(what, Answer) and what.kind != "text":
                if name == short[0]:
                    line += self.inline(address)
                else:
                    before = f"<w:r>{_text(f'; {_lowered(self.label(address))}: ')}</w:r>"
                    line += self.section(before + self.inline(address))
            elif isinstance(what, Answer):
                below += self.text(address, body) if not short else self.section(self.text(address, body))
            else:
                below += self._field(address, what, body)
        return (f"<w:p>{body}{line}</w:p>" if line else "") + below

    # -- tables of figures

    def statistics(self, table: Figures, title: str = "", body: str = "") -> str:
        """Return what is written for each table of figures: its title, the *table*, and what it builds on.

        *title* and *body* are the properties of the paragraphs.
        """
        own = f"{_STATISTICS}/*/"
        columns, rows, cells = f"{own}columns", f"{own}rows", f"{own}rows/*/cells"
        head = self._cell(table.head, self.inline(f"{columns}/*/name"))
        label = self._cell(table.label, self.inline(f"{rows}/*/label"))
        figure = self._cell(table.figure, self.inline(f"{cells}/*/value", "–"))
        first = f"<w:tr>{_HEAD_ROW}{table.corner}{self.repeat(columns, head, items=False)}</w:tr>"
        row = f"<w:tr>{_ROW}{label}{self.repeat(cells, figure, items=False)}</w:tr>"
        whole = f"<w:tbl>{table.start}{first}{self.repeat(rows, row)}</w:tbl>"
        called = f"<w:p>{_kept_with_next(title)}{self.inline(f'{own}title')}</w:p>"
        told = "".join(
            self.section(
                f"<w:r>{_text(f'{self.label(own + name)}: ')}</w:r>{self.inline(own + name)}" + _STOP
            )
            for name in ("population", "unit", "period", "source", "retrieved", "split_by_sex")
        )
        definition = self.section(self.text(f"{own}definition", body))
        return self.repeat(_STATISTICS, f"{called}{self.section(whole)}<w:p>{body}{told}</w:p>{definition}")

    def plain_figures(self, style: str = "") -> Figures:
        """Return a table of figures as it is where the document has none, in the table style with that id."""
        cell = '<w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>'
        narrow, wide = cell.format(3000), cell.format(6000)
        styled = f'<w:tblStyle w:val="{style}"/>' if style else ""
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        lines = "" if style else f"<w:tblBorders>{edges}</w:tblBorders>"
        start = (
            f'<w:tblPr>{styled}<w:tblW w:w="9000" w:type="dxa"/>{lines}'
            '<w:tblLayout w:type="fixed"/></w:tblPr>'
            '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>'
        )
        corner = f"<w:tc>{narrow}<w:p/></w:tc>"
        return Figures(start, corner, (wide, ""), (narrow, ""), (wide, ""))

    @staticmethod
    def _cell(cell: tuple[str, str], content: str) -> str:
        properties, paragraph = cell
        return f"<w:tc>{properties}<w:p>{paragraph}{content}</w:p></w:tc>"

    # -- cells

    def cell(self, list_: str, name: str, properties: str) -> str:
        """Return what stands in the cell of a row for the answer *name* of an item of *list_*."""
        *lists, _ = name.split(f"{SEPARATOR}*{SEPARATOR}")
        address = f"{list_}/*/{name}"
        answer = _answer(address)
        is_text = answer is not None and answer.kind == "text"
        if not lists:
            if is_text:
                return self.text(address, properties)
            return f"<w:p>{properties}{self.inline(address)}</w:p>"
        content = self.inline(address)
        place = list_
        nested: list[str] = []
        for one in lists:
            place = f"{place}/*/{one}"
            nested.append(place)
        separator = f"<w:r>{_text('; ')}</w:r>"
        for one in reversed(nested):
            content = self.repeat(one, content + separator, items=False)
        return f"<w:p>{properties}{content}</w:p>"


def _kept_with_next(properties: str) -> str:
    keep = "<w:keepNext/>"
    if not properties or properties.endswith("/>"):
        return f"<w:pPr>{keep}</w:pPr>"
    if keep in properties:
        return properties
    style = _STYLE.search(properties)
    place = style.end() if style else properties.index(">") + 1
    return f"{properties[:place]}{keep}{properties[place:]}"


def _text(said: str) -> str:
    return f'<w:t xml:space="preserve">{escaped(said)}</w:t>'


def _lowered(label: str) -> str:
    first, *_ = label.split(" ", 1)
    return label if first.isupper() and len(first) > 1 else label[:1].lower() + label[1:]


def _answer(address: str) -> Answer | None:
    found = schema.patterns().get(schema.pattern(address))
    return found if isinstance(found, Answer) else None


def _model(list_: str) -> type[Item]:
    found = schema.patterns()[list_]
    assert isinstance(found, ListOf)  # it has been asked for
    return found.item


def placeholder(own: Look) -> str:
    """Return the id of the style of what is to be filled in: in a Swedish Word it has one of its own."""
    return own.id_of("Placeholder Text", "character") or PLACEHOLDER


def is_statistics(list_: str) -> bool:
    """Return whether the items of *list_* are tables of figures."""
    return list_ == _STATISTICS
