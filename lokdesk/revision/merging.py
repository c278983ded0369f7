"""Two copies of an agreement, or of a draft, edited apart and brought together again.

Both come from the same beginning, and everything in it is told apart by ids. What one side has changed
stands, what both have changed is merged by words, and what cannot be had both ways is a conflict: what the
first side says stands meanwhile, and nothing is lost.
"""

import hashlib
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast, get_args, get_origin

from pydantic_core import to_json

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer, RefersTo
from lokdesk.agreement.discussion import Alternatives, Choice, Note, OpenQuestion, Position, Proposal
from lokdesk.agreement.draft import Attachment, Draft, Earlier, Predecessor, SetAside, TemplateUse
from lokdesk.agreement.evaluation import IndicatorOutcome
from lokdesk.agreement.mapping import Cell, Column, TargetGroup
from lokdesk.agreement.organisation import Forum
from lokdesk.agreement.parties import Collaborator, DecidingBody, Party
from lokdesk.agreement.processes import InformationFlow
from lokdesk.agreement.reply import Reply, Viewpoint
from lokdesk.agreement.schema import SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.value import Item, Value
from lokdesk.agreement.version import KeptVersion
from lokdesk.revision.three_way import in_order, merge_answer

V = TypeVar("V", bound=Value)
_AGREEMENT = "agreement" + SEPARATOR


class Conflict(NamedTuple):
    """What *a* and *b* make of something that was *base*, and that cannot be had both ways.

    At the *address* of an answer these are its values; at that of an item the item, ``None`` where it is not
    there; at that of a list the ids of its items in order, where the two want different orders. Outside of
    the agreement an address begins with the name of the draft's part (``discussion/notes/4f2a91c0/text``),
    and what has no id is told at the address of its list, with the member that is meant.
    """

    address: str
    base: Any
    a: Any
    b: Any


class Merged(NamedTuple):
    """An agreement of two, and the *conflicts* between them, in the order of the agreement."""

    agreement: Agreement
    conflicts: tuple[Conflict, ...]


class MergedDraft(NamedTuple):
    """A draft of two, and the *conflicts* between them, in the order of the draft."""

    draft: Draft
    conflicts: tuple[Conflict, ...]


def merge(base: Agreement, a: Agreement, b: Agreement) -> Merged:
    """Return what becomes of an agreement that was *base*, and that has been edited as *a* and as *b*.

    An item that one side has removed and the other has changed, or refers to anew, stays and is a conflict.
    What pointed at it stays with it.
    """
    return Merged(*_merged(base, a, b))


def merge_drafts(base: Draft, a: Draft, b: Draft) -> MergedDraft:
    """Return what becomes of a draft that was *base*, and that has been edited as *a* and as *b*.

    Files and kept versions are never changed, so where both sides have something else under the same id both
    stay, that of *b* under an id of its own. What both have added that is the same but for its id is there
    once. Where both have gone to another template, that of *b* with its answers is kept as an earlier one.
    """
    draft, conflicts = _merged(base, a, b)
    told = tuple(one._replace(address=one.address.removeprefix(_AGREEMENT)) for one in conflicts)
    if b.template.content is not None and any(one.address == "template" for one in told):
        other = Earlier(
            id=_own_id(b.template),
            agreement=b.agreement,
            template=b.template.id,
            template_version=b.template.version,
            content=b.template.content,
            manifest=b.template.manifest,
            handbook=b.handbook.version,
        )
        if all(one.id != other.id for one in draft.earlier):
            draft = draft.model_copy(update={"earlier": (*draft.earlier, other)})
    return MergedDraft(draft, told)


def _merged(base: V, a: V, b: V) -> tuple[V, tuple[Conflict, ...]]:
    staying: frozenset[str] = frozenset()
    back: frozenset[_Pointer] = frozenset()
    while True:
        merging = _Merging(staying, back)
        result: V = merging.value(base, a, b, "")
        missed = _missed(result, base, a, b, merging) if merging.gone else frozenset[str]()
        let_go = frozenset(_let_go(base, a, b, merging))
        called = [_with_ids(side, merging.called) for side in (a, b)]
        if missed <= staying and let_go <= back and called == [a, b]:
            return result, tuple(merging.conflicts)
        staying |= missed
        back |= let_go
        a, b = called


# -- what a value is made of


