"""A viewpoint in words, as a document tells it: where it is, what the sender wants, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import rich_text
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.reply import Reply, Stand, Viewpoint
from lokdesk.agreement.rich_text import Block, RichText, Run
from lokdesk.agreement.value import Item
from lokdesk.handbook.book import Handbook
from lokdesk.revision import words
from lokdesk.revision.comparison import Difference
from lokdesk.revision.words import Piece
from lokdesk.session import differing, place, wishes
from lokdesk.session.comparison import Change, Compared
from lokdesk.session.matters import Voice
from lokdesk.session.open_list import lifted_to
from lokdesk.session.viewpoint import is_met_otherwise, is_noted, plain

UNTREATED = "Ej behandlad"
"""The stand on a viewpoint that nobody has decided on."""
STANDS = {
    "taken": "Intas",
    "edited": "Intas med ändring",
    "otherwise": "Tillgodoses på annat sätt",
    "refused": "Avvisas",
    "lifted": "Lyfts",
    "there": "Står redan så",
    "untreated": UNTREATED,
}
"""What a viewpoint can come to; one that is lifted says where to."""
_NOTED = "Beaktas"
"""What a viewpoint that is taken comes to when it has no wording to take in."""
_SENT, _WANTED, _NOW = "I utskicket", "Önskas", "Lydelse nu"
_NEW, _GONE, _MOVED = "Vill lägga till", "Vill ta bort", "Vill flytta"
_COMMENT, _WRITTEN, _REASON = "Kommentar", "Skrivet", "Skäl"
_PROPOSED, _IN_FIXED = "Föreslagen lydelse", "Vill ändra mallens text"
_NOTHING, _STRUCK = "(tomt)", "(stryks)"
_AS_WANTED, _AS_SENT = "Ändrat som önskat.", "Lydelsen är oförändrad."
_IS_THERE, _IS_NOT = "Har lagts till.", "Har inte lagts till."
_STAYS, _IS_GONE = "Står kvar.", "Har tagits bort."
_FIRST = "platsen först i listan"
_MOST_LINES = 6
"""How many answers are told of an item that somebody wants, at the most: they stand in what came back."""
_MORE = "…"


@dataclass(frozen=True)
class Wishes:
    """The viewpoints of a *draft* under a *handbook*, in words."""

    draft: Draft
    handbook: Handbook
    _known: dict[str, Compared] = field(default_factory=dict[str, Compared], init=False, repr=False)

    @property
    def _agreement(self) -> Agreement:
        return self.draft.agreement

    @cached_property
    def _files(self) -> Mapping[str, str]:
        return {one.id: one.name for one in self.draft.attachments}

    @cached_property
    def _versions(self) -> Mapping[str, Agreement]:
        return {one.id: one.agreement for one in self.draft.versions}

    def sent(self, reply: Reply) -> Agreement:
        """Return what *reply* is an answer to: the version that was sent, else the agreement as it is."""
        return self._versions.get(reply.version or "", self._agreement)

    def _compared(self, reply: Reply) -> Compared:
        key = reply.version or ""
        if key not in self._known:
            self._known[key] = Compared(self.handbook, self.sent(reply), self._agreement, self._files)
        return self._known[key]

    # -- where

    def home(self, viewpoint: Viewpoint) -> str:
        """Return the address that a viewpoint is about; empty for one that is about no answer.

        What stands in no answer is about the nearest one; what was written outside of all is about none
        until somebody has put it somewhere.
        """
        own = (viewpoint.stand.address if viewpoint.stand else "") or viewpoint.address
        if place.in_handbook(self.handbook, own) is not None:
            return own
        return "" if viewpoint.kind == "outside" else next(iter(viewpoint.nearest), "")

    def place(self, reply: Reply, viewpoint: Viewpoint) -> str:
        """Return where a viewpoint belongs, in words."""
        home = self.home(viewpoint)
        if viewpoint.place and (not home or home in viewpoint.nearest or viewpoint.kind == "outside"):
            return capital(viewpoint.place)
        if not home:
            return ""
        # By the names that it was sent with, which are those that the sender knows.
        for agreement in (self._known_to_sender(reply), self._agreement):
            if place.exists(agreement, home):
                return capital(place.words(self.handbook, agreement, self._named(home)))
        if viewpoint.kind != "added":
            return capital(place.words(self.handbook, self._agreement, home))
        # A new item is nowhere yet: it is told by the list that it is to stand in.
        within = at.parent(home) if wishes.kind_of_item(home) is not None else home
        return capital(place.words(self.handbook, self._agreement, within))

    def _known_to_sender(self, reply: Reply) -> Agreement:
        """Return what *reply* is an answer to, the last version that is kept where nobody knows which."""
        last = self.draft.versions[-1].agreement if self.draft.versions else self._agreement
        return self._versions.get(reply.version or "", last)

    def _named(self, address: str) -> str:
        """Return *address*, or that of the item which the answer at *address* is the name of."""
        item = at.parent(address)
        if wishes.kind_of_item(item) is None:
            return address
        asked = place.in_handbook(self.handbook, at.parent(item))
        return item if asked is not None and asked.question.named_by == at.last(address) else address

    # -- what

    def wish(self, reply: Reply, viewpoint: Viewpoint) -> RichText | None:
        """Return what the sender wants."""
        match viewpoint.kind:
            case "changed":
                blocks = self._changed(reply, viewpoint)
            case "added" | "removed":
                blocks = self._come_or_gone(reply, viewpoint)
            case "moved":
                now, sent = (
                    self._neighbour(reply, viewpoint, one) for one in (viewpoint.returned, viewpoint.sent)
                )
                blocks = [_labelled(_MOVED, f"till {now}."), _labelled(_SENT, f"{sent}.")]
            case "fixed":
                blocks = [_labelled(_IN_FIXED, ""), *_both(_strokes(viewpoint), viewpoint.text)]
            case "comment":
                about = f"{_COMMENT} till ”{viewpoint.quoted}”" if viewpoint.quoted else _COMMENT
                first, *others = thread(reply, viewpoint, until=True)
                blocks = list(_paragraphs(about, first.text))
                for one in others:
                    blocks += _paragraphs("", f"{one.author}: {one.text}" if one.author else one.text)
            case "row":
                blocks = self._row(viewpoint)
            case "outside":
                blocks = list(_paragraphs(_WRITTEN, viewpoint.text or _new(_strokes(viewpoint))))
        return RichText(blocks=tuple(blocks)) if blocks else None

    def _changed(self, reply: Reply, viewpoint: Viewpoint) -> list[Block]:
        change = self._change(reply, viewpoint)
        if change is None:
            return list(_both(_strokes(viewpoint), viewpoint.text))
        blocks = list(_both(change.pieces))
        return [*blocks, *([_block(change.note)] if change.note else [])]

    def _change(self, reply: Reply, viewpoint: Viewpoint) -> Change | None:
        """Return what a viewpoint changes in words, ``None`` where it is no such value as is known here."""
        address, kind = viewpoint.address, viewpoint.kind
        try:
            sent, returned = (wishes.value(address, one) for one in (viewpoint.sent, viewpoint.returned))
        except ValidationError:
            return None
        if kind == "changed" and wishes.answer(address) is not None:
            return self._compared(reply).change(Difference("changed", address, sent, returned))
        if kind == "added" and isinstance(returned, Item):
            return self._compared(reply).change(Difference("added", address, None, returned))
        if kind == "removed" and isinstance(sent, Item):
            return self._compared(reply).change(Difference("removed", address, sent, None))
        return None

    def _come_or_gone(self, reply: Reply, viewpoint: Viewpoint) -> list[Block]:
        is_new = viewpoint.kind == "added"
        change = self._change(reply, viewpoint)
        told = change.content if change is not None else ()
        more = (_MORE,) if len(told) > _MOST_LINES else ()
        said = "\n".join((*told[:_MOST_LINES], *more))
        if not said:
            said = viewpoint.text or _new(_strokes(viewpoint)) if is_new else self.place(reply, viewpoint)
        return list(_paragraphs(_NEW if is_new else _GONE, said))

    def _row(self, viewpoint: Viewpoint) -> list[Block]:
        strokes = _strokes(viewpoint)
        proposed = list(_both(strokes)) if strokes else list(_paragraphs(_PROPOSED, viewpoint.text))
        if viewpoint.quoted:
            proposed.insert(0, _labelled("Nuvarande lydelse eller plats", viewpoint.quoted))
        return [*proposed, *_paragraphs(_REASON, viewpoint.reason)]

    def _neighbour(self, reply: Reply, viewpoint: Viewpoint, item: object) -> str:
        last = next(reversed(wishes.ids(item)), "") or (item if isinstance(item, str) else "")
        if not last:
            return _FIRST
        home = at.join(at.parent(viewpoint.address), last)
        return f"efter {place.short(self.handbook, (self.sent(reply), self._agreement), home)}"

    # -- what came of it

    def stand(self, voice: Voice) -> str:
        """Return what the group made of a viewpoint."""
        stand, words_ = voice.viewpoint.stand, STANDS[came_to(voice)]
        if stand is None:
            return words_
        if stand.lift is not None:
            return f"{words_} till {lifted_to(self._agreement, stand.lift)}"
        if is_noted(voice.viewpoint, stand):
            return _NOTED
        if voice.viewpoint.kind == "outside" and stand.decision == "taken" and stand.address:
            return f"{words_} under ”{capital(place.words(self.handbook, self._agreement, stand.address))}”"
        return words_

    def now(self, reply: Reply, viewpoint: Viewpoint) -> RichText | None:
        """Return the wording that stands now, once it has been decided on; ``None`` where nothing does."""
        stand = viewpoint.stand
        if stand is None:
            return None
        address = stand.address or viewpoint.address
        if viewpoint.kind == "comment" and not self._changed_since(reply, viewpoint, stand):
            return None
        if wishes.kind_of_item(address) is not None and viewpoint.kind in ("added", "removed"):
            there = place.exists(self._agreement, address)
            words_ = {"added": (_IS_NOT, _IS_THERE), "removed": (_IS_GONE, _STAYS)}
            return rich_text.plain(words_[viewpoint.kind][there])
        if wishes.answer(address) is None:
            return _lines(_NOW, _text_of(stand.value)) if stand.value is not None else None
        if not place.exists(self._agreement, address):
            return rich_text.plain(_IS_GONE)
        return self._standing(reply, viewpoint, stand, address)

    def _changed_since(self, reply: Reply, viewpoint: Viewpoint, stand: Stand) -> bool:
        """Return whether the words that a comment is on have changed, or the group wrote others for it."""
        if stand.address and stand.value != stand.before:
            return True
        quoted = " ".join(viewpoint.quoted.split())
        compared = self._compared(reply)
        was, now = (
            " ".join(plain(said, viewpoint.address, wishes.now(agreement, viewpoint.address)).split())
            for said, agreement in ((compared.was, self.sent(reply)), (compared.now, self._agreement))
        )
        return bool(quoted) and quoted in was and quoted not in now

    def _standing(self, reply: Reply, viewpoint: Viewpoint, stand: Stand, address: str) -> RichText | None:
        """Return the answer at *address*, no more of it than tells what *viewpoint* came to."""
        now = wishes.now(self._agreement, address)
        is_its_own = viewpoint.kind == "changed" and address == viewpoint.address
        if is_its_own and now == wishes.read(address, viewpoint.returned):
            return rich_text.plain(_AS_WANTED)
        if is_its_own:
            sent = wishes.read(address, viewpoint.sent)
        elif reply.version in self._versions:
            sent = wishes.now(self.sent(reply), address)
        else:
            # Nobody knows what stood there when it was sent.
            sent = wishes.read(address, stand.before)
        if now == sent:
            return rich_text.plain(_AS_SENT)
        change = self._compared(reply).change(Difference("changed", address, sent, now))
        own = self._change(reply, viewpoint) if is_its_own else None
        shown = differing.touched(change.pieces, own.pieces if own is not None else ())
        return RichText(blocks=tuple(_told(_NOW, shown, "removed", "added", _NOTHING)))


def thread(reply: Reply, viewpoint: Viewpoint, *, until: bool = False) -> tuple[Viewpoint, ...]:
    """Return the comments of *reply* on the same words as *viewpoint*, itself too: they answer each other.

    With *until* those that came after it are left out.
    """
    if viewpoint.kind != "comment" or not viewpoint.quoted:
        return (viewpoint,)
    hung = viewpoint.address, viewpoint.place, viewpoint.quoted
    found = [
        one
        for one in reply.viewpoints
        if one.kind == "comment" and (one.address, one.place, one.quoted) == hung
    ]
    return tuple(found[: found.index(viewpoint) + 1] if until else found)


def came_to(voice: Voice) -> str:
    """Return what a viewpoint came to, one of :data:`STANDS`."""
    stand = voice.viewpoint.stand
    if stand is None:
        return "there" if voice.there else "untreated"
    return "otherwise" if is_met_otherwise(stand) else stand.decision


def _strokes(viewpoint: Viewpoint) -> tuple[Piece, ...]:
    return tuple(Piece(one.kind, one.text) for one in viewpoint.strokes)


def _new(pieces: Iterable[Piece]) -> str:
    return "".join(one.text for one in pieces if one.kind != "removed")


def _text_of(value: Any) -> str:
    """Return a value that was written for no answer, as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, Item):
        return ""
    try:
        return RichText.model_validate(value).text
    except ValidationError:
        return ""


