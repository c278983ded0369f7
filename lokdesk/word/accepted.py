"""The accepted view of a document: what it says when every tracked change has been accepted."""

from lokdesk.word import ooxml
from lokdesk.word.ooxml import Element

_GONE = (
    "w:del",
    "w:moveFrom",
    "w:delText",
    "w:delInstrText",
    "w:proofErr",
    "w:lastRenderedPageBreak",
    "w:permStart",
    "w:permEnd",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:commentReference",
    "w:annotationRef",
    "w:moveFromRangeStart",
    "w:moveFromRangeEnd",
    "w:moveToRangeStart",
    "w:moveToRangeEnd",
    "w:customXmlInsRangeStart",
    "w:customXmlInsRangeEnd",
    "w:customXmlDelRangeStart",
    "w:customXmlDelRangeEnd",
    "w:customXmlMoveFromRangeStart",
    "w:customXmlMoveFromRangeEnd",
    "w:customXmlMoveToRangeStart",
    "w:customXmlMoveToRangeEnd",
    "w:pPrChange",
    "w:rPrChange",
    "w:tblPrChange",
    "w:tblGridChange",
    "w:tblPrExChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:sectPrChange",
    "w:numberingChange",
)
_WRAPPERS = ("w:ins", "w:moveTo", "w:smartTag", "w:customXml")
_WRAPPER_PROPERTIES = ("w:smartTagPr", "w:customXmlPr")


def accept(root: Element) -> None:
    """Bring *root* to the accepted view; take out comments, proofing marks and wrappers without meaning."""
    for row in list(ooxml.find_all(root, "w:tr")):
        if ooxml.child(row, "w:trPr", "w:del") is not None:
            ooxml.remove(row)
    for cell in list(ooxml.find_all(root, "w:tc")):
        if ooxml.child(cell, "w:tcPr", "w:cellDel") is not None:
            ooxml.remove(cell)
    joined = [p for p in ooxml.find_all(root, "w:p") if _mark_is_deleted(p)]
    for element in list(ooxml.find_all(root, *_GONE, *_WRAPPER_PROPERTIES)):
        ooxml.remove(element)
    for element in list(ooxml.find_all(root, *_WRAPPERS)):
        ooxml.unwrap(element)
    for paragraph in joined:
        _join_with_next(paragraph)


def _mark_is_deleted(paragraph: Element) -> bool:
    mark = ooxml.child(paragraph, "w:pPr", "w:rPr")
    return mark is not None and any(ooxml.child(mark, one) is not None for one in ("w:del", "w:moveFrom"))


def _join_with_next(paragraph: Element) -> None:
    """Move what is left of *paragraph* to the beginning of the paragraph after it, which keeps its look."""
    following = paragraph.getnext()
    while following is not None and not ooxml.is_a(following, "w:p", "w:tbl", "w:sdt", "w:sectPr"):
        following = following.getnext()
    left = [child for child in ooxml.children(paragraph) if not ooxml.is_a(child, "w:pPr")]
    if following is None or not ooxml.is_a(following, "w:p"):
        # Word keeps a paragraph that has nothing to join; an empty one is of no account to a reader.
        if not left and _is_spare(paragraph):
            ooxml.remove(paragraph)
        return
    place = 1 if ooxml.child(following, "w:pPr") is not None else 0
    for offset, child in enumerate(left):
        following.insert(place + offset, child)
    ooxml.remove(paragraph)


def _is_spare(paragraph: Element) -> bool:
    holder = paragraph.getparent()
    return holder is not None and not ooxml.is_a(holder, "w:tc") and len(ooxml.children(holder)) > 1
