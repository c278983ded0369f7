"""Judges what was found in a document that came back: all that was edited, and nothing else."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from lokdesk.agreement import address as at
from lokdesk.agreement.reply import Reply, Viewpoint

_TRACKED = ("removed", "added")


def plain(value: Any) -> str:
    """Return the words of an answer as JSON data, a line for each paragraph."""
    if value is None:
        return ""
    if isinstance(value, dict):
        held = cast("dict[str, Any]", value)
        if "blocks" in held:
            return "\n".join(
                "".join(run.get("text", "") for run in block.get("runs", ())) for block in held["blocks"]
            )
        if isinstance(held.get("text"), str):
            return held["text"]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def bare(text: str) -> str:
    """Return *text* with all ordinary white space as single blanks."""
    return " ".join(part for line in text.split("\n") for part in line.split(" ") if part)


def unspaced(text: str) -> str:
    """Return *text* with blanks for those that do not break, which print puts in and reading takes out."""
    return text.replace("\u00a0", " ")


def said(viewpoint: Viewpoint) -> str:
    """Return the words that came back in *viewpoint*: of an answer, else those somebody wrote."""
    if viewpoint.kind == "changed":
        return plain(viewpoint.returned)
    if viewpoint.text:
        return viewpoint.text
    return after(viewpoint)


def after(viewpoint: Viewpoint) -> str:
    """Return what the strokes of *viewpoint* say when all of them are taken."""
    return "".join(one.text for one in viewpoint.strokes if one.kind != "removed")


def before(viewpoint: Viewpoint) -> str:
    """Return what the strokes of *viewpoint* said before."""
    return "".join(one.text for one in viewpoint.strokes if one.kind != "added")


@dataclass(frozen=True)
class Wanted:
    """What must be found of an edit: a viewpoint for which *holds*; *what* says so in words."""

    what: str
    holds: Callable[[Viewpoint], bool] = field(repr=False)


def changed(
    address: str, returned: str | None, *, sent: str | None = None, authors: Iterable[str | None] = (None,)
) -> Wanted:
    """Return that the answer at *address* now says exactly *returned*, changed by the *authors*.

    ``None`` among these is a silent edit. The words that are the same, added and removed together make what
    was sent and what came back.
    """
    those = frozenset(authors)

    def holds(one: Viewpoint) -> bool:
        if one.kind != "changed" or one.address != address or _loose(plain(one.returned)) != _loose(returned):
            return False
        if sent is not None and _loose(plain(one.sent)) != _loose(sent):
            return False
        if not one.strokes:
            return those == {None} or one.author in those
        if bare(_loose(after(one))) != bare(_loose(returned)):
            return False
        if sent is not None and bare(_loose(before(one))) != bare(_loose(sent)):
            return False
        return {stroke.author for stroke in one.strokes if stroke.kind in _TRACKED} == those

    return Wanted(f"{address} by {sorted(map(str, those))}: {returned!r}", holds)


def _loose(text: str | None) -> str:
    """Return *text* as an answer has it: print makes what belongs together hold together."""
    return (text or "").replace("\N{NO-BREAK SPACE}", " ")


def answered(address: str, returned: Any) -> Wanted:
    """Return that the answer at *address*, no text, is now *returned* as JSON data."""

    def holds(one: Viewpoint) -> bool:
        now = list(one.returned) if isinstance(one.returned, tuple) else one.returned
        return one.kind == "changed" and one.address == address and now == returned

    return Wanted(f"{address}: {returned!r}", holds)


def gone(address: str) -> Wanted:
    """Return that what stood at *address* is gone, by itself or with what holds it."""

    def holds(one: Viewpoint) -> bool:
        if one.kind == "removed":
            return f"{address}/".startswith(f"{one.address}/")
        return one.kind == "changed" and one.address == address and not plain(one.returned).strip("[]")

    return Wanted(f"{address} gone", holds)


def added(list_: str, answers: Sequence[tuple[str, str]], last: str) -> Wanted:
    """Return that an item has come to *list_* after the item *last*, with those *answers* and no others."""

    def holds(one: Viewpoint) -> bool:
        if one.kind != "added" or list_ not in (one.address, at.parent(one.address)):
            return False
        item = cast("dict[str, Any]", one.returned or {})
        return one.after == last and flat(item) == dict(answers)

    return Wanted(f"new in {list_} after {last}: {answers}", holds)


def flat(item: Any, prefix: str = "") -> dict[str, str]:
    """Return the answers in an item as JSON data by their addresses in it, with items numbered."""
    found: dict[str, str] = {}
    for name, value in cast("dict[str, Any]", item).items():
        if name == "id" or value is None or value in ([], ()):
            continue
        if isinstance(value, dict) and "blocks" not in value and "text" not in value:
            found |= flat(value, f"{prefix}{name}/")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            for number, one in enumerate(cast("list[Any]", value)):
                found |= flat(one, f"{prefix}{name}/{number}/")
        else:
            found[prefix + name] = plain(value)
    return {name: value for name, value in found.items() if value}


def removed(address: str, author: str | None = None) -> Wanted:
    """Return that the item at *address* is gone, by *author* where that was tracked."""
    return Wanted(
        f"{address} removed by {author}",
        lambda one: one.kind == "removed" and one.address == address and one.author == author,
    )


def moved(address: str, last: str) -> Wanted:
    """Return that the item at *address* now stands after the item *last*, first where that is empty."""
    return Wanted(
        f"{address} moved to after {last or 'nothing'}",
        lambda one: one.kind == "moved" and one.address == address and one.after == last,
    )


def commented(
    address: str, quoted: str, text: str, author: str, replies: Sequence[tuple[str, str]] = ()
) -> tuple[Wanted, ...]:
    """Return that there is a comment on *quoted* words by *author*, and each reply to it by its own."""

    def one_of(text: str, author: str) -> Wanted:
        return Wanted(
            f"comment on {address or quoted!r} by {author}: {text}",
            lambda one: (
                one.kind == "comment"
                and (not address or one.address == address)
                and bare(one.quoted) == bare(quoted)
                and _says_last(one.text, text)
                and one.author == author
            ),
        )

    return (one_of(text, author), *(one_of(*reply) for reply in replies))


def _says_last(text: str, wanted: str) -> bool:
    return bare(text) == bare(wanted)


def fixed(returned: str, author: str | None = None) -> Wanted:
    """Return that the template's own words now say *returned*."""
    return Wanted(
        f"fixed text by {author}: {returned!r}",
        lambda one: (
            one.kind == "fixed"
            and bare(returned) in (bare(after(one)), bare(one.text))
            and (author is None or any(stroke.author == author for stroke in one.strokes))
        ),
    )


