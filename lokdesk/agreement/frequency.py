"""How often something happens, as a structure and in the words people use for it."""

import re
from collections.abc import Mapping
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
_LARGEST = 99
_NEUTER = {"kvartal", "tertial", "halvår", "år"}


class Frequency(Value):
    """An interval of *every* (to *every_most*) units, the words the parties chose for it, or both.

    The words are what stands in the document; the interval is what a year wheel is drawn from.
    """

    every: Annotated[int, Field(ge=1, le=_LARGEST)] | None = None
    every_most: Annotated[int, Field(ge=1, le=_LARGEST)] | None = None
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
    def interval(self) -> "Frequency":
        """The interval alone, without words of its own."""
        return self if self.text is None else self.model_copy(update={"text": None})

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


# From words

_UNITS: Mapping[Unit, str] = {
    "vecka": "vecka veckan veckor veckors v",
    "månad": "månad månaden månader månaders mån",
    "kvartal": "kvartal kvartalet kvartals",
    "tertial": "tertial tertialet tertials",
    "halvår": "halvår halvåret halvårs",
    "år": "år året års",
}
_FORMS: Mapping[str, Unit] = {form: unit for unit, forms in _UNITS.items() for form in forms.split()}
_CARDINALS = "en två tre fyra fem sex sju åtta nio tio elva tolv".split()
_ORDINALS = "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte".split()
_COUNTS = {"ett": 1} | {word: n for n, word in enumerate(_CARDINALS, 1)}
_PLACES = {"annan": 2, "annat": 2} | {word: n for n, word in enumerate(_ORDINALS, 1)}
_ADVERBS: Mapping[str, Unit] = {
    "veckovis": "vecka",
    "månadsvis": "månad",
    "månatligen": "månad",
    "kvartalsvis": "kvartal",
    "tertialvis": "tertial",
    "halvårsvis": "halvår",
    "årsvis": "år",
    "årligen": "år",
}
_PARTS: Mapping[tuple[int, Unit], tuple[int, Unit]] = {
    (2, "år"): (1, "halvår"),
    (3, "år"): (1, "tertial"),
    (4, "år"): (1, "kvartal"),
    (6, "år"): (2, "månad"),
    (12, "år"): (1, "månad"),
    (2, "halvår"): (1, "kvartal"),
    (3, "halvår"): (2, "månad"),
    (6, "halvår"): (1, "månad"),
    (2, "tertial"): (2, "månad"),
    (4, "tertial"): (1, "månad"),
    (3, "kvartal"): (1, "månad"),
}
"""What interval so many times in a unit makes, where it makes one."""

_UNIT = rf"(?P<unit>{'|'.join(sorted(_FORMS, key=len, reverse=True))})\.?"
_COUNT = rf"\d{{1,2}}|ett|{'|'.join(_CARDINALS)}"
_PLACE = rf"(?:\d{{1,2}}(?::?[ea])?|annan|annat|{'|'.join(_ORDINALS)})"
_SPAN_OF = rf"(?P<every>{_COUNT}) ?(?:[-–]|till|à) ?(?P<most>{_COUNT})"
_OFTEN = r"(?:gång|gånger|ggr|ggn|g|x)\.?"
_ABOUT = re.compile(
    r"(?:(?:minst|högst|ungefär|omkring|cirka|ca\.?|i regel|som regel|normalt|vanligtvis|helst|åtminstone) )+"
)
_REST = re.compile(r" ?[,;(]| (?P<going_on>utom|samt|dock|och|eller|men|plus|vid|under|med|i|på) ")
"""How what follows an interval without changing it may begin."""

_BARE = re.compile(rf"(?:{_SPAN_OF}|(?P<only>{_COUNT})) {_UNIT}")
_ONCE_IN = re.compile(rf"(?P<times>{_COUNT}) ?{_OFTEN} ?(?:i|om|per|/|varje|var|vart)? ?{_UNIT}")
_EACH = re.compile(rf"(?:en gång )?(?:varje|var|vart) {_UNIT}")
_EVERY = re.compile(
    rf"(?:en gång )?vart? ?(?P<every>{_PLACE})(?: ?(?:[-–]|till) ?(?:vart? )?(?P<most>{_PLACE}))? {_UNIT}"
)
_APART = re.compile(rf"(?:med )?(?:{_SPAN_OF}|(?P<only>{_COUNT})) {_UNIT} mellanrum")


def understood(written: str) -> Frequency:
    """Return the frequency that *written* stands for: "varannan vecka", "6–8 veckor", "två gånger per år".

    The words are kept unless the interval has the same ones, or they are a mere number of units. Words that
    are no interval, such as "vid behov", are kept alone; what follows an interval, as in "en gång per år,
    helst i maj", is words about it.
    """
    text = normal.line(written)
    whole = normal.spaced(written).casefold().removesuffix(".")
    words = _ABOUT.sub("", whole, count=1)
    found = (_interval(words), *(_before(rest) for rest in _REST.finditer(words)))
    interval = next((one for one in found if one is not None), None)
    if interval is None:
        return Frequency(text=text)
    said = words == whole and (words == str(interval) or _BARE.fullmatch(words))
    return interval if said else interval.model_copy(update={"text": text})


def _before(rest: re.Match[str]) -> Frequency | None:
    """Return the interval that stands before the *rest* of some words, if one does."""
    words = rest.string[: rest.start()]
    if rest["going_on"] and _BARE.fullmatch(words):
        # "Sex veckor i taget" and "två månader under sommaren" are how long something takes.
        return None
    return _interval(words)


def _interval(words: str) -> Frequency | None:
    if words in _ADVERBS:
        return _every(1, _ADVERBS[words])
    for form in (_BARE, _APART):
        if match := form.fullmatch(words):
            unit = _FORMS[match["unit"]]
            if match["only"]:
                return _every(_count(match["only"]), unit)
            return _every(_count(match["every"]), unit, _count(match["most"]))
    if match := _ONCE_IN.fullmatch(words):
        times, unit = _count(match["times"]), _FORMS[match["unit"]]
        return _every(1, unit) if times == 1 else _every(*_PARTS.get((times, unit), (0, unit)))
    if match := _EACH.fullmatch(words):
        return _every(1, _FORMS[match["unit"]])
    if match := _EVERY.fullmatch(words):
        most = _place(match["most"]) if match["most"] else None
        return _every(_place(match["every"]), _FORMS[match["unit"]], most)
    return None


def _count(word: str) -> int:
    return _COUNTS.get(word) or int(word)


def _place(word: str) -> int:
    return _PLACES.get(word) or int(word.rstrip(":ea"))


def _every(every: int, unit: Unit, most: int | None = None) -> Frequency | None:
    """Return the interval, or ``None`` where the numbers make none."""
    if every < 1 or (most is not None and most < every):
        return None
    return Frequency(every=every, every_most=most, unit=unit)
