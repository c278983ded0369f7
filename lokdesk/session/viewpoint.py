"""What came back, in words: what each viewpoint is, whose it is, what it says, and what became of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital, small
from lokdesk.agreement.reply import Decision, Reply, Stand, Stroke, Viewpoint, ViewpointKind
from lokdesk.agreement.value import Item
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook
from lokdesk.revision import words
from lokdesk.revision.words import Piece
from lokdesk.session import matters, place, said, wishes
from lokdesk.session.comparison import content
from lokdesk.session.open_list import lifted_to
from lokdesk.session.said import counted

KINDS: Mapping[ViewpointKind, str] = {
    "changed": "Ändrad text",
    "added": "Vill lägga till",
    "removed": "Vill ta bort",
    "moved": "Vill flytta",
    "fixed": "Ändrat i mallens egen text",
    "outside": "Text utan plats",
    "comment": "Kommentar",
    "row": "Rad i svarstabellen",
}
"""What a viewpoint is, in a few words."""
DECISIONS: Mapping[Decision, str] = {
    "taken": "Intaget",
    "refused": "Avvisat",
    "edited": "Intaget med ändring",
    "lifted": "Lyft",
}
"""What was made of it, in a word or two."""
_NOTED = "Beaktat"
"""What becomes of what no program can take in."""
_TAKEN: Mapping[ViewpointKind, str] = {
    "added": "Tillagt",
    "removed": "Borttaget",
    "moved": "Flyttat",
}
"""What has been done with what was taken in, where it is no words."""
_PLACED = "Placerat under"
_OTHERWISE = "Tillgodosett på annat sätt"
"""What becomes of what is met without words of the group's own."""
_SILENT = "Ändrat utan spårning"
_UNTRACKED = "utan spårning"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_VERBS = {"removed": "borttaget", "added": "tillagt"}
UNCHANGED = "Inget är ändrat i er text."


# -- who


def sent_by(draft: Draft, senders: Mapping[str, str], days: Mapping[str, date | None] | None = None) -> Draft:
    """Return *draft* with other *senders* of its replies, and other *days* on which they came, by id.

    A sender that is a party is known as it.
    """
    parties = {_bare(one.name): one.id for one in draft.agreement.parties if one.name}

    def named(reply: Reply) -> Reply:
        came = (days or {}).get(reply.id, reply.received)
        if came != reply.received:
            reply = reply.model_copy(update={"received": came})
        who = " ".join(senders.get(reply.id, reply.sender or "").split())
        if who == (reply.sender or ""):
            return reply
        return reply.model_copy(update={"sender": who or None, "party": parties.get(_bare(who))})

    replies = tuple(named(one) for one in draft.replies)
    return draft.model_copy(update={"replies": replies}) if replies != draft.replies else draft


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


# -- the words


def pieces(strokes: Sequence[Stroke]) -> tuple[Piece, ...]:
    """Return *strokes* to be shown, each change with a raised number where they are not all of one kind."""
    numbers = _numbers(strokes)
    if len(numbers) <= 1:
        return tuple(Piece(one.kind, one.text) for one in strokes)
    found: list[Piece] = []
    for one in strokes:
        found.append(Piece(one.kind, one.text))
        if one.kind != "same":
            found.append(Piece("same", str(numbers[_hand(one)]).translate(_RAISED)))
    return tuple(found)


def hands(strokes: Sequence[Stroke]) -> str:
    """Return who has tracked the changes in *strokes*, and that others were not tracked, as a sentence."""
    numbers = _numbers(strokes)
    if len(numbers) <= 1:
        return "".join(f"{_hand_words(hand)}." for hand in numbers)
    return " ".join(f"{str(n).translate(_RAISED)} {_hand_words(hand)}." for hand, n in numbers.items())


def hands_of_all(wanted: Sequence[tuple[str, Sequence[Stroke]]]) -> tuple[str, ...]:
    """Return who has tracked the same changes in what several senders sent, as a sentence each.

    *wanted* are the senders and their strokes, those that are shown first. Where all were made in the same
    way it is told once.
    """
    told = tuple(dict.fromkeys(hands(strokes) for _, strokes in wanted))
    if len(told) <= 1:
        return told
    # It is the strokes of the first that are shown, with the numbers of their hands.
    return tuple(
        dict.fromkeys(_hands_from(sender, strokes, not n) for n, (sender, strokes) in enumerate(wanted))
    )


def _hands_from(sender: str, strokes: Sequence[Stroke], are_shown: bool) -> str:
    numbers = _numbers(strokes)
    found: list[str] = []
    for hand, n in numbers.items():
        raised = f"{str(n).translate(_RAISED)} " if are_shown and len(numbers) > 1 else ""
        found.append(f"{raised}{_UNTRACKED if hand is None else small(_hand_words(hand))}")
    return f"{sender}: {'; '.join(found)}."


