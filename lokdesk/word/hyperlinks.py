"""The links of a file that is merged into a document: those that may be followed, and those within it."""

from lokdesk.word import ooxml
from lokdesk.word.bookmarks import Bookmarks
from lokdesk.word.names import Names
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from lokdesk.word.prose import link

_ON_DRAWINGS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")


class Hyperlinks:
    """The links in the text of one file."""

    def __init__(self, source: Package, names: Names) -> None:
        self._names = names
        related = source.related(source.document)
        self._targets = {one.id: one.target for one in related if one.kind == "hyperlink"}

    def settle(self, root: Element, bookmarks: Bookmarks) -> None:
        """Let the links in *root* lead to a page, a mailbox or one of *bookmarks*; others become words."""
        for hyperlink in list(ooxml.find_all(root, "w:hyperlink")):
            target = self._name(ooxml.val(hyperlink, "r:id"))
            anchor = ooxml.val(hyperlink, "w:anchor")
            for attribute in list(hyperlink.attrib):
                if str(attribute) != ooxml.name("w:history"):
                    del hyperlink.attrib[attribute]
            if target is not None:
                hyperlink.set(ooxml.name("r:id"), target)
            elif anchor is not None and anchor in bookmarks.own:
                hyperlink.set(ooxml.name("w:anchor"), bookmarks.renamed(anchor))
            else:
                ooxml.unwrap(hyperlink)

    def settle_drawn(self, element: Element) -> bool:
        """Do the same with *element* if it is the link of a drawing. Returns whether it is one."""
        if ooxml.local(element) not in _ON_DRAWINGS:
            return False
        target = self._name(ooxml.val(element, "r:id"))
        if target is None:
            ooxml.remove(element)
        else:
            element.set(ooxml.name("r:id"), target)
        return True

    def _name(self, id_: str | None) -> str | None:
        """Return what stands for the id of a link to a page or a mailbox, ``None`` for all others."""
        target = link(self._targets.get(id_ or "", ""))
        return None if target is None else self._names.link(target)
