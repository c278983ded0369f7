"""The title that a Word file begins with."""

from functools import lru_cache

from lokdesk.word import ooxml, package
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Damaged

_REMEMBERED = 64


@lru_cache(_REMEMBERED)
def first_words(docx: bytes) -> str:
    """Return what the first paragraph of the Word file *docx* says that says anything, or nothing."""
    try:
        source = package.opened(docx)
        body = ooxml.child(source.xml(source.document), "w:body")
    except Damaged:
        return ""
    first = None if body is None else _first_that_speaks(body)
    return "" if first is None else ooxml.own_words(first)


def leave_out(body: Element) -> None:
    """Take the first paragraph that says anything out of *body*, if it is only words and not all there is."""
    title = _first_that_speaks(body)
    holder = None if title is None else title.getparent()
    if title is None or holder is None or _shows(title):
        return
    place = holder.index(title)
    holder.remove(title)
    if not ooxml.says_anything(body):
        holder.insert(place, title)


def _first_that_speaks(body: Element) -> Element | None:
    """Return the first paragraph in *body* that says anything, unless a table comes before it."""
    for one in ooxml.find_all(body, "w:p", "w:tbl"):
        if ooxml.is_a(one, "w:tbl"):
            return None
        if ooxml.own_words(one).strip():
            return one
    return None


def _shows(paragraph: Element) -> bool:
    """Return whether there is more than words to *paragraph*: a picture, a note, or the end of a section."""
    more = ("w:drawing", "w:pict", "w:footnoteReference", "w:sectPr")
    return next(ooxml.find_all(paragraph, *more), None) is not None
