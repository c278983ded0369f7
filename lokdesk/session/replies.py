"""What came back on a version that was sent out, taken in: each file compared with what was sent.

Nothing is applied: a file becomes a reply, and each thing in it that its sender wants a viewpoint.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from pydantic_core import to_jsonable_python

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.discussion import Note
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.garbage import uncollected
from lokdesk.agreement.mapping import Cell
from lokdesk.agreement.reply import Reply, Stroke, Viewpoint
from lokdesk.agreement.rich_text import plain
from lokdesk.agreement.value import new_id
from lokdesk.agreement.version import checksum
from lokdesk.agreement.wording import Wording
from lokdesk.project.problem import Problem
from lokdesk.revision import words
from lokdesk.revision.comparison import Difference, compare
from lokdesk.session import (
    accounting,
    belonging,
    discussion,
    document,
    place,
    responding,
    returned,
    rewording,
    strays,
    wishes,
)
from lokdesk.session.belonging import Sent
from lokdesk.session.comparison import Compared
from lokdesk.session.library import Library
from lokdesk.session.rewording import Hand
from lokdesk.session.strays import Stray

if TYPE_CHECKING:
    from lokdesk.word.echo import Mark
    from lokdesk.word.laid import Laid

_ALIKE = 0.5
"""How alike a text around the pages must be to one that was there to be that one, changed."""
_HEADS = "rubrikerna i en tabell med synpunkter"
_SOMEWHERE = "på ett ställe som inte har gått att fastställa"
_NOT_UNDERSTOOD = "i ett fält, men går inte att tolka som ett svar där"


@uncollected()
def taken_in(draft: Draft, name: str, content: bytes, library: Library, day: date) -> Reply:
    """Return the Word document *content*, a file called *name*, as a reply received on *day*.

    It is compared with the kept version that it was made of, else with what it says itself that it was
    written with. Raises Problem when it has been taken in already, is no Word document, or belongs to
    another agreement.
    """
    name = PurePath(name).name
    _refuse_again(draft, name, content)
    sent = belonging.sent(draft, name, content, library)
    viewpoints = _Viewpoints(draft, sent, name, content, library)
    viewpoints.gather()
    said = viewpoints.laid.came.margin.sender
    who, party = belonging.sender(draft, sent.version, name, viewpoints.authors(), said)
    return Reply(
        id=new_id({one.id for one in draft.replies}),
        name=name,
        sender=who or None,
        party=party or None,
        received=day,
        version=sent.version.id if sent.version else None,
        viewpoints=tuple(viewpoints.found),
        content=content,
    )


def _refuse_again(draft: Draft, name: str, content: bytes) -> None:
    before = next((one for one in draft.replies if one.sha256 == checksum(content)), None)
    if before is None:
        return
    when = f"hämtades {before.received.isoformat()}" if before.received else "redan är hämtad"
    if before.name != name:
        raise Problem(f"”{name}” är samma fil som ”{before.name}”, som {when}.")
    raise Problem(f"”{name}” är redan hämtad{f': den {when}' if before.received else ''}.")


def told(name: str, problem: Problem) -> str:
    """Return what is wrong with a file called *name*, in sentences that name it."""
    said = str(problem)
    return said if name in said else f"”{name}”: {said}"


@dataclass
class _Viewpoints:
    """Gathers what a sender wants."""

    draft: Draft
    sent: Sent
    name: str
    content: bytes
    library: Library
    found: list[Viewpoint] = field(default_factory=list[Viewpoint])
    before: Agreement = field(default_factory=Agreement)
    returned: Agreement = field(default_factory=Agreement)
    laid: "Laid" = field(init=False)
    given: Mapping[str, Sequence[int]] = field(default_factory=dict[str, Sequence[int]])

    def add(self, **fields: Any) -> None:
        taken = {one.id for one in self.found}
        self.found.append(Viewpoint(id=new_id(taken), **fields))

    def gather(self) -> None:
        """Gather all of it: the answers that differ first, then what stands beside them. Raises Problem."""
        from lokdesk.word import laid, read, source

        try:
            with source.reading():
                self.laid = laid.laid(self.content, self.sent.companion or self.sent.content)
                self._gather()
        except (read.NotOurs, source.NotRead) as error:
            again = "" if isinstance(error, source.NotRead) else f" {source.AGAIN}"
            raise Problem(f"”{self.name}” kan inte läsas. {error}{again}") from error

    def _gather(self) -> None:
        self.before = self.laid.reading.written
        self.returned, astray, self.given = strays.strays(
            self.laid, None if self.sent.companion else self._printed
        )
        if not self.sent.companion:
            self._differing()
        self._rows()
        self._beside(astray)
        self._unplaced()
        self._around()
        self._remarks()
        self._left_over()

    def _printed(self, agreement: Agreement) -> Mapping[str, int]:
        """Return how many times the template says each thing beside the answers of *agreement*."""
        from lokdesk.word import laid

        made = self.draft.model_copy(update={"agreement": agreement})
        return laid.besides(document.render(made, self.library))

    def _unplaced(self) -> None:
        """Gather what stands in fields and is no answer, beside what was sent in them.

        What is left of an item that went is as sent.
        """
        was = Wording(self.before, {one.id: one.name for one in self.draft.attachments})
        for one in self.laid.reading.unplaced:
            answer = wishes.answer(one.address)
            said = was.plain(answer, wishes.now(self.before, one.address)) if answer is not None else ""
            if said and said.split() == one.text.split():
                continue
            strokes = rewording.strokes(words.difference(said, one.text)) if said else ()
            self.add(
                kind="outside",
                text=one.text,
                strokes=strokes,
                nearest=(one.address,),
                place=_NOT_UNDERSTOOD,
            )

    def authors(self) -> Iterator[str]:
        """Yield who is told to have written something, the most telling first."""
        margin = self.laid.came.margin
        yield from (*margin.authors, margin.saved_by)

    def _differing(self) -> None:
        """Gather the answers that say something else, and the items that came, went and moved."""
        names = {one.id: one.name for one in self.draft.attachments}
        compared = Compared(self.library.handbook_of(self.draft), self.before, self.returned, names)
        for one in compare(self.before, self.returned):
            if self.laid.is_part and one.new in (None, ()):
                # It is not among what came back, and nobody has taken it away.
                continue
            one = _of_cell(one)
            answer = schema.patterns().get(schema.pattern(one.address))
            if isinstance(answer, Answer):
                strokes = self._strokes(compared, answer, one)
                self.add(
                    kind="changed",
                    address=one.address,
                    sent=to_jsonable_python(one.old),
                    returned=to_jsonable_python(one.new),
                    strokes=strokes,
                    **rewording.hand(strokes)._asdict(),
                )
            else:
                self._item(one)

    def _strokes(self, compared: Compared, answer: Answer, one: Difference) -> tuple[Stroke, ...]:
        """Return the words of an answer that has changed, with whose they are."""
        if marks := self._marks(one.address):
            was, now = compared.was.plain(answer, one.old), compared.now.plain(answer, one.new)
            return rewording.woven(was, now, marks)
        return rewording.strokes(compared.pieces(answer, one.old, one.new))

    def _marks(self, address: str) -> "Sequence[Mark]":
        """Return the tracked changes in the answer at *address*, none where there are none."""
        from lokdesk.word.echo import Mark

        came, given = self.laid.came, self.given.get(address, ())
        marks = list(came.marks.get(address, ()))
        if not marks and not came.besides:
            return ()
        places = self.laid.places.get(address, ())
        if not marks and not any(one in came.besides for one in (*places, *given)):
            return ()
        for number in given if marks else (*places, *given):
            if marks:
                marks.append(Mark("same", "\n"))
            marks += came.besides.get(number) or (Mark("same", self.laid.now[number].text),)
        return marks

    def _item(self, one: Difference) -> None:
        list_, id_ = at.parent(one.address), at.last(one.address)
        was, now = (_before(agreement, list_, id_) for agreement in (self.before, self.returned))
        sent, returned = to_jsonable_python(one.old), to_jsonable_python(one.new)
        if one.kind == "moved":
            sent, returned = was, now
        nearest = (was if one.kind == "removed" else now)[-1:]
        by = self._hand(one.address)
        self.add(
            kind=one.kind,
            address=one.address,
            sent=sent,
            returned=returned,
            after="".join(nearest),
            **by._asdict(),
        )

    def _hand(self, item: str) -> Hand:
        """Return who has tracked that the item has come, gone or been moved."""
        for one in self.laid.came.items.get(item, ()):
            return Hand(one.author or None, one.written)
        return Hand()

    def _rows(self) -> None:
        """Gather what is filled in in a table of responses, and how somebody has made one of their own."""
        if not self.sent.companion:
            for one in self.laid.came.margin.heads:
                self.add(kind="outside", text=one, place=_HEADS)
        filled = [
            one for one in self.laid.came.margin.rows if one.is_filled and not responding.says_nothing(one)
        ]
        if not filled:
            return
        placing = responding.Placing(self.sent.content)
        for one in filled:
            address, nearest = placing.place(one)
            self.add(
                kind="row",
                address=address,
                text=one.wording,
                reason=one.reason,
                quoted=one.current,
                place=one.section,
                nearest=nearest,
            )

    def _beside(self, astray: Iterable[Stray]) -> None:
        """Gather what stands outside of the answers."""
        for one in astray:
            where = self._named(one.stood_for) if one.stood_for else one.where
            said = {"strokes": one.strokes, "place": where, "nearest": one.nearest}
            by = rewording.hand(one.strokes)._asdict()
            if one.is_fixed:
                self.add(kind="fixed", sent=one.sent, returned=one.text, **said, **by)
            else:
                self.add(kind="outside", text=one.text, **said, **by)

    def _named(self, address: str) -> str:
        """Return what the answer at *address*, of what was sent, is called."""
        return place.place(self.library.handbook_of(self.draft), self.before, address).words

    def _around(self) -> None:
        """Gather what has come and gone in headers, footers, notes and diagrams."""
        from lokdesk.word import source

        before = source.around(self.sent.companion or self.sent.content)
        after = self.laid.around
        if before == after:
            return
        # What was pasted into a new document has left them behind, and so has a text of its own.
        stays = belonging.is_own(self.content) and not self.laid.is_part
        were, are = map(returned.footnotes, (self.before, self.returned))
        came = list(returned.beside_notes(returned.once(returned.new(after, before)), are - were))
        gone = list(returned.beside_notes(returned.new(before, after), were - are)) if stays else []
        # One of several headers that said the same may say something else now.
        edges = dict.fromkeys(one.text for one in before if one.edge and one.text)
        for text in came:
            was = _likest(gone, text) or _likest(edges, text)
            if was:
                if was in gone:
                    gone.remove(was)
                strokes = rewording.strokes(words.difference(was, text))
                self.add(kind="fixed", sent=was, returned=text, strokes=strokes, place=returned.AROUND)
            else:
                self.add(kind="outside", text=text, place=returned.AROUND)
        for text in gone:
            strokes = (Stroke(kind="removed", text=text),)
            self.add(kind="fixed", sent=text, returned="", strokes=strokes, place=returned.AROUND)

    def _remarks(self) -> None:
        """Gather the comments that were not there when the document went out, each answer by itself."""
        for one in self.laid.comments:
            self.add(
                kind="comment",
                address=one.address,
                text=one.text,
                author=one.author or None,
                written=one.written,
                quoted=one.quoted,
                place=one.place,
                nearest=one.nearest,
            )

    def _left_over(self) -> None:
        """Gather the words that came and are in nothing of what has been gathered, whatever they are of."""
        from lokdesk.word import census

        reply = Reply(id="reply000", name=self.name, viewpoints=tuple(self.found), content=self.content)
        left = accounting.untold(self.draft, reply, self.library, self.laid)
        lines: list[str] = []
        # What says most of it comes first: a common word stands in many lines.
        for line in sorted(self.laid.new_lines, key=lambda one: -(census.counted(one) & left).total()):
            if left & census.counted(line):
                lines.append(line.strip())
                left -= census.counted(line)
        if left:
            lines.append(" ".join(left.elements()))
        if lines:
            self.add(kind="outside", text="\n".join(lines), place=_SOMEWHERE)


def _likest(some: Iterable[str], text: str) -> str:
    """Return which of *some* texts *text* may have been, empty where it is none of them."""
    found = max(some, key=lambda one: _likeness(one, text), default="")
    return found if found and _likeness(found, text) >= _ALIKE else ""


def _likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same, from 0 to 1."""
    same = sum(len(piece.text) for piece in words.difference(one, other) if piece.kind == "same")
    return 2 * same / (len(one) + len(other))


