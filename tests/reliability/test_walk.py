"""The session says what a plain model says wherever one goes; `make walk`, short."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from lokdesk.agreement.draft import Draft
from lokdesk.project import changes
from lokdesk.project.problem import Problem
from lokdesk.session.session import Session
from tests import tools
from tests.reliability import walk

BY_THE_SAME_CHANCE = walk.SEED


@pytest.mark.hypothesis
def test_the_session_says_what_the_model_says_wherever_one_goes(tmp_path: Path):
    exploring = tools.exploring()
    seed = random.randrange(1 << 32) if exploring else BY_THE_SAME_CHANCE
    counts = walk.run(5000 if exploring else 500, seed, tmp_path, steps=50)

    assert counts["steps"] >= 500
    assert min(counts[one] for one in ("saved", "asked", "crashed", "recovered", "cut off"))


def undoes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "undo", lambda _: None)


def keeps_no_journal_of_what_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    real = changes.difference

    def without(before: Draft, after: Draft, files: changes.Files) -> list[changes.Raw]:
        return [one for one in real(before, after, files) if changes.IDS not in one]

    monkeypatch.setattr(changes, "difference", without)


@pytest.mark.parametrize("fault", [undoes_nothing, keeps_no_journal_of_what_moves])
def test_a_session_that_says_something_else_is_found_out(
    fault: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    fault(monkeypatch)

    with pytest.raises((AssertionError, Problem), match="state = Walk"):
        walk.run(500, BY_THE_SAME_CHANCE, tmp_path, steps=50)
