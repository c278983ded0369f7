"""How often something happens, as a structure and in the words people use for it."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from lokdesk.agreement import normal
from lokdesk.agreement.value import Value

Unit = Literal["vecka", "månad", "kvartal", "tertial", "halvår", "år"]

_ONCE: dict[Unit, str] = {
    "vecka": "en gång i veckan",
    "månad": "en gång i månaden",
    "kvartal": "en gång per kvartal",
    "tertial": "en gång per tertial",
    "halvår": "en gång per halvår",
    "år": "en gång per år",
}
_SPAN: dict[Unit, str] = {
    "vecka": "veckors",
    "månad": "månaders",
    "kvartal": "kvartals",
    "tertial": "tertials",
    "halvår": "halvårs",
    "år": "års",
}
_NEUTER = {"kvartal", "tertial", "halvår", "år"}


class Frequency(Value):
    """An interval of *every* (to *every_most*) units, the words the parties chose for it, or both.

    The words are what stands in the document; the interval is what a year wheel is drawn from.
    """

    every: Annotated[int, Field(ge=1, le=99)] | None = None
    every_most: Annotated[int, Field(ge=1, le=99)] | None = None
    unit: Unit | None = None
    text: Annotated[str | None, AfterValidator(lambda v: normal.line(v) or None if v else None)] = None

    @model_validator(mode="after")
    def _whole_interval_or_none(self) -> Self:
        every, most = self.every, self.every_most
        if (every is None) != (self.unit is None):
            raise PydanticCustomError(
                "interval", "Ett intervall behöver både ett antal och en enhet, till exempel 6 och vecka."
            )
        if most is not None:
            if every is None or most < every:
                raise PydanticCustomError(
                    "interval", "Intervallets längsta avstånd kan inte vara kortare än det kortaste."
                )
            if most == every:
                object.__setattr__(self, "every_most", None)
        return self

    @property
    def empty(self) -> bool:
        """Whether nothing has been said."""
        return self.every is None and self.text is None

    def __str__(self) -> str:
        """Return the words that stand in the document."""
        if self.text is not None or self.every is None or self.unit is None:
            return self.text or ""
        if self.every_most is not None:
            return f"med {self.every}–{self.every_most} {_SPAN[self.unit]} mellanrum"
        if self.every == 1:
            return _ONCE[self.unit]
        neuter = self.unit in _NEUTER
        if self.every == 2:
            return f"{'vartannat' if neuter else 'varannan'} {self.unit}"
        suffix = "a" if self.every % 10 in (1, 2) and self.every not in (11, 12) else "e"
        return f"{'vart' if neuter else 'var'} {self.every}:{suffix} {self.unit}"
