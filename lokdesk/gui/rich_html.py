"""Rich text as HTML of the simple kind that labels and printed lists can show."""

from html import escape
from itertools import groupby

from lokdesk.agreement.discussion import Alternatives, Proposal
from lokdesk.agreement.rich_text import Block, Footnote, Inline, RichText
from lokdesk.agreement.wording import Wording
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
