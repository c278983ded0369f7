"""Copies of a project file, listed and taken out, without a screen."""

import json
from pathlib import Path

import pytest

from lokdesk.project import backups, project, state
from tests.cli.conftest import Run, refused


@pytest.fixture
def path(run: Run, kronoberg: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project file that has been filled in twice, as "Ett" and then "Två"."""
    monkeypatch.setenv(state.OVERRIDE, str(tmp_path / "eget"))
    path = tmp_path / "a.lokdesk"
    path.write_bytes(kronoberg.read_bytes())
    for title in ("Ett", "Två"):
        answers = tmp_path / "svar.json"
        answers.write_text(json.dumps({"title": title}))
        assert run("fill", path, answers, "-o", path).code == 0
    return path


def test_what_a_file_was_before_it_was_written_over_is_listed_and_written_elsewhere(
    run: Run, path: Path, tmp_path: Path
):
    listed = run("backups", path)
    assert (listed.code, listed.err) == (0, "")
    lines = [line.split("\t") for line in listed.out.splitlines()]
    assert [line[0] for line in lines] == ["1", "2"]
    assert [Path(line[3]) for line in lines] == [one.path for one in backups.found(path)]
    told = json.loads(run("backups", path, "--json").out)
    assert [one["number"] for one in told] == [1, 2]
    assert [one["size"] for one in told] == [int(line[2]) for line in lines]

    assert run("backups", path, "1", "-o", tmp_path / "b.lokdesk").code == 0
    assert project.open(tmp_path / "b.lokdesk").draft.agreement.title == "Ett"


def test_a_file_that_is_gone_still_has_its_copies(run: Run, path: Path):
    path.unlink()

    assert run("backups", path, "1", "-o", path).code == 0

    assert project.open(path).draft.agreement.title == "Ett"


def test_what_does_not_make_sense_is_refused(run: Run, path: Path, tmp_path: Path):
    other = tmp_path / "b.lokdesk"
    assert "Det finns ingen säkerhetskopia" in refused(run("backups", path, "3", "-o", other))
    assert "Skriv också -o" in refused(run("backups", path, "1"))
    assert "Skriv också numret" in refused(run("backups", path, "-o", other))
    assert not other.exists()
    assert run("backups", tmp_path / "annan.lokdesk").out == ""
