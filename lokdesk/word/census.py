"""Every word of a document counted, wherever it stands and whatever it is: what nothing else may have lost.

It knows nothing of controls, addresses or templates, so that it can tell whether those who do have seen all.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lokdesk.word import ooxml, package
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package

_WORD = re.compile(r"[^\W_]+")
_PARTS = ("header", "footer", "footnotes", "endnotes", "comments")
_GONE = ("w:del", "w:moveFrom")
_MADE = frozenset(("TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "REF", "SEQ", "STYLEREF"))
"""Fields that a word processor fills in by itself."""
_SIGNS = ("w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen")
"""What stands between words."""


def words(docx: bytes) -> Counter[str]:
    """Return how many times each word stands in *docx*, in its text, its margins, notes and comments.

    Changes count as accepted. What a word processor fills in by itself counts for nothing: contents, the
    numbers of pages, and what shows in a place that nobody has filled in. Raises Damaged.
    """
    read = package.opened(docx)
    found: Counter[str] = Counter()
    for part in (read.document, *_margins(read)):
        found += counted(*_lines(read.xml(part)))
    return found


def counted(*texts: str) -> Counter[str]:
    """Return how many times each word stands in *texts*, whatever its case: a sentence has a capital."""
    return Counter(word for text in texts for word in _WORD.findall(text.casefold()))


def _margins(read: Package) -> Iterator[str]:
    for kind in _PARTS:
        yield from dict.fromkeys(read.related_parts(kind, read.document))


def _lines(root: Element) -> Iterator[str]:
    """Yield the words of each paragraph of *root*; one whose end is gone goes on in the next."""
    held: list[str] = []
    fields: list[str | None] = []
    for paragraph in ooxml.find_all(root, "w:p"):
        if _is_made(paragraph):
            continue
        held += _said(paragraph, fields)
        mark = ooxml.child(paragraph, "w:pPr", "w:rPr")
        if not any(ooxml.child(mark, one) is not None for one in _GONE):
            yield "".join(held)
            held = []
    yield "".join(held)


def _said(paragraph: Element, fields: list[str | None]) -> Iterator[str]:
    """Yield what *paragraph* says itself; *fields* are those under way, and what they are once they show."""
    instruction = ""
    for element in ooxml.find_all(paragraph, "w:fldChar", "w:instrText", "w:t", *_SIGNS):
        if _is_gone(element, paragraph):
            continue
        if ooxml.is_a(element, "w:instrText"):
            instruction += element.text or ""
        elif ooxml.is_a(element, "w:fldChar"):
            kind = ooxml.val(element, "w:fldCharType")
            if kind == "begin":
                fields.append(None)
                instruction = ""
            elif kind == "separate" and fields:
                fields[-1] = _made_by(instruction)
            elif kind == "end" and fields:
                fields.pop()
        elif _MADE.intersection(one or "" for one in fields):
            yield " "
        else:
            yield (element.text or "") if ooxml.is_a(element, "w:t") else " "


def _made_by(instruction: str) -> str:
    """Return what kind of field it is that has an *instruction*."""
    return (instruction.split() or [""])[0].upper()


def _is_gone(element: Element, paragraph: Element) -> bool:
    """Return whether *element* is removed, filled in by itself, or what an inner paragraph of it says."""
    for one in element.iterancestors():
        if one is paragraph:
            return False
        if ooxml.is_a(one, "w:p", "mc:Fallback", *_GONE):
            return True
        if ooxml.is_a(one, "w:fldSimple") and _made_by(ooxml.val(one, "w:instr") or "") in _MADE:
            return True
        if ooxml.is_a(one, "w:sdt") and _shows_itself(one):
            return True
    return False


def _is_made(paragraph: Element) -> bool:
    """Return whether a word processor has made *paragraph*, or it stands in a row or a copy that is gone."""
    for one in paragraph.iterancestors():
        if ooxml.is_a(one, "mc:Fallback", *_GONE):
            return True
        if ooxml.is_a(one, "w:sdt") and _shows_itself(one):
            return True
        if ooxml.is_a(one, "w:tr") and ooxml.child(one, "w:trPr", "w:del") is not None:
            return True
    return False


def _shows_itself(control: Element) -> bool:
    """Return whether *control* holds the contents, or what shows where nobody has filled anything in."""
    properties = ooxml.child(control, "w:sdtPr")
    return any(ooxml.child(properties, one) is not None for one in ("w:docPartObj", "w:showingPlcHdr"))
