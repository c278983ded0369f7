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
from lokdesk.agreement.reply import Change, Clash, Stand
from lokdesk.agreement.schema import SEPARATOR, ListOf
from lokdesk.agreement.value import Item, Value
from lokdesk.agreement.wording import Wording
from lokdesk.project.problem import Problem
from lokdesk.session import cells, record, standing, wishes

Raw = dict[str, Any]
Choice = Literal["mine", "theirs", "edited"]

_ANSWERS = "agreement"
_GONE = "Det som de två kopiorna har ändrat olika finns inte längre. Det finns inget att välja mellan."
_NO_FILE = "Filen som det gäller finns inte kvar i projektet. Ångra i stället det som gjordes."


def settle(draft: Draft, clash_id: str, choice: Choice, value: object = None) -> Draft:
    """Return *draft* with the clash of that id settled for *mine*, *theirs*, or as *edited*: the *value*.

    What somebody has written there meanwhile counts as mine. One on a stand settles those on all that was
    decided with it. One that was settled is reopened first. Raises KeyError for an id that no clash has,
    Problem where the place is gone, Unfit's cause, pydantic's ValidationError, for a value that does not fit.
    """
    draft = reopen(draft, clash_id)
    clash = of(draft, clash_id)
    wanted = value if choice == "edited" else getattr(clash, choice)
    if _is_stand(clash):
        return _stand_settled(draft, clash, choice, wanted)
    own_stands = choice == "mine" and now(draft, clash) != clash.theirs
    # An item that is not there has no words of one's own, and an order was made of both.
    is_made = _is_item(clash) or (isinstance(clash.mine, list) and _orders(draft, clash))
    settled = _put(draft, clash, wanted) if not own_stands or is_made else draft
    return _marked(settled, (clash,), choice, record.changes(draft, settled))


def reopen(draft: Draft, clash_id: str) -> Draft:
    """Return *draft* with the clash of that id unsettled, and without what settling it has changed.

    What has been changed since stays as it is. Those that were settled along are unsettled along. Raises
    KeyError, and Problem for a file that is gone.
    """
    clash = of(draft, clash_id)
    if clash.settled is None:
        return draft
    along = [one for one in draft.clashes if clash.record and one.record == clash.record]
    return _marked(record.taken_back(draft, clash.record), along or (clash,), None)


def of(draft: Draft, clash_id: str) -> Clash:
    """Return the clash with that id. Raises KeyError."""
    return {one.id: one for one in draft.clashes}[clash_id]


def left(draft: Draft) -> tuple[Clash, ...]:
    """Return the clashes that nobody has settled."""
    return tuple(one for one in draft.clashes if one.settled is None)


def now(draft: Draft, clash: Clash) -> Any:
    """Return what stands at the place of *clash*, as JSON data; ``None`` where nothing does."""
    try:
        there = record.found(draft, _way(clash))
    except record.Astray:
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
    if isinstance(value, dict) and isinstance(name := cast("Raw", value).get("name"), str):
        return f"”{name}”"
    if not isinstance(field, Answer):
        # What stands around the answers: a note, say, or a finding that is set aside.
        return "inget" if value is None else "något annat"
    adapter = schema.adapter(*schema.holder(schema.pattern(clash.address)))
    words = Wording(draft.agreement, {one.id: one.name for one in draft.attachments})
    return (
        f"”{told}”" if (told := words.plain(field, adapter.validate_python(value)).strip()) else "inget svar"
    )


def _marked(
    draft: Draft, some: Sequence[Clash], choice: Choice | None, changes: tuple[Change, ...] = ()
) -> Draft:
    update = {"settled": choice, "record": changes}
    wanted = {one.id for one in some}
    clashes = tuple(one.model_copy(update=update) if one.id in wanted else one for one in draft.clashes)
    return draft.model_copy(update={"clashes": clashes})


# -- what was decided differently


def _is_stand(clash: Clash) -> bool:
    match clash.address.split(SEPARATOR):
        case ["replies", _, "viewpoints", _, "stand"]:
            return True
        case _:
            return False


def _ref(clash: Clash) -> str:
    _, reply, _, viewpoint, _ = clash.address.split(SEPARATOR)
    return f"{reply}{SEPARATOR}{viewpoint}"


def _stand_settled(draft: Draft, clash: Clash, choice: Choice, wanted: Any) -> Draft:
    """Return *draft* with a stand that is *wanted*, JSON data, and an agreement that says what it does."""
    sides = [Stand.model_validate(one) if one is not None else None for one in (clash.mine, clash.theirs)]
    stand = Stand.model_validate(wanted) if wanted is not None else None
    ref = _ref(clash)
    try:
        _, before = wishes.found(draft, ref)
        own = before.stand if choice == "mine" else stand
        settled = standing.exchange(draft, ref, own, *(one for one in sides if one != stand))
    except KeyError as error:
        raise Problem(_GONE) from error
    _, after = wishes.found(settled, ref)
    along = [one for one in left(draft) if one is clash or _goes_along(settled, one, choice, after.stand)]
    # That they are settled belongs to what has been changed: so each tells of all.
    changes = record.changes(draft, _marked(settled, along, choice))
    return _marked(settled, along, choice, changes)


