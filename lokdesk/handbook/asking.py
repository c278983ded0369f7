"""What is asked of one agreement: where each question stands in it, and whether it applies there."""

from collections.abc import Iterator
from typing import cast

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.agreement.value import Value
from lokdesk.handbook.book import Question

_TWO = 2


def answered(value: object) -> bool:
    """Return whether *value*, an answer or a list, says anything: a list does when one of its items does."""
    if isinstance(value, tuple):
        return any(not isinstance(one, Value) or not empty(one) for one in cast("tuple[object, ...]", value))
    return value is not None


def empty(item: Value) -> bool:
    """Return whether *item* has no answer at all."""
    return not any(answered(value) for _, _, value in at.answers(item))


def addresses(agreement: Agreement, pattern: str) -> Iterator[str]:
    """Yield the addresses in *agreement* that have *pattern*, one for each item, in the agreement's order."""
    yield from (address for address, _ in at.found(agreement, pattern))


def applies(question: Question, agreement: Agreement, address: str = "") -> bool:
    """Return whether *question* is to be asked at *address* (by default its own) in *agreement*.

    It is when its condition holds, and also when it has been answered already: an answer that stands in the
    document must be possible to see and to clear. For which parties something holds is asked only where it
    can be for some of them.
    """
    if not conditional(question):
        return True
    address = address or question.address
    asked = _holds(question, agreement, address) and _can_differ(question, agreement)
    return asked or _is_answered(agreement, address)


def conditional(question: Question) -> bool:
    """Return whether it depends on the agreement if *question* applies."""
    return question.when is not None or silent(question)


def silent(question: Question) -> bool:
    """Return whether no answer to *question* is an answer too: that something holds for all parties."""
    return isinstance(question.field, Answer) and question.field.scope


def municipalities(agreement: Agreement) -> tuple[str, ...]:
    """Return the ids of the parties that are municipalities."""
    return tuple(party.id for party in agreement.parties if party.kind == vocabulary.MUNICIPALITY)


def _can_differ(question: Question, agreement: Agreement) -> bool:
    """Return whether some of the parties can be meant and not others, where *question* asks for which."""
    if not silent(question):
        return True
    if question.kind == "references":
        # What holds for one of two parties is no cooperation.
        return len(agreement.parties) > _TWO
    return len(municipalities(agreement)) > 1


def _holds(question: Question, agreement: Agreement, address: str) -> bool:
    when = question.when
    if when is None:
        return True
    own = address.split(SEPARATOR)
    segments = when.address.split(SEPARATOR)
    place = SEPARATOR.join(own[n] if segment == ANY else segment for n, segment in enumerate(segments))
    given = at.get(agreement, place)
    return given in when.any_of if when.any_of else given not in when.none_of


def _is_answered(agreement: Agreement, address: str) -> bool:
    try:
        return answered(at.get(agreement, address))
    except UnknownAddress:
        return False