def struck(sent: str) -> Wanted:
    """Return that the template's own words *sent* are told of as gone or moved from where they stood."""
    return Wanted(
        f"told of: {sent!r}",
        lambda one: one.kind in ("fixed", "moved") and bare(sent) in (bare(before(one)), bare(after(one))),
    )


def outside(text: str, near: Iterable[str] = (), author: str | None = None) -> Wanted:
    """Return that *text* stands outside of every answer, by one of *near*."""
    those = frozenset(near)

    def holds(one: Viewpoint) -> bool:
        if one.kind != "outside" or bare(said(one)) != bare(text) or not one.place:
            return False
        if author is not None and author not in {one.author, *(stroke.author for stroke in one.strokes)}:
            return False
        return not those or bool(those & set(one.nearest)) or one.address in those

    return Wanted(f"outside, near {sorted(those)} by {author}: {text!r}", holds)


def row(section: str, text: str, reason: str) -> Wanted:
    """Return that a row of a table of responses proposes *text* for a *section*, with a *reason*."""
    return Wanted(
        f"row on {section!r}: {text!r}, {reason!r}",
        lambda one: (
            one.kind == "row"
            and bare(one.text) == bare(text)
            and bare(one.reason) == bare(reason)
            and section in one.place
        ),
    )


def either(*wanted: Wanted) -> Wanted:
    """Return that one of *wanted* is found."""
    return Wanted(
        " or ".join(one.what for one in wanted), lambda one: any(other.holds(one) for other in wanted)
    )


@dataclass(frozen=True)
class Edit:
    """Something that was edited: of what *kind*, what must be found of it, and what may be besides.

    Each of *wanted* stands for a viewpoint of its own. *touched* are words of the template's that went or
    moved along, which may be told of together with those of other edits. *address* is where it was made,
    empty where that is outside of answers.
    """

    kind: str
    wanted: tuple[Wanted, ...]
    touched: frozenset[str] = frozenset()
    address: str = ""


@dataclass(frozen=True)
class Verdict:
    """What became of an edit: what was not found of it, and what was told wrongly of its place."""

    edit: Edit
    missed: tuple[str, ...]
    false: tuple[Viewpoint, ...]

    @property
    def is_right(self) -> bool:
        """Whether it was found, and nothing else where it was made."""
        return not self.missed and not self.false


@dataclass(frozen=True)
class Judgement:
    """How each edit of a document was found, and the viewpoints that tell of none of them."""

    verdicts: tuple[Verdict, ...]
    false: tuple[Viewpoint, ...]


def judged(edits: Iterable[Edit], reply: Reply) -> Judgement:
    """Return how the *edits* were found in *reply*. No viewpoint counts for two edits."""
    left = list(reply.viewpoints)
    told: set[str] = set()
    every = list(edits)
    missed: dict[int, list[str]] = {}
    for number, edit in enumerate(every):
        for wanted in edit.wanted:
            found = [one for one in left if wanted.holds(one)]
            if not found:
                missed.setdefault(number, []).append(wanted.what)
            told.update(one.id for one in found[:1])
            # A removed item may hold many answers that are gone.
            if found and found[0].kind != "removed":
                left.remove(found[0])
    touched = frozenset(one for edit in every for one in edit.touched)
    false = [one for one in reply.viewpoints if one.id not in told and not _went_along(one, touched)]
    return Judgement(
        tuple(
            Verdict(
                edit,
                tuple(missed.get(number, ())),
                tuple(one for one in false if edit.address and _is_at(one.address, edit.address)),
            )
            for number, edit in enumerate(every)
        ),
        tuple(false),
    )


def _went_along(viewpoint: Viewpoint, touched: frozenset[str]) -> bool:
    """Return whether *viewpoint* tells of nothing but words of the template's that went or moved along."""
    if viewpoint.kind not in ("fixed", "moved"):
        return False
    told = (before(viewpoint), after(viewpoint), viewpoint.text)
    return any(text and all(bare(unspaced(line)) in touched for line in text.split("\n")) for text in told)


def _is_at(address: str, place: str) -> bool:
    return bool(address) and (f"{address}/".startswith(f"{place}/") or f"{place}/".startswith(f"{address}/"))
