"""Copies of project files in the user's own folder: which are kept, in which order, and whether whole."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.project import backups, project, state
from lokdesk.project.backups import Copy
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
Clock = list[datetime]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(state.OVERRIDE, str(tmp_path / "eget"))
    return tmp_path / "eget"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the one moment that it is for the program."""
    now = [NOON]

    class Set(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return now[0]

    monkeypatch.setattr(backups, "datetime", Set)
    return now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "mapp").mkdir()
    return tmp_path / "mapp" / "avtal.lokdesk"


def contents(path: Path) -> list[bytes]:
    return [backups.read(one) for one in backups.kept(path)]


def test_the_latest_comes_first_and_the_same_is_kept_once(path: Path):
    for content in (b"1", b"1", b"2", b"1"):
        backups.keep(path, content)

    assert contents(path) == [b"1", b"2", b"1"]
    assert [one.number for one in backups.kept(path)] == [3, 2, 1]


def test_each_file_has_its_own_wherever_it_is_reached_from(path: Path, tmp_path: Path):
    (tmp_path / "genväg").symlink_to(path.parent)
    backups.keep(path, b"en")
    backups.keep(path.with_name("annan.lokdesk"), b"annan")

    assert contents(tmp_path / "genväg" / path.name) == [b"en"]
    assert backups.has(path, b"en") and not backups.has(path, b"annan")


def test_a_clock_that_is_set_back_changes_no_order(path: Path, clock: Clock):
    backups.keep(path, b"en")
    clock[0] -= timedelta(days=400)
    backups.keep(path, b"tv")

    assert contents(path) == [b"tv", b"en"]
    assert backups.kept(path)[0].when < backups.kept(path)[1].when


def test_after_weeks_of_saving_the_latest_are_dense_and_older_ones_a_day_apart():
    copies: list[Copy] = []
    for n in range(600):
        copies.insert(0, Copy(Path(str(n)), NOON + n * timedelta(minutes=47), 1, str(n), n))
        gone = backups.to_go(copies)
        copies = [one for one in copies if one not in gone]

    assert len(copies) == backups.LATEST + backups.HOURS + backups.DAYS
    assert [one.number for one in copies[: backups.LATEST]] == list(range(599, 599 - backups.LATEST, -1))
    # The first of them is from the day that the hours before begin in.
    apart = [later.when - earlier.when for later, earlier in pairwise(copies[1 - backups.DAYS :])]
    assert all(timedelta(hours=23) < one < timedelta(hours=25) for one in apart)


moments = st.integers(min_value=-40_000_000, max_value=40_000_000)


@given(st.lists(st.tuples(moments, st.integers(min_value=0, max_value=backups.LARGEST)), max_size=80))
def test_what_stays_is_bounded_and_has_the_latest(made: list[tuple[int, int]]):
    copies = [
        Copy(Path(str(n)), NOON + timedelta(seconds=at), size, str(n), n)
        for n, (at, size) in reversed(list(enumerate(made)))
    ]

    gone = backups.to_go(copies)

    stay = [one for one in copies if one not in gone]
    assert len(stay) <= backups.LATEST + backups.HOURS + backups.DAYS
    assert stay[:1] == copies[:1]
    assert len(stay) <= 1 or sum(one.size for one in stay) <= backups.LARGEST
    assert not backups.to_go(stay), "what has been thinned is thin"


def test_all_files_together_are_bounded_and_the_one_at_hand_stays(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(backups, "LARGEST_IN_ALL", 2500)
    others = [path.with_name(f"{n}.lokdesk") for n in range(3)]
    for one in others:
        backups.keep(one, one.name.encode() * 100)
        clock[0] += timedelta(days=1)
    clock[0] -= timedelta(days=1000)

    backups.keep(path, b"n" * 900)

    assert [len(backups.kept(one)) for one in (path, *others)] == [1, 0, 0, 1]
    assert len(list((state.folder() / "backups").iterdir())) == 2, "empty folders go, too"


def test_so_many_files_have_copies_and_no_more(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backups, "MOST_FILES", 2)
    for n in range(4):
        backups.keep(path.with_name(f"{n}.lokdesk"), b"x")
        clock[0] += timedelta(days=1)

    assert [len(backups.kept(path.with_name(f"{n}.lokdesk"))) for n in range(4)] == [0, 0, 1, 1]


def test_a_copy_that_is_not_as_it_was_is_not_opened(path: Path):
    backups.keep(path, b"hel och ren")
    backups.kept(path)[0].path.write_bytes(b"hel och rex")

    with pytest.raises(Problem, match="Säkerhetskopian är skadad"):
        backups.read(backups.kept(path)[0])


@pytest.mark.skipif(os.name == "nt", reason="there, a folder of the user's own is nobody else's anyway")
def test_nobody_else_reads_them(path: Path, own: Path):
    backups.keep(path, b"hemligt")

    assert (own / "backups").stat().st_mode & 0o077 == 0


def test_they_are_erased_when_asked_for(path: Path):
    for content in (b"1", b"2"):
        backups.keep(path, content)

    backups.erase(path)

    assert not backups.kept(path)


def saved(path: Path, *titles: str) -> Project:
    opened = Project(Draft())
    for title in titles:
        draft = Draft(agreement=Agreement(title=title))
        opened = project.save(replace(opened, draft=draft), path, keep=True)
    return opened


def titles(path: Path) -> list[str | None]:
    return [project.loads(one).draft.agreement.title for one in contents(path)]


def test_every_save_is_kept_and_the_one_before_lies_beside(path: Path):
    saved(path, "Ett", "Två", "Tre")

    assert titles(path) == ["Tre", "Två", "Ett"]
    assert project.open(project.backup(path)).draft.agreement.title == "Två"


def test_what_somebody_else_had_saved_is_kept_before_it_is_written_over(path: Path, own: Path):
    saved(path, "Deras")
    backups.erase(path)

    project.save(Project(Draft(agreement=Agreement(title="Min"))), path, overwrite=True)

    assert titles(path) == ["Deras"]


@pytest.mark.parametrize("damage", ["cut", "emptied", "other data"])
def test_a_damaged_file_is_no_backup(path: Path, damage: str):
    saved(path, "Ett", "Två")
    whole = path.read_bytes()
    path.write_bytes({"cut": whole[:200], "emptied": b"", "other data": b"\0" * len(whole)}[damage])
    there = path.read_bytes()
    opened = replace(project.loads(whole), fingerprint=project.fingerprint(there))

    project.save(replace(opened, draft=Draft(agreement=Agreement(title="Tre"))), path, keep=True)

    assert titles(path) == ["Tre", "Två", "Ett"]
    assert project.open(project.backup(path)).draft.agreement.title == "Ett"


def test_all_that_there_is_of_a_file_is_found_and_each_once(path: Path):
    saved(path, "Ett", "Två")
    assert [one.number for one in backups.found(path)] == [2, 1]

    colleague = path.with_name("deras.lokdesk")
    saved(colleague, "Kollegans")
    beside = project.backup(path)
    colleague.replace(beside)
    later = time.time() + 3600
    os.utime(beside, (later, later))

    assert [one.path == beside for one in backups.found(path)] == [True, False, False]
    assert project.loads(backups.read(backups.found(path)[0])).draft.agreement.title == "Kollegans"


def test_a_damaged_file_points_to_its_latest_copy(path: Path):
    saved(path, "Ett")
    path.write_bytes(b"PK")

    with pytest.raises(Problem) as raised:
        project.open(path)

    assert str(backups.kept(path)[0].path) in str(raised.value)
