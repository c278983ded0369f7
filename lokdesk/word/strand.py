"""A paragraph taken apart into strands: its words, and what stands between them, each with its look.

Works on the XML of blocks, marks and all, so that a document need not be parsed to be compared.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from lokdesk.revision.words import FIGURE
from lokdesk.word.block import HOLDING, MARK, MARK_END


class Strand(NamedTuple):
    """A word, sign or space; or what is no text, such as a tab, a picture or the mark of a footnote.

    *text* is as it stands between tags, and empty where *xml* is what there is. *look* is the properties of
    the run that it stands in, *link* the start tag of the link around that. What stands in no run has
    neither look nor *is_run*.
    """

    text: str
    xml: str = ""
    look: str = ""
    link: str = ""
    is_run: bool = True

    @property
    def weighs(self) -> bool:
        """Whether a reader would miss it: it is no space and no sign."""
        return not self.text or any(one.isalnum() for one in self.text)


class Line(NamedTuple):
    """A paragraph: its start tag, what is inside its properties, and its strands."""

    start: str
    properties: str
    strands: tuple[Strand, ...]


_HOLDING = re.compile(HOLDING)
_SEALED = re.compile(f"{MARK}#([0-9]+){MARK_END}")
_TAG = re.compile(
    r'<(?P<ends>/?)(?P<name>[\w:.-]+)(?P<rest>(?:[^<>"]|"[^"]*")*?)(?P<empty>/?)>|(?P<text>[^<]+)'
)
_WORD = re.compile(rf"&#?\w+;|{FIGURE}|[^\W_]+|\s|.", re.DOTALL)
_NOTHING = frozenset(
    {
        "w:bookmarkStart",
        "w:bookmarkEnd",
        "w:proofErr",
        "w:commentRangeStart",
        "w:commentRangeEnd",
        "w:lastRenderedPageBreak",
    }
)
_WRAPPERS = frozenset({"w:fldSimple", "w:sdt", "w:sdtContent", "w:smartTag"})
_OF_WRAPPERS = frozenset({"w:sdtPr", "w:sdtEndPr", "w:smartTagPr"})


class _Element:
    """An element of the XML of a block."""

    __slots__ = ("inside", "name", "start", "tag", "text", "xml")

    def __init__(self, name: str, tag: str, start: int) -> None:
        self.name = name
        self.tag = tag
        self.start = start
        self.inside: list[_Element] = []
        self.text = ""
        self.xml = ""


def _parsed(xml: str) -> _Element:
    """Return the element that *xml* is."""
    around = _Element("", "", 0)
    open_ = [around]
    for found in _TAG.finditer(xml):
        if (text := found["text"]) is not None:
            open_[-1].text += text
            continue
        if found["ends"]:
            one = open_.pop()
            one.xml = xml[one.start : found.end()]
            continue
        one = _Element(found["name"], found[0], found.start())
        open_[-1].inside.append(one)
        if found["empty"]:
            one.xml = found[0]
        else:
            open_.append(one)
    return around.inside[0]


class _Sealed:
    """Puts short marks in the place of those that hold a text, and the long ones back."""

    def __init__(self) -> None:
        self._held: list[str] = []

    def sealed(self, xml: str) -> str:
        if MARK_END not in xml:
            return xml
        return _HOLDING.sub(self._keep, xml)

    def _keep(self, found: re.Match[str]) -> str:
        self._held.append(found[0])
        return f"{MARK}#{len(self._held) - 1}{MARK_END}"

    def opened(self, xml: str) -> str:
        return _SEALED.sub(lambda found: self._held[int(found[1])], xml) if self._held else xml


def line(xml: str, *, with_fields: bool = False) -> Line:
    """Return the paragraph that *xml* is, without bookmarks, and with what fields say in their place.

    *with_fields* they stay, each as one strand.
    """
    seal = _Sealed()
    paragraph = _parsed(seal.sealed(xml))
    properties = ""
    inside = paragraph.inside
    if inside and inside[0].name == "w:pPr":
        properties = seal.opened(_inner(inside[0]))
        inside = inside[1:]
    taking = _Taking(seal, with_fields)
    taking.take(inside, "")
    start = paragraph.tag[:-2].rstrip() + ">" if paragraph.tag.endswith("/>") else paragraph.tag
    return Line(seal.opened(start), properties, tuple(taking.strands))


def _inner(element: _Element) -> str:
    """Return what is inside *element*."""
    return element.xml[len(element.tag) : -len(f"</{element.name}>")] if element.tag != element.xml else ""


class _Taking:
    """Takes strands out of a paragraph."""

    def __init__(self, seal: _Sealed, with_fields: bool) -> None:
        self._seal = seal
        self._with_fields = with_fields
        self._fields: list[bool] = []
        """For each field that is open, whether it has come to what it says."""
        self._field_xml = ""
        self.strands: list[Strand] = []

    def take(self, elements: Iterable[_Element], link: str) -> None:
        for one in elements:
            if one.name in _NOTHING or one.name in _OF_WRAPPERS:
                continue
            if one.name == "w:r":
                self._run(one, link)
            elif one.name == "w:hyperlink":
                self.take(one.inside, self._seal.opened(one.tag) if "r:id=" in one.tag else "")
            elif one.name in _WRAPPERS and not (self._with_fields and one.name == "w:fldSimple"):
                self.take(one.inside, link)
            else:
                self.strands.append(Strand("", self._seal.opened(one.xml), is_run=False))

    def _run(self, run: _Element, link: str) -> None:
        look = next((one.xml for one in run.inside if one.name == "w:rPr"), "")
        began = bool(self._fields)
        for one in run.inside:
            if one.name == "w:fldChar":
                self._turn(one)
            elif one.name in ("w:rPr", "w:lastRenderedPageBreak", "w:instrText"):
                continue
            elif not (self._with_fields and (began or self._fields)) and all(self._fields):
                self._add(one, look, link)
        if self._with_fields and (began or self._fields):
            self._field_xml += self._seal.opened(run.xml)
            if not self._fields:
                self.strands.append(Strand("", self._field_xml, is_run=False))
                self._field_xml = ""

    def _turn(self, character: _Element) -> None:
        if 'fldCharType="begin"' in character.tag:
            self._fields.append(False)
        elif self._fields and 'fldCharType="separate"' in character.tag:
            self._fields[-1] = True
        elif self._fields and 'fldCharType="end"' in character.tag:
            self._fields.pop()

    def _add(self, element: _Element, look: str, link: str) -> None:
        look = self._seal.opened(look)
        if element.name == "w:t":
            text = self._seal.opened(element.text)
            last = self.strands[-1] if self.strands else None
            if last is not None and last.text and (last.look, last.link) == (look, link):
                # Word parts runs within words, and a word is one whatever it is parted in.
                text = self.strands.pop().text + text
            self.strands += [Strand(word, "", look, link) for word in _WORD.findall(text)]
        else:
            self.strands.append(Strand("", self._seal.opened(element.xml), look, link))


def runs(strands: Iterable[Strand], *, deleted: bool = False) -> Iterator[tuple[str, str]]:
    """Yield *strands* as XML, one link or stretch without one after the other, with the link's start tag.

    Text that is *deleted* stands as such.
    """
    for link, group in groupby(strands, lambda one: one.link):
        xml: list[str] = []
        for (is_run, look), alike in groupby(group, lambda one: (one.is_run, one.look)):
            inside = "".join(_content(alike, deleted))
            xml.append(f"<w:r>{look}{inside}</w:r>" if is_run else inside)
        yield link, "".join(xml)


def _content(strands: Iterable[Strand], deleted: bool) -> Iterator[str]:
    tag = "w:delText" if deleted else "w:t"
    for is_text, group in groupby(strands, lambda one: bool(one.text)):
        if is_text:
            text = "".join(one.text for one in group)
            yield f'<{tag} xml:space="preserve">{text}</{tag}>'
        else:
            yield from (one.xml for one in group)
