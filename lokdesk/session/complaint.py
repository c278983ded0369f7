"""Why answers cannot be taken in, as Swedish sentences with the address they are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from lokdesk.agreement import address as at
from lokdesk.agreement.rich_text import Footnote, Run

UNKNOWN_KEY = "Nyckeln finns inte i en överenskommelse."

_SENTENCES = {
    "bool_type": "Här ska stå true eller false.",
    "date_type": "Ett datum skrivs som 2026-03-01.",
    "date_parsing": "Datumet finns inte. Ett datum skrivs som 2026-03-01.",
    "date_from_datetime_parsing": "Datumet finns inte. Ett datum skrivs som 2026-03-01.",
    "date_from_datetime_inexact": "Här ska stå ett datum utan klockslag, som 2026-03-01.",
    "extra_forbidden": UNKNOWN_KEY,
    "greater_than_equal": "Talet ska vara minst {ge}.",
    "int_from_float": "Här ska stå ett heltal.",
    "int_parsing": "Här ska stå ett heltal.",
    "int_parsing_size": "Talet är för stort.",
    "int_type": "Här ska stå ett heltal.",
    "less_than_equal": "Talet ska vara högst {le}.",
    "list_type": "Här ska stå en lista.",
    "missing": "Nyckeln saknas.",
    "model_type": "Här ska stå ett objekt.",
    "string_pattern_mismatch": "Ett id består av åtta tecken: siffror och små bokstäver a–z.",
    "string_type": "Här ska stå en text.",
    "string_unicode": "Texten innehåller tecken som inte kan sparas.",
    "tuple_type": "Här ska stå en lista.",
}
_OWN = frozenset({"day", "duplicate_id", "interval"})
_BRANCHES = frozenset({Run.__name__, Footnote.__name__})


@dataclass(frozen=True)
class Complaint:
    """Why one thing cannot be taken in: its *address*, and a Swedish *sentence* about it."""

    address: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.address}: {self.sentence}" if self.address else self.sentence


class Unfit(ValueError):
    """Answers that an agreement cannot hold."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        """Remember the *complaints*, at least one."""
        self.complaints = tuple(complaints)
        super().__init__(" ".join(map(str, self.complaints)))


def complaints(error: ValidationError, address: str, raw: object) -> Iterator[Complaint]:
    """Yield what pydantic's *error* says of *raw*, which was to be the answer at *address*."""
    for detail in error.errors(include_url=False, include_context=True):
        place = _place(detail["loc"], raw)
        if place is not None:
            yield Complaint(at.join(address, *place), _sentence(detail))


def _sentence(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _OWN:
        return detail["msg"]
    if kind == "literal_error":
        return f"Här kan stå {context['expected'].replace(' or ', ' eller ')}."
    return _SENTENCES.get(kind, "Svaret kan inte tas emot.").format_map(context)


def _place(loc: Sequence[int | str], raw: object) -> list[str] | None:
    """Return the steps of *loc* in *raw*; none for a kind of inline that *raw* does not have there.

    An inline of a rich text is a run or a footnote, and pydantic says why it is neither.
    """
    place: list[str] = []
    here: Any = raw
    for step in loc:
        if step in _BRANCHES and isinstance(loc[len(place) - 1], int):
            footnote = _within(here, "footnote") is not None
            if (step == Footnote.__name__) != footnote:
                return None
            continue
        place.append(str(step))
        here = _within(here, step)
    return place


def _within(holder: object, step: int | str) -> object:
    if isinstance(holder, Mapping):
        return cast("Mapping[object, object]", holder).get(step)
    if isinstance(holder, list | tuple) and isinstance(step, int):
        items = cast("Sequence[object]", holder)
        return items[step] if step < len(items) else None
    return None
