"""An agreement moved to another version of template and handbook: rehearsed on a copy, and back again.

The model of answers is one for all versions. What an answer may lose is therefore its question and its place
in the document, never itself: it stays where it was, goes to where a version's table of moves says, or
becomes a question of the agreement's own. An answer that nobody asks for any more is an *orphan*, found by
looking.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.discussion import Discussion
from lokdesk.agreement.draft import Draft, Earlier, HandbookUse, TemplateUse
from lokdesk.agreement.follow_up import AdditionalAnswer
from lokdesk.agreement.rich_text import RichText, plain
from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.agreement.value import new_id
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import asking, naming, progress
from lokdesk.handbook.book import Handbook, Move

OWN = "additional_answers"
_ANSWER = "answer"

Kind = Literal["moved", "changed", "required", "lost", "new"]


@dataclass(frozen=True)
class Version:
    """A handbook together with a template.

    *chapters* are the headings that each answer and list stands under in the document, by address; what is
    not there has no place in it. *questions* are those that the template asks on its own, by id.
    """

    handbook: Handbook
    template: TemplateUse
    chapters: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    questions: Mapping[str, str] = field(default_factory=dict[str, str])

    def chapter(self, address: str) -> tuple[str, ...] | None:
        """Return the headings that *address* stands under, or ``None`` where it has no place."""
        found = self.chapters.get(address)
        return self.chapters.get(schema.pattern(address)) if found is None else found


class Change(NamedTuple):
    """What something was and what it is now; nothing where there was or is none."""

    was: str = ""
    now: str = ""


_NONE = Change()


@dataclass(frozen=True)
class Affected:
    """What a move does to the answers to one question.

    - ``lost``: nothing asks for them any more, or they have no place in the document any more
    - ``changed``: they become answers of another kind
    - ``moved``: they are asked for or printed elsewhere
    - ``required``: the question has to be answered from now on; *unanswered* is how many times it is not
    - ``new``: the question was not asked before

    *addresses* are where the answers are after the move, or where the question is asked, *pattern* the one
    that they had before. *asked* is the section of the handbook and *printed* the headings in the document,
    before and after, and *kinds* the kinds of answers where they differ.
    """

    kind: Kind
    pattern: str
    addresses: tuple[str, ...]
    asked: Change = _NONE
    printed: Change = _NONE
    kinds: Change = _NONE
    why: str = ""
    unanswered: int = 0


@dataclass(frozen=True)
class Rehearsal:
    """A move as it would be: the *draft* that comes of it, and all answers that are *listed* as affected.

    *went* says for each answer with another address which one it had, by the new one; *orphans* are the
    answers in the draft that its handbook does not ask for.
    """

    before: Draft
    draft: Draft
    old: Version
    new: Version
    listed: tuple[Affected, ...]
    went: Mapping[str, str]
    orphans: tuple[str, ...]


def rehearse(
    draft: Draft, old: Version, new: Version, handbooks: Mapping[str, Handbook], day: date
) -> Rehearsal:
    """Return what it would be to move *draft* on *day* from the version *old* to *new*.

    *handbooks* are all versions there are: the moves of those between the two are made one after the other.
    """
    agreement, went, whys = _moved(draft.agreement, route(handbooks, old.handbook, new.handbook))
    agreement = _asking(agreement, new)
    now = {before: after for after, before in went.items()}
    moved = draft.model_copy(
        update={
            "agreement": agreement,
            "discussion": _following(draft.discussion, now),
            "template": new.template,
            "handbook": HandbookUse(version=new.handbook.version),
            "earlier": (*draft.earlier, _earlier(draft, day)),
        }
    )
    listed = tuple(_listed(draft.agreement, agreement, old, new, went, whys))
    return Rehearsal(draft, moved, old, new, listed, went, orphans(agreement, new.handbook))


def back(draft: Draft, earlier_id: str, handbooks: Mapping[str, Handbook], day: date) -> Draft:
    """Return *draft* with the answers, the template and the handbook that it had before a move.

    What is said about them is said where they stand then; *handbooks* are all versions there are. What it
    has now is kept as the earlier one was, so that it can be gone back to, too. Raises KeyError where there
    is none with that id.
    """
    then = next((one for one in draft.earlier if one.id == earlier_id), None)
    if then is None:
        raise KeyError(earlier_id)
    others = tuple(one for one in draft.earlier if one is not then)
    return draft.model_copy(
        update={
            "agreement": then.agreement,
            "discussion": _following(draft.discussion, _way_back(draft, then, handbooks)),
            "template": then.template_use,
            "handbook": HandbookUse(version=then.handbook),
            "earlier": (*others, _earlier(draft, day)),
        }
    )


def _way_back(draft: Draft, then: Earlier, handbooks: Mapping[str, Handbook]) -> dict[str, str]:
    """Return where the answers of *draft* stand among those *then*, as far as that is elsewhere.

    Answers that were given then, and those that have been given since, tell it from both sides.
    """
    was, is_ = handbooks.get(then.handbook), handbooks.get(draft.handbook.version)
    if was is None or is_ is None:
        return {}
    _, came, _ = _moved(then.agreement, route(handbooks, was, is_))
    _, goes, _ = _moved(draft.agreement, route(handbooks, is_, was))
    return {before: after for after, before in goes.items()} | came


def _earlier(draft: Draft, day: date) -> Earlier:
    return Earlier(
        id=new_id(frozenset(one.id for one in draft.earlier)),
        agreement=draft.agreement,
        day=day,
        template=draft.template.id,
        template_version=draft.template.version,
        content=draft.template.content,
        manifest=draft.template.manifest,
        handbook=draft.handbook.version,
    )


def orphans(agreement: Agreement, handbook: Handbook) -> tuple[str, ...]:
    """Return the addresses of the answers in *agreement* that *handbook* does not ask for, in model order."""
    return tuple(
        address
        for address, _, value in at.answers(agreement)
        if asking.answered(value) and not handbook.asks(address)
    )


def as_own_question(agreement: Agreement, address: str, handbook: Handbook) -> Agreement:
    """Return *agreement* with the answer at *address* as the answer to a question of its own, and not there.

    The question is the one that *handbook*, or another version, asks. Raises UnknownAddress.
    """
    answer = schema.patterns()[schema.pattern(address)]
    assert isinstance(answer, Answer), "only an answer can be a question's"
    value = at.get(agreement, address)
    text = value if isinstance(value, RichText) else plain(Wording(agreement).plain(answer, value))
    asked = handbook.question(address)
    items = naming.named(handbook, agreement, address)
    question = f"{asked.label} – {', '.join(map(str, items))}" if items else asked.prompt
    own = AdditionalAnswer(id=new_id(at.ids(agreement)), question=question, answer=text)
    emptied = at.replace(agreement, address, () if answer.kind == "references" else None)
    return at.insert(emptied, OWN, own)


# The moves


def route(handbooks: Mapping[str, Handbook], old: Handbook, new: Handbook) -> Sequence[Move]:
    """Return the moves to make, in order, from one version of the handbook to another, newer or older.

    Versions that do not come from each other have none.
    """
    forwards = _since(handbooks, old, new)
    if forwards is not None:
        return forwards
    backwards = _since(handbooks, new, old)
    return () if backwards is None else [_turned(one) for one in reversed(backwards)]


def _since(handbooks: Mapping[str, Handbook], old: Handbook, new: Handbook) -> list[Move] | None:
    """Return the moves of versions after *old* up to *new*; ``None`` where *new* does not come from it."""
    found: list[Move] = []
    here: Handbook | None = new
    while here is not None and here.version != old.version:
        found[:0] = here.moves
        here = handbooks.get(here.based_on)
    return None if here is None else found


def _turned(move: Move) -> Move:
    return move.model_copy(update={"from_": move.to, "to": move.from_})


def _moved(agreement: Agreement, moves: Sequence[Move]) -> tuple[Agreement, dict[str, str], dict[str, str]]:
    """Return *agreement* after *moves*; the old addresses of what has another, and why, by the new one."""
    went: dict[str, str] = {}
    whys: dict[str, str] = {}
    for move in moves:
        for address, value in tuple(at.found(agreement, move.from_)):
            if not asking.answered(value):
                continue
            to = _filled(move.to, address)
            made = _put(agreement, address, to, value)
            if made is not None:
                agreement = made
                went[to] = went.pop(address, address)
                whys[to] = move.why
                whys.pop(address, None)
    return agreement, went, whys


def _filled(pattern: str, address: str) -> str:
    """Return *pattern* with the ids of the items that *address* lies in."""
    steps = address.split(SEPARATOR)
    ids = iter(
        step
        for step, asked in zip(steps, schema.pattern(address).split(SEPARATOR), strict=True)
        if asked == ANY
    )
    return SEPARATOR.join(next(ids) if step == ANY else step for step in pattern.split(SEPARATOR))


def _put(agreement: Agreement, address: str, to: str, value: Any) -> Agreement | None:
    """Return *agreement* with *value* moved from *address* to *to*; ``None`` where it cannot be put there.

    It cannot where something stands there already, or where it would not say the same.
    """
    was, is_ = (schema.patterns()[schema.pattern(one)] for one in (address, to))
    assert isinstance(was, Answer), "a move is of answers"
    assert isinstance(is_, Answer), "a move is of answers"
    if asking.answered(at.get(agreement, to)):
        return None
    if was.kind != is_.kind or was.refers_to != is_.refers_to:
        if "reference" in (was.kind[:9], is_.kind[:9]):
            return None
        words = Wording(agreement).plain(was, value)
        if isinstance(value, RichText) and value != plain(words):
            # It would lose its look, or a footnote.
            return None
        try:
            value = schema.adapter(*schema.holder(schema.pattern(to))).validate_python(words)
        except ValidationError:
            return None
        if Wording(agreement).plain(is_, value) != words:
            return None
    return at.replace(at.replace(agreement, address, None if was.kind != "references" else ()), to, value)


def _asking(agreement: Agreement, new: Version) -> Agreement:
    """Return *agreement* with the questions that the new template asks on its own."""
    known = {one.id for one in agreement.additional_answers}
    asked = tuple(
        AdditionalAnswer(id=id_, question=prompt) for id_, prompt in new.questions.items() if id_ not in known
    )
    if not asked:
        return agreement
    return agreement.model_copy(update={OWN: (*agreement.additional_answers, *asked)})


def _following(said: Discussion, now: Mapping[str, str]) -> Discussion:
    """Return what is *said* about answers, where they are *now*."""
    if not now:
        return said

    def kinds(address: str) -> tuple[object, object]:
        one = schema.patterns()[schema.pattern(address)]
        assert isinstance(one, Answer), "only answers are moved"
        return one.kind, one.refers_to

    same = {before: after for before, after in now.items() if kinds(before) == kinds(after)}
    return said.model_copy(
        update={
            "notes": _at(said.notes, now),
            "open_questions": _at(said.open_questions, now),
            # A wording is one that the answer could have.
            "alternatives": _at(said.alternatives, same),
        }
    )


def _at(items: Sequence[Any], now: Mapping[str, str]) -> tuple[Any, ...]:
    return tuple(
        one.model_copy(update={"address": now[one.address]}) if one.address in now else one for one in items
    )


# The list


def _listed(
    before: Agreement,
    after: Agreement,
    old: Version,
    new: Version,
    went: Mapping[str, str],
    whys: Mapping[str, str],
) -> Iterator[Affected]:
    answered: dict[str, list[str]] = {}
    known = {one.id for one in before.additional_answers}
    # What the new template asks on its own has not been anywhere before.
    asked = {f"{OWN}/{one.id}/question" for one in after.additional_answers if one.id not in known}
    for address, _, value in at.answers(after):
        if asking.answered(value) and address not in asked:
            answered.setdefault(schema.pattern(address), []).append(address)
    yield from _changed(answered, went, whys)
    for addresses in answered.values():
        yield from _placed(addresses, old, new, went, whys)
    yield from _required(after, old, new)
    yield from _news(after, old, new)


def _changed(
    answered: Mapping[str, Sequence[str]], went: Mapping[str, str], whys: Mapping[str, str]
) -> Iterator[Affected]:
    for pattern, addresses in answered.items():
        for was in dict.fromkeys(schema.pattern(went[one]) for one in addresses if one in went):
            there = tuple(one for one in addresses if one in went and schema.pattern(went[one]) == was)
            old, new = schema.patterns()[was], schema.patterns()[pattern]
            if isinstance(old, Answer) and isinstance(new, Answer) and old.kind != new.kind:
                kinds = Change(old.kind, new.kind)
                yield Affected("changed", was, there, kinds=kinds, why=whys.get(there[0], ""))


def _placed(
    addresses: Sequence[str], old: Version, new: Version, went: Mapping[str, str], whys: Mapping[str, str]
) -> Iterator[Affected]:
    """Yield what happens to the places of the answers at *addresses*, which have one pattern by now."""
    found: dict[tuple[Kind, str, Change, Change], list[str]] = {}
    for address in addresses:
        before = went.get(address, address)
        asked = Change(_section(old, before), _section(new, address))
        printed = Change(_headings(old, before), _headings(new, address))
        lost = (old.handbook.asks(before) and not new.handbook.asks(address)) or (
            old.chapter(before) is not None and new.chapter(address) is None
        )
        if lost:
            found.setdefault(("lost", schema.pattern(before), asked, printed), []).append(address)
        elif address != before or asked.was != asked.now or printed.was != printed.now:
            found.setdefault(("moved", schema.pattern(before), asked, printed), []).append(address)
    for (kind, pattern, asked, printed), there in found.items():
        yield Affected(kind, pattern, tuple(there), asked, printed, why=whys.get(there[0], ""))


def _section(version: Version, address: str) -> str:
    """Return the title of the section that asks for *address*, if one does."""
    return version.handbook.place(address).section.title if version.handbook.asks(address) else ""


def _headings(version: Version, address: str) -> str:
    """Return the headings that *address* stands under in the document, if it has a place there."""
    return " – ".join(version.chapter(address) or ())


def _required(after: Agreement, old: Version, new: Version) -> Iterator[Affected]:
    for question in new.handbook.questions:
        pattern = question.address
        if question.requirement != "required" or not old.handbook.asks(pattern):
            continue
        if old.handbook.question(pattern).requirement == "required":
            continue
        there = list(progress.asked((question,), after))
        if there:
            unanswered = sum(not done for _, _, done in there)
            addresses = tuple(address for address, _, _ in there)
            yield Affected("required", pattern, addresses, unanswered=unanswered)


def _news(after: Agreement, old: Version, new: Version) -> Iterator[Affected]:
    for question in new.handbook.questions:
        if not old.handbook.asks(question.address):
            there = tuple(address for address, _ in at.found(after, question.address))
            if there:
                asked = Change("", _section(new, question.address))
                yield Affected("new", question.address, there, asked, Change("", _headings(new, there[0])))
    for id_ in new.questions:
        if id_ not in old.questions:
            address = at.join(OWN, id_, _ANSWER)
            asked = Change("", _section(new, address))
            yield Affected(
                "new", schema.pattern(address), (address,), asked, Change("", _headings(new, address))
            )
