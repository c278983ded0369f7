"""Whichever call to the file system fails, and however: the old file or the new one is there, and whole."""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.project import backups, calls, project, refuge, state
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from tests.project.faults import KINDS, SHORT, injected

OLDER, OLD, NEW = (Draft(agreement=Agreement(title=title)) for title in ("Äldre", "Gammal", "Ny"))
REFUSED = ("EACCES", "EPERM")
"""Where the folder takes no new files nothing is said of a backup that is not beside the file."""
SWEDISH = ("är skadad", "kunde inte", "går inte att läsa", "finns inte", "har ändrats")


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(state.OVERRIDE, str(tmp_path / "eget"))


def laid_out(folder: Path, backup: bool) -> tuple[Path, Project]:
    """Return the path of a project file in the new *folder*, with or without backups, and the project.

    What is the user's own lies in a new folder, too.
    """
    folder.mkdir(parents=True)
    os.environ[state.OVERRIDE] = f"{folder}-eget"
    path = folder / "avtal.lokdesk"
    opened = project.save(Project(OLD), path, keep=backup)
    if backup:
        project.save(Project(OLDER), project.backup(path))
    return path, opened


def told(act: Callable[..., object], *given: object) -> str:
    """Return what the user is told when *act* fails, or nothing; all else it raises is a failure here too."""
    try:
        act(*given)
    except Problem as problem:
        assert any(words in str(problem) for words in SWEDISH), str(problem)
        return str(problem)
    return ""


def saved(opened: Project, path: Path) -> tuple[str, list[str]]:
    """Save NEW; returns what the user is told when it fails, and of backups when it does not."""
    notes: list[str] = []
    said = told(lambda: project.save(replace(opened, draft=NEW), path, keep=True, tell=notes.append))
    assert all(one.endswith(".") and "säkerhetskopia" in one for one in notes)
    return said, notes


def assert_whole(path: Path, said: str, notes: Sequence[str] = ()) -> None:
    there = project.open(path).draft
    assert there in (OLD, NEW)
    assert said or there == NEW
    backup = project.backup(path)
    beside = project.open(backup).draft if backup.exists() else None
    assert beside in (None, OLDER, OLD)
    copies = [project.loads(backups.read(one)).draft for one in backups.kept(path)]
    assert all(one in (OLD, NEW) for one in copies)
    # What could not be kept is told, even though the text itself has been saved.
    assert said or notes or copies == [NEW, OLD]
    assert not list(path.parent.glob(".lokdesk-*"))


def number_of_calls(tmp_path: Path, backup: bool) -> int:
    path, opened = laid_out(tmp_path / "ren", backup)
    with injected() as clean:
        assert saved(opened, path) == ("", [])
    assert {"create", "write", "sync", "status", "close", "look", "read", "replace"} <= set(clean.made)
    return len(clean.made)