def spoken(strokes: Iterable[Stroke]) -> str:
    """Return *strokes* as they are read out: what came and went is said to have, and by whom it is known."""
    parts: list[str] = []
    for one in strokes:
        if one.kind == "same":
            parts.append(one.text)
        else:
            by = f" av {one.author}" if one.author else ""
            parts.append(f" ({_VERBS[one.kind]}{by}: {one.text}) ")
    return " ".join("".join(parts).split())


_Hand = tuple[str, date | None]


def _hand(stroke: Stroke) -> _Hand | None:
    """Return who tracked *stroke* and on which day, ``None`` for what was changed without that."""
    if not stroke.author and stroke.written is None:
        return None
    return stroke.author or "", _day(stroke.written)


def _numbers(strokes: Sequence[Stroke]) -> Mapping[_Hand | None, int]:
    found = dict.fromkeys(_hand(one) for one in strokes if one.kind != "same")
    return {hand: number for number, hand in enumerate(found, 1)}


def _hand_words(hand: _Hand | None) -> str:
    if hand is None:
        return _SILENT
    author, day = hand
    return _signed("Spårad ändring", author, day)


def _signed(what: str, author: str | None, day: date | None) -> str:
    """Return *what* was made, by whom and when, as far as it is known: "Kommentar av X, 2026-05-04"."""
    return f"{what}{f' av {author}' if author else ''}{f', {day.isoformat()}' if day else ''}"


def _day(written: datetime | None) -> date | None:
    return written.date() if written is not None else None


def says(handbook: Handbook, agreement: Agreement, wording: Wording, one: Viewpoint) -> tuple[Piece, ...]:
    """Return the words of a viewpoint, with what it takes away and adds; *wording* is of the *agreement*."""
    if one.strokes:
        return pieces(one.strokes)
    if one.kind in ("added", "removed"):
        item = wishes.read(one.address, one.returned if one.kind == "added" else one.sent)
        lines = content(handbook, wording, one.address, item) if isinstance(item, Item) else ()
        return tuple(Piece(one.kind, text) for text in ("\n".join(lines),) if text)
    if one.kind == "moved":
        return (Piece("same", _moved(handbook, agreement, one)),)
    if one.kind == "changed":
        was, now = (plain(wording, one.address, data) for data in (one.sent, one.returned))
        return words.difference(was, now)
    return (Piece("same", one.text),) if one.text else ()


def plain(wording: Wording, address: str, data: Any) -> str:
    """Return *data*, a value or JSON data, that stands at *address*, as plain text; empty for no answer."""
    answer = wishes.answer(address)
    value = wishes.read(address, data)
    try:
        return wording.plain(answer, value) if answer is not None and value is not None else ""
    except (AttributeError, TypeError, ValueError):
        # What no answer of that kind can be is said as it is.
        return str(data)


def _moved(handbook: Handbook, agreement: Agreement, one: Viewpoint) -> str:
    if not one.after:
        return "Ska stå först."
    after = at.join(at.parent(one.address), one.after)
    return f"Ska stå efter {place.words(handbook, agreement, after)}."


def side(
    handbook: Handbook, agreement: Agreement, wording: Wording, address: str, base: Any, data: Any
) -> tuple[Piece, ...]:
    """Return what one of two copies says at *address*, JSON *data*, with what it made of what stood there."""
    if data is None:
        return (Piece("same", _absent(address, base)),)
    if wishes.answer(address) is not None:
        was, now = (plain(wording, address, one) for one in (base, data))
        return words.difference(was, now)
    value = wishes.read(address, data)
    if isinstance(value, Item):
        lines = tuple(content(handbook, wording, address, value))
        return (Piece("same", "\n".join(lines) or _ITEM),)
    if isinstance(data, list) and wishes.now(agreement, address) is not None:
        names = (place.words(handbook, agreement, at.join(address, one)) for one in wishes.ids(data))
        return (Piece("same", "\n".join(names)),)
    return (Piece("same", "\n".join(_told(data)) or said.NO_ANSWER),)


def _absent(address: str, base: Any) -> str:
    """Return that nothing stands at *address*: no answer does, or what was there has been taken away."""
    if wishes.answer(address) is not None or base is None:
        return said.NO_ANSWER
    return _NO_ITEM if wishes.kind_of_item(address) is not None else _NOTHING