# -- blocks


def _both(pieces: tuple[Piece, ...], text: str = "") -> Iterator[Block]:
    """Yield what was sent and what is wanted, the words that differ in bold.

    That both are told in full, each under its name, keeps them apart for those who see no bold.
    """
    shown = differing.shortened(pieces) if pieces else words.difference("", text)
    yield from _told(_SENT, shown, "added", "removed", _NOTHING)
    yield from _told(_WANTED, shown, "removed", "added", _STRUCK)


def _told(label: str, pieces: Iterable[Piece], without: str, marked: str, nothing: str) -> Iterator[Block]:
    """Yield one side of *pieces* as a paragraph for each of its lines, the first beginning with *label*."""
    lines: list[list[Run]] = [[]]
    for piece in pieces:
        if piece.kind == without:
            continue
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Run(text=part, bold=piece.kind == marked))
    said = [line for line in lines if any(run.text.strip() for run in line)] or [[Run(text=nothing)]]
    for number, line in enumerate(said):
        yield Block(runs=(_label(label), *line)) if not number else Block(runs=tuple(line))


def _lines(label: str, text: str) -> RichText | None:
    blocks = tuple(_paragraphs(label, text))
    return RichText(blocks=blocks) if blocks else None


def _paragraphs(label: str, text: str) -> Iterator[Block]:
    """Yield *text* as paragraphs, the first beginning with *label*; nothing where there is no text."""
    found = rich_text.plain(text)
    for number, block in enumerate(found.blocks if found else ()):
        yield block if number or not label else Block(runs=(_label(label), *block.runs))


def _labelled(label: str, text: str) -> Block:
    return Block(runs=(_label(label), Run(text=text))) if text else _block(f"{label}.")


def _label(label: str) -> Run:
    return Run(text=f"{label}: ", italic=True)


def _block(text: str) -> Block:
    return Block(runs=(Run(text=text),))
