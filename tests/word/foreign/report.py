"""Precision and recall of what is recognised, for each document and in all; those held out by themselves."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from lokdesk.agreement.agreement import Agreement
from lokdesk.recognition import recogniser, taking
from lokdesk.recognition.proposal import Recognition
from lokdesk.session.fill import fill
from lokdesk.session.library import Library
from lokdesk.word import adoption, ooxml, package, source, traces
from lokdesk.word.archive import zipped
from lokdesk.word.render import render
from tests.word.foreign.agreements import TUNED, Foreign
from tests.word.foreign.former import FORMER
from tests.word.foreign.held_out import HELD_OUT
from tests.word.foreign.held_out_outlines import HELD_OUT_OUTLINES
from tests.word.foreign.measure import Fact, Score, of_agreement, of_data, score
from tests.word.foreign.outlines import OUTLINES, Outline

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


def example_score() -> Score:
    """Return how well the example is recognised when it is printed and every control taken out of it.

    What no document of the template has a place for, such as the workshops, is not asked for.
    """
    agreement = library().example().agreement
    return score(printed(agreement), facts(without_controls(agreement)))


def printed(agreement: Agreement) -> list[Fact]:
    """Return the facts in *agreement* that the document has a place for."""
    homes = library().template(library().template_use()).homes
    return [one for one in of_agreement(agreement) if one[0] in homes]


def without_controls(agreement: Agreement) -> bytes:
    """Return *agreement* as a Word file that holds nothing of Lokdesk's but the words."""
    template = library().template(library().template_use())
    written = package.opened(render(agreement, template))
    root = written.xml(written.document)
    traces.take_out(root)
    parts = {name: held for name, held in written.parts.items() if not name.startswith("customXml/")}
    parts[written.document] = ooxml.written(root)
    return zipped(parts)


def outline_score(one: Outline) -> Score:
    return score(one.places, slots(one.docx()))


def slots(docx: bytes) -> list[Fact]:
    """Return the places that are proposed in *docx*: the words that tell, and the address."""
    found = adoption.blueprint(docx, library().lexicon)
    return [(one.text.split(":")[0].strip(), one.address, "") for one in found.standing]


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score(0, 0, 0))


_HEAD = f"{'finns':>6} {'funna':>6} {'rätt':>6}   {'precision':>9} {'täckning':>9}"


def _line(name: str, one: Score) -> str:
    figures = f"{one.expected:6} {one.found:6} {one.right:6}"
    return f"{name:42} {figures}   {one.precision:9.1%} {one.recall:9.1%}"


def main(arguments: Sequence[str]) -> int:
    """Print the figures; with ``-v`` also what was missed and what was too much in those tuned on."""
    print(f"{'Överenskommelser':42} {_HEAD}")
    for heading, group in (("avstämda mot", (*TUNED, *FORMER)), ("undanhållna", HELD_OUT)):
        scores = [agreement_score(one) for one in group]
        for one, own in zip(group, scores, strict=True):
            print(_line(one.name, own))
            if "-v" in arguments and not one.held_out:
                _print_difference(set(of_data(one.answers)), set(facts(one.docx())))
        print(_line(f"– alla {heading}", total(scores)))
    print(_line("– exemplet, 42 sidor utan fält", example_score()))
    if "-v" in arguments:
        agreement = library().example().agreement
        _print_difference(set(printed(agreement)), set(facts(without_controls(agreement))))
    print(f"\n{'Mallar, första förslaget':42} {_HEAD}")
    for heading, held_out in (("avstämda mot", False), ("undanhållna", True)):
        group = [one for one in (*OUTLINES, *HELD_OUT_OUTLINES) if one.held_out is held_out]
        scores = [outline_score(one) for one in group]
        for one, own in zip(group, scores, strict=True):
            print(_line(one.name, own))
            if "-v" in arguments and not held_out:
                _print_difference(set(one.places), set(slots(one.docx())))
        print(_line(f"– alla {heading}", total(scores)))
    return 0


def _print_difference(expected: set[Fact], found: set[Fact]) -> None:
    for fact in sorted(expected - found):
        print("   saknas:", " | ".join(fact)[:150])
    for fact in sorted(found - expected):
        print("   för mycket:", " | ".join(fact)[:150])
