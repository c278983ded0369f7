"""Every command that writes a file does so with care: not while somebody has it open, and with a backup."""

from pathlib import Path

import pytest

from lokdesk import app
from lokdesk.cli.arguments import COMMANDS
from lokdesk.project import lock, project
from lokdesk.project.lock import Lock
from lokdesk.project.version import CURRENT, FIRST
from tests.cli.conftest import Run, refused
from tests.test_no_network import ARGUMENTS
from tests.test_old_files import file

WRITING = [
    command.words
    for command in COMMANDS
    if any("--output" in argument.names and argument.metavar != "MAPP" for argument in command.arguments)
]
"""The commands that write a file; the folder of an archive set must have none of its files before."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory, kronoberg: Path) -> dict[str, str]:
    """Return files that the commands read, none of which is the one they write to."""
    folder = tmp_path_factory.mktemp("underlag")
    document, answers = folder / "a.docx", folder / "svar.json"
    assert app.main(["export", str(kronoberg), "-o", str(document)]) == 0
    answers.write_text('{"title": "Ny titel"}', encoding="utf-8")
    moved = folder / "flyttad.lokdesk"
    assert app.main(["move", str(kronoberg), "-o", str(moved)]) == 0
    return {
        "project": str(kronoberg),
        "document": str(document),
        "answers": str(answers),
        "moved": str(moved),
    }


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """Return a project file that stands where the command writes."""
    path = tmp_path / "tom.lokdesk"
    path.write_bytes(file(FIRST).read_bytes())
    return path


def written(words: tuple[str, ...], sources: dict[str, str], to: Path) -> list[str]:
    if words == ("versions",):
        return [*words, str(file(CURRENT)), "vers0002", "-o", str(to)]
    if words == ("backups",):
        (to.parent / "borta.lokdesk.bak").write_bytes(file(CURRENT).read_bytes())
        return [*words, str(to.parent / "borta.lokdesk"), "1", "-o", str(to)]
    before = [one.format(folder=to.parent, **sources) for one in ARGUMENTS[words]]
    return [*words, *before[:-2], "-o", str(to)]


def test_no_command_that_writes_is_left_out():
    assert len(WRITING) == 20
    assert set(WRITING) <= set(ARGUMENTS)


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_nothing_is_written_over_a_project_that_somebody_has_open(
    run: Run, words: tuple[str, ...], sources: dict[str, str], there: Path
):
    before = there.read_bytes()
    held = lock.take(there, "Bo Ek")
    assert isinstance(held, Lock)

    line = refused(run(*written(words, sources, there)))
    held.release()

    assert line.startswith("”tom.lokdesk” är öppen hos Bo Ek")
    assert there.read_bytes() == before


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_project_that_is_written_over_is_kept_as_its_backup_and_nothing_else_is_left(
    run: Run, words: tuple[str, ...], sources: dict[str, str], there: Path
):
    before = there.read_bytes()

    outcome = run(*written(words, sources, there))

    assert outcome.code == 0, outcome.err
    assert there.read_bytes() != before
    assert project.backup(there).read_bytes() == before
    assert [one.name for one in there.parent.iterdir() if one.name.startswith(".")] == []
