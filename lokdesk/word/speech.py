"""What paragraphs of a document say: runs of text with their look, links, notes and lists."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lokdesk.agreement import normal
from lokdesk.agreement.rich_text import DEEPEST_LEVEL, Block, BlockKind, Footnote, Inline, RichText, Run
from lokdesk.word import ooxml
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element

_NOT_TEXT = ("w:pPr", "w:rPr", "w:sdtPr", "w:drawing", "w:pict", "w:object", "w:instrText")
_NOT_A_LINE_BREAK = ("page", "column")


@dataclass(frozen=True)
class Document:
    """What is needed beside a paragraph to tell what it says."""

    look: Look
    links: Mapping[str, str]
    """The targets of links by relationship."""
    notes: Mapping[str, str]
    """The texts of footnotes by id."""
    formulas: bool = False
    """Whether the words of formulas are among what is said."""

    def text(self, paragraphs: Iterable[Element]) -> RichText | None:
        """Return *paragraphs* as a rich text, ``None`` when they say nothing."""
        blocks = tuple(block for paragraph in paragraphs if (block := self.block(paragraph)).runs)
        return RichText(blocks=blocks) if blocks else None

    def block(self, paragraph: Element) -> Block:
        """Return *paragraph* as a block."""
        kind, level = self._kind(paragraph)
        return Block(kind=kind, level=level, runs=tuple(self.inlines(ooxml.children(paragraph))))

    def _kind(self, paragraph: Element) -> tuple[BlockKind, int]:
        numbering = self.look.numbering_of(paragraph)
        if numbering is None:
            return "paragraph", 0
        list_id, level = numbering
        found = self.look.list_level(list_id, level) or self.look.list_level(list_id, 0)
        if found is None or found.format == "none":
            return "paragraph", 0
        return "bullet" if found.format == "bullet" else "number", min(level, DEEPEST_LEVEL)

    def inlines(self, elements: Iterable[Element], link: str | None = None) -> Iterator[Inline]:
        """Yield what the inline *elements* say; *link* is the target of the link they are within."""
        for element in elements:
            if ooxml.is_a(element, "w:r"):
                yield from self._run(element, link)
            elif ooxml.is_a(element, "w:hyperlink"):
                target = self.links.get(ooxml.val(element, "r:id") or "")
                yield from self.inlines(ooxml.children(element), target or link)
            elif ooxml.is_a(element, "mc:AlternateContent"):
                yield from self.inlines(ooxml.children(element)[:1], link)
            elif ooxml.is_a(element, "m:t"):
                if self.formulas and element.text:
                    yield Run(text=element.text, link=link)
            elif not ooxml.is_a(element, *_NOT_TEXT):
                yield from self.inlines(ooxml.children(element), link)

    def _run(self, run: Element, link: str | None) -> Iterator[Inline]:
        look = ooxml.child(run, "w:rPr")
        style = ooxml.val(ooxml.child(look, "w:rStyle")) or ""
        own_bold, own_italic = ooxml.child(look, "w:b"), ooxml.child(look, "w:i")
        bold = ooxml.is_on(own_bold) if own_bold is not None else self.look.is_bold(style)
        italic = ooxml.is_on(own_italic) if own_italic is not None else self.look.is_italic(style)
        for element in ooxml.children(run):
            if ooxml.is_a(element, "w:footnoteReference"):
                note = self.notes.get(ooxml.val(element, "w:id") or "", "")
                if note:
                    yield Footnote(footnote=note)
            elif ooxml.is_a(element, "w:ruby"):
                yield from self.inlines(ooxml.children(element), link)
            elif words := said(element):
                yield Run(text=words, bold=bold, italic=italic, link=link)

    def line(self, elements: Iterable[Element]) -> str:
        """Return what *elements* say as one line."""
        return normal.line("".join(_words(elements)))


def _words(elements: Iterable[Element]) -> Iterator[str]:
    """Yield what the inline *elements* say, whatever it looks like."""
    for element in elements:
        if ooxml.is_a(element, "w:r"):
            for one in ooxml.children(element):
                if ooxml.is_a(one, "w:ruby"):
                    yield from _words(ooxml.children(one))
                else:
                    yield said(one)
        elif ooxml.is_a(element, "mc:AlternateContent"):
            yield from _words(ooxml.children(element)[:1])
        elif ooxml.is_a(element, "m:t"):
            yield element.text or ""
        elif not ooxml.is_a(element, *_NOT_TEXT):
            yield from _words(ooxml.children(element))


def said(element: Element) -> str:
    """Return the words that one *element* of a run stands for."""
    match ooxml.local(element):
        case "t":
            return element.text or ""
        case "br":
            return "" if ooxml.val(element, "w:type") in _NOT_A_LINE_BREAK else "\n"
        case "cr":
            return "\n"
        case "tab" | "ptab":
            return " "
        case "noBreakHyphen":
            return "\u2011"
        case "sym":
            code = ooxml.val(element, "w:char") or ""
            return chr(int(code, 16)) if code.isalnum() and len(code) == 4 and _is_hex(code) else ""
        case _:
            return ""


def _is_hex(code: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in code)


def paragraphs(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield the paragraphs in *elements*, in document order, but not those within pictures."""
    for element in elements:
        if ooxml.is_a(element, "w:p"):
            yield element
        elif not ooxml.is_a(element, *_NOT_TEXT):
            yield from paragraphs(ooxml.children(element))


def note_texts(root: Element) -> dict[str, str]:
    """Return the texts in the footnotes part *root* by id."""
    plain = Document(Look(None, None), {}, {})
    texts: dict[str, str] = {}
    for note in root.findall(ooxml.name("w:footnote")):
        lines = (
            "".join(run.text for run in plain.inlines(ooxml.children(paragraph)) if isinstance(run, Run))
            for paragraph in paragraphs(ooxml.children(note))
        )
        texts[ooxml.val(note, "w:id") or ""] = "\n".join(lines).strip()
    return texts