def _goes_along(draft: Draft, clash: Clash, choice: Choice, stand: Stand | None) -> bool:
    """Return whether what *clash* is about was decided along with *stand*, as its own side of it has it."""
    if stand is None or choice == "edited" or not _is_stand(clash):
        return False
    _, one = wishes.found(draft, _ref(clash))
    wanted = getattr(clash, choice)
    if one.stand is None or one.stand.act != stand.act or wanted is None:
        return False
    side = Stand.model_validate(wanted)
    same = ("decision", "reason", "by", "day", "lift")
    return all(getattr(one.stand, name) == getattr(side, name) for name in same)


def _json(value: Any) -> Any:
    return to_jsonable_python(value) if not isinstance(value, BaseModel) else value.model_dump(mode="json")


# -- where it is


def _way(clash: Clash) -> list[str]:
    """Return the way to *clash* from the draft: what is no part of it lies in the agreement."""
    segments = clash.address.split(SEPARATOR)
    return segments if segments[0] in Draft.model_fields else [_ANSWERS, *segments]


def _is_item(clash: Clash) -> bool:
    """Return whether *clash* is about an item that one of the two has taken away."""
    *above, last = clash.address.split(SEPARATOR)
    there = [one for one in (clash.base, clash.mine, clash.theirs) if one is not None]
    is_one = all(isinstance(one, dict) and cast("Raw", one).get("id") == last for one in there)
    return bool(above) and is_one and None in (clash.mine, clash.theirs)


def _orders(draft: Draft, clash: Clash) -> bool:
    try:
        return _is_order(record.found(draft, _way(clash)), clash)
    except record.Astray:
        return False


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
        there = record.found(draft, way)
        if _is_order(there, clash) and isinstance(value, list):
            return record.changed(draft, way, lambda items: record.ordered(items, cast("list[str]", value)))
        if isinstance(there, TemplateUse):
            return record.changed(draft, way, lambda _: record.template(draft, value))
        if isinstance(there, Item):
            return record.changed(draft, way[:-1], lambda items: _exchanged(items, there, value))
        if _is_member(there):
            return record.changed(
                draft, way, lambda members: _with_member(_adapted(draft, way), members, clash, value)
            )
        if way[0] == _ANSWERS:
            return _with_answers(draft, cells.replaced(draft.agreement, clash.address, value))
        return record.changed(draft, way, lambda _: _adapted(draft, way)(value))
    except (record.Astray, UnknownAddress) as error:
        raise Problem(_GONE) from error


def _with_answers(draft: Draft, agreement: Any) -> Draft:
    return draft.model_copy(update={_ANSWERS: agreement}) if agreement is not draft.agreement else draft


def _adapted(draft: Draft, way: Sequence[str]) -> Callable[[Any], Any]:
    """Return what brings JSON data into the form that it has along *way*."""
    *above, name = way
    return schema.adapter(_model(record.found(draft, above)), name).validate_python


def _model(holder: Any) -> type[Value]:
    if not isinstance(holder, Value):
        raise record.Astray("")
    return type(holder)


def _with_member(adapted: Callable[[Any], Any], members: Sequence[Any], clash: Clash, value: Any) -> Any:
    """Return *members* with *value* in the place of the one that *clash* is about, or without it."""
    old = _member(members, clash)
    new = () if value is None else adapted([value])
    if old is None:
        return (*members, *new)
    return tuple(found for one in members for found in (new if one is old else (one,)))


def _exchanged(items: tuple[Item, ...], there: Item, value: Any) -> tuple[Item, ...]:
    """Return *items* with what *value* tells of in the place of the one that is *there*.

    Where that is there too, under an id of its own, the two change places, so that neither is lost.
    """
    wanted = record.revived(type(there), value, items)
    if record.nameless(wanted) == record.nameless(there):
        return items
    other = next((one for one in items if record.nameless(one) == record.nameless(wanted)), None)
    own = there if other is None else there.model_copy(update={"id": other.id})
    return tuple(wanted if one is there else own if one is other else one for one in items)


def _item_put(draft: Draft, way: list[str], value: Any) -> Draft:
    """Return *draft* with or without the item along *way*. One that is there stands as it is."""
    *above, id_ = way
    items = record.found(draft, above)
    there = next((one for one in items if one.id == id_), None)
    if (there is None) == (value is None):
        return draft
    if there is not None:
        if way[0] == _ANSWERS:
            return _with_answers(draft, _without(draft.agreement, SEPARATOR.join(way[1:])))
        return _let_go(
            record.changed(draft, above, lambda some: tuple(one for one in some if one is not there)), id_
        )
    *over, name = above
    field = schema.fields(_model(record.found(draft, over))).get(name)
    if not isinstance(field, ListOf):
        raise record.Astray(SEPARATOR.join(way))
    if _holds_a_file(field.item):
        raise Problem(_NO_FILE)
    return record.changed(draft, above, lambda some: (*some, field.item.model_validate(value)))


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
