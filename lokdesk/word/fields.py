"""The fields of a document that others wrote: which may go on counting and pointing, and which become words.

A field can fetch what lies outside of the document, name its file or its author, or ask questions. Only those
that point within the document, count its captions or lead to a page on the web are kept; of all others what
they last came to stands as text. Tables of contents are taken out: the document they go into has one.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from lokdesk.word import ooxml
from lokdesk.word.ooxml import Element

_WORD = re.compile(r'"[^"]*"|\S+')
_POINTING = frozenset({"REF", "PAGEREF", "NOTEREF"})


@dataclass
class _Field:
    marks: list[Element] = field(default_factory=list[Element])
    """What begins, divides and ends it."""
    codes: list[Element] = field(default_factory=list[Element])
    unsaid: list[Element] = field(default_factory=list[Element])
    """What stands among its code and is not to be read."""
    paragraphs: dict[Element, None] = field(default_factory=dict[Element, None])
    divided: bool = False

    @property
    def words(self) -> list[str]:
        """The words of its code."""
        return _WORD.findall("".join(code.text or "" for code in self.codes))


@dataclass
class Fields:
    """Goes through the fields of a text.

    *marked* are the names of its bookmarks. *renamed* gives the new name of a bookmark that is pointed at,
    and *prefix* goes before the names of sequences. *is_safe* tells whether a link may be followed.
    """

    marked: Collection[str]
    renamed: Callable[[str], str]
    prefix: str
    is_safe: Callable[[str], bool]
    had_contents: bool = False

    def settle(self, root: Element) -> None:
        """Keep the fields in *root* that may stay, and put words in the place of all others."""
        for simple in list(ooxml.find_all(root, "w:fldSimple")):
            self._simple(simple)
        doomed: dict[Element, None] = {}
        open_: list[_Field] = []
        done: list[_Field] = []
        for run in list(ooxml.find_all(root, "w:r")):
            for element in ooxml.children(run):
                self._meet(element, run, open_, done)
        for one in done:
            if one.words[:1] == ["TOC"]:
                self.had_contents = True
                doomed |= one.paragraphs
        for one in [*done, *open_]:
            # One that never ends, or whose code is made by another, cannot be kept.
            code = self._kept(one.words) if one in done and not one.unsaid else None
            if code is None:
                _flatten(one)
            else:
                _rewrite(one, code)
        for paragraph in doomed:
            _take_out(paragraph)

    def _meet(self, element: Element, run: Element, open_: list[_Field], done: list[_Field]) -> None:
        if ooxml.is_a(element, "w:fldChar"):
            kind = ooxml.val(element, "w:fldCharType")
            if kind == "begin":
                open_.append(_Field())
            if not open_:
                ooxml.remove(element)
                return
            open_[-1].marks.append(element)
            open_[-1].divided |= kind == "separate"
        elif open_:
            for one in open_:
                if not one.divided and not (one is open_[-1] and ooxml.is_a(element, "w:instrText")):
                    if not ooxml.is_a(element, "w:rPr"):
                        one.unsaid.append(element)
            if ooxml.is_a(element, "w:instrText"):
                open_[-1].codes.append(element)
        elif ooxml.is_a(element, "w:instrText"):
            ooxml.remove(element)
            return
        paragraph = next(run.iterancestors(ooxml.name("w:p")), None)
        for one in open_:
            if paragraph is not None:
                one.paragraphs[paragraph] = None
        if ooxml.is_a(element, "w:fldChar") and ooxml.val(element, "w:fldCharType") == "end":
            done.append(open_.pop())

    def _simple(self, simple: Element) -> None:
        code = self._kept(_WORD.findall(ooxml.val(simple, "w:instr") or ""))
        if code is None:
            ooxml.unwrap(simple)
        else:
            simple.set(ooxml.name("w:instr"), code)

    def _kept(self, words: list[str]) -> str | None:
        """Return the code that a field with those *words* goes on with, ``None`` for one that cannot."""
        kind = words[0].upper() if words else ""
        if kind in _POINTING and len(words) > 1 and words[1].strip('"') in self.marked:
            return _code(words[0], self.renamed(words[1].strip('"')), *words[2:])
        if kind == "SEQ" and len(words) > 1 and words[1].strip('"').isidentifier():
            return _code(words[0], f"{self.prefix}_{words[1].strip(chr(34))}", *words[2:])
        if kind == "HYPERLINK":
            return self._link(words)
        return None

    def _link(self, words: list[str]) -> str | None:
        if len(words) > 2 and words[1] == "\\l" and words[2].strip('"') in self.marked:
            return _code(words[0], "\\l", f'"{self.renamed(words[2].strip(chr(34)))}"')
        if len(words) == 2 and self.is_safe(words[1].strip('"')):
            return _code(*words)
        return None


def _code(*words: str) -> str:
    return f" {' '.join(words)} "


def _flatten(one: _Field) -> None:
    for element in (*one.marks, *one.codes, *one.unsaid):
        ooxml.remove(element)


def _rewrite(one: _Field, code: str) -> None:
    first, *others = one.codes
    first.text = code
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for element in others:
        ooxml.remove(element)
    for mark in one.marks:
        # What a form asks, and that Word should ask about it.
        for inner in ooxml.children(mark):
            mark.remove(inner)
        for attribute in ("w:dirty", "w:fldLock"):
            mark.attrib.pop(ooxml.name(attribute), None)


def _take_out(paragraph: Element) -> None:
    """Take out *paragraph*, or what is in it where there must be one."""
    holder = paragraph.getparent()
    if holder is None:
        return
    if ooxml.is_a(holder, "w:body") and ooxml.child(paragraph, "w:pPr", "w:sectPr") is None:
        holder.remove(paragraph)
        return
    for one in ooxml.children(paragraph):
        if not ooxml.is_a(one, "w:pPr"):
            paragraph.remove(one)
