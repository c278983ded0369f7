"""How a goal is measured, as sentences tell it that stand with its name."""

import re

from lokdesk.agreement import address as at
from lokdesk.recognition import period, words
from lokdesk.recognition.passage import Passage, Span
from lokdesk.recognition.proposing import Proposing, part

_INDICATOR = re.compile(
    r"(?:indikator(?:n|er|erna)?|mått(?:et)?|nyckeltal(?:et)?)\s*(?:är|:)\s*"
    r"|(?:vi|parterna)\s+mäter\s+|(?:målet|det(?:ta)?)\s+mäts\s+(?:genom|med)\s+"
    r"|(?:vi|parterna)\s+följer\s+målet\s+(?:genom|med)\s+",
    re.IGNORECASE,
)
_BASELINE = re.compile(
    r"(?:utgångsläget?|nuläget?|startvärdet?|utgångsvärdet?)\b"
    r"(?:\s+(?:20\d\d|i dag))?(?:\s+(?:är|var))?\s*:?\s*",
    re.IGNORECASE,
)
_TARGET = re.compile(r"(?:målet|målvärdet?|målnivån?)\b(?:\s+är)?\s*:?\s*(?=\S*\s*\d|\d)", re.IGNORECASE)
_LIMIT = re.compile(r"(?:högst|minst|lägst|mer än|färre än)\s+\d", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d ]*(?:[.,]\d+)?\s*(?:%|procent\b|\w+)")
_SOURCE = re.compile(r"källa(?:n)?\s*(?:är|:)\s*", re.IGNORECASE)
_RESPONSIBLE = re.compile(r"(?:ansvariga?|ansvarar)\s*(?:är|:)\s*", re.IGNORECASE)
_FOLLOWED = re.compile(r"(?:följs upp|mäts)\b", re.IGNORECASE)
_BY = re.compile(r"\sav\s+(?=[A-ZÅÄÖ])")
_CLAUSE = re.compile(r",\s+")


def told(to: Proposing, goal: str, one: Passage, start: int) -> bool:
    """Propose for what *one* says from *start* on of the goal at that address; return whether it tells any.

    A measure, its values, its source, how often and by whom it is followed; the rest describes the goal.
    """
    measuring = _Measuring(to, goal, one)
    for begin, end in words.sentences(one.text[start:]):
        measuring.sentence(start + begin, start + end)
    return bool(measuring.indicator)


class _Measuring:
    def __init__(self, to: Proposing, goal: str, one: Passage) -> None:
        self._to = to
        self._goal = goal
        self._one = one
        self.indicator = ""
        """The address of the measure that was last told of."""
        self._values = ""

    def sentence(self, start: int, end: int) -> None:
        """Propose for a sentence, a clause at a time."""
        text = self._one.text
        name: Span | None = None
        for begin, stop in _clauses(text, start, end):
            found = _INDICATOR.match(text, begin, stop)
            if found is not None:
                self._to.heading("goals/*/indicators/*/name", part(self._one, begin, found.end()), 0.7)
                name = part(self._one, found.end(), stop)
                self.indicator = self._to.item(at.join(self._goal, "indicators"), name)
                self._values = ""
            elif not self._clause(begin, stop):
                if name is None:
                    self._describes(begin, end)
                    break
                # What is measured goes on after a comma.
                name = part(self._one, name.start, stop)
        if name is not None:
            self._to.answer(at.join(self.indicator, "name"), [self._bare(name.start, name.end)], 0.7)

    def _clause(self, begin: int, stop: int) -> bool:
        """Propose for a clause about the measure; return whether it is about that."""
        if not self.indicator:
            return False
        text = self._one.text
        if (found := _BASELINE.match(text, begin, stop)) is not None:
            return self._value("baseline", begin, found.end(), stop)
        if (found := _TARGET.match(text, begin, stop)) is not None:
            return self._value("target", begin, found.end(), stop)
        if _LIMIT.match(text, begin, stop):
            return self._value("target", begin, begin, stop)
        if _FIGURE.match(text, begin, stop) and not self._values:
            return self._value("baseline", begin, begin, stop)
        for last, pattern in (("source", _SOURCE), ("responsible", _RESPONSIBLE)):
            if (found := pattern.match(text, begin, stop)) is not None:
                self._to.heading(f"goals/*/indicators/*/{last}", part(self._one, begin, found.end()), 0.7)
                return self._to.answer(
                    at.join(self.indicator, last), [self._bare(found.end(), stop)], 0.7, last
                )
        if _FOLLOWED.match(text, begin, stop):
            by = _BY.search(text, begin, stop)
            often = period.often(
                self._to, at.join(self.indicator, "interval"), self._one, begin, by.start() if by else stop
            )
            if by is not None:
                self._to.answer(
                    at.join(self.indicator, "responsible"), [self._bare(by.end(), stop)], 0.7, "av"
                )
            return often or by is not None
        return False

    def _value(self, last: str, begin: int, start: int, stop: int) -> bool:
        if not self._values:
            self._values = self._to.item(
                at.join(self.indicator, "values"), Span(self._one.number, begin, begin)
            )
        self._to.heading(f"goals/*/indicators/*/values/*/{last}", part(self._one, begin, start), 0.7)
        return self._to.answer(at.join(self._values, last), [self._bare(start, stop)], 0.7, last)

    def _describes(self, begin: int, stop: int) -> None:
        self._to.answer(at.join(self._goal, "description"), [part(self._one, begin, stop)], 0.65, "goals")

    def _bare(self, start: int, stop: int) -> Span:
        """Return that part of the passage without the full stop or the comma after it."""
        span = part(self._one, start, stop)
        return Span(span.passage, span.start, span.start + len(self._to.text(span).rstrip(" .,;")))


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    place = start
    for comma in _CLAUSE.finditer(text, start, end):
        found.append((place, comma.start()))
        place = comma.end()
    return [*found, (place, end)]
