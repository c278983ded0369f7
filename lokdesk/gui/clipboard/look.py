"""How words look in HTML, as far as a rich text can hold it, and their white space as a reader sees it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from lokdesk.agreement.rich_text import Footnote, Inline, Run
from lokdesk.gui.clipboard.markup import Declarations

_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite", "dfn"})
_HEAVY = 600
"""The weight from which letters are bold."""
_SCHEMES = ("http://", "https://", "mailto:")
_REDIRECTS: Mapping[str, str] = {"safelinks.protection.outlook.com": "url", "www.google.com": "q"}
"""Hosts that other programs lead links by, and the part of the query that holds where they lead."""
_BLANKS = re.compile(r"[ \u00a0]+")
_BREAKS = re.compile(r"[\t\n\f\r ]+")


@dataclass(frozen=True)
class Look:
    """How words look and where they lead. What *keeps_breaks* has line breaks that are meant."""

    bold: bool = False
    italic: bool = False
    link: str | None = None
    keeps_breaks: bool = False


Part = tuple[str, Look] | Footnote
"""Words as they stand in the source, or a footnote between them."""
BREAK: Part = ("\n", Look(keeps_breaks=True))


def within(around: Look, name: str, href: str | None, style: Declarations) -> Look:
    """Return the look of an element *name* with *style*, inside of what looks like *around*."""
    bold, italic = around.bold or name in _BOLD, around.italic or name in _ITALIC
    if weight := style.get("font-weight"):
        bold = _is_bold(weight, bold)
    if slant := style.get("font-style"):
        italic = slant.startswith(("italic", "oblique")) or (italic and slant.startswith("inherit"))
    white_space = style.get("white-space", "pre" if name in ("pre", "listing") else "")
    keeps_breaks = white_space.startswith(("pre", "break-spaces")) if white_space else around.keeps_breaks
    return Look(bold, italic, target(href) if name == "a" and href else around.link, keeps_breaks)


def _is_bold(weight: str, otherwise: bool) -> bool:
    first = weight.split()[0].casefold()
    if first.isascii() and first.isdigit():
        return int(first) >= _HEAVY
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(first, otherwise)


def target(href: str) -> str | None:
    """Return where a link leads, when it is to a page or a mailbox: not to a file, or within a document."""
    whole = "".join(href.split())
    try:
        parts = urlsplit(whole)
        by = next((name for host, name in _REDIRECTS.items() if (parts.hostname or "").endswith(host)), "")
        meant = parse_qs(parts.query).get(by, [""])[0] if by else ""
    except ValueError:
        return None
    whole = meant if meant.startswith(_SCHEMES) else whole
    return whole if whole.casefold().startswith(_SCHEMES) else None


def inlines(parts: Sequence[Part]) -> tuple[Inline, ...]:
    """Return *parts* with white space as a reader sees it: one space, or one alone that does not break."""
    texts = [None if isinstance(one, Footnote) else _spaced(*one) for one in parts]
    result: list[Inline] = []
    before = ""
    for part, text, after in zip(parts, texts, _following(texts), strict=True):
        if isinstance(part, Footnote):
            result.append(part)
            before = _LETTER
        elif folded := _folded(text or "", before, after):
            before = folded[-1]
            own = part[1]
            result.append(Run(text=folded, bold=own.bold, italic=own.italic, link=own.link))
    return tuple(_unparted(result))


def _unparted(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Yield *inlines*, white space between words of one look in that look."""
    for before, one, after in zip((None, *inlines), inlines, (*inlines[1:], None), strict=False):
        if isinstance(one, Run) and isinstance(before, Run) and isinstance(after, Run):
            if one.text.isspace() and before.looks_like(after):
                yield before.with_text(one.text)
                continue
        yield one


_LETTER = "x"
"""What a footnote's call counts as to the white space beside it."""


def _spaced(text: str, look: Look) -> str:
    if text == "\u00a0":
        # Browsers write a space between two looks as one that does not break.
        return " "
    if look.keeps_breaks:
        return text.replace("\r\n", "\n").replace("\t", " ")
    return _BREAKS.sub(" ", text)


def _following(texts: Sequence[str | None]) -> list[str]:
    """Return, for each of *texts*, the character that comes after it."""
    result: list[str] = []
    after = ""
    for text in reversed(texts):
        result.append(after)
        after = _LETTER if text is None else text[:1] or after
    return result[::-1]


def _folded(text: str, before: str, after: str) -> str:
    def fold(match: re.Match[str]) -> str:
        left = text[match.start() - 1] if match.start() else before
        right = text[match.end()] if match.end() < len(text) else after
        if left.isspace() or right == "\n":
            return ""
        return match[0] if match[0] == "\u00a0" and left and right and not right.isspace() else " "

    return _BLANKS.sub(fold, text)
