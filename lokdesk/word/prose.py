"""Rich text as WordprocessingML runs."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard
from urllib.parse import quote, urlsplit, urlunsplit

from lokdesk.agreement.rich_text import Block as TextBlock
from lokdesk.agreement.rich_text import Footnote, Inline, RichText, Run
from lokdesk.word import typography
from lokdesk.word.block import FOOTNOTE, LINK, MARK_END, REFERENCE, REFERENCE_END, REFERENCE_FIELD
from lokdesk.word.typography import NO_BREAK_SPACE, typeset

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]+")
_SAFE = "/:@!$&'()*+,;=-._~%"


@dataclass(frozen=True)
class RunStyles:
    """The ids of the character styles that runs are written with; empty where the template has none."""

    hyperlink: str = ""
    footnote_reference: str = ""


def escaped(text: str) -> str:
    """Return *text* as it stands between tags."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def words(text: str) -> str:
    """Return *text* as the inside of a run: its characters, and its line breaks."""
    if "\n" not in text:
        return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    lines = (f'<w:t xml:space="preserve">{escaped(line)}</w:t>' if line else "" for line in text.split("\n"))
    return "<w:br/>".join(lines)


@lru_cache(1024)
def link(written: str) -> str | None:
    """Return *written* as the address that a link in a document may have, or ``None`` for plain text.

    Only pages and mail addresses become links, and only in a form that no word processor stumbles over.
    """
    try:
        parts = urlsplit(written)
        if parts.scheme in ("http", "https"):
            host = (parts.hostname or "").encode("idna").decode("ascii")
            if not _HOST.fullmatch(host) or parts.username is not None:
                return None
            place = host if parts.port is None else f"{host}:{parts.port}"
            path, query, fragment = (
                _percent_signs(quote(part, _SAFE + extra))
                for part, extra in ((parts.path, ""), (parts.query, "?"), (parts.fragment, "?"))
            )
            return urlunsplit((parts.scheme, place, path, query, fragment))
        if parts.scheme == "mailto":
            mailbox, _, host = parts.path.rpartition("@")
            host = host.encode("idna").decode("ascii")
            return (
                f"mailto:{mailbox}@{host}" if _MAILBOX.fullmatch(mailbox) and _HOST.fullmatch(host) else None
            )
    except ValueError:
        # An address that is none: a port that is no number, an unclosed bracket, an empty label …
        pass
    return None


def _percent_signs(quoted: str) -> str:
    """Return *quoted* with every per cent sign that escapes nothing escaped itself."""
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quoted)


def is_plain(inlines: tuple[Inline, ...]) -> TypeGuard[tuple[Run]]:
    """Return whether *inlines* is but one run of plain words."""
    if len(inlines) != 1:
        return False
    only = inlines[0]
    return isinstance(only, Run) and not (only.bold or only.italic or only.link)


_NOTED = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for a footnote's mark among the words around it."""


