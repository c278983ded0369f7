"""Takes out of a template part what belongs to its own editing and must not be copied."""

from lokdesk.word import anchor, caption, ooxml
from lokdesk.word.ooxml import Element
from lokdesk.word.tag import parse

ID = "__lokdesk_id__"
"""Where the writer fills in an id: lxml does not hold the mark itself, which no XML can hold."""


def clean(root: Element) -> None:
    """Bring the template part *root* to the state that documents are made from."""
    for element in root.iter():
        for attribute in list(element.attrib):
            local = str(attribute).rpartition("}")[2]
            if local.startswith("rsid") or local in ("paraId", "textId", "dirty"):
                del element.attrib[attribute]
    _clean_bookmarks(root)
    caption.simplify(root)
    for date in ooxml.find_all(root, "w:date"):
        date.attrib.pop(ooxml.name("w:fullDate"), None)
    for drawing in ooxml.find_all(root, "wp:docPr"):
        drawing.set("id", ID)


def _clean_bookmarks(root: Element) -> None:
    """Keep the author's bookmarks that lie in one paragraph and are written once; number them."""
    ends = {ooxml.val(end, "w:id"): end for end in ooxml.find_all(root, "w:bookmarkEnd")}
    kept: set[Element] = set()
    for start in list(ooxml.find_all(root, "w:bookmarkStart")):
        end = ends.get(ooxml.val(start, "w:id"))
        named = ooxml.val(start, "w:name") or ""
        own = named.startswith(("_Toc", "_GoBack", anchor.PREFIX))
        if end is None or own or start.getparent() is not end.getparent() or _is_repeated(start):
            ooxml.remove(start)
            continue
        kept |= {start, end}
        for one in (start, end):
            one.set(ooxml.name("w:id"), str(len(kept) // 2))
    for end in list(ooxml.find_all(root, "w:bookmarkEnd")):
        if end not in kept:
            ooxml.remove(end)


def _is_repeated(element: Element) -> bool:
    holder = element.getparent()
    if holder is None or not ooxml.is_a(holder, "w:p", "w:hyperlink"):
        return True
    controls = (one for one in element.iterancestors(ooxml.name("w:sdt")))
    return any(parse(ooxml.tag_of(control)).kind == "list" for control in controls)