def _of_cell(one: Difference) -> Difference:
    """Return *one* as a change of the answer in a cell, which is there only when it holds something."""
    was, now = (it.value if isinstance(it, Cell) else None for it in (one.old, one.new))
    if was is None and now is None:
        return one
    return Difference("changed", at.join(one.address, "value"), was, now)


def _before(agreement: Agreement, list_: str, id_: str) -> list[str]:
    """Return the ids of the items before the one with that *id_*, in order; none where it is not there."""
    return wishes.those_before(agreement, at.join(list_, id_)) or []


# Into the draft


def added(draft: Draft, replies: Iterable[Reply]) -> Draft:
    """Return *draft* with *replies* in it, and their comments among its notes.

    A file that is in it already comes to nothing, and a comment that is there already, in another copy that
    went from hand to hand, is no new note.
    """
    said = draft.discussion
    held = draft.replies
    for reply in replies:
        if reply.content and any(one.sha256 == reply.sha256 for one in held):
            continue
        held = (*held, reply)
        for one in reply.viewpoints:
            address = one.address or next(iter(one.nearest), "")
            if one.kind != "comment" or not address:
                continue
            note = Note(
                id=discussion.fresh_id(said),
                address=address,
                text=plain(one.text),
                author=one.author,
                written=one.written,
            )
            if not any(_same(note, other) for other in said.notes):
                said = discussion.with_said(said, note)
    return draft.model_copy(update={"replies": held, "discussion": said})


def _same(note: Note, other: Note) -> bool:
    """Return whether two are one comment, which nothing says where nobody is told to have made them."""
    return bool(note.author and note.written) and (note.address, note.text, note.author, note.written) == (
        other.address,
        other.text,
        other.author,
        other.written,
    )
