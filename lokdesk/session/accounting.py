"""Whether every word that came back has been seen: held against the document that was sent, word for word.

The words are counted without any of what reads answers out of documents, so that it tells what that missed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Reply, Viewpoint
from lokdesk.agreement.wording import Wording
from lokdesk.session import belonging, document, responding, returned, standing, wishes
from lokdesk.session.library import Library
from lokdesk.session.unsettled import Unsettled

if TYPE_CHECKING:
    from lokdesk.word.echo import Margin
    from lokdesk.word.laid import Laid
    from lokdesk.word.responses import Responses
    from lokdesk.word.strips import Strip

_IN_WORDS = ("text", "line")
_ANSWERS = ("changed", "added", "removed", "moved")


class Unaccounted(NamedTuple):
    """Words that no viewpoint tells of: those that *came*, and those that *went*, once for each time."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.came or self.went)


def unaccounted(draft: Draft, reply: Reply, library: Library) -> Unaccounted:
    """Return the words that differ between what was sent and what came back, and are in no viewpoint.

    A word that was moved has neither come nor gone. An answer counts with all that the template says around
    it, and in every place where it is printed: as often as the document would have it, were every viewpoint
    of *reply* taken into what was sent. A new item counts with what Word copied around its answers, also
    where nothing was filled in. Of a file that is only a part of it, all the rest has gone.
    """
    from lokdesk.word import census, hearing

    sent = belonging.sent(draft, reply.name, reply.content, library)
    before, after = census.words(sent.companion or sent.content), census.words(reply.content)
    both = sent.agreement, taken(draft, reply, sent.agreement).agreement
    drafts = [draft.model_copy(update={"agreement": one}) for one in both]
    was, now = (census.words(document.render(one, library)) for one in drafts)
    # A row of which too little is known is not printed, and what went in one answer has come in another.
    bare = [_by_answer(one) for one in drafts]
    none = Counter[str]()
    each = [(old.get(one, none), new.get(one, none)) for old, new in [bare] for one in {**old, **new}]
    came = (now - was) | sum((new - old for old, new in each), none)
    went = (was - now) | sum((old - new for old, new in each), none)
    came += _copied(reply, library, *drafts)
    for one in reply.viewpoints:
        if one.kind not in _ANSWERS:
            new, old = _brought(one)
            came += new
            went += old
    came += census.counted(*_silent(hearing.answered(reply.content)))
    return Unaccounted(_listed(after - before - came), _listed(before - after - went))


def _silent(table: "Responses | Margin") -> Iterator[str]:
    """Yield what is no viewpoint in a table of responses: who answers and when, and that there is none.

    The reply tells who sends it, and has no viewpoint where there is none.
    """
    yield from (table.sender, table.answered)
    for row in table.rows:
        if responding.says_nothing(row):
            yield from (row.current, row.wording, row.reason)


def untold(draft: Draft, reply: Reply, library: Library, laid: "Laid") -> Counter[str]:
    """Return the words that came, as *laid* has them, and that no viewpoint of *reply* tells of.

    These are such as neither a glance at the document nor the count of it finds told: that is slow, and made
    only where the glance finds any.
    """
    left = _glanced(reply.viewpoints, laid)
    return left & Counter(unaccounted(draft, reply, library).came) if left else left


def _glanced(viewpoints: Sequence[Viewpoint], laid: "Laid") -> Counter[str]:
    """Return the words that came and may be told of by none of *viewpoints*.

    An answer counts as often as it is printed, and a new item with what stands around its answers. What is
    no words, such as a date, is the answer in whatever way it is written.
    """
    from lokdesk.word import census

    left = laid.came_words
    if not left:
        return left
    left -= census.counted(*_silent(laid.came.margin))
    for one in viewpoints:
        if one.kind == "changed":
            told = _added(one)
            was = _said_in(laid.sent, laid.before.places.get(one.address, ()), one.address)
            printed = _said_in(laid.now, laid.places.get(one.address, ()), one.address) - was
            answer = schema.patterns()[schema.pattern(one.address)]
            in_words = isinstance(answer, Answer) and answer.kind in _IN_WORDS
            left -= told | Counter({word: n for word, n in printed.items() if word in told or not in_words})
        elif one.kind == "added":
            inside = [it for it in laid.now if it.within == one.address or _is_in(it, one.address)]
            left -= census.counted(*(it.text for it in inside)) | census.counted(*_strings(one.returned))
        elif one.kind not in _ANSWERS:
            left -= _brought(one)[0]
    return left