_Way = Callable[["_Merging", Any, Any, Any, str], Any]
_BY_CONTENT: Mapping[type[Any], Callable[[Any], Hashable]] = {
    str: lambda one: one,
    SetAside: lambda one: (one.rule, one.address, one.about),
    IndicatorOutcome: lambda one: (one.indicator, one.party),
}
"""What stands in lists without an id, and what it is told apart by there."""
_WHOLE = (TemplateUse, KeptVersion, Attachment, Earlier, Predecessor)
"""What is one thing and nothing to merge the parts of."""
_ENTERED = (Position,)
"""What somebody has entered on a day: of two such, nothing is said by the one as if it were the other."""
_EARLIEST = ((Reply, "received"),)
"""The days of what two may have got each, of which the earlier is when it came."""


@cache
def _ways(model: type[Value]) -> tuple[tuple[str, _Way], ...]:
    """Return how each field of *model* is merged."""
    known = schema.fields(model)
    names = (name for name in model.model_fields if not (name == "id" and issubclass(model, Item)))
    return tuple(
        (
            name,
            _earliest
            if (model, name) in _EARLIEST
            else _way(known.get(name), model.model_fields[name].annotation),
        )
        for name in names
    )


def _earliest(merging: "_Merging", base: Any, a: Any, b: Any, here: str) -> Any:
    return merging.whole(base, a, b, here) if None in (a, b) or base is not None else min(a, b)


def _way(field: schema.Field | None, annotation: Any) -> _Way:
    match field:
        case Answer():
            return lambda merging, base, a, b, here: merging.answer(field, base, a, b, here)
        case ListOf(item):
            return lambda merging, base, a, b, here: merging.items(item, base, a, b, here)
        case GroupOf(value) if value not in _WHOLE:
            return lambda merging, base, a, b, here: merging.value(base, a, b, here + SEPARATOR)
        case _:
            pass
    member = get_args(annotation)[0] if get_origin(annotation) is tuple else None
    key = _BY_CONTENT.get(cast("type[Any]", member))
    if key is None:
        return lambda merging, base, a, b, here: merging.whole(base, a, b, here)
    return lambda merging, base, a, b, here: merging.members(key, base, a, b, here)


# -- the same thing under two ids


def _said(one: Item) -> Hashable:
    return to_json(one, exclude={"id"})


_SAME: Mapping[type[Item], Callable[[Any], Hashable | None]] = {
    Note: _said,
    OpenQuestion: _said,
    Proposal: _said,
    Alternatives: lambda one: one.address if one.chosen is None else None,
    Position: lambda one: (one.section, one.party),
    Reply: lambda one: one.sha256,
    Viewpoint: lambda one: to_json(one, exclude={"id", "stand"}),
}
"""What two have added apart and yet is the same: what it is known by, ``None`` where it is by its id."""


def _known_alike(
    model: type[Item], base: tuple[Item, ...], a: tuple[Item, ...], b: tuple[Item, ...]
) -> dict[str, str]:
    """Return the one id, the lower, of what *a* and *b* have each added and is the same, by both its ids."""
    known_by = _SAME.get(model)
    if known_by is None or a is base or b is base:
        return {}
    were = {one.id for one in base}
    ours, others = ({one.id for one in side} for side in (a, b))
    waiting: dict[Hashable, list[Item]] = {}
    for one in b:
        if one.id not in were and one.id not in ours and (key := known_by(one)) is not None:
            waiting.setdefault(key, []).append(one)
    new: dict[str, str] = {}
    for one in a:
        if one.id not in were and one.id not in others and (same := waiting.get(known_by(one))):
            other = same.pop(0)
            new[one.id] = new[other.id] = min(one.id, other.id)
    return new


def _with_ids(value: V, new: Mapping[str, str]) -> V:
    """Return *value*, if it is a draft, with the *new* ids where those of what is said stand as data."""
    if not isinstance(value, Draft) or not new:
        return value
    said = value.discussion
    alternatives = tuple(_chosen_by(one, new) for one in said.alternatives)
    replies = tuple(
        reply.model_copy(update={"viewpoints": tuple(_lifted_to(one, new) for one in reply.viewpoints)})
        for reply in value.replies
    )
    update: dict[str, Any] = {}
    if alternatives != said.alternatives:
        update["discussion"] = said.model_copy(update={"alternatives": alternatives})
    if replies != value.replies:
        update["replies"] = replies
    return value.model_copy(update=update) if update else value


