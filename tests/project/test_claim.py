"""While a file is being saved nobody else saves it, and a save that was cut off hinders no other."""

import errno
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.project import calls, claim, project
from lokdesk.project.problem import ChangedElsewhere, NotWritten
from lokdesk.project.project import Project
from tests.tools import ROOT

AT_ONCE = 0.0
MINE, THEIRS = (Draft(agreement=Agreement(title=title)) for title in ("Mitt", "Deras"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "avtal.lokdesk"


def test_only_one_has_a_claim_and_nothing_is_left_of_it(path: Path):
    with claim.on(path):
        with pytest.raises(NotWritten, match="sparas av någon annan just nu"), claim.on(path, AT_ONCE):
            pass
        with claim.on(path.with_name("annat.lokdesk"), AT_ONCE):
            pass

    with claim.on(path, AT_ONCE):
        pass
    assert list(path.parent.iterdir()) == []


def test_the_next_one_waits_for_it(path: Path):
    with ExitStack() as stack:
        stack.enter_context(claim.on(path))
        order: list[str] = []

        def wait() -> None:
            with claim.on(path, longest=60):
                order.append("den andra")

        waiting = threading.Thread(target=wait)
        waiting.start()
        order.append("den första")
    waiting.join()

    assert order == ["den första", "den andra"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_process_that_was_killed_has_none(path: Path):
    code = (
        "import os, sys; from pathlib import Path; from lokdesk.project import claim\n"
        "with claim.on(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
    (left,) = path.parent.iterdir()

    with claim.on(path, AT_ONCE):
        assert left.exists()
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["create", "lock", "status"])
@pytest.mark.parametrize("error", [errno.EACCES, errno.ENOLCK, errno.EROFS])
def test_where_there_are_no_claims_one_saves_without(
    path: Path, name: str, error: int, monkeypatch: pytest.MonkeyPatch
):
    if sys.platform == "win32" and (name, error) == ("lock", errno.EACCES):
        pytest.skip("so Windows says that somebody else has it")

    def fail(*_: object) -> None:
        raise OSError(error, "no")

    with monkeypatch.context() as patched:
        patched.setattr(calls, name, fail)
        with claim.on(path, AT_ONCE):
            pass
    assert list(path.parent.iterdir()) == []


def test_two_who_save_at_once_do_not_overwrite_each_other(path: Path, monkeypatch: pytest.MonkeyPatch):
    """Right before the one file takes the other's place, somebody else saves."""
    opened = project.save(Project(Draft()), path)
    real, begun = calls.replace, threading.Event()
    raised: list[ChangedElsewhere] = []

    def save_theirs() -> None:
        try:
            project.save(replace(opened, draft=THEIRS), path)
        except ChangedElsewhere as problem:
            raised.append(problem)

    other = threading.Thread(target=save_theirs)

    def interrupted(source: Path, target: Path) -> None:
        if target == path and not begun.is_set():
            begun.set()
            other.start()
            # Longer than a whole save takes; the other one waits at the claim meanwhile.
            other.join(0.5)
        real(source, target)

    monkeypatch.setattr(calls, "replace", interrupted)
    project.save(replace(opened, draft=MINE), path)
    other.join()

    assert project.open(path).draft == MINE
    (told,) = raised
    assert told.there == project.open(path).fingerprint


def test_what_came_after_the_question_is_not_overwritten_with_its_answer(path: Path):
    opened = project.save(Project(Draft()), path)
    second = project.save(replace(opened, draft=THEIRS), path)
    with pytest.raises(ChangedElsewhere) as asked:
        project.save(replace(opened, draft=MINE), path)
    project.save(replace(second, draft=Draft(agreement=Agreement(title="Ännu nyare"))), path)

    with pytest.raises(ChangedElsewhere) as again:
        project.save(replace(opened, draft=MINE), path, over=asked.value.there)

    assert project.save(replace(opened, draft=MINE), path, over=again.value.there).draft == MINE
