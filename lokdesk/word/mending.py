"""Mends what LibreOffice 7 writes of changes that are tracked within a field.

It shows a field of ours as one of its own to write in. With a tracked change in it, it closes the change
before the control that it began around, so that no program can open the document, and writes the field once
for each piece between changes: all that it says, after the piece itself, or instead of it.
"""

import re
from collections.abc import Iterator, Sequence

from lokdesk.word import ooxml
from lokdesk.word.ooxml import Element

_CROSSED = re.compile(
    rb"<w:(ins|del) [^<>]*>"
    rb"((?:<w:bookmark(?:Start|End) [^<>]*/>)*<w:sdt><w:sdtPr>.{0,4000}?</w:sdtPr><w:sdtContent>)</w:\1>",
    re.DOTALL,
)
_TWICE = (b"</w:t><w:t", b"</w:delText><w:delText")
_TEXTS = ("w:t", "w:delText")


def parsed(content: bytes) -> Element:
    """Return the root of the part *content*, mended where that is needed. Raises ooxml.UnsafeXml."""
    is_crossed = False
    try:
        root = ooxml.parse(content)
    except ooxml.UnsafeXml:
        # Each change is written again right after, around what has been changed.
        root = ooxml.parse(_CROSSED.sub(rb"\2", content))
        is_crossed = True
    if is_crossed or any(one in content for one in _TWICE):
        for paragraph in list(ooxml.find_all(root, "w:p")):
            for pieces in list(_fields(paragraph)):
                if any(len(_texts(one)) > 1 for one in pieces):
                    _join(pieces)
                elif is_crossed:
                    _leave_one(pieces)
    return root


def _fields(paragraph: Element) -> Iterator[list[Element]]:
    """Yield the controls in *paragraph* that are pieces of the same field."""
    pieces: list[Element] = []
    for one in ooxml.children(paragraph):
        if ooxml.is_a(one, "w:bookmarkStart", "w:bookmarkEnd"):
            continue
        if pieces and (_whole(one), ooxml.title_of(one)) != (_whole(pieces[0]), ooxml.title_of(pieces[0])):
            yield pieces
            pieces = []
        if _whole(one):
            pieces.append(one)
    yield pieces


def _whole(element: Element) -> str:
    """Return the last text in a control: what the whole field says, where it is a piece of one."""
    texts = _texts(element) if ooxml.is_a(element, "w:sdt") else []
    return (texts[-1].text or "") if texts else ""


def _texts(control: Element) -> list[Element]:
    return list(ooxml.find_all(control, *_TEXTS))


def _join(pieces: Sequence[Element]) -> None:
    texts = [_texts(one) for one in pieces]
    whole = _whole(pieces[0])
    said = ["".join(one.text or "" for one in its[:-1]) for its in texts]
    behind = "".join(said)
    # Of the piece that the field begins with there is nothing but the whole.
    alone = [number for number, its in enumerate(texts) if len(its) == 1]
    if not whole.endswith(behind) or (alone not in ([], [0])) or (not alone and whole != behind):
        return
    content = ooxml.child(pieces[0], "w:sdtContent")
    if content is None:
        # A program that writes so leaves nothing out: it is damaged in some other way.
        return
    for its in texts:
        if len(its) > 1:
            ooxml.remove(its[-1])
        else:
            its[0].text = whole.removesuffix(behind)
    for one in pieces[1:]:
        for child in ooxml.content_of(one):
            content.append(child)
        ooxml.remove(one)


def _leave_one(pieces: Sequence[Element]) -> None:
    """Take away the pieces with changes that say nothing but the whole: what has changed, they do not say."""
    tracked = [one for one in pieces if any(True for _ in ooxml.find_all(one, "w:ins", "w:del"))]
    if len(tracked) < len(pieces):
        for one in tracked:
            ooxml.remove(one)