def _told(data: Any) -> Iterator[str]:
    """Yield the words in *data*, which stands around the agreement and not in it: a note, say."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, one in cast("Mapping[str, Any]", data).items():
            if key not in _BOOKKEEPING:
                yield from _told(one)
    elif isinstance(data, Sequence):
        for one in cast("Sequence[Any]", data):
            yield from _told(one)


_BOOKKEEPING = frozenset({"id", "address", "kind", "level", "about", "sha256"})
"""What in a value is for the program and nobody else."""
_PLAIN = frozenset({"fixed", "outside", "row", "moved"})
"""Kinds of viewpoints whose place or words say what they are."""
_ITEMS = frozenset({"added", "removed"})
"""Kinds of viewpoints on whole items: of these it is told what their sender wants."""
_NO_ITEM, _ITEM, _NOTHING = "(borttaget)", "(står kvar)", "(borttagen)"


def line(viewpoint: Viewpoint) -> str:
    """Return what *viewpoint* is, whose and from when, as far as its words and place do not tell it."""
    if viewpoint.kind in _PLAIN or (viewpoint.kind == "changed" and viewpoint.strokes):
        return ""
    tracked = any(one.kind != "same" for one in viewpoint.strokes)
    author, day = (None, None) if tracked else (viewpoint.author, _day(viewpoint.written))
    if viewpoint.kind in _ITEMS:
        who = ", ".join(filter(None, (author, day.isoformat() if day else "")))
        return f"{KINDS[viewpoint.kind]}{f' ({who})' if who else ''}."
    return f"{_signed(KINDS[viewpoint.kind], author, day)}."


def lines(wanted: Sequence[tuple[str, Viewpoint]]) -> tuple[str, ...]:
    """Return what viewpoints *wanted* by several senders are, as :func:`line` does: once if it is the same.

    They come with the names of their senders.
    """
    told = tuple(dict.fromkeys(line(one) for _, one in wanted))
    if len(told) > 1:
        told = tuple(dict.fromkeys(f"{sender}: {small(line(one))}" for sender, one in wanted if line(one)))
    return tuple(filter(None, told))


# -- what became of it


def is_noted(one: Viewpoint, stand: Stand) -> bool:
    """Return whether a viewpoint was taken without words to take in: one sees to it."""
    return stand.decision == "taken" and one.kind in ("comment", "fixed", "row") and not stand.address


def is_met_otherwise(stand: Stand) -> bool:
    """Return whether the group has met a viewpoint, but not by a wording that it wrote in that place."""
    return stand.decision == "edited" and stand.value == stand.before


def stand_line(handbook: Handbook, agreement: Agreement, one: Viewpoint, stand: Stand) -> str:
    """Return what was made of a viewpoint by the *stand* on it, by whom, when and why."""
    verb = _OTHERWISE if is_met_otherwise(stand) else DECISIONS[stand.decision]
    if is_noted(one, stand):
        verb = _NOTED
    elif stand.decision == "taken":
        verb = _TAKEN.get(one.kind, verb)
        if stand.address and stand.address != one.address and one.kind not in _TAKEN:
            where = capital(place.words(handbook, agreement, stand.address))
            verb = f"{_PLACED} {where if '”' in where else f'”{where}”'}"
    if stand.lift is not None:
        verb = f"{verb} till {lifted_to(agreement, stand.lift)}"
    day = f" {stand.day.isoformat()}" if stand.day else ""
    by = f" av {stand.by}" if stand.by else ""
    reason = said.text(stand.reason)
    return f"{verb}{day}{by}.{f' Motivering: {reason}' if reason else ''}"


# -- how much


def received(replies: Sequence[Reply]) -> str:
    """Return what has just come with *replies*, and that nothing has been changed by it, in two sentences."""
    return f"{came(replies)} {UNCHANGED}"


def came(replies: Sequence[Reply]) -> str:
    """Return what came with *replies*, as a sentence: "3 filer från 2 avsändare: 12 synpunkter."."""
    files = counted(len(replies), "fil", "filer")
    senders = len({wishes.sender(one) for one in replies})
    found = [one for reply in replies for one in reply.viewpoints]
    comments = sum(one.kind == "comment" for one in found)
    many = counted(len(found), "synpunkt", "synpunkter") if found else "inga synpunkter"
    among = f", varav {counted(comments, 'kommentar', 'kommentarer')}" if comments else ""
    return f"{files} från {counted(senders, 'avsändare', 'avsändare')}: {many}{among}."


def progress(draft: Draft, handbook: Handbook) -> tuple[int, int]:
    """Return how much of what came back to *draft* needs no stand any more, and how much there is."""
    if not (draft.replies or draft.clashes):
        return 0, 0
    return matters.progress(matters.matters(draft, handbook))


def progress_line(done: int, count: int) -> str:
    """Return *done* of *count* in words: "12 av 37 behandlade"."""
    return f"{done} av {count} {_treated(done)}"


def progress_sentence(done: int, count: int) -> str:
    """Return *done* of *count* as a sentence: "12 av 37 är behandlade."."""
    return f"{done} av {count} är {_treated(done)}."


def _treated(count: int) -> str:
    return "behandlad" if count == 1 else "behandlade"
