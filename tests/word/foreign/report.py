"""Precision and recall of what is recognised, for each document and in all; those held out by themselves."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from lokdesk.agreement.agreement import Agreement
from lokdesk.recognition import recogniser, taking
from lokdesk.recognition.proposal import Recognition
from lokdesk.session.fill import fill
from lokdesk.session.library import Library
from lokdesk.word import source
from tests.word.foreign.agreements import TUNED, Foreign
from tests.word.foreign.held_out import HELD_OUT
from tests.word.foreign.measure import Fact, Score, of_agreement, of_data, score

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@cache
def library() -> Library:
    return Library(RESOURCES, RESOURCES.parent / "templates")


def recognised(docx: bytes) -> Recognition:
    return recogniser.recognised(source.source(docx), library().lexicon, library().actor_names)


def facts(docx: bytes) -> list[Fact]:
    """Return the facts that are recognised in *docx*."""
    return of_agreement(fill(Agreement(), taking.answers(recognised(docx))))


def agreement_score(one: Foreign) -> Score:
    return score(of_data(one.answers), facts(one.docx()))


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score(0, 0, 0))


def _line(name: str, one: Score) -> str:
    return f"{name:40} {one.expected:6} {one.found:6} {one.right:6}   {one.precision:6.1%}  {one.recall:6.1%}"


def main(arguments: Sequence[str]) -> int:
    print(
        f"{'Överenskommelser':40} {'finns':>6} {'funna':>6} {'rätt':>6}   {'precision':>6}  {'täckning':>6}"
    )
    for heading, group in (("avstämda mot", TUNED), ("undanhållna", HELD_OUT)):
        scores = [agreement_score(one) for one in group]
        for one, own in zip(group, scores, strict=True):
            print(_line(one.name, own))
            if "-v" in arguments:
                expected, found = set(of_data(one.answers)), set(facts(one.docx()))
                for fact in sorted(expected - found):
                    print("   saknas:", " | ".join(fact)[:150])
                for fact in sorted(found - expected):
                    print("   för mycket:", " | ".join(fact)[:150])
        print(_line(f"– alla {heading}", total(scores)))
    return 0
