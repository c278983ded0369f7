"""How wide the columns of a table are, after what stands in them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lokdesk.word import letters
from lokdesk.word.block import PARAGRAPHS, Block, Shape

_SPARE = 1.06
"""How much wider than it is reckoned to be a text may come out."""
_PADDING = 190
"""What a cell keeps free at its sides, in twentieths of a point."""
_LONGEST_WORD = 18
"""How many characters of a word must have room; longer ones are hyphenated."""
_WIDTH = re.compile(r'<w:tcW w:w="\d+"')
_TABLE_WIDTH = re.compile(r'(<w:tblW w:w=")\d+(" w:type="dxa"/>)')
_GRID = re.compile(r"<w:tblGrid>.*?</w:tblGrid>")


class Needs(NamedTuple):
    """What a column needs, in twentieths of a point: for its longest word, and for its longest line."""

    least: int
    whole: int


def needs(blocks: Sequence[Block]) -> list[Needs]:
    """Return what each column of the table in *blocks* needs."""
    found: list[Needs] = []
    column, depth = -1, 0
    for block in blocks:
        if block.kind == "row" and depth == 1:
            column = -1
        elif block.kind in ("table", "table_end"):
            depth += 1 if block.kind == "table" else -1
        elif block.kind == "cell" and depth == 1:
            column += 1
            if column == len(found):
                found.append(Needs(0, 0))
        elif block.kind in PARAGRAPHS and column >= 0:
            words = (one[:_LONGEST_WORD] for one in block.text.split(" "))
            was = found[column]
            found[column] = Needs(
                max(was.least, *(_wide(one, block.shape) for one in words)),
                max(was.whole, _wide(block.text, block.shape)),
            )
    return found


def _wide(text: str, shape: Shape) -> int:
    width = letters.width(text, shape.font, shape.bold) * shape.size * _SPARE
    return _PADDING + round(width * 20)


def widths(wanted: Sequence[Needs], room: int) -> list[int]:
    """Return how the *room* of a table is shared: the first column has labels, the others have figures.

    No column is narrower than its longest word while there is room for that; the labels stand on one line if
    there is room for it, and what is left is shared by all.
    """
    labels, figures = wanted[0], wanted[1:]
    least = [one.least for one in wanted]
    if not figures or sum(least) > room:
        return _whole([one * room / max(1, sum(least)) for one in least], room)
    # Figures that are to be compared stand in columns of one width, where that can be had.
    even = max(one.least for one in figures)
    if labels.least + even * len(figures) <= room:
        least = [labels.least, *(even for _ in figures)]
    left = room - sum(least)
    grown = min(left, max(0, labels.whole - labels.least))
    share = (left - grown) / len(wanted)
    return _whole([least[0] + grown + share, *(one + share for one in least[1:])], room)


def _whole(shares: Sequence[float], room: int) -> list[int]:
    """Return *shares* in whole numbers whose sum is *room*."""
    whole = [int(one) for one in shares]
    whole[0] += room - sum(whole)
    return whole


def laid_out(blocks: Sequence[Block], shares: Sequence[int]) -> list[Block]:
    """Return the table in *blocks* with columns of those widths."""
    result: list[Block] = []
    column, depth = -1, 0
    for block in blocks:
        if block.kind == "table":
            depth += 1
            if depth == 1:
                grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in shares)
                block = block._replace(xml=_GRID.sub(f"<w:tblGrid>{grid}</w:tblGrid>", block.xml))
                block = block._replace(xml=_TABLE_WIDTH.sub(rf"\g<1>{sum(shares)}\2", block.xml))
        elif block.kind == "table_end":
            depth -= 1
        elif block.kind == "row" and depth == 1:
            column = -1
        elif block.kind == "cell" and depth == 1:
            column += 1
            width = shares[column]
            xml = _WIDTH.sub(f'<w:tcW w:w="{width}"', block.xml, count=1)
            block = block._replace(xml=xml, level=width)
        result.append(block)
    return result
