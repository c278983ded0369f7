"""Periods, days, intervals and people as they stand in sentences."""

import re
from collections.abc import Sequence

from lokdesk.agreement import frequency, vocabulary
from lokdesk.recognition import words
from lokdesk.recognition.passage import Passage, Span
from lokdesk.recognition.proposing import Proposing, days, part, whole

_START, _END, _KIND = "validity/start", "validity/end", "validity/kind"
ENDS = frozenset({_START, _END})
"""The answers that a period is."""
_COVER = 8
_SHORT = 60
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*[–—/-]\s*(20\d\d)(?!\d)")
_APPLIES = re.compile(
    r"\b(gäller|giltig|giltighet|period|avser|löper|träder i kraft|avtalstid)", re.IGNORECASE
)
_TO_THE_END = re.compile(r"till och med|t\.?\s?o\.?\s?m|t\s?o\s?m|längst till|upphör", re.IGNORECASE)
_REPLACES = re.compile(r"\bersätter\s*:?\s+(?P<what>[^.;]+)", re.IGNORECASE)
_NOTICE = re.compile(
    r"(?:(?:\w+|\d+)\s+(?:månaders?|veckors|dagars|års))\s+(?:uppsägningstid|varsel)"
    r"|uppsägningstid(?:en)?\s+(?:är|på|om)\s+(?P<span>[\w ]{3,20}?(?:månader|veckor|dagar|år))"
    r"|säg\w*\s+upp\b[^.]*?\bsenast\s+(?P<before>\w+\s+(?:månad(?:er)?|veckor|dagar|år))\s+(?:före|innan)"
)
_STOPS = re.compile(r"\s+(?:och|samt|eller|där|under|dessemellan|med undantag)\s+|[,;.]")
_WHO = re.compile(r"\b(?:sammankallande|ordförande|kallas samman av|leds av)\b", re.IGNORECASE)
_IS = re.compile(r"^(?P<who>[^.,;]{4,80}?)\s+(?:är|sammankallar)\s*(?:sammankallande|ordförande)?")


def mentioned(to: Proposing, one: Passage, *, sure: bool) -> bool:
    """Propose the period that *one* speaks of; return whether all of it is about that.

    *sure* says that it stands where periods do.
    """
    text = one.text
    found = False
    alone = True
    for start, end in words.sentences(text):
        said = text[start:end]
        told = (sure or _of_agreement(to, said)) and not (
            words.mentions(
                said, [words.stems("säga upp"), words.stems("uppsägning"), words.stems("förlängs")]
            )
        )
        if told and _period(to, one, start, end, sure=sure):
            found = True
        elif sure and (replaced := _REPLACES.search(said)) is not None:
            _replaced(to, one, start + replaced.start("what"), start + replaced.end("what"))
            found = True
        else:
            alone = False
        if sure and (notice := _NOTICE.search(said)) is not None:
            told_in = next((name for name in ("span", "before") if notice[name]), "")
            begin, stop = notice.span(told_in) if told_in else notice.span()
            within = notice[0].split(" ")
            if not told_in:
                stop = begin + len(" ".join(within[:-1]))
            to.answer("validity/notice_period", [part(one, start + begin, start + stop)], 0.7)
    return found and alone


def _of_agreement(to: Proposing, said: str) -> bool:
    """Return whether a sentence that stands anywhere tells how long the agreement applies."""
    named = any(one in said.casefold() for one in to.lexicon.lists["agreement"])
    return _APPLIES.search(said) is not None and (named or len(said) <= _SHORT)


def _period(to: Proposing, one: Passage, start: int, end: int, *, sure: bool) -> bool:
    said = one.text[start:end]
    base = 0.85 if sure else 0.65
    found = days(said)
    done = False
    if found and len(found) == 1 and _TO_THE_END.search(said[: found[0][1]]):
        done = to.answer(_END, [part(one, start + found[0][1], start + found[0][2])], base)
    elif found:
        done = to.answer(_START, [part(one, start + found[0][1], start + found[0][2])], base)
        if len(found) > 1:
            done |= to.answer(_END, [part(one, start + found[1][1], start + found[1][2])], base)
    elif (years := _YEARS.search(said)) is not None:
        for number, address, day in ((1, _START, "01-01"), (2, _END, "12-31")):
            place = Span(one.number, start + years.start(number), start + years.end(number))
            done |= to.answer(address, [place], base - 0.1, value=f"{years[number]}-{day}")
    further = any(
        words.holds(words.stems(said), phrase) for phrase in to.lexicon.phrases["until_further_notice"]
    )
    if further:
        place = said.casefold().find("tills vidare")
        span = (
            part(one, start + place, start + place + len("tills vidare"))
            if place >= 0
            else part(one, start, end)
        )
        done |= to.answer(_KIND, [span], base, value=vocabulary.UNTIL_FURTHER_NOTICE)
    elif done and (len(found) > 1 or _YEARS.search(said)):
        kind(to, one)
    if done:
        to.heading("validity", part(one, start, end), base)
    return done