def _added(one: Viewpoint) -> Counter[str]:
    """Return the words that a change of an answer brings."""
    from lokdesk.word import census

    was, now = (
        "".join(stroke.text for stroke in one.strokes if stroke.kind != kind) for kind in ("added", "removed")
    )
    return census.counted(now) - census.counted(was)


def _said_in(strips: "Sequence[Strip]", places: Iterable[int], address: str) -> Counter[str]:
    """Return the words that the answer at *address* says in *strips*, at those *places* among them."""
    from lokdesk.word import census

    return census.counted(*(strips[number].said(address) for number in places))


def _is_in(strip: "Strip", item: str) -> bool:
    return any(address.startswith(f"{item}/") for address in strip.addresses)


def _strings(value: Any) -> Iterator[str]:
    """Yield all that an item says, as JSON data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in cast("dict[str, Any]", value).values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in cast("list[Any]", value):
            yield from _strings(inner)


def taken(draft: Draft, reply: Reply, sent: Agreement) -> Draft:
    """Return *draft* with what was *sent* as its agreement, and in that all answers that *reply* wants."""
    bare = tuple(one.model_copy(update={"stand": None}) for one in reply.viewpoints)
    made = draft.model_copy(
        update={
            "agreement": sent,
            "replies": (reply.model_copy(update={"viewpoints": bare}),),
        }
    )
    # What is new comes first: other viewpoints may be about what is in it.
    for one in sorted(bare, key=lambda one: one.kind != "added"):
        ref = wishes.ref(reply, one)
        if one.kind in _ANSWERS and wishes.found(made, ref)[1].stand is None:
            try:
                made = standing.take(made, ref, instead=True)
            except Unsettled:
                # Its words are then not accounted for, which is what is asked.
                continue
    return made


def _copied(reply: Reply, library: Library, sent: Draft, made: Draft) -> Counter[str]:
    """Return the words that stand around the answers of an item, and that a copy of it made with "+" has.

    Only those are counted that the document would not have around the new item, were it *made*.
    """
    found = Counter[str]()
    for one in reply.viewpoints:
        list_, id_ = at.parent(one.address), at.last(one.address)
        if one.kind != "added" or (ids := _ids(made.agreement, list_)).count(id_) == 0:
            continue
        known = frozenset(_ids(sent.agreement, list_))
        of = next((other for other in reversed(ids[: ids.index(id_)]) if other in known), "")
        if of:
            found += _around(sent, at.join(list_, of), library) - _around(made, one.address, library)
    return found


def _ids(agreement: Agreement, list_: str) -> list[str]:
    try:
        return [one.id for one in at.get(agreement, list_)]
    except at.UnknownAddress:
        return []


def _around(draft: Draft, item: str, library: Library) -> Counter[str]:
    """Return the words that *draft* prints with an *item* besides its answers."""
    from lokdesk.word import census

    without = draft.model_copy(update={"agreement": at.remove(draft.agreement, item)})
    printed = (census.words(document.render(one, library)) for one in (draft, without))
    return next(printed) - next(printed) - (_answers(draft) - _answers(without))


def _answers(draft: Draft) -> Counter[str]:
    """Return how many times each word stands in the answers of *draft*."""
    return sum(_by_answer(draft).values(), Counter[str]())


def _by_answer(draft: Draft) -> dict[str, Counter[str]]:
    """Return how many times each word stands in each answer of *draft*, by address."""
    from lokdesk.word import census

    wording = Wording(draft.agreement, {file.id: file.name for file in draft.attachments})
    return {
        address: census.counted(wording.plain(answer, value))
        for address, answer, value in at.answers(draft.agreement)
    }


def _brought(one: Viewpoint) -> tuple[Counter[str], Counter[str]]:
    """Return the words that a viewpoint outside of every answer brings, and those that it takes away."""
    was, now = _said(one)
    if one.place == returned.AROUND:
        # What is changed in one of several headers has come, and what the others say has not gone.
        return now, was
    return now - was, was - now


def _said(one: Viewpoint) -> tuple[Counter[str], Counter[str]]:
    """Return the words of a viewpoint outside of every answer: those that were there, and those that are."""
    from lokdesk.word import census

    if one.strokes:
        was = "".join(stroke.text for stroke in one.strokes if stroke.kind != "added")
        now = "".join(stroke.text for stroke in one.strokes if stroke.kind != "removed")
        return census.counted(was), census.counted(f"{now}\n{one.reason}")
    was, now = ([said] if isinstance(said, str) else [] for said in (one.sent, one.returned))
    # What a row is about stands in it, too.
    about = (one.place, one.quoted) if one.kind == "row" else ()
    return census.counted(*was), census.counted(one.text, one.reason, *about, *now)


def _listed(words: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(words.elements()))
