"""The example revised twice, a year each, with the redline of each before the validators and LibreOffice."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.evaluation import DROP, KEEP, REFORMULATE, Verdict
from lokdesk.agreement.goals import Goal
from lokdesk.revision.beginning import begun
from lokdesk.session import differing, enclosing, evaluating, redline
from lokdesk.session.session import Session
from lokdesk.word import accepted
from tests import validators
from tests.session.made import LIBRARY
from tests.word.story import Story

DAY = date(2026, 11, 22)


def _first(draft: Draft) -> Draft:
    """Return the revision of *draft* with a goal reworded, one dropped, one new, and what goes with that."""
    session = Session(LIBRARY, begun(draft, DAY, date(2023, 1, 1), date(2023, 12, 31)).draft)
    kept, reworded, dropped = session.agreement.goals[:3]
    indicator = kept.indicators[0]
    evaluating.enter_outcome(session, kept.id, indicator.id, indicator.values[0].party, "44", "2023-08")
    verdicts: tuple[tuple[Goal, Verdict], ...] = ((kept, KEEP), (reworded, REFORMULATE), (dropped, DROP))
    for goal, verdict in verdicts:
        evaluating.say(session, goal.id, helped="delvis", why="Så bestämde gruppen.")
        evaluating.judge(session, goal.id, verdict)
    session.set(f"goals/{reworded.id}/title", "Färre unga 16–29 år står utan arbete eller studier")
    session.add("goals", {"title": "Fler arbetsgivare tar emot praktikanter"})
    forum = next(one for one in session.agreement.organisation.forums if len(one.members) > 1)
    session.remove(f"organisation/forums/{forum.id}/members/{forum.members[0].id}")
    session.add(
        f"processes/{session.agreement.processes[0].id}/steps", {"title": "Följ upp efter tre månader"}
    )
    session.add("appendices", {"title": "Praktikplatser per kommun", "number": "7", "text": "Varje kvartal."})
    enclosing.enclose(session)
    return session.draft


def _second(draft: Draft) -> Draft:
    """Return the revision of *draft* with goals in another order, a perspective gone and a text reworded."""
    session = Session(LIBRARY, begun(draft, DAY).draft)
    goal = session.agreement.goals[0]
    evaluating.say(session, goal.id, helped="ja", why="Det gäller också studier.")
    evaluating.judge(session, goal.id, REFORMULATE)
    session.set(f"goals/{goal.id}/description", "Det gäller också studier på komvux.")
    session.move(f"goals/{session.agreement.goals[-1].id}", 1)
    session.remove(f"perspectives/{session.agreement.perspectives[1].id}")
    enclosing.enclose(session)
    return session.draft


@pytest.fixture(scope="module")
def years() -> Sequence[Draft]:
    first = _first(LIBRARY.example("kronoberg"))
    return first, _second(first)


@pytest.fixture(scope="module")
def marked(years: Sequence[Draft], tmp_path_factory: pytest.TempPathFactory) -> Sequence[Path]:
    folder = tmp_path_factory.mktemp("years")
    paths = [folder / f"{number}.docx" for number in range(len(years))]
    for path, draft in zip(paths, years, strict=True):
        path.write_bytes(redline.made(differing.bases(draft)[0].draft, draft, LIBRARY, "Lisa Ek", DAY))
    return paths


def test_the_validators_find_nothing_wrong(marked: Sequence[Path]) -> None:
    assert validators.sdk_errors(marked) == []
    assert [error for path in marked for error in validators.audit_errors(path)] == []


def _told(story: Story) -> list[str]:
    """Return what *story* tells, styles by what they look like: those of files have names of their own."""
    looks = story.looks()
    return [_VALUE.sub(lambda found: looks.get(found[1], found[1]), line) for line in story.lines()]


_VALUE = re.compile(r'(?<=w:val=")([^"]*)')


@pytest.mark.parametrize("year", [0, 1])
def test_accepting_gives_the_new_document_and_rejecting_the_one_before(
    year: int, years: Sequence[Draft], marked: Sequence[Path]
) -> None:
    draft = years[year]
    for side, settle in ((draft, accepted.accept), (differing.bases(draft)[0].draft, accepted.reject)):
        story = Story(marked[year].read_bytes())
        settle(story.root)
        alone = Story(redline.made(side, side, LIBRARY, "", DAY))
        assert not list(unified_diff(_told(alone), _told(story), n=0, lineterm=""))


def test_the_frozen_agreement_has_its_evaluation_still(years: Sequence[Draft]) -> None:
    before = differing.bases(years[1])[0].draft
    alone = "\n".join(Story(redline.made(before, before, LIBRARY, "", DAY)).lines())

    assert "Utvärderar målen i" in alone and "(saknas)" not in alone
    (evaluation,) = [one for one in before.agreement.appendices if one.title == "Utvärdering av målen"]
    assert at.get(years[0].agreement, f"appendices/{evaluation.id}") == evaluation
