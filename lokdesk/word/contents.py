"""The table of contents, filled in: an entry with a link and a page number for each heading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lokdesk.agreement.steps import Steps
from lokdesk.word import pages
from lokdesk.word.archive import escaped
from lokdesk.word.block import PLAIN, Block, Shape
from lokdesk.word.counter import Counter, Levels
from lokdesk.word.pages import Page
from lokdesk.word.prose import words

FIRST_HEADING = 100_000_000
"""What the numbers of headings in bookmark names are counted from, nine digits as Word writes them."""


@dataclass(frozen=True)
class ContentsLook:
    """How a template's contents are written: a style for each level, and how headings are numbered."""

    levels: int
    styles: tuple[str, ...]
    tabbed: tuple[bool, ...]
    """For each level, whether there is a tab stop between the heading's number and its words."""
    shapes: tuple[Shape, ...] = (PLAIN,)
    """For each level, how an entry takes up room."""
    numberings: Levels | None = None


Told = Sequence[tuple[str, int]]
"""The headings of a document with their pages, in order, as a word processor tells of them."""

_AHEAD = 50
"""How many headings that are only the word processor's own may come before the next one of the document's."""


def steps(
    blocks: Sequence[Block], look: ContentsLook, page: Page, told: Told | None = None
) -> Steps[list[Block]]:
    """Make the entries of the table of contents of *blocks*, a little at a time.

    The page numbers are those *told*; for headings that are not told of, they are estimated.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    counter = Counter(look.numberings or {})
    labels = [block.label or counter.label(block.shape.numbering) for block in headings]
    listed = [
        (block, label) for block, label in zip(headings, labels, strict=True) if block.level <= look.levels
    ]
    lines = [(_line(block, label), look.shapes[block.level - 1]) for block, label in listed]
    page_numbers = yield from pages.steps(blocks, page, lines)
    if told:
        page_numbers = _known(headings, page_numbers, told)
    numbers = [n for block, n in zip(headings, page_numbers, strict=True) if block.level <= look.levels]
    yield
    return list(_entries(listed, numbers, look))


def filled(blocks: Iterable[Block], entries: Iterable[Block]) -> list[Block]:
    """Return *blocks* with the *entries* of the table of contents in the place of it."""
    entries = tuple(entries)
    result: list[Block] = []
    for block in blocks:
        if block.kind == "contents":
            result += entries
        else:
            result.append(block)
    return result


def _known(headings: Sequence[Block], estimated: Sequence[int], told: Told) -> list[int]:
    """Return the pages of *headings*: as *told*, and as *estimated* where they are not."""
    titles = ["".join(title.split()) for title, _ in told]
    found: list[int] = []
    place = 0
    for heading, number in zip(headings, estimated, strict=True):
        # A word processor puts the heading's own number before its words.
        words = "".join(heading.text.split())
        ahead = range(place, min(place + _AHEAD, len(titles)))
        there = next((one for one in ahead if words and titles[one].endswith(words)), None)
        if there is None:
            found.append(number)
        else:
            found.append(told[there][1])
            place = there + 1
    return found


def _line(heading: Block, label: str) -> str:
    says = " ".join(heading.text.split())
    return f"{label} {says}" if label else says


def _entries(
    listed: Sequence[tuple[Block, str]], numbers: Sequence[int], look: ContentsLook
) -> Iterable[Block]:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{look.levels}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    if not listed:
        yield Block("paragraph", f"<w:p>{begin}{end}</w:p>", "part:contents")
    last = len(listed) - 1
    for place, ((heading, label), number) in enumerate(zip(listed, numbers, strict=True)):
        style = look.styles[heading.level - 1]
        between = "<w:tab/>" if look.tabbed[heading.level - 1] else words(" ")
        says = " ".join(heading.text.split())
        anchor = f"_Toc{FIRST_HEADING + place + 1}"
        numbered = f"<w:r>{words(label)}</w:r><w:r>{between}</w:r>" if label else ""
        xml = (
            "<w:p>"
            + (f'<w:pPr><w:pStyle w:val="{escaped(style)}"/></w:pPr>' if style else "")
            + (begin if place == 0 else "")
            + f'<w:hyperlink w:anchor="{anchor}" w:history="1">{numbered}<w:r>{words(says)}</w:r>'
            + '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            + f'<w:r><w:instrText xml:space="preserve"> PAGEREF {anchor} \\h </w:instrText></w:r>'
            + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{number}</w:t></w:r>{"".join(end)}'
            + "</w:hyperlink>"
            + (end if place == last else "")
            + "</w:p>"
        )
        text = f"{label} {says}\t{number}" if label else f"{says}\t{number}"
        yield Block("paragraph", xml, "part:contents", 0, text, look.shapes[heading.level - 1])
