"""What the items of an agreement are called: goals, parties and the like, by name or by number."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import cast

from lokdesk.agreement import address as at
from lokdesk.agreement import phrase
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.mapping import Cell, StatisticsTable
from lokdesk.agreement.schema import SEPARATOR, fields
from lokdesk.agreement.value import Item, Value
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook, Question

_SHORT = (("choice", "reference"), ("line", "date"))
"""Kinds of answer that are a few words long, those that tell items apart best first."""
_BETWEEN = " · "
_COPY = re.compile(r" \(kopia( \d+)?\)$")


@dataclass(frozen=True)
class Named:
    """An item: what one of its *kind* is called, its own name if it has one, and its number from one."""

    kind: str
    name: str | None
    number: int

    @property
    def short(self) -> str:
        """The name within quotes, or the number in words."""
        return f"”{self.name}”" if self.name else f"nummer {self.number}"

    def __str__(self) -> str:
        return f"{self.kind} {self.short}"


def named(
    handbook: Handbook, agreement: Agreement, address: str, wording: Wording | None = None
) -> tuple[Named, ...]:
    """Return the items that *address* goes through or ends in, outermost first.

    *wording*, that of *agreement*, need not be made anew where the caller has it. Raises UnknownAddress when
    *address* names nothing in *agreement*, and KeyError when *handbook* lacks a list.
    """
    wording = wording or Wording(agreement)
    found: list[Named] = []
    way: list[object] = []
    here = ""
    holder: object = agreement
    for segment in address.split(SEPARATOR) if address else ():
        way.append(holder)
        if isinstance(holder, tuple):
            number, item = _item(cast("tuple[Item, ...]", holder), segment, address)
            found.append(_named(handbook.question(here), item, number, way, wording))
            holder = item
        elif isinstance(holder, Value) and segment in fields(type(holder)):
            holder = getattr(holder, segment)
        else:
            raise UnknownAddress(address)
        here = at.join(here, segment)
    return tuple(found)


def listed(
    handbook: Handbook, agreement: Agreement, list_address: str, wording: Wording
) -> tuple[Named, ...]:
    """Return what each item of the list at *list_address* is called, by a *wording* of *agreement*.

    Raises UnknownAddress when there is no such list, and KeyError when *handbook* lacks it.
    """
    segments = list_address.split(SEPARATOR)
    way = [at.get(agreement, SEPARATOR.join(segments[:n])) for n in range(len(segments) + 1)]
    items: Sequence[Item] = way[-1]
    question = handbook.question(list_address)
    return tuple(_named(question, item, number, way, wording) for number, item in enumerate(items, 1))


def _item(holder: Sequence[Item], segment: str, address: str) -> tuple[int, Item]:
    for number, item in enumerate(holder, 1):
        if item.id == segment:
            return number, item
    raise UnknownAddress(address)


def _named(question: Question, item: Item, number: int, way: Sequence[object], wording: Wording) -> Named:
    """Return what *item* is called, which is reached from the agreement by *way*."""
    return Named(question.item or "", _name(question, item, wording) or _heading(item, way), number)


def _name(question: Question, item: Item, wording: Wording) -> str | None:
    """Return what *item* of the list that *question* asks for is called, if anything."""
    if question.named_by is None:
        return None
    field = fields(type(item))[question.named_by]
    value = getattr(item, question.named_by)
    if not isinstance(field, Answer) or value is None:
        return None
    return wording.plain(field, value) or None


def _heading(item: Item, way: Sequence[object]) -> str | None:
    """Return the name of the column that *item* stands in, if it is a cell of a table."""
    if not isinstance(item, Cell):
        return None
    table = next(one for one in reversed(way) if isinstance(one, StatisticsTable))
    return next((column.name for column in table.columns if column.id == item.id), None)


def told_apart(
    handbook: Handbook, agreement: Agreement, addresses: Sequence[str], wording: Wording
) -> Mapping[str, str]:
    """Return what the items of one list at *addresses* are called: by name, or what each is and its number.

    A short answer comes after it where there is no name, or where others of them have the same and it tells
    the item apart from them: many members are called "ordförande".
    """
    if not addresses:
        return {}
    list_address = at.parent(addresses[0])
    items: Sequence[Item] = at.get(agreement, list_address)
    listed_ = zip(items, listed(handbook, agreement, list_address, wording), strict=True)
    known = {at.join(list_address, item.id): (item, named) for item, named in listed_}
    alike: dict[str, list[str]] = {}
    for address in addresses:
        alike.setdefault(known[address][1].name or "", []).append(address)
    more: dict[str, str] = {}
    for name, same in alike.items():
        if not name:
            more |= {one: next(_short_answers(known[one][0], wording), "") for one in same}
        elif len(same) > 1:
            more |= _telling(name, {one: known[one][0] for one in same}, wording)
    return {one: _called(known[one][1], more.get(one, "")) for one in addresses}


def _telling(name: str, alike: Mapping[str, Item], wording: Wording) -> Mapping[str, str]:
    """Return, by address, the short answer that tells each of the items *alike* from the others, if any.

    What is the same in all of them is put into words once: items are many where one is often copied.
    """
    common: Counter[str] = Counter()
    said: dict[str, list[str]] = {one: [] for one in alike}
    first, *others = alike.values()
    for field, answer in _short(type(first)):
        value = getattr(first, field)
        if all(getattr(one, field) == value for one in others):
            common[wording.plain(answer, value)] = len(alike)
            continue
        for address, item in alike.items():
            if words := wording.plain(answer, getattr(item, field)):
                said[address].append(words)
    for words in said.values():
        common.update(word for word in set(words) if common[word] < len(alike))
    return {
        one: next((word for word in words if common[word] < len(alike) and word != name), "")
        for one, words in said.items()
    }


def _called(named: Named, more: str) -> str:
    name = named.name or str(named)
    return f"{phrase.capital(name)}{_BETWEEN if more else ''}{more}"


def copied(question: Question, copy: Item, siblings: Sequence[Item]) -> Item:
    """Return the *copy* of one of *siblings*, in the list that *question* asks for, with a name of its own.

    Rows of a table keep theirs: there the same role, say, is often wanted again.
    """
    name = question.named_by
    if name is None or question.columns:
        return copy
    answer, value = fields(type(copy)).get(name), getattr(copy, name, None)
    if not isinstance(answer, Answer) or answer.kind != "line" or not value:
        return copy
    plain = _COPY.sub("", value)
    taken = {getattr(one, name) for one in siblings}
    names = (f"{plain} (kopia{f' {n}' if n > 1 else ''})" for n in count(1))
    return copy.model_copy(update={name: next(one for one in names if one not in taken)})


def _short_answers(item: Item, wording: Wording) -> Iterator[str]:
    """Yield the answers of *item* that are a few words each, in words."""
    for name, answer in _short(type(item)):
        if words := wording.plain(answer, getattr(item, name)):
            yield words


@cache
def _short(kind: type[Item]) -> tuple[tuple[str, Answer], ...]:
    """Return the fields of items of that *kind* with answers of a few words, the most telling first."""
    return tuple(
        (name, answer)
        for kinds in _SHORT
        for name, answer in fields(kind).items()
        if isinstance(answer, Answer) and answer.kind in kinds
    )