@pytest.mark.parametrize(("backup", "sticky"), [(False, False), (True, False), (True, True)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_save_in_which_any_call_fails(tmp_path: Path, kind: str, backup: bool, sticky: bool):
    for at in range(number_of_calls(tmp_path, backup)):
        path, opened = laid_out(tmp_path / str(at), backup)
        with injected(kind, at, sticky) as faults:
            said, notes = saved(opened, path)
        assert faults.happened
        if kind == SHORT:
            assert not said and not notes
        if sticky and "remove" in faults.made[at:]:
            continue
        assert_whole(path, said, notes)
        if not said and not notes and kind not in REFUSED:
            assert project.open(project.backup(path)).draft == OLD


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_save_in_which_any_call_fails_leaves_all_or_nothing(tmp_path: Path, kind: str):
    (tmp_path / "ren").mkdir()
    with injected() as clean:
        project.save(Project(NEW), tmp_path / "ren" / "avtal.lokdesk")
    for at in range(len(clean.made)):
        path = tmp_path / str(at) / "avtal.lokdesk"
        path.parent.mkdir()
        os.environ[state.OVERRIDE] = f"{path.parent}-eget"
        with injected(kind, at):
            said = told(project.save, Project(NEW), path)
        assert [one.name for one in path.parent.iterdir()] == ([] if said else [path.name])
        if not said:
            assert project.open(path).draft == NEW


@pytest.mark.parametrize("kind", KINDS)
def test_an_opening_in_which_any_call_fails_is_told_of_and_changes_nothing(tmp_path: Path, kind: str):
    path, opened = laid_out(tmp_path / "mapp", backup=True)
    before = {one: one.read_bytes() for one in path.parent.iterdir()}
    with injected() as clean:
        assert project.open(path).draft == opened.draft
    for at in range(len(clean.made)):
        with injected(kind, at):
            said = told(project.open, path)
        assert bool(said) == (kind != SHORT)
        assert {one: one.read_bytes() for one in path.parent.iterdir()} == before


# Where the folder takes no new files


@contextmanager
def no_new_files(beside: Path) -> Iterator[None]:
    """Let the folder of the file *beside* refuse new files, and only that folder."""
    create = calls.create

    def refused(path: Path) -> int:
        if path.parent == beside.parent:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return create(path)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(calls, "create", refused)
        yield


def test_where_no_new_files_may_be_made_the_file_is_written_over(tmp_path: Path):
    path, opened = laid_out(tmp_path / "mapp", backup=False)

    with no_new_files(path):
        project.save(Project(NEW, fingerprint=opened.fingerprint), path)

    assert project.open(path).draft == NEW
    assert refuge.latest(path) is None
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("kind", ["ENOSPC", "EROFS", "EIO"])
def test_for_want_of_anything_else_it_is_not(tmp_path: Path, kind: str):
    path, opened = laid_out(tmp_path / "mapp", backup=True)
    with injected() as clean:
        project.save(replace(opened, draft=OLD), path)

    with injected(kind, clean.made.index("create"), sticky=True) as faults:
        assert told(project.save, replace(opened, draft=NEW), path)

    assert "enter" not in faults.made
    assert project.open(path).draft == OLD


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_written_over_where_it_stands_is_put_back_when_any_call_fails(tmp_path: Path, kind: str):
    path, opened = laid_out(tmp_path / "ren", backup=True)
    with no_new_files(path), injected() as clean:
        assert saved(opened, path) == ("", [])
    assert "enter" in clean.made
    for at in range(len(clean.made)):
        path, opened = laid_out(tmp_path / str(at), backup=True)
        with no_new_files(path), injected(kind, at):
            said, notes = saved(opened, path)
        assert_whole(path, said, notes)


@pytest.mark.parametrize("kind", KINDS)
def test_when_no_copy_can_be_made_the_text_is_saved_all_the_same(tmp_path: Path, kind: str):
    """All that is done in the user's own folder fails, as where the disk with it is full or gone."""
    path, opened = laid_out(tmp_path / "mapp", backup=False)
    own = state.folder()

    with injected(kind, under=own) as faults:
        said, notes = saved(opened, path)

    assert faults.happened and not said
    assert project.open(path).draft == NEW
    assert project.open(project.backup(path)).draft == OLD
    assert bool(notes) == (kind != SHORT)


def test_where_it_cannot_be_put_back_it_is_told_where_a_copy_lies(tmp_path: Path):
    path, opened = laid_out(tmp_path / "ren", backup=False)
    with no_new_files(path), injected() as clean:
        opened = project.save(replace(opened, draft=OLDER), path)
    path, opened = laid_out(tmp_path / "mapp", backup=False)
    last = len(clean.made) - 1 - clean.made[::-1].index("truncate")
    with no_new_files(path), injected("EIO", last, sticky=True):
        said = told(project.save, replace(opened, draft=NEW), path)

    copy = refuge.latest(path)
    assert copy is not None and str(copy) in said
    assert project.open(copy).draft == OLD


def test_a_file_that_was_cut_off_while_it_was_written_over_points_to_its_copy(tmp_path: Path):
    path, _ = laid_out(tmp_path / "mapp", backup=False)
    copy = refuge.free(path)
    copy.write_bytes(path.read_bytes())
    path.write_bytes(path.read_bytes()[:300])

    assert str(copy) in told(project.open, path)
