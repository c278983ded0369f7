"""The notes of a file that is merged into a document, endnotes as footnotes."""

from collections.abc import Mapping

from lokdesk.word import ooxml, traces
from lokdesk.word.borrowed import Rejected
from lokdesk.word.names import Names
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package

_LED_NOWHERE = ("w:bookmarkStart", "w:bookmarkEnd", "w:footnoteReference", "w:endnoteReference")
"""What nothing leads to from the text, or what would be a note on a note."""


def taken(source: Package, root: Element, names: Names) -> Mapping[str, Element]:
    """Return the notes that the text *root* refers to, by the names it now has for them.

    Raises Rejected if a note holds more than words, and Damaged.
    """
    taken: dict[str, Element] = {}
    for kind in ("footnote", "endnote"):
        part = source.part(f"{kind}s")
        held = {} if part is None else _held(source.xml(part), kind)
        for reference in list(ooxml.find_all(root, f"w:{kind}Reference")):
            own = ooxml.val(reference, "w:id") or ""
            if own not in held:
                ooxml.remove(reference)
                continue
            name = f"{kind[0]}{len(taken)}"
            taken[name] = held.pop(own)
            reference.tag = ooxml.name("w:footnoteReference")
            reference.set(ooxml.name("w:id"), names.of("note", name))
    return taken


def _held(root: Element, kind: str) -> dict[str, Element]:
    """Return the notes of the part *root* by id, each with no more than words in it."""
    traces.take_out(root)
    found: dict[str, Element] = {}
    for note in root.findall(ooxml.name(f"w:{kind}")):
        if ooxml.val(note, "w:type") in (None, "normal"):
            _make_plain(note)
            found[ooxml.val(note, "w:id") or ""] = note
    return found


def _make_plain(note: Element) -> None:
    for hyperlink in list(ooxml.find_all(note, "w:hyperlink")):
        ooxml.unwrap(hyperlink)
    for call in ooxml.find_all(note, "w:endnoteRef"):
        call.tag = ooxml.name("w:footnoteRef")
    for gone in list(ooxml.find_all(note, *_LED_NOWHERE)):
        ooxml.remove(gone)
    if any(str(one.tag).endswith(("}drawing", "}pict", "}object")) for one in note.iter()):
        raise Rejected("den har en bild i en fotnot")
    if next(ooxml.find_all(note, "w:p"), None) is None:
        note.append(ooxml.made("w:p"))
