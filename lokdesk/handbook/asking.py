"""What is asked of one agreement: where each question stands in it, and whether it applies there."""

from collections.abc import Iterator
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.handbook.book import Question


def answered(value: object) -> bool:
    """Return whether *value*, an answer or a list, says anything."""
    return value is not None and value != ()


def addresses(agreement: Agreement, pattern: str) -> Iterator[str]:
    """Yield the addresses in *agreement* that have *pattern*, one for each item, in the agreement's order."""
    yield from (address for address, _ in found(agreement, pattern))


def found(agreement: Agreement, pattern: str) -> Iterator[tuple[str, Any]]:
    """Yield the addresses in *agreement* that have *pattern*, each with what stands there."""
    yield from at.found(agreement, pattern)


def applies(question: Question, agreement: Agreement, address: str = "") -> bool:
    """Return whether *question* is to be asked at *address* (by default its own) in *agreement*.

    It is when its condition holds, and also when it has been answered already: an answer that stands in the
    document must be possible to see and to clear.
    """
    if question.when is None:
        return True
    address = address or question.address
    return _holds(question, agreement, address) or _is_answered(agreement, address)


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
