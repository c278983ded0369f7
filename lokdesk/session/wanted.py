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
from lokdesk.session.open_list import lifted_to

UNTREATED = "Ej behandlad"
"""The stand on a viewpoint that nobody has decided on."""
STANDS = {"taken": "Intas", "edited": "Intas med ändring", "refused": "Avvisas", "lifted": "Lyfts"}
"""What a viewpoint can come to, by its decision; one that is lifted says where to."""
_NOTED = "Beaktas"
"""What a viewpoint that is taken comes to when it has no wording to take in."""
_WITHOUT_WORDING = ("comment", "fixed")
_SENT, _WANTED, _NOW = "I utskicket", "Önskas", "Lydelse nu"
_NEW, _GONE, _MOVED = "Vill lägga till", "Vill ta bort", "Vill flytta"
_COMMENT, _WRITTEN, _REASON = "Kommentar", "Skrivet", "Skäl"
_PROPOSED, _IN_FIXED = "Föreslagen lydelse", "Vill ändra mallens text"
_NOTHING, _STRUCK = "(inget svar)", "(stryks)"
_ALREADY = "Står redan som önskat."
_AS_WANTED, _AS_SENT = "Står som önskat.", "Lydelsen är oförändrad."
_IS_THERE, _IS_NOT, _STAYS, _IS_GONE = "Finns med.", "Finns inte med.", "Står kvar.", "Borttaget."
_FIRST = "först"
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
        if viewpoint.place and (not home or home in viewpoint.nearest):
            return capital(viewpoint.place)
        if not home:
            return ""
        for agreement in (self._agreement, self.sent(reply)):
            if place.exists(agreement, home):
                return capital(place.words(self.handbook, agreement, home))
        if viewpoint.kind != "added":
            return capital(place.words(self.handbook, self._agreement, home))
        # A new item is nowhere yet: it is told by the list that it is to stand in.
        within = at.parent(home) if wishes.kind_of_item(home) is not None else home
        return capital(place.words(self.handbook, self._agreement, within))

    # -- what

    def wish(self, reply: Reply, viewpoint: Viewpoint) -> RichText | None:
        """Return what the sender wants."""
        match viewpoint.kind:
            case "changed":
                blocks = self._changed(reply, viewpoint)
            case "added" | "removed":
                blocks = self._come_or_gone(reply, viewpoint)
            case "moved":
                blocks = [_labelled(_MOVED, f"{self._after(reply, viewpoint)}.")]
            case "fixed":
                blocks = [_labelled(_IN_FIXED, ""), *_both(_strokes(viewpoint), viewpoint.text)]
            case "comment":
                about = f"{_COMMENT} till ”{viewpoint.quoted}”" if viewpoint.quoted else _COMMENT
                blocks = list(_paragraphs(about, viewpoint.text))
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
        return None

    def _come_or_gone(self, reply: Reply, viewpoint: Viewpoint) -> list[Block]:
        if viewpoint.kind == "removed":
            return [_labelled(_GONE, self.place(reply, viewpoint))]
        change = self._change(reply, viewpoint)
        if change is None:
            return list(_paragraphs(_NEW, viewpoint.text or _new(_strokes(viewpoint))))
        more = (_MORE,) if len(change.content) > _MOST_LINES else ()
        return list(_paragraphs(_NEW, "\n".join((*change.content[:_MOST_LINES], *more))))

    def _row(self, viewpoint: Viewpoint) -> list[Block]:
        strokes = _strokes(viewpoint)
        proposed = list(_both(strokes)) if strokes else list(_paragraphs(_PROPOSED, viewpoint.text))
        if viewpoint.quoted:
            proposed.insert(0, _labelled("Nuvarande lydelse eller plats", viewpoint.quoted))
        return [*proposed, *_paragraphs(_REASON, viewpoint.reason)]

    def _after(self, reply: Reply, viewpoint: Viewpoint) -> str:
        now, before = (self._neighbour(reply, viewpoint, one) for one in (viewpoint.returned, viewpoint.sent))
        return f"{now} i stället för {before}"

    def _neighbour(self, reply: Reply, viewpoint: Viewpoint, item: object) -> str:
        last = next(reversed(wishes.ids(item)), "") or (item if isinstance(item, str) else "")
        if not last:
            return _FIRST
        home = at.join(at.parent(viewpoint.address), last)
        holder = self._agreement if place.exists(self._agreement, home) else self.sent(reply)
        return f"efter {place.words(self.handbook, holder, home)}"

    # -- what came of it

    def stand(self, viewpoint: Viewpoint) -> str:
        """Return what the group made of a viewpoint."""
        stand = viewpoint.stand
        if stand is None:
            return UNTREATED
        if stand.decision == "lifted" and stand.lift is not None:
            return f"{STANDS['lifted']} till {lifted_to(self._agreement, stand.lift)}"
        is_noted = stand.decision == "taken" and viewpoint.kind in _WITHOUT_WORDING
        return _NOTED if is_noted else STANDS[stand.decision]

    def now(self, reply: Reply, viewpoint: Viewpoint, *, there: bool) -> RichText | None:
        """Return the wording that stands now, once it has been decided on; ``None`` where nothing does.

        *there* says that what is wanted stands there though nobody has decided.
        """
        stand = viewpoint.stand
        if stand is None:
            return rich_text.plain(_ALREADY) if there else None
        address = stand.address or viewpoint.address
        if wishes.kind_of_item(address) is not None and viewpoint.kind in ("added", "removed"):
            there = place.exists(self._agreement, address)
            words_ = {"added": (_IS_NOT, _IS_THERE), "removed": (_IS_GONE, _STAYS)}
            return rich_text.plain(words_[viewpoint.kind][there])
        if wishes.answer(address) is None:
            return _lines(_NOW, _text_of(stand.value)) if stand.value is not None else None
        if not place.exists(self._agreement, address):
            return rich_text.plain(_IS_GONE)
        return self._standing(reply, viewpoint, stand, address)

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
        yield block if number else Block(runs=(_label(label), *block.runs))


def _labelled(label: str, text: str) -> Block:
    return Block(runs=(_label(label), Run(text=text))) if text else _block(f"{label}.")


def _label(label: str) -> Run:
    return Run(text=f"{label}: ", italic=True)


def _block(text: str) -> Block:
    return Block(runs=(Run(text=text),))
