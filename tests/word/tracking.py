"""Tracked changes and comments in a document, as Word writes them."""

import copy
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from lxml import etree

from tests.word.made import NAMESPACES, W, find, parts, zipped

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Edit = Callable[[etree._Element], None]


def tag(name: str) -> str:
    """Return the full name of a WordprocessingML element."""
    return f"{{{W}}}{name}"


def change(name: str, author: str, day: str = "2026-03-02") -> etree._Element:
    """Return the element of a tracked change by *author* at noon of that *day*."""
    made = etree.Element(tag(name), nsmap={"w": W})
    made.set(tag("id"), str(abs(hash((name, author, day))) % 90000))
    made.set(tag("author"), author)
    made.set(tag("date"), f"{day}T12:00:00Z")
    return made


def run_of(text: str, name: str = "t") -> etree._Element:
    """Return a run that says *text*."""
    made = etree.Element(tag("r"), nsmap={"w": W})
    words = etree.SubElement(made, tag(name))
    words.text = text
    words.set(_SPACE, "preserve")
    return made


def split(paragraph: etree._Element, words: str) -> tuple[etree._Element, etree._Element]:
    """Part the run of *paragraph* that says *words* before and after them; return its runs around those.

    The words themselves are taken out.
    """
    for text in paragraph.iter(tag("t")):
        before, found, after = (text.text or "").partition(words)
        if found:
            run = text.getparent()
            assert run is not None
            follower = copy.deepcopy(run)
            text.text = before
            text.set(_SPACE, "preserve")
            last = follower.find(tag("t"))
            assert last is not None
            last.text = after
            last.set(_SPACE, "preserve")
            run.addnext(follower)
            return run, follower
    raise AssertionError(words)


def added(words: str, after: str, author: str, day: str = "2026-03-02") -> Edit:
    """Return the edit that types *words* after the words *after*, tracked."""

    def edit(root: etree._Element) -> None:
        paragraph = saying(root, after)
        run, _ = split(paragraph, after)
        run.find(tag("t")).text += after  # type: ignore[union-attr, operator]
        made = change("ins", author, day)
        made.append(run_of(words))
        run.addnext(made)

    return edit


def taken_out(words: str, author: str, day: str = "2026-03-02") -> Edit:
    """Return the edit that deletes *words*, tracked."""

    def edit(root: etree._Element) -> None:
        run, _ = split(saying(root, words), words)
        made = change("del", author, day)
        made.append(run_of(words, "delText"))
        run.addnext(made)

    return edit


def paragraph_taken_out(words: str, author: str) -> Edit:
    """Return the edit that deletes the paragraph that says *words*, with its mark, tracked."""

    def edit(root: etree._Element) -> None:
        delete_whole(saying(root, words), author)

    return edit


def delete_whole(paragraph: etree._Element, author: str) -> None:
    """Delete what *paragraph* says, and its mark, tracked."""
    for run in find(paragraph, ".//w:r"):
        holder = run.getparent()
        assert holder is not None
        made = change("del", author)
        holder.replace(run, made)
        for text in run.iter(tag("t")):
            text.tag = tag("delText")
        made.append(run)
    mark(paragraph, change("del", author))


def mark(paragraph: etree._Element, made: etree._Element) -> None:
    """Give the mark of *paragraph* the tracked change *made*."""
    properties = paragraph.find(tag("pPr"))
    if properties is None:
        properties = etree.Element(tag("pPr"))
        paragraph.insert(0, properties)
    look = properties.find(tag("rPr"))
    if look is None:
        look = etree.SubElement(properties, tag("rPr"))
    look.append(made)


def row_marked(row: etree._Element, made: etree._Element) -> None:
    """Give *row* the tracked change *made*."""
    properties = row.find(tag("trPr"))
    if properties is None:
        properties = etree.Element(tag("trPr"))
        row.insert(0, properties)
    properties.append(made)


def saying(root: etree._Element, words: str) -> etree._Element:
    """Return the first paragraph in *root* that says *words*."""
    for paragraph in root.iter(tag("p")):
        if words in "".join(one.text or "" for one in paragraph.iter(tag("t"))):
            return paragraph
    raise AssertionError(words)


def commented(
    document: bytes,
    *said: tuple[str, str, str],
    answers: Sequence[tuple[int, int]] = (),
    settled: Sequence[int] = (),
) -> bytes:
    """Return *document* with comments: on which words, by whom, what; *answers* are pairs of their numbers.

    The second of such a pair is the comment that the first answers.
    """
    held = parts(document)
    root = etree.fromstring(held["word/document.xml"])
    texts: list[str] = []
    for number, (words, author, text) in enumerate(said):
        _hang(root, words, number)
        texts.append(
            f'<w:comment w:id="{number}" w:author="{escape(author)}" w:date="2026-03-0{number + 1}T09:30:00Z"'
            f' w:initials="X"><w:p w14:paraId="{number + 1:08X}"><w:pPr><w:pStyle w:val="CommentText"/>'
            "</w:pPr>"
            f"<w:r><w:annotationRef/></w:r><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:comment>"
        )
    parents = dict(answers)
    extended = "".join(
        f'<w15:commentEx w15:paraId="{number + 1:08X}"'
        + (f' w15:paraIdParent="{parents[number] + 1:08X}"' if number in parents else "")
        + f' w15:done="{int(number in settled)}"/>'
        for number in range(len(said))
    )
    more: dict[str, Any] = {
        "word/document.xml": etree.tostring(root, encoding="UTF-8", standalone=True),
        "word/comments.xml": f"<w:comments {NAMESPACES}>{''.join(texts)}</w:comments>",
        "word/commentsExtended.xml": f"<w15:commentsEx {NAMESPACES}>{extended}</w15:commentsEx>",
    }
    relationships = held["word/_rels/document.xml.rels"].decode()
    more["word/_rels/document.xml.rels"] = relationships.replace(
        "</Relationships>",
        f'<Relationship Id="rIdC1" Type="{_OFFICE}/comments" Target="comments.xml"/>'
        '<Relationship Id="rIdC2" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended"'
        ' Target="commentsExtended.xml"/></Relationships>',
    )
    more["[Content_Types].xml"] = (
        held["[Content_Types].xml"]
        .decode()
        .replace(
            "</Types>",
            f'<Override PartName="/word/comments.xml" ContentType="{_MAIN}comments+xml"/>'
            f'<Override PartName="/word/commentsExtended.xml" ContentType="{_MAIN}commentsExtended+xml"/>'
            "</Types>",
        )
    )
    return zipped({**held, **more})


def _hang(root: etree._Element, words: str, number: int) -> None:
    run, follower = split(saying(root, words), words)
    start, end = etree.Element(tag("commentRangeStart")), etree.Element(tag("commentRangeEnd"))
    start.set(tag("id"), str(number))
    end.set(tag("id"), str(number))
    middle = run_of(words)
    reference = etree.Element(tag("r"))
    etree.SubElement(reference, tag("commentReference")).set(tag("id"), str(number))
    place = run
    for one in (start, middle, end, reference):
        place.addnext(one)
        place = one
    assert follower.getprevious() is reference
