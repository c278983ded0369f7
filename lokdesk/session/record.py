"""What a choice has changed in a draft, written down so that it can be taken back while it stands untouched.

What holds a file is only known by what is said of it: it is found again among what is in the draft.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, cast

from pydantic import ValidationError

from lokdesk.agreement import reference, schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.agreement.reply import Change
from lokdesk.agreement.schema import SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.value import Item, Value
from lokdesk.project.problem import Problem
from lokdesk.revision import three_way
from lokdesk.session import cells, taking

AGREEMENT = "agreement"
_NO_FILE = "Filen som det gäller finns inte kvar i projektet. Ångra i stället det som gjordes."


class Astray(LookupError):
    """A way that leads nowhere in the draft at hand."""


# -- ways


def found(holder: Any, way: Iterable[str]) -> Any:
    """Return what lies along *way* from *holder*: by fields, and by the ids of items. Raises Astray."""
    for segment in way:
        holder = _step(holder, segment)
    return holder


def changed(holder: Any, way: Sequence[str], change: Callable[[Any], Any]) -> Any:
    """Return *holder* with what lies along *way* as *change* makes it. Raises Astray."""
    if not way:
        return change(holder)
    child = _step(holder, way[0])
    new = changed(child, way[1:], change)
    if isinstance(holder, tuple):
        return tuple(new if one is child else one for one in cast("tuple[Any, ...]", holder))
    return holder if new is child else holder.model_copy(update={way[0]: new})


def _step(holder: Any, segment: str) -> Any:
    if isinstance(holder, tuple):
        for one in cast("tuple[Any, ...]", holder):
            if isinstance(one, Item) and one.id == segment:
                return one
    elif isinstance(holder, Value) and segment in type(holder).model_fields:
        return getattr(holder, segment)
    raise Astray(segment)


def data(value: Value) -> dict[str, Any]:
    """Return *value* as JSON data, without the files it holds."""
    return value.model_dump(mode="json")


def ordered(items: Sequence[Item], ids: Sequence[str]) -> tuple[Item, ...]:
    """Return *items* in the order of *ids*; each that is not among them follows what it follows now."""
    rank = {one: number for number, one in enumerate(ids)}
    placed: list[tuple[int, Item]] = []
    last = -1
    for one in items:
        last = rank.get(one.id, last)
        placed.append((last, one))
    return tuple(one for _, one in sorted(placed, key=lambda pair: pair[0]))


def revived(kind: type[Item], said: Any, donors: Iterable[Item]) -> Item:
    """Return the item of *kind* that *said*, JSON data, tells of.

    One that holds a file is made of that among the *donors* of which the same is said, but for its id.
    Raises Problem where there is none, and pydantic's ValidationError.
    """
    wanted = kind.model_validate(said)
    if not any(field.exclude for field in kind.model_fields.values()):
        return wanted
    for one in donors:
        if nameless(one) == nameless(wanted):
            return one.model_copy(update={"id": wanted.id})
    raise Problem(_NO_FILE)


def template(draft: Draft, said: Any) -> TemplateUse:
    """Return the template that *said* names, with its document where that lies in *draft*."""
    wanted = TemplateUse.model_validate(said)
    uses = (draft.template, *(one.template_use for one in draft.earlier))
    same = (one for one in uses if (one.id, one.version) == (wanted.id, wanted.version))
    return next(same, wanted)


def nameless(item: Item) -> dict[str, Any]:
    """Return what is said of *item*, as JSON data, but for its id."""
    return {name: one for name, one in data(item).items() if name != "id"}


# -- writing it down


def changes(before: Value, after: Value) -> tuple[Change, ...]:
    """Return what has been changed in *before* that made it *after*, two drafts or two of the same part."""
    return tuple(_changes(before, after, ()))


def _changes(before: Value, after: Value, here: tuple[str, ...]) -> Iterator[Change]:
    known = schema.fields(type(after))
    for name, info in type(after).model_fields.items():
        was, now = getattr(before, name), getattr(after, name)
        if was is now or was == now or info.exclude:
            continue
        there, field = (*here, name), known.get(name)
        if isinstance(field, ListOf):
            yield from _of_items(was, now, there)
        elif isinstance(field, GroupOf) and field.value is not TemplateUse:
            yield from _changes(was, now, there)
        else:
            pair = (one.model_dump(mode="json", include={name})[name] for one in (before, after))
            yield Change(at=there, before=next(pair), value=next(pair))


def _of_items(before: tuple[Item, ...], after: tuple[Item, ...], here: tuple[str, ...]) -> Iterator[Change]:
    were, are = ({one.id: one for one in side} for side in (before, after))
    if list(were) != list(are):
        moved = tuple(data(one) for one in (*before, *after) if (one.id in were) != (one.id in are))
        yield Change(at=here, before=list(were), value=list(are), items=moved)
    for id_, one in are.items():
        was = were.get(id_, one)
        if was == one:
            continue
        if _holds_a_file(one):
            yield Change(at=(*here, id_), before=data(was), value=data(one))
        else:
            yield from _changes(was, one, (*here, id_))


def _holds_a_file(one: Value) -> bool:
    """Return whether *one* is nothing but what is said of a file: a reply has stands in it, too."""
    held = any(field.exclude for field in type(one).model_fields.values())
    return held and not any(isinstance(field, ListOf) for field in schema.fields(type(one)).values())


# -- taking it back


def taken_back(draft: Draft, record: Iterable[Change]) -> Draft:
    """Return *draft* without what *record* tells of, as far as it stands untouched.

    Words of an answer are taken out of what it says now, where they are apart from what has been changed
    since. What is referred to, or has another wording by now, stays.
    """
    lists = [one for one in record if isinstance(one.value, list) and _is_list(draft, one)]
    places = [one for one in record if not any(one is other for other in lists)]
    before = draft
    for one in lists:
        draft = _kept(draft, one, partial(_with_gone, one))
    for one in places:
        draft = _place_back(draft, one, before)
    for one in reversed(lists):
        draft = _without_new(draft, one)
        draft = _kept(draft, one, partial(_in_order, one))
    return draft


def _is_list(draft: Draft, one: Change) -> bool:
    try:
        return isinstance(_field(draft, one.at), ListOf)
    except Astray:
        return False


def _field(draft: Draft, way: Sequence[str]) -> schema.Field | None:
    holder = found(draft, way[:-1])
    if not way or not isinstance(holder, Value) or way[-1] not in type(holder).model_fields:
        raise Astray("/".join(way))
    return schema.fields(type(holder)).get(way[-1])


_Items = tuple[Item, ...]


def _kept(draft: Draft, one: Change, change: Callable[[_Items, type[Item]], _Items]) -> Draft:
    """Return *draft* with a list as *change* makes it, or as it is where that is gone or cannot be."""
    try:
        field = _field(draft, one.at)
        if not isinstance(field, ListOf):
            return draft
        return changed(draft, one.at, lambda items: change(items, field.item))
    except (Astray, ValidationError):
        return draft


def _with_gone(one: Change, items: _Items, kind: type[Item]) -> _Items:
    """Return *items* with those that went, each after what is left of those it stood after."""
    made = list(items)
    order = _ids(one.before)
    gone = {said["id"]: said for said in one.items if said.get("id") in order}
    for number, id_ in enumerate(order):
        if id_ not in gone or any(other.id == id_ for other in made):
            continue
        made.insert(taking.index_after_any(made, order[:number]), revived(kind, gone[id_], items))
    return tuple(made)


def _in_order(one: Change, items: _Items, kind: type[Item]) -> _Items:
    """Return *items* in the order they had, unless somebody has given them another since."""
    del kind
    was, then, now = _ids(one.before), _ids(one.value), [it.id for it in items]
    both = set(was) & set(then) & set(now)
    orders = [[id_ for id_ in ids if id_ in both] for ids in (was, then, now)]
    return ordered(items, was) if orders[1] == orders[2] != orders[0] else items


def _without_new(draft: Draft, one: Change) -> Draft:
    """Return *draft* without the items of a list that came, unless they are changed or referred to."""
    was = _ids(one.before)
    for said in one.items:
        way = (*one.at, str(said.get("id")))
        if said.get("id") in was:
            continue
        try:
            item = found(draft, way)
        except Astray:
            continue
        if not isinstance(item, Item) or data(item) != said:
            continue
        if way[0] == AGREEMENT:
            bare = cells.without(draft.agreement, SEPARATOR.join(way[1:]))
            if not reference.loose(draft.agreement, bare):
                draft = draft.model_copy(update={AGREEMENT: bare})
        else:
            draft = _kept(draft, one, partial(_apart_from, item))
    return draft


def _apart_from(item: Item, items: _Items, kind: type[Item]) -> _Items:
    del kind
    return tuple(one for one in items if one is not item)


def _ids(said: Any) -> list[str]:
    return [one for one in cast("list[Any]", said) if isinstance(one, str)] if isinstance(said, list) else []


def _place_back(draft: Draft, one: Change, before: Draft) -> Draft:
    """Return *draft* with what stood at a place before."""
    try:
        there = found(draft, one.at)
        if isinstance(there, Item):
            others = found(before, one.at[:-1])
            old = revived(type(there), one.before, others) if data(there) == one.value else there
            return changed(draft, one.at, lambda _: old)
        if isinstance(there, TemplateUse):
            old = template(draft, one.before) if data(there) == one.value else there
            return changed(draft, one.at, lambda _: old)
        holder, name = found(draft, one.at[:-1]), one.at[-1]
        if not isinstance(holder, Value):
            return draft
        adapter = schema.adapter(type(holder), name)
        value, was = (adapter.validate_python(said) for said in (one.value, one.before))
    except (Astray, ValidationError):
        return draft
    answer = schema.fields(type(holder)).get(name)
    if there == value:
        new = was
    elif isinstance(answer, Answer) and (together := three_way.merge_answer(answer, value, there, was)):
        new = together.value
    else:
        return draft
    if isinstance(answer, Answer):
        new = taking.pointing(draft, answer, new)
    return changed(draft, one.at, lambda _: new)
