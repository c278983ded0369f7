"""A place that two copies have changed differently: settling it for one of them or a third, and reopening it.

Each is a pure step from a draft to a draft. What stands in the draft while nobody has chosen is what the own
copy said, or the item that the other one has taken away.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal, cast

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from lokdesk.agreement import reference, schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft, Earlier, TemplateUse
from lokdesk.agreement.reply import Clash
from lokdesk.agreement.schema import SEPARATOR, ListOf
from lokdesk.agreement.value import Item, Value
from lokdesk.agreement.wording import Wording
from lokdesk.project.problem import Problem
from lokdesk.session import cells

Raw = dict[str, Any]
Choice = Literal["mine", "theirs", "edited"]

_ANSWERS = "agreement"
_GONE = "Det som de två kopiorna har ändrat olika finns inte längre. Det finns inget att välja mellan."
_NO_FILE = "Filen som det gäller finns inte kvar i projektet. Ångra i stället det som gjordes."


def settle(draft: Draft, clash_id: str, choice: Choice, value: object = None) -> Draft:
    """Return *draft* with the clash of that id settled for *mine*, *theirs*, or as *edited*: the *value*.

    What somebody has written there meanwhile counts as mine. Raises KeyError for an id that no clash has,
    Problem where the place is gone, Unfit's cause, pydantic's ValidationError, for a value that does not fit.
    """
    clash = of(draft, clash_id)
    wanted = value if choice == "edited" else getattr(clash, choice)
    own_stands = choice == "mine" and clash.settled is None and now(draft, clash) != clash.theirs
    if not own_stands or _is_item(clash):
        draft = _put(draft, clash, wanted)
    return _marked(draft, clash, choice)


def reopen(draft: Draft, clash_id: str) -> Draft:
    """Return *draft* with the clash of that id unsettled, and in its place what stood there meanwhile.

    Raises KeyError and Problem as :meth:`settle` does.
    """
    clash = of(draft, clash_id)
    if clash.settled is None:
        return draft
    there = clash.theirs if _is_item(clash) and clash.mine is None else clash.mine
    return _marked(_put(draft, clash, there), clash, None)


def of(draft: Draft, clash_id: str) -> Clash:
    """Return the clash with that id. Raises KeyError."""
    return {one.id: one for one in draft.clashes}[clash_id]


def left(draft: Draft) -> tuple[Clash, ...]:
    """Return the clashes that nobody has settled."""
    return tuple(one for one in draft.clashes if one.settled is None)


def now(draft: Draft, clash: Clash) -> Any:
    """Return what stands at the place of *clash*, as JSON data; ``None`` where nothing does."""
    try:
        there = _at(draft, _way(clash))
    except UnknownAddress:
        return None
    if _is_order(there, clash):
        return [one.id for one in there]
    if _is_member(there):
        return _json(_member(there, clash))
    return _json(there)


def said(draft: Draft, clash: Clash, value: Any) -> str:
    """Return *value*, one of those of *clash*, in words."""
    if _is_item(clash):
        return "borttaget" if value is None else "står kvar"
    try:
        field = schema.patterns().get(schema.pattern(clash.address))
    except KeyError:
        field = None
    if isinstance(field, ListOf):
        return "i en annan ordning"
    if not isinstance(field, Answer):
        # What stands around the answers: a note, say, or a finding that is set aside.
        return "inget" if value is None else "något annat"
    adapter = schema.adapter(*schema.holder(schema.pattern(clash.address)))
    words = Wording(draft.agreement, {one.id: one.name for one in draft.attachments})
    return (
        f"”{told}”" if (told := words.plain(field, adapter.validate_python(value)).strip()) else "inget svar"
    )


def _marked(draft: Draft, clash: Clash, choice: Choice | None) -> Draft:
    new = clash.model_copy(update={"settled": choice})
    clashes = tuple(new if one.id == clash.id else one for one in draft.clashes)
    return draft.model_copy(update={"clashes": clashes})


def _json(value: Any) -> Any:
    return to_jsonable_python(value) if not isinstance(value, BaseModel) else value.model_dump(mode="json")


# -- where it is


def _way(clash: Clash) -> list[str]:
    """Return the way to *clash* from the draft: what is no part of it lies in the agreement."""
    segments = clash.address.split(SEPARATOR)
    return segments if segments[0] in Draft.model_fields else [_ANSWERS, *segments]


def _at(holder: Any, way: Sequence[str]) -> Any:
    for segment in way:
        holder = _step(holder, segment)
    return holder


def _step(holder: Any, segment: str) -> Any:
    if isinstance(holder, tuple):
        for one in cast("tuple[Any, ...]", holder):
            if isinstance(one, Item) and one.id == segment:
                return one
    elif isinstance(holder, Value) and segment in type(holder).model_fields:
        return getattr(holder, segment)
    raise UnknownAddress(segment)


def _is_item(clash: Clash) -> bool:
    """Return whether *clash* is about an item that one of the two has taken away."""
    *above, last = clash.address.split(SEPARATOR)
    there = [one for one in (clash.base, clash.mine, clash.theirs) if one is not None]
    return bool(above) and all(isinstance(one, dict) and cast("Raw", one).get("id") == last for one in there)


def _is_order(there: Any, clash: Clash) -> bool:
    """Return whether *clash* is about the order of the items in a list that is *there*."""
    sides = (clash.base, clash.mine, clash.theirs)
    return (
        isinstance(there, tuple)
        and all(isinstance(one, Item) for one in cast("tuple[Any, ...]", there))
        and all(
            isinstance(one, list) and all(isinstance(id_, str) for id_ in cast("list[Any]", one))
            for one in sides
        )
    )


def _is_member(there: Any) -> bool:
    """Return whether what is *there* is a list of values without ids, of which the clash is about one."""
    return isinstance(there, tuple) and any(
        isinstance(one, Value) and not isinstance(one, Item) for one in cast("tuple[Any, ...]", there)
    )


def _member(there: Any, clash: Clash) -> Any:
    sides = [one for one in (clash.mine, clash.theirs, clash.base) if one is not None]
    return next((one for side in sides for one in there if _json(one) == side), None)


# -- putting something there


def _put(draft: Draft, clash: Clash, value: Any) -> Draft:
    """Return *draft* with *value*, JSON data, at the place of *clash*. Raises Problem."""
    way = _way(clash)
    try:
        if _is_item(clash):
            return _item_put(draft, way, value)
        there = _at(draft, way)
        if _is_order(there, clash) and isinstance(value, list):
            return _changed(draft, way, lambda items: _ordered(items, cast("list[str]", value)))
        if isinstance(there, TemplateUse):
            return _changed(draft, way, lambda _: _template(draft, value))
        if _is_member(there):
            return _changed(
                draft, way, lambda members: _with_member(_adapted(draft, way), members, clash, value)
            )
        if way[0] == _ANSWERS:
            return _with_answers(draft, cells.replaced(draft.agreement, clash.address, value))
        return _changed(draft, way, lambda _: _adapted(draft, way)(value))
    except UnknownAddress as error:
        raise Problem(_GONE) from error


def _with_answers(draft: Draft, agreement: Any) -> Draft:
    return draft.model_copy(update={_ANSWERS: agreement}) if agreement is not draft.agreement else draft


def _changed(holder: Any, way: Sequence[str], change: Callable[[Any], Any]) -> Any:
    """Return *holder* with what lies along *way* as *change* makes it."""
    if not way:
        return change(holder)
    child = _step(holder, way[0])
    new = _changed(child, way[1:], change)
    if isinstance(holder, tuple):
        return tuple(new if one is child else one for one in cast("tuple[Any, ...]", holder))
    return holder.model_copy(update={way[0]: new})


def _adapted(draft: Draft, way: Sequence[str]) -> Callable[[Any], Any]:
    """Return what brings JSON data into the form that it has along *way*."""
    *above, name = way
    return schema.adapter(_model(_at(draft, above)), name).validate_python


def _model(holder: Any) -> type[Value]:
    if not isinstance(holder, Value):
        raise UnknownAddress("")
    return type(holder)


def _ordered(items: Sequence[Item], ids: Sequence[str]) -> tuple[Item, ...]:
    """Return *items* in the order of *ids*; each that is not among them follows what it follows now."""
    rank = {one: number for number, one in enumerate(ids)}
    placed: list[tuple[int, Item]] = []
    last = -1
    for one in items:
        last = rank.get(one.id, last)
        placed.append((last, one))
    return tuple(one for _, one in sorted(placed, key=lambda pair: pair[0]))


def _with_member(adapted: Callable[[Any], Any], members: Sequence[Any], clash: Clash, value: Any) -> Any:
    """Return *members* with *value* in the place of the one that *clash* is about, or without it."""
    old = _member(members, clash)
    new = () if value is None else adapted([value])
    if old is None:
        return (*members, *new)
    return tuple(found for one in members for found in (new if one is old else (one,)))


def _template(draft: Draft, value: Any) -> TemplateUse:
    """Return the template that *value* names, with its document where that lies in *draft*."""
    wanted = TemplateUse.model_validate(value)
    uses = (draft.template, *(one.template_use for one in draft.earlier))
    same = (one for one in uses if (one.id, one.version) == (wanted.id, wanted.version))
    return next(same, wanted)


def _item_put(draft: Draft, way: list[str], value: Any) -> Draft:
    """Return *draft* with or without the item along *way*. One that is there stands as it is."""
    *above, id_ = way
    items = _at(draft, above)
    there = next((one for one in items if one.id == id_), None)
    if (there is None) == (value is None):
        return draft
    if there is not None:
        if way[0] == _ANSWERS:
            return _with_answers(draft, _without(draft.agreement, SEPARATOR.join(way[1:])))
        return _let_go(
            _changed(draft, above, lambda some: tuple(one for one in some if one is not there)), id_
        )
    *over, name = above
    field = schema.fields(_model(_at(draft, over))).get(name)
    if not isinstance(field, ListOf):
        raise UnknownAddress(SEPARATOR.join(way))
    if _holds_a_file(field.item):
        raise Problem(_NO_FILE)
    return _changed(draft, above, lambda some: (*some, field.item.model_validate(value)))


def _without(agreement: Any, address: str) -> Any:
    """Return *agreement* without the item at *address*, and without what refers to it."""
    gone = cells.without(agreement, address)
    return reference.released(gone, reference.loose(agreement, gone))


def _let_go(draft: Draft, gone: str) -> Draft:
    """Return *draft* with nothing that points at an attachment or a proposal that is *gone*."""
    agreement = draft.agreement
    for address, kind, target in reference.references(agreement):
        if (kind, target) == ("attachment", gone):
            agreement = cells.replaced(agreement, address, None)
    said = draft.discussion
    matters = tuple(
        one.model_copy(update={"chosen": None}) if one.chosen and one.chosen.proposal == gone else one
        for one in said.alternatives
    )
    if matters != said.alternatives:
        said = said.model_copy(update={"alternatives": matters})
    return _with_answers(draft, agreement).model_copy(update={"discussion": said})


def _holds_a_file(model: type[Item]) -> bool:
    return model is Earlier or any(info.exclude for info in model.model_fields.values())