def _chosen_by(matter: Alternatives, new: Mapping[str, str]) -> Alternatives:
    chosen = matter.chosen
    if chosen is None or chosen.proposal not in new:
        return matter
    return matter.model_copy(update={"chosen": chosen.model_copy(update={"proposal": new[chosen.proposal]})})


def _lifted_to(viewpoint: Viewpoint, new: Mapping[str, str]) -> Viewpoint:
    stand = viewpoint.stand
    if stand is None or stand.lift is None:
        return viewpoint
    return viewpoint.model_copy(update={"stand": stand.model_copy(update={"value": _told(stand.value, new)})})


def _told(data: Any, new: Mapping[str, str]) -> Any:
    """Return JSON *data* with the *new* ids in it."""
    if isinstance(data, dict):
        return {key: _told(one, new) for key, one in cast("dict[str, Any]", data).items()}
    if isinstance(data, list | tuple):
        return [_told(one, new) for one in cast("Sequence[Any]", data)]
    return new.get(data, data) if isinstance(data, str) else data


def _called(item: Item, id_: str) -> Item:
    return item if item.id == id_ else item.model_copy(update={"id": id_})


def _own_id(value: Value) -> str:
    """Return an id that follows from what *value* holds, files and all."""
    told = hashlib.sha256(to_json(value))
    for name in type(value).model_fields:
        held = getattr(value, name)
        if isinstance(held, bytes):
            told.update(held)
    return told.hexdigest()[:8]


# -- merging


def _by(key: Callable[[Any], Hashable], some: Sequence[Any]) -> dict[Hashable, Any]:
    return {key(one): one for one in some}


@cache
def _blank(model: type[Value]) -> Value:
    """Return a value of *model* in which nothing has been said."""
    return model.model_construct()