def both(to: Proposing, one: Passage, start: int) -> bool:
    """Propose the period that *one* tells from *start* on, if it says when it begins and when it ends."""
    said = one.text[start:]
    if len(days(said)) < len(ENDS) and not _YEARS.search(said):
        return False
    to.heading("validity", part(one, 0, start), 0.85)
    return _period(to, one, start, len(one.text), sure=True)


def kind(to: Proposing, one: Passage) -> None:
    """Propose that the agreement is for a period, as *one* tells, and with extension where that is said."""
    extended = any(
        words.mentions(each.text, [words.stems("förlängs"), words.stems("förlängning")])
        for each in to.source.passages
        if each.kind != "contents"
    )
    word = vocabulary.EXTENDED_PERIOD if extended else vocabulary.FIXED_PERIOD
    to.answer(_KIND, [whole(one)], 0.6, value=word)


def from_title(to: Proposing) -> None:
    """Propose the years in the title, where the document does not say elsewhere how long it applies.

    A line by the title that names the agreement goes on with it: "Överenskommelse för 2024–2026".
    """
    titles = [span for one in to.proposed("title") for span in one.spans]
    lines = [
        whole(one)
        for one in to.source.passages[:_COVER]
        if one.text.rstrip()[-1:] != "."
        and any(word in one.text.casefold() for word in to.lexicon.lists["agreement"])
    ]
    for span in (*titles, *lines):
        if _period(to, to.source.by_number[span.passage], span.start, span.end, sure=False):
            return


def mentioned_beside(to: Proposing, label: Passage, values: Sequence[Passage]) -> bool:
    """Propose the period in *values*, where the *label* beside them is of one."""
    said = words.stems(label.text)
    if not any(
        words.holds(said, words.stems(one))
        for one in ("giltighet", "giltighetstid", "period", "avtalstid", "gäller")
    ):
        return False
    done = [_period(to, one, 0, len(one.text), sure=True) for one in values]
    if any(done):
        to.heading("validity", whole(label), 0.8)
    return any(done)


def replaces(to: Proposing, one: Passage) -> bool:
    """Propose the agreement that *one*, a line that says so, tells is replaced; return whether it does."""
    found = _REPLACES.match(one.text)
    if found is None:
        return False
    to.heading("validity/replaces", part(one, 0, found.start("what")), 0.8)
    _replaced(to, one, found.start("what"), found.end("what"))
    return True


def _replaced(to: Proposing, one: Passage, start: int, end: int) -> None:
    span = part(one, start, end)
    address = to.item("validity/replaces", span, to.text(span))
    to.answer(f"{address}/title", [span], 0.6)


def often(to: Proposing, address: str, one: Passage, start: int, end: int) -> bool:
    """Propose how often something happens, where a sentence tells; return whether it does."""
    said = one.text[start:end]
    for begin in _beginnings(said):
        rest = said[begin:]
        stop = len(rest.rstrip(". "))
        for cut in (*(found.start() for found in _STOPS.finditer(rest)), stop):
            understood = frequency.understood(rest[:cut])
            if understood.every is not None and cut > 2:
                # As much of it as belongs to the interval: "en gång per kvartal".
                done = to.answer(address, [part(one, start + begin, start + begin + cut)], 0.75)
                if done:
                    to.heading(address, part(one, start, end), 0.75)
                return done
    return False


def _beginnings(said: str) -> list[int]:
    """Return where in a sentence the words of an interval may begin."""
    found = re.finditer(
        r"\b(?:minst|högst|ungefär|cirka|ca|varje|var|vart|varannan|vartannat|en gång|två|tre|fyra|fem|sex"
        r"|\d+|månadsvis|kvartalsvis|årligen|månatligen|veckovis|tertialvis|halvårsvis|med)\b",
        said,
        re.IGNORECASE,
    )
    return [one.start() for one in found]


def who(to: Proposing, address: str, one: Passage, start: int, end: int) -> bool:
    """Propose who convenes, where a sentence tells; return whether it does."""
    said = one.text[start:end].rstrip(". ")
    found = _WHO.search(said)
    after = said[found.end() :].strip() if found else ""
    if found is not None and after.startswith("är "):
        begin = said.index(after) + 3
        return to.answer(address, [part(one, start + begin, start + len(said))], 0.7)
    before = _IS.match(said)
    if before is not None:
        return to.answer(address, [part(one, start, start + before.end("who"))], 0.65)
    return False
