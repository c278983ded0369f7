"""Rich text as HTML of the simple kind that labels and printed lists can show."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from PySide6.QtGui import QPalette

from lokdesk.agreement.discussion import Alternatives, Proposal
from lokdesk.agreement.rich_text import Block, Footnote, Inline, RichText
from lokdesk.agreement.wording import Wording
from lokdesk.gui.appearance import is_dark
from lokdesk.revision.words import Piece
from lokdesk.session import said

_TAGS = {"bullet": "ul", "number": "ol"}


def plain(text: str) -> str:
    """Return plain *text*, with line breaks in it, as HTML."""
    return escape(text, quote=False).replace("\n", "<br/>")


def _inline(inline: Inline) -> str:
    if isinstance(inline, Footnote):
        return f" (fotnot: {plain(inline.footnote)})"
    html = plain(inline.text)
    if inline.link:
        html = f"<u>{html}</u>"
    if inline.bold:
        html = f"<b>{html}</b>"
    return f"<i>{html}</i>" if inline.italic else html


def _words(block: Block) -> str:
    return "".join(map(_inline, block.runs))


def html(text: RichText | None) -> str:
    """Return *text* as HTML; links and notes in it are read, not followed."""
    parts: list[str] = []
    for kind, blocks in groupby(text.blocks if text else (), key=lambda one: one.kind):
        if kind == "paragraph":
            parts += [f"<p>{_words(block)}</p>" for block in blocks]
        else:
            parts.append(_list(list(blocks), _TAGS[kind]))
    return "".join(parts)


def _list(blocks: list[Block], tag: str) -> str:
    html, depth = "", 0
    for block in blocks:
        wanted = block.level + 1
        html += f"<{tag}>" * max(wanted - depth, 0) + f"</{tag}>" * max(depth - wanted, 0)
        html += f"<li>{_words(block)}</li>"
        depth = wanted
    return html + f"</{tag}>" * depth


def proposed(wording: Wording, alternatives: Alternatives, proposal: Proposal) -> str:
    """Return the wording that is proposed, as HTML."""
    if isinstance(proposal.value, RichText):
        return html(proposal.value)
    return f"<p>{plain(said.plain(wording, alternatives.address, proposal.value))}</p>"


_REMOVED = ("#9b1c14", "#ff9d94"), ("#fdecea", "#4a1512")
_ADDED = ("#0b5c2b", "#7ddc9b"), ("#e6f4ea", "#0f3d20")
"""The ink and the ground of what was removed and added, on light ground and on dark."""
_STRUCK, _THIN_SPACE = "s", "\u2009"
_LINE_END = "¶"
"""What stands for the end of a paragraph where that is all that came or went."""


def marked(pieces: Iterable[Piece], palette: QPalette) -> str:
    """Return the *pieces* of two texts as HTML: what was removed struck out, what was added underlined.

    The marks are told apart without their colours, which fit *palette*.
    """
    dark = is_dark(palette)
    parts: list[str] = []
    for one in pieces:
        if one.kind == "same":
            parts.append(plain(one.text))
            continue
        if one.kind == "added" and parts and parts[-1].endswith(f"</{_STRUCK}>"):
            # What came in the place of something is not run together with it.
            parts.append(_THIN_SPACE)
        ink, ground = _REMOVED if one.kind == "removed" else _ADDED
        tag = _STRUCK if one.kind == "removed" else "u"
        text = one.text if one.text.strip() else one.text.replace("\n", f"{_LINE_END}\n")
        style = f"color: {ink[dark]}; background-color: {ground[dark]}"
        parts.append(f'<{tag}><span style="{style}">{plain(text)}</span></{tag}>')
    return "".join(parts)