class _Merging:
    """One go at merging, in which the items at the addresses *staying* stay although one side removed them.

    What has pointed at such items comes *back*. *gone* holds what one side has removed and the other has left
    alone, by address, and *called* the ids of what both have added, by those that it had.
    """

    def __init__(self, staying: frozenset[str], back: Iterable["_Pointer"]) -> None:
        self._staying = staying
        self._back: dict[str, set[str]] = {}
        for address, target in back:
            self._back.setdefault(address, set()).add(target)
        self.conflicts: list[Conflict] = []
        self.gone: dict[str, Item] = {}
        self.called: dict[str, str] = {}

    def value(self, base: Value, a: V, b: V, prefix: str) -> V:
        """Return the value of two, sharing with *a* all that is the same."""
        if a is b or (a is base and b is base):
            return a
        update: dict[str, Any] = {}
        # Only the fields are read, thousands of them, and a model's own way there is a long one.
        was, ours, theirs = vars(base), vars(a), vars(b)
        for name, way in _ways(type(a)):
            mine, other = ours[name], theirs[name]
            if mine is not other:
                merged = way(self, was.get(name), mine, other, prefix + name)
                if merged is not mine:
                    update[name] = merged
        return a.model_copy(update=update) if update else a

    def answer(self, answer: Answer, base: Any, a: Any, b: Any, here: str) -> Any:
        """Return the answer of two."""
        if a == b:
            return a
        together = merge_answer(answer, base, *self._pointing(base, a, b, here))
        if together is not None:
            return together.value
        self.conflicts.append(Conflict(here, base, a, b))
        return a

    def whole(self, base: Any, a: Any, b: Any, here: str) -> Any:
        """Return what is no answer and has no parts to merge."""
        mine, other = self._pointing(base, a, b, here)
        if other == base or mine == other:
            return mine
        if mine == base:
            return other
        self.conflicts.append(Conflict(here, base, a, b))
        return a

    def members(
        self,
        key: Callable[[Any], Hashable],
        base: Sequence[Any],
        a: Sequence[Any],
        b: Sequence[Any],
        here: str,
    ) -> Any:
        """Return a list of what has no id and is told apart by its *key*."""
        if b == base or a == b:
            return a
        if a == base:
            return b
        were, ours, theirs = (_by(key, side) for side in (base or (), a, b))
        found: dict[Hashable, Any] = {}
        for one in dict.fromkeys((*ours, *theirs)):
            was, mine, other = were.get(one), ours.get(one), theirs.get(one)
            merged = self.whole(was, mine, other, here)
            if merged is None and was not in (mine, other):
                merged = other
            if merged is not None:
                found[one] = merged
        order = in_order(tuple(were), tuple(ours), tuple(theirs), frozenset(found))
        if not order.same:
            self.conflicts.append(Conflict(here, base, a, b))
        return tuple(found[one] for one in order.members)

    def items(
        self,
        model: type[Item],
        base: tuple[Item, ...] | None,
        a: tuple[Item, ...],
        b: tuple[Item, ...],
        here: str,
    ) -> tuple[Item, ...]:
        """Return the list of two, sharing with *a* if it is the same."""
        base = base or ()
        new = _known_alike(model, base, a, b)
        if new:
            self.called |= new
            a, b = (tuple(_called(one, new.get(one.id, one.id)) for one in side) for side in (a, b))
        were, theirs = {one.id: one for one in base}, {one.id: one for one in b}
        ours: dict[str, Item] = {}
        found: dict[str, Item] = {}
        for one in a:
            ours[one.id] = one
            address = f"{here}{SEPARATOR}{one.id}"
            was, other = were.get(one.id), theirs.get(one.id)
            if other is not None:
                found[one.id] = self._item(model, was, one, other, address)
            elif self._stays(was, one, Conflict(address, was, one, None)):
                found[one.id] = one
        for one in b:
            if one.id not in ours:
                was, address = were.get(one.id), f"{here}{SEPARATOR}{one.id}"
                if self._stays(was, one, Conflict(address, was, None, one)):
                    found[one.id] = one
        there = frozenset(found)
        order = in_order(tuple(were), tuple(ours), tuple(theirs), there)
        if not order.same:
            self.conflicts.append(Conflict(here, tuple(were), tuple(ours), tuple(theirs)))
        merged = tuple(found[one] for one in order.members)
        if model in _WHOLE:
            merged += tuple(self._beside(found, theirs))
        unchanged = len(merged) == len(a) and all(one is mine for one, mine in zip(merged, a, strict=True))
        return a if unchanged else merged

    def _item(self, model: type[Item], base: Item | None, a: Item, b: Item, address: str) -> Item:
        if a is b:
            return a
        if model in _WHOLE or model in _ENTERED:
            return self.whole(base, a, b, address)
        return self.value(base or _blank(model), a, b, address + SEPARATOR)

    def _stays(self, base: Item | None, one: Item, told: Conflict) -> bool:
        """Whether *one* that only one side has stays, which is *told* where the other side has removed it."""
        if base is None:
            return True
        if base != one or told.address in self._staying:
            self.conflicts.append(told)
        elif told.address not in self._back:
            self.gone[told.address] = base
            return False
        return True

    def _pointing(self, base: Any, a: Any, b: Any, here: str) -> tuple[Any, Any]:
        """Return what *a* and *b* say, each with what comes back there."""
        targets = self._back.get(here)
        return (a, b) if targets is None else (_with(base, a, targets), _with(base, b, targets))

    def _beside(self, found: Mapping[str, Item], theirs: Mapping[str, Item]) -> Iterator[Item]:
        """Yield under ids of their own what else is there under the same ids, where it cannot be one."""
        for conflict in self.conflicts:
            id_ = at.last(conflict.address)
            if id_ in found and conflict.b is theirs.get(id_) and conflict.a is found[id_] and conflict.b:
                own = _called(conflict.b, _own_id(conflict.b))
                if own.id not in found:
                    yield own


# -- what refers to what has been removed


_Pointer = tuple[str, str]
"""An address, and the id of the item that what stands there points at."""
_FROZEN = ("predecessors", "versions", "earlier")
"""The parts of a draft that hold agreements of their own, which refer to nothing outside of them."""


def _missed(result: Value, base: Value, a: Value, b: Value, merging: _Merging) -> frozenset[str]:
    """Return the addresses of the items that are gone, but which the side that kept them needs.

    That is so where it points at one anew, or where that which points at it stays with it in the *result*.
    What a side itself has let point at nothing is as that side wants it.
    """
    gone: dict[str, str] = {}
    kinds: set[type[Item]] = set()
    for address, item in merging.gone.items():
        for one in (item, *(inner for _, inner in at.items(item))):
            gone[one.id] = address
            kinds.add(type(one))
    patterns = [pattern for pattern, pointed in _pointing(type(result)) if not kinds.isdisjoint(pointed)]
    stays, were, ours, theirs = (frozenset(_pointers(one, patterns, gone)) for one in (result, base, a, b))
    places = {one.address for one in merging.conflicts}
    needed: set[str] = set()
    for root, side, other in ((a, ours, theirs), (b, theirs, ours)):
        for pointer in side - other:
            address = gone[pointer[1]]
            anew = pointer not in were or pointer in stays or pointer[0] in places
            if anew and _is_there(root, address):
                needed.add(address)
    return frozenset(needed)


