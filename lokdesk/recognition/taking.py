"""The answers that proposals make, as data to fill an agreement with."""

from collections.abc import Mapping
from typing import Any

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR, GroupOf, ListOf
from lokdesk.recognition.proposal import Proposal, Recognition

Data = dict[str, Any]


def answering(recognition: Recognition) -> tuple[Proposal, ...]:
    """Return the proposals that become answers: of several for one answer in a line, the first."""
    taken: dict[str, Proposal] = {}
    found: list[Proposal] = []
    for one in recognition.proposals:
        if one.role != "answer" or one.state == "rejected":
            continue
        if _kind(one.address) != "text":
            standing = taken.get(one.address)
            if standing is not None and not (one.state == "confirmed" and standing.state != "confirmed"):
                continue
            if standing is not None:
                found.remove(standing)
            taken[one.address] = one
        found.append(one)
    return tuple(found)


def answers(recognition: Recognition) -> Data:
    """Return the answers as data of the form that a project file has them in, of what is told."""
    data: Data = {}
    for one in answering(recognition):
        _put(data, one.address, one.value)
    return _with_lists(data, Agreement, _ids(recognition))


def _ids(recognition: Recognition) -> frozenset[str]:
    """Return the ids of the items that there are."""
    found: set[str] = set()
    for one in answering(recognition):
        pattern = schema.pattern(one.address).split(SEPARATOR)
        segments = one.address.split(SEPARATOR)
        found |= {
            segment for segment, general in zip(segments, pattern, strict=True) if general == schema.ANY
        }
    return frozenset(found)


def _kind(address: str) -> str:
    model, name = schema.holder(schema.pattern(address))
    field = schema.fields(model)[name]
    assert isinstance(field, Answer)
    return field.kind


def _put(data: Data, address: str, value: Any) -> None:
    *way, last = address.split(SEPARATOR)
    holder = data
    for segment in way:
        holder = holder.setdefault(segment, {})
    if _kind(address) == "text" and last in holder:
        holder[last] = {"blocks": [*holder[last]["blocks"], *value["blocks"]]}
    else:
        holder[last] = value


def _with_lists(data: Mapping[str, Any], model: Any, ids: frozenset[str]) -> Data:
    """Return *data*, whose items stand by their ids, with lists of items, and references to those alone."""
    made: Data = {}
    for name, field in schema.fields(model).items():
        if name not in data:
            continue
        value = data[name]
        if isinstance(field, ListOf):
            made[name] = [{"id": id_, **_with_lists(item, field.item, ids)} for id_, item in value.items()]
        elif isinstance(field, GroupOf):
            made[name] = _with_lists(value, field.value, ids)
        elif field.refers_to is not None:
            kept = _referring(value, ids)
            if kept:
                made[name] = kept
        else:
            made[name] = value
    return made


def _referring(value: Any, ids: frozenset[str]) -> Any:
    if isinstance(value, str):
        return value if value in ids else None
    return [one for one in value or () if one in ids]
