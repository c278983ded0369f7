"""Every word of a document counted, wherever it stands and whatever it is: what nothing else may have lost.

It knows nothing of controls, addresses or templates, so that it can tell whether those who do have seen all.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from lokdesk.word import ooxml, package
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package

_WORD = re.compile(r"[^\W_]+")
_RUNNING = ("header", "footer")
_NOTES = ("footnotes", "endnotes", "comments")
_MADE = frozenset(("TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "REF", "SEQ", "STYLEREF"))
"""Fields that a word processor fills in by itself."""
_P, _BOX, _CONTROL, _SIMPLE = (ooxml.name(one) for one in ("w:p", "w:txbxContent", "w:sdt", "w:fldSimple"))
_FIELD_CHAR, _KIND, _INSTRUCTION = (ooxml.name(one) for one in ("w:fldChar", "w:fldCharType", "w:instrText"))
_FALLBACK, _DELETED, _ROW_LOOK = (ooxml.name(one) for one in ("mc:Fallback", "w:del", "w:trPr"))
_REMOVALS = (_DELETED, ooxml.name("w:moveFrom"))
_LOOKS = frozenset((_ROW_LOOK, ooxml.name("w:rPr")))
_TEXTS = (ooxml.name("w:t"), ooxml.name("m:t"))
_SPACES = tuple(ooxml.name(one) for one in ("w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen"))
"""What stands between words."""
_READ = (_P, _FIELD_CHAR, _INSTRUCTION, *_TEXTS, *_SPACES)
_PROMPT, _GALLERY = (ooxml.name(one) for one in ("w:showingPlcHdr", "w:docPartGallery"))
"""What a control says of itself that shows what is to be written, or that is filled from somewhere."""
_MARKING = (_BOX, _FALLBACK, _SIMPLE, _PROMPT, _GALLERY, *_REMOVALS)
_COUNTED = (*_READ, *_MARKING)


def words(docx: bytes) -> Counter[str]:
    """Return how many times each word stands in *docx*, in its text, its margins, notes and comments.

    Changes count as accepted. What a word processor fills in by itself counts for nothing: contents, the
    numbers of pages, and what shows in a place that nobody has filled in. Raises Damaged.
    """
    read = package.opened(docx)
    return counted(*lines(read, read.xml(read.document)))


def shown(read: Package, root: Element) -> Counter[str]:
    """Return how many times each word shows in *read*, whose text is *root*, also what programs fill in.

    Raises Damaged.
    """
    return counted(*_each(read, root, _shown))


def _shown(part: Element) -> list[str]:
    everything = part.iter(_P, *_TEXTS, *_SPACES)
    return "".join("\n" if one.tag == _P else one.text or " " for one in everything).split("\n")


def lines(read: Package, root: Element) -> list[str]:
    """Return what each paragraph of *read* says, of its text *root*, its margins, notes and comments.

    These are the words that are counted. Raises Damaged.
    """
    return _each(read, root, _lines)


def _each(read: Package, root: Element, of: Callable[[Element], Iterable[str]]) -> list[str]:
    """Return the lines *of* each part of *read*, of its text *root*.

    What several headers say counts once: there may be one for each kind of page, or one for all.
    """
    running, notes = (
        [line for part in _parts(read, kinds) for line in of(read.xml(part))] for kinds in (_RUNNING, _NOTES)
    )
    return [*of(root), *dict.fromkeys(running), *notes]


def counted(*texts: str) -> Counter[str]:
    """Return how many times each word stands in *texts*, whatever its case: a sentence has a capital."""
    return Counter(_WORD.findall("\n".join(texts).casefold()))


def _parts(read: Package, kinds: Iterable[str]) -> Iterator[str]:
    for kind in kinds:
        yield from dict.fromkeys(read.related_parts(kind, read.document))


def _lines(root: Element) -> Iterator[str]:
    """Yield the words of each paragraph of *root*; one whose end is gone goes on in the next.

    What is said in a box is said by itself.
    """
    gone, going_on, boxes = _left_out(root)
    held: list[str] = []
    fields: list[str | None] = []
    instruction = ""
    goes_on = False
    for element in root.iter(*_READ):
        if element in gone:
            continue
        tag = element.tag
        if tag == _P:
            if not goes_on:
                yield "".join(held)
                held = []
            goes_on = element in going_on
        elif tag == _INSTRUCTION:
            instruction += element.text or ""
        elif tag == _FIELD_CHAR:
            kind = element.get(_KIND)
            if kind == "begin":
                fields.append(None)
                instruction = ""
            elif kind == "separate" and fields:
                fields[-1] = _made_by(instruction)
            elif kind == "end" and fields:
                fields.pop()
        elif fields and _MADE.intersection(one or "" for one in fields):
            held.append(" ")
        else:
            held.append((element.text or "") if tag in _TEXTS else " ")
    yield "".join(held)
    for box in boxes:
        yield from _lines(box)


def _left_out(root: Element) -> tuple[set[Element], set[Element], list[Element]]:
    """Return what of *root* is not said where it stands, the paragraphs that go on in the next, and boxes.

    That is what is removed, filled in by itself or in a box; boxes in others are not among these.
    """
    gone: set[Element] = set()
    going_on: set[Element] = set()
    boxes: list[Element] = []
    for one in root.iter(*_MARKING):
        if one is root or one in gone:
            continue
        if one.tag in _REMOVALS and (holder := one.getparent()) is not None and holder.tag in _LOOKS:
            if holder.tag == _ROW_LOOK:
                if one.tag == _DELETED and (row := holder.getparent()) is not None:
                    gone.update(row.iter(*_COUNTED))
            elif (paragraph := next(one.iterancestors(_P), None)) is not None:
                going_on.add(paragraph)
        elif one.tag == _BOX:
            boxes.append(one)
            gone.update(one.iter(*_COUNTED))
        elif one.tag == _SIMPLE:
            if _made_by(ooxml.val(one, "w:instr") or "") in _MADE:
                gone.update(one.iter(*_COUNTED))
        elif one.tag in (_PROMPT, _GALLERY):
            control = next(one.iterancestors(_CONTROL), None)
            if control is not None and (ooxml.is_on(one) if one.tag == _PROMPT else ooxml.is_contents(one)):
                gone.update(control.iter(*_COUNTED))
        else:
            gone.update(one.iter(*_COUNTED))
    return gone, going_on, boxes


def _made_by(instruction: str) -> str:
    """Return what kind of field it is that has an *instruction*."""
    return (instruction.split() or [""])[0].upper()
