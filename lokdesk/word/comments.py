"""Comments in the margin of a document: what is said about its answers, anchored where they stand.

Only for a copy that the group reads together. A document that is made without them holds nothing of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lokdesk.agreement import address as at
from lokdesk.word import ooxml
from lokdesk.word.archive import DECLARATION, escaped
from lokdesk.word.block import PARAGRAPHS, Block
from lokdesk.word.flow import Flow
from lokdesk.word.tag import AT_HOME

PART = "comments.xml"
KIND = "comments"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NOBODY = "Arbetsgruppen"
_START = re.compile(r"<w:p(?: [^>]*)?>(?:<w:pPr/>|<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_END = "</w:p>"
_LONGEST_INITIALS = 9
"""Word's limit."""


@dataclass(frozen=True)
class Comment:
    """What is said of the answer, list or item at *address*: *lines* by *author*, at a time if it is known.

    *place* is what the address is called, for one that has no place of its own in the document.
    """

    address: str
    place: str
    lines: tuple[str, ...]
    author: str = ""
    made: datetime | None = None


def anchored(flow: Flow, comments: Sequence[Comment]) -> tuple[Flow, str]:
    """Return *flow* with the anchors of *comments*, and the XML of the part that holds their words.

    One on something that is not printed stands at the document's first paragraph and says what it is about.
    """
    body = list(flow.body)
    places = _places(body)
    beginning = next(((number, number) for number, block in enumerate(body) if _holds(block)), None)
    texts: list[str] = []
    for id_, comment in enumerate(comments):
        place = places.get(comment.address, beginning)
        if place is not None:
            first, last = place
            body[first] = _begun(body[first], id_)
            body[last] = _ended(body[last], id_)
            texts.append(_xml(comment, id_, astray=comment.address not in places))
    text = f'{DECLARATION}<w:comments xmlns:w="{ooxml.NAMESPACES["w"]}">{"".join(texts)}</w:comments>'
    return Flow((body,), flow.others, flow.names), text


def _holds(block: Block) -> bool:
    """Return whether *block* is a paragraph that can hold the ends of a comment."""
    return block.kind in PARAGRAPHS and block.xml.endswith(_END) and _START.match(block.xml) is not None


def _places(body: Sequence[Block]) -> Mapping[str, tuple[int, int]]:
    """Return by address the first and the last of the paragraphs that an answer, item or list stands in."""
    own: dict[str, tuple[int, int]] = {}
    inline: dict[str, tuple[int, int]] = {}
    opened: dict[str, tuple[int, int]] = {}
    around: dict[str, tuple[int, int]] = {}
    waiting: list[str] = []
    for number, block in enumerate(body):
        if block.kind == "open":
            waiting.append(block.address)
        elif _holds(block):
            here = number, number
            for address in waiting:
                opened.setdefault(address, here)
            waiting.clear()
            for address in AT_HOME.findall(block.xml):
                inline.setdefault(address, here)
            if block.address:
                own[block.address] = own.get(block.address, here)[0], number
                outer = block.address
                while outer := at.parent(outer):
                    around.setdefault(outer, here)
    # What a paragraph is all about comes before what it holds among other things, or stands within.
    return around | opened | inline | own


def _begun(block: Block, id_: int) -> Block:
    start = _START.match(block.xml)
    assert start is not None
    place = start.end()
    xml = f'{block.xml[:place]}<w:commentRangeStart w:id="{id_}"/>{block.xml[place:]}'
    return block._replace(xml=xml)


def _ended(block: Block, id_: int) -> Block:
    ending = f'<w:commentRangeEnd w:id="{id_}"/><w:r><w:commentReference w:id="{id_}"/></w:r>{_END}'
    return block._replace(xml=block.xml.removesuffix(_END) + ending)


def _xml(comment: Comment, id_: int, astray: bool) -> str:
    lines = (f"{comment.place}:", *comment.lines) if astray else comment.lines
    words = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>'
        for line in _split(lines) or [""]
    )
    author = comment.author or _NOBODY
    # Word takes the time for the author's own, whatever zone is given.
    made = (
        f' w:date="{comment.made.replace(tzinfo=None).isoformat(timespec="seconds")}Z"'
        if comment.made
        else ""
    )
    return (
        f'<w:comment w:id="{id_}" w:author="{escaped(author)}"{made}'
        f' w:initials="{escaped(initials(author))}">{words}</w:comment>'
    )


def _split(lines: Iterable[str]) -> list[str]:
    return [part for line in lines for part in line.split("\n")]


def initials(author: str) -> str:
    """Return the initials of *author*, whose party may follow after a comma."""
    name = author.partition(",")[0]
    return "".join(word[0] for word in name.split())[:_LONGEST_INITIALS].upper()
