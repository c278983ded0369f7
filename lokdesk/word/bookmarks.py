"""The bookmarks of a file that is merged into a document."""

from collections.abc import Iterator

from lokdesk.word import ooxml
from lokdesk.word.borrowed import Rejected
from lokdesk.word.names import Names
from lokdesk.word.ooxml import Element


class Bookmarks:
    """The bookmarks in *root* that something points at, under names that no other file has."""

    def __init__(self, root: Element, key: str, names: Names) -> None:
        self._root = root
        self._key = key
        self._names = names
        self._renamed: dict[str, str] = {}
        self.own = frozenset(
            ooxml.val(one, "w:name") or "" for one in ooxml.find_all(root, "w:bookmarkStart")
        )
        """All that the file has, by the names that it has for them."""

    def renamed(self, bookmark: str) -> str:
        """Return the new name of a *bookmark* that is pointed at, and is therefore kept."""
        return self._renamed.setdefault(bookmark, f"_{self._key}_{len(self._renamed) + 1}")

    def place(self) -> None:
        """Keep those that something points at, each within the paragraphs it begins and ends in.

        Raises Rejected if one of them has no beginning or no end.
        """
        ends = {ooxml.val(end, "w:id"): end for end in ooxml.find_all(self._root, "w:bookmarkEnd")}
        kept: set[Element] = set()
        for start in list(ooxml.find_all(self._root, "w:bookmarkStart")):
            name = self._renamed.get(ooxml.val(start, "w:name") or "")
            end = ends.pop(ooxml.val(start, "w:id"), None)
            if name is None or end is None or name in {ooxml.val(one, "w:name") for one in kept}:
                continue
            before, after = _paragraph_after(start), _paragraph_before(end)
            if before is None or after is None:
                continue
            for one in (start, end):
                one.attrib.clear()
                one.set(ooxml.name("w:id"), self._names.of("bookmark", str(len(kept) // 2)))
            start.set(ooxml.name("w:name"), name)
            kept |= {start, end}
            if start.getparent() is not before and not _is_in_line(start):
                place = 1 if ooxml.child(before, "w:pPr") is not None else 0
                before.insert(place, start)
            if end.getparent() is not after and not _is_in_line(end):
                after.append(end)
        for one in list(ooxml.find_all(self._root, "w:bookmarkStart", "w:bookmarkEnd")):
            if one not in kept:
                ooxml.remove(one)
        found = {ooxml.val(one, "w:name") for one in kept}
        for old, name in self._renamed.items():
            if name not in found:
                raise Rejected(f"den pekar på bokmärket ”{old}”, som är trasigt")


def _is_in_line(element: Element) -> bool:
    return next(element.iterancestors(ooxml.name("w:p")), None) is not None


def _paragraph_after(element: Element) -> Element | None:
    """Return the paragraph that *element* is in, or else the first after it."""
    around = next(element.iterancestors(ooxml.name("w:p")), None)
    return around if around is not None else next(_following(element), None)


def _paragraph_before(element: Element) -> Element | None:
    around = next(element.iterancestors(ooxml.name("w:p")), None)
    return around if around is not None else next(_preceding(element), None)


def _following(element: Element) -> Iterator[Element]:
    holder: Element | None = element
    while holder is not None:
        for sibling in holder.itersiblings():
            if ooxml.is_element(sibling):
                yield from ooxml.find_all(sibling, "w:p")
        holder = holder.getparent()


def _preceding(element: Element) -> Iterator[Element]:
    holder: Element | None = element
    while holder is not None:
        for sibling in holder.itersiblings(preceding=True):
            if ooxml.is_element(sibling):
                yield from reversed(list(ooxml.find_all(sibling, "w:p")))
        holder = holder.getparent()
