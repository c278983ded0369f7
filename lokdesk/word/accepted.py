"""What a document says when every tracked change in it has been accepted, or rejected."""

from collections.abc import Sequence

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
_UNDONE_WRAPPERS = ("w:del", "w:moveFrom", "w:smartTag", "w:customXml")
_UNDONE_TEXT = {"w:delText": "w:t", "w:delInstrText": "w:instrText"}
_CHANGES = (
    "w:pPrChange",
    "w:rPrChange",
    "w:tblPrChange",
    "w:tblGridChange",
    "w:tblPrExChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:sectPrChange",
)
_OF_ITS_OWN = ("w:rPr", "w:sectPr")
"""What of a paragraph's properties is no part of a change of them."""
_WRAPPER_PROPERTIES = ("w:smartTagPr", "w:customXmlPr")


def accept(root: Element) -> None:
    """Bring *root* to the accepted view; take out comments, proofing marks and wrappers without meaning."""
    _settle(root, "w:del", "w:cellDel", ("w:del", "w:moveFrom"), _GONE, _WRAPPERS)


def reject(root: Element) -> None:
    """Bring *root* to what it was before every tracked change in it; take out the same things besides."""
    for change in list(ooxml.find_all(root, *_CHANGES)):
        _set_back(change)
    for deleted, text in _UNDONE_TEXT.items():
        for element in list(ooxml.find_all(root, deleted)):
            element.tag = ooxml.name(text)
    kept = ("w:delText", "w:delInstrText", *_UNDONE_WRAPPERS)
    gone = ("w:ins", "w:moveTo", *(one for one in _GONE if one not in kept))
    marks = ("w:ins", "w:moveTo")
    for mark in list(ooxml.find_all(root, "w:pPr")):
        for one in ("w:del", "w:moveFrom"):
            if (found := ooxml.child(mark, "w:rPr", one)) is not None:
                ooxml.remove(found)
    for row in list(ooxml.find_all(root, "w:trPr")):
        if (found := ooxml.child(row, "w:del")) is not None:
            ooxml.remove(found)
    _settle(root, "w:ins", "w:cellIns", marks, gone, _UNDONE_WRAPPERS)


def _settle(
    root: Element,
    row_mark: str,
    cell_mark: str,
    marks: Sequence[str],
    gone: Sequence[str],
    wrappers: Sequence[str],
) -> None:
    """Take out rows, cells and elements that are *gone*, join paragraphs whose marks are; unwrap the rest."""
    names = (row_mark, cell_mark, *marks, *gone, *wrappers, *_WRAPPER_PROPERTIES)
    # The document is searched once: there is little of all this in it.
    met = list(ooxml.find_all(root, *names))
    for row in _around(met, (row_mark,), "w:trPr", "w:tr"):
        holder = row.getparent()
        ooxml.remove(row)
        _remove_what_is_empty(holder)
    for cell in _around(met, (cell_mark,), "w:tcPr", "w:tc"):
        ooxml.remove(cell)
    joined = [one for one in _around(met, marks, "w:rPr", "w:pPr", "w:p") if not _has_field_left(one, gone)]
    going = [one for one in met if ooxml.is_a(one, *gone, *_WRAPPER_PROPERTIES)]
    for element in going:
        _lift_ends(element)
    for element in going:
        ooxml.remove(element)
    for element in met:
        if ooxml.is_a(element, *wrappers):
            ooxml.unwrap(element)
    items = _items_that_go(joined)
    for paragraph in joined:
        _join_with_next(paragraph)
    for item in items:
        ooxml.remove(item)


def _has_field_left(paragraph: Element, gone: Sequence[str]) -> bool:
    """Return whether words of a field stay in *paragraph* when what is *gone* is.

    LibreOffice 7 writes of changes within a field, and of nothing else, that the paragraph's end is changed.
    """
    return any(
        (one.text or "").strip() and not any(ooxml.is_a(around, *gone) for around in one.iterancestors())
        for control in paragraph.iterchildren(ooxml.name("w:sdt"))
        for one in ooxml.find_all(control, "w:t")
    )


def _lift_ends(gone: Element) -> None:
    """Put the ends of bookmarks in what is *gone*, which may have begun before it, before that."""
    for end in gone.findall(ooxml.name("w:bookmarkEnd")):
        gone.addprevious(end)


def _remove_what_is_empty(holder: Element | None) -> None:
    """Remove the table *holder*, or the control that it is the content of, if there is no row left in it."""
    while holder is not None and next(ooxml.find_all(holder, "w:tr"), None) is None:
        around = holder.getparent()
        if ooxml.is_a(holder, "w:tbl", "w:sdt"):
            ooxml.remove(holder)
        elif not ooxml.is_a(holder, "w:sdtContent"):
            return
        holder = None if ooxml.is_a(holder, "w:tbl") else around


def _items_that_go(joined: Sequence[Element]) -> list[Element]:
    """Return the controls of repeated items all of whose paragraphs are *joined* with others, and empty."""
    gone = set(joined)
    found: dict[Element, None] = {}
    for paragraph in joined:
        content = paragraph.getparent()
        control = content.getparent() if content is not None else None
        if content is None or control is None or control in found:
            continue
        is_item = ooxml.child(control, "w:sdtPr", "w15:repeatingSectionItem") is not None
        if is_item and gone.issuperset(ooxml.find_all(content, "w:p")) and not ooxml.says_anything(content):
            found[control] = None
    return list(found)


def _set_back(change: Element) -> None:
    """Put the properties that *change* remembers in the place of those it stands in."""
    properties = change.getparent()
    before = next(iter(ooxml.children(change)), None)
    if properties is None:
        return
    for one in ooxml.children(properties):
        if not ooxml.is_a(one, *_OF_ITS_OWN) or not ooxml.is_a(properties, "w:pPr"):
            ooxml.remove(one)
    for place, one in enumerate(ooxml.children(before) if before is not None else ()):
        properties.insert(place, one)


def _around(met: Sequence[Element], marks: Sequence[str], *holders: str) -> list[Element]:
    """Return what stands around those of *met* that are *marks* and have these *holders*, innermost first."""
    found: dict[Element, None] = {}
    for one in met:
        if not ooxml.is_a(one, *marks):
            continue
        around = [holder for holder, _ in zip(one.iterancestors(), holders, strict=False)]
        if [holder.tag for holder in around] == [ooxml.name(name) for name in holders]:
            found[around[-1]] = None
    return list(found)


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
