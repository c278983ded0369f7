"""The power goes at any moment of a save: the old file or the new one is there, and whole.

`make power-cut` goes through many more states than these tests do.
"""

import hashlib
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import pytest

from lokdesk.agreement.draft import Draft
from lokdesk.project import backups, project, state
from lokdesk.project.project import Project
from tests.project.made import FULL
from tests.project.power import Files, Trace, recorded, states
from tests.project.test_faults import NEW, OLD, OLDER, no_new_files


@cache
def draft(content: bytes) -> Draft | None:
    """Return the draft in the bytes of a project file, or nothing where they are not whole."""
    try:
        return project.loads(content).draft
    except ValueError:
        return None


def laid_out(folder: Path, first: Draft) -> tuple[Path, Project]:
    folder.mkdir(parents=True)
    path = folder / "avtal.lokdesk"
    opened = project.save(Project(first), path)
    project.save(Project(OLDER), project.backup(path))
    return path, opened


def saved(folder: Path, then: Draft, without: str = "", *, over: bool = False) -> tuple[Path, Trace]:
    """Return the path of a file that was saved in *folder* as *then*, and what was done."""
    path, opened = laid_out(folder / "mapp", OLD)
    refusing = no_new_files(path) if over else nullcontext()
    with refusing, recorded(folder, without) as trace:
        project.save(Project(then, fingerprint=opened.fingerprint), path, keep=True)
    return path, trace


def damaged(path: Path, trace: Trace, then: Draft, cuts: int = 3) -> tuple[int, int]:
    """Return how many states there are, and in how many of them something has been lost."""
    count = lost = 0
    for done, files in states(trace, cuts):
        count += 1
        there = draft(files.get(path, b""))
        if there is None:
            # Written over where it stood: then the copy elsewhere is what there is.
            aside = [content for one, content in files.items() if one.name == path.name and one != path]
            there = next((found for one in aside if (found := draft(one)) is not None), None)
        backup = files.get(project.backup(path))
        fine = there in (OLD, then) and (backup is None or draft(backup) in (OLD, OLDER) or there == OLD)
        kept = copies(path, files)
        # The file as it was lies in the user's own folder before anything takes its place.
        fine = fine and all(one in (OLD, then) for one in kept) and (there == OLD or OLD in kept)
        # What the user has been told is saved stays saved, and is kept there, too.
        lost += not fine or (done == len(trace.steps) and (there != then or then not in kept))
    return count, lost


def copies(path: Path, files: Files) -> list[Draft | None]:
    """Return the drafts in those copies that have the content that their names tell of."""
    here = backups.folder(path)
    there = [(one, content) for one, content in files.items() if one.parent == here]
    return [draft(content) for one, content in there if hashlib.sha256(content).hexdigest()[:32] in one.name]


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(state.OVERRIDE, str(tmp_path / "eget"))


@pytest.mark.parametrize("over", [False, True])
def test_whenever_the_power_goes_the_old_file_or_the_new_one_is_whole(tmp_path: Path, over: bool):
    path, trace = saved(tmp_path, NEW, over=over)

    count, lost = damaged(path, trace, NEW)

    assert count > len(trace.steps)
    assert not lost


@pytest.mark.parametrize("call", ["sync", "sync_folder"])
def test_what_is_not_brought_to_the_disk_is_found_to_be_lost(tmp_path: Path, call: str):
    """The model would notice: without this the other tests would prove nothing."""
    path, trace = saved(tmp_path, NEW, without=call)

    assert damaged(path, trace, NEW)[1]


def test_the_backup_is_whole_whenever_the_power_goes(tmp_path: Path):
    path, trace = saved(tmp_path, FULL)

    for _, files in states(trace):
        backup = files.get(project.backup(path))
        assert backup is None or draft(backup) in (OLD, OLDER)
