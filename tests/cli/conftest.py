"""The command line as a user runs it: arguments in, an exit code and two streams out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lokdesk import app
from lokdesk.project import project
from lokdesk.project.project import Project
from tests.session.made import LIBRARY


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs the program with arguments, in this process."""

    def run(*arguments: str | Path) -> Outcome:
        code = app.main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Outcome(code, captured.out.decode(), captured.err.decode())

    return run


@pytest.fixture(scope="session")
def kronoberg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the larger example as a project file, which no test may change."""
    path = tmp_path_factory.mktemp("exempel") / "kronoberg.lokdesk"
    project.save(Project(LIBRARY.example()), path)
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return a project file with an empty draft."""
    path = tmp_path / "tom.lokdesk"
    project.save(Project(LIBRARY.blank()), path)
    return path


def refused(outcome: Outcome) -> str:
    """Return the one line that a command which could not be done has written to standard error."""
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.endswith("\n")
    (line,) = outcome.err.splitlines()
    assert "Traceback" not in line
    return line