def _let_go(base: Value, a: Value, b: Value, merging: _Merging) -> Iterator[_Pointer]:
    """Yield what has let go of the items that stay, on the side that has removed them and only there.

    It did so since they were to go. An item that is about one of them and nothing else went itself; where it
    stood points at what it was about. What is within them stays as it was, and has let go of nothing.
    """
    stay = [(one, one.a or one.b) for one in merging.conflicts if None in (one.a, one.b)]
    within = tuple(one.address + SEPARATOR for one, item in stay if isinstance(item, Item))
    for keeper, remover, staying in (
        (a, b, [item for one, item in stay if one.b is None]),
        (b, a, [item for one, item in stay if one.a is None]),
    ):
        items = [one for one in staying if isinstance(one, Item)]
        every = [inner for one in items for inner in (one, *(held for _, held in at.items(one)))]
        targets, kinds = {one.id for one in every}, {type(one) for one in every}
        for pattern, pointed in _pointing(type(base)):
            if kinds.isdisjoint(pointed):
                continue
            were, kept, left = (
                frozenset(_pointers(one, (pattern,), targets)) for one in (base, keeper, remover)
            )
            field = schema.patterns(type(base)).get(pattern)
            about = isinstance(field, Answer) and field.scope and field.kind == "reference"
            for address, target in (were & kept) - left:
                if address.startswith(within):
                    continue
                yield address, target
                if about:
                    yield at.parent(address), target


def _with(base: Any, side: Any, targets: Container[str]) -> Any:
    """Return what a *side* has made of *base*, with what pointed at any of the *targets* there."""
    if side is None:
        return base if any(one in targets for one in _pointed(base)) else None
    if not isinstance(side, tuple):
        return side
    found = list(cast("tuple[str, ...]", side))
    for place, one in enumerate(base):
        if one in targets and one not in found:
            before = next((other for other in reversed(base[:place]) if other in found), None)
            found.insert(0 if before is None else found.index(before) + 1, one)
    return tuple(found)


def _is_there(root: Value, address: str) -> bool:
    try:
        at.get(root, address)
    except UnknownAddress:
        return False
    return True


def _pointers(root: Value, patterns: Iterable[str], targets: Container[str]) -> Iterator[_Pointer]:
    """Yield what in *root* has one of the *patterns* and points at one of the *targets*."""
    for pattern in patterns:
        for address, value in at.found(root, pattern):
            for target in _pointed(value):
                if target in targets:
                    yield address, target


_TARGETS: Mapping[RefersTo, tuple[type[Item], ...]] = {
    "party": (Party,),
    "actor": (Party, Collaborator),
    "target_group": (TargetGroup,),
    "forum": (Forum,),
    "information_flow": (InformationFlow,),
    "attachment": (Attachment,),
    "body": (DecidingBody,),
}
_POINTING_ITEMS: Mapping[type[Item], tuple[str, tuple[type[Item], ...]]] = {
    Cell: ("", (Column,)),
    Alternatives: ("chosen", (Proposal,)),
}
"""What points at an item without being a reference: a cell itself, and what has been chosen."""


@cache
def _pointing(model: type[Value]) -> tuple[tuple[str, tuple[type[Item], ...]], ...]:
    """Return the patterns in *model* of what points at items, and what those are."""
    found: list[tuple[str, tuple[type[Item], ...]]] = []
    for pattern, field in schema.patterns(model).items():
        if pattern.split(SEPARATOR)[0] in _FROZEN:
            continue
        if isinstance(field, Answer) and field.refers_to is not None:
            found.append((pattern, _TARGETS[field.refers_to]))
        elif isinstance(field, ListOf) and field.item in _POINTING_ITEMS:
            inner, pointed = _POINTING_ITEMS[field.item]
            found.append((at.join(pattern, schema.ANY, inner), pointed))
    return tuple(found)


def _pointed(value: Any) -> Sequence[str]:
    if isinstance(value, Choice):
        return (value.proposal,)
    if isinstance(value, Item):
        return (value.id,)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value