def in_print(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return *inlines* as they are printed, each in the light of the words around it."""
    words_ = "".join([one.text if isinstance(one, Run) else _NOTED for one in inlines])
    printed = typeset(words_)
    notes = (typeset(one.footnote) != one.footnote for one in inlines if isinstance(one, Footnote))
    if printed == words_ and not any(notes):
        return inlines
    result: list[Inline] = []
    place = 0
    for one in inlines:
        if isinstance(one, Run):
            end = place + len(one.text)
            result.append(one.model_copy(update={"text": printed[place:end]}))
        else:
            end = place + 1
            result.append(one.model_copy(update={"footnote": typeset(one.footnote)}))
        place = end
    return tuple(result)


def said(inlines: tuple[Inline, ...]) -> str:
    """Return the words of *inlines* without their look; footnotes are left out."""
    return "".join(one.text for one in inlines if isinstance(one, Run))


def runs(inlines: tuple[Inline, ...], styles: RunStyles, *, notes: bool = True, links: bool = True) -> str:
    """Return *inlines* as runs: without *notes* no footnotes, without *links* links as plain text."""
    if is_plain(inlines):
        return _run("", inlines[0].text, links)
    result: list[str] = []
    for inline in inlines:
        if isinstance(inline, Footnote):
            if notes:
                result.append(_note(inline, styles))
            continue
        target = link(inline.link) if links and inline.link else None
        look = "<w:b/>" if inline.bold else ""
        if inline.italic:
            look += "<w:i/>"
        if target is not None and styles.hyperlink:
            look = f'<w:rStyle w:val="{styles.hyperlink}"/>{look}'
        run = _run(f"<w:rPr>{look}</w:rPr>" if look else "", inline.text, links and target is None)
        if target is not None:
            run = f'<w:hyperlink r:id="{LINK}{target}{MARK_END}" w:history="1">{run}</w:hyperlink>'
        result.append(run)
    return "".join(result)


_MAY_REFER = re.compile(r"\b(?:bilaga|figur|tabell)\s[0-9]", re.IGNORECASE)
_REFERENCE = re.compile(
    f"\\b(?P<word>bilaga|figur|tabell){NO_BREAK_SPACE}(?P<number>[0-9]+[a-zåäö]?)(?![\\w{NO_BREAK_SPACE}]|[.,:][0-9])",
    re.IGNORECASE,
)


def refers(text: str) -> bool:
    """Return whether there are words in *text* that may refer to what is numbered in the document."""
    return _MAY_REFER.search(text) is not None


def _run(look: str, text: str, refers: bool) -> str:
    """Return *text* as a run of that *look*; as several where it *refers* to what is numbered."""
    if not refers or NO_BREAK_SPACE not in text:
        return f"<w:r>{look}{words(text)}</w:r>"
    pieces: list[str] = []
    place = 0
    for found in _REFERENCE.finditer(text):
        if found.start() > place:
            pieces.append(f"<w:r>{look}{words(text[place : found.start()])}</w:r>")
        number, place = found["number"], found.end()
        pieces.append(
            f"{REFERENCE}{found['word'].casefold()} {number}{MARK_END}"
            f"<w:r>{look}{words(text[found.start() : found.start('number')])}</w:r>"
            f"{REFERENCE_FIELD}<w:r>{look}{words(number)}</w:r>{REFERENCE_END}"
        )
    if place < len(text):
        pieces.append(f"<w:r>{look}{words(text[place:])}</w:r>")
    return "".join(pieces)


def referring(start: str, text: str) -> str:
    """Return *text*, which refers to what is numbered, as runs that *start* so."""
    return _run(start.removeprefix("<w:r>"), text, refers=True)


def _note(note: Footnote, styles: RunStyles) -> str:
    look = footnote_look(styles.footnote_reference)
    return f'<w:r>{look}<w:footnoteReference w:id="{FOOTNOTE}{words(note.footnote)}{MARK_END}"/></w:r>'


def footnote_look(style: str) -> str:
    """Return the run properties of a footnote's number, raised where the template has no style for it."""
    look = f'<w:rStyle w:val="{style}"/>' if style else '<w:vertAlign w:val="superscript"/>'
    return f"<w:rPr>{look}</w:rPr>"


def as_printed(block: TextBlock) -> TextBlock:
    """Return *block* as a reader of the document meets it: set, with the links that there are as they are."""
    runs_ = tuple(
        run.model_copy(update={"link": link(run.link)}) if isinstance(run, Run) and run.link else run
        for run in in_print(block.runs)
    )
    return TextBlock(kind=block.kind, level=block.level, runs=runs_)


def restored(block: TextBlock) -> TextBlock:
    """Return *block*, read off a page, with plain spaces where printing it makes them hold together."""
    words_ = "".join([one.text if isinstance(one, Run) else _NOTED for one in block.runs])
    plain = typography.restored(words_)
    if plain == words_:
        return block
    runs_: list[Inline] = []
    place = 0
    for one in block.runs:
        end = place + (len(one.text) if isinstance(one, Run) else 1)
        kept = one.model_copy(update={"text": plain[place:end]}) if isinstance(one, Run) else one
        runs_.append(kept)
        place = end
    return TextBlock(kind=block.kind, level=block.level, runs=tuple(runs_))


def text_as_printed(text: RichText) -> RichText:
    """Return *text* with each block as printed."""
    return RichText(blocks=tuple(as_printed(block) for block in text.blocks))
