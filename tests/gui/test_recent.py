"""What is remembered of the files that were open lately."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from lokdesk.gui.recent import RecentFile, RecentFiles, Summary, when

NOW = datetime(2026, 11, 5, 16, 0)
SUMMARY = Summary("Vår & er", ("Arbetsförmedlingen", "Växjö kommun"), "Utkast", 143, 210)


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)


def again(store: QSettings, tmp_path: Path) -> RecentFiles:
    """Return the list as the next start of the program reads it."""
    store.sync()
    return RecentFiles(QSettings(store.fileName(), QSettings.Format.IniFormat))


def test_what_is_remembered_comes_back_as_it_was(store: QSettings, tmp_path: Path):
    path = tmp_path / "å, ”ä”; ö=1.lokdesk"
    RecentFiles(store).remember(path, SUMMARY, NOW)
    RecentFiles(store).remember_place(path, "goals", "goals/goal0001/title")

    assert again(store, tmp_path).files() == (
        RecentFile(path, SUMMARY, NOW, "goals", "goals/goal0001/title"),
    )


def test_the_file_that_was_used_last_comes_first_and_no_file_twice(store: QSettings, tmp_path: Path):
    files = RecentFiles(store)
    for name in ("a", "b", "a"):
        files.remember(tmp_path / name, SUMMARY, NOW)

    assert again(store, tmp_path).paths() == (tmp_path / "a", tmp_path / "b")


def test_a_file_that_is_remembered_again_keeps_what_is_known_of_it(store: QSettings, tmp_path: Path):
    files = RecentFiles(store)
    files.remember(tmp_path / "a", SUMMARY, NOW)
    files.remember_place(tmp_path / "a", "goals", "")
    files.remember(tmp_path / "a")

    (file,) = files.files()
    assert (file.summary, file.step) == (SUMMARY, "goals")


def test_only_the_latest_ten_are_kept(store: QSettings, tmp_path: Path):
    files = RecentFiles(store)
    for n in range(14):
        files.remember(tmp_path / str(n))

    assert [path.name for path in files.paths()] == [str(n) for n in range(13, 3, -1)]


def test_a_file_is_taken_out_of_the_list(store: QSettings, tmp_path: Path):
    files = RecentFiles(store)
    for name in ("a", "b"):
        files.remember(tmp_path / name)
    files.forget(tmp_path / "b")

    assert again(store, tmp_path).paths() == (tmp_path / "a",)


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "{",
        "{}",
        '{"path": 3}',
        [],
        ["", "{", '{"path": ""}'],
        12,
        {"path": "x"},
        None,
    ],
)
def test_what_cannot_be_understood_is_left_out(store: QSettings, tmp_path: Path, stored: object):
    store.setValue("recent", stored)

    assert again(store, tmp_path).files() == ()


def test_a_list_of_paths_alone_is_read_too(store: QSettings, tmp_path: Path):
    store.setValue("recent", [str(tmp_path / "a"), str(tmp_path / "b")])

    assert again(store, tmp_path).paths() == (tmp_path / "a", tmp_path / "b")


def test_odd_values_in_a_file_count_as_not_set(store: QSettings, tmp_path: Path):
    store.setValue(
        "recent",
        [
            '{"path": "/x", "title": 1, "parties": "A", "answered": "många", "total": -3, "used": "i går"}',
            '{"path": "/y", "parties": ["A", 2], "answered": true}',
        ],
    )

    first, second = again(store, tmp_path).files()
    assert first == RecentFile(Path("/x"))
    assert second.summary == Summary(parties=("A",))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 5, 14, 5), "i dag kl. 14.05"),
        (datetime(2026, 11, 5, 9, 0), "i dag kl. 9.00"),
        (datetime(2026, 11, 4, 23, 59), "i går kl. 23.59"),
        (datetime(2026, 11, 3, 8, 0), "3 november"),
        (datetime(2025, 11, 5, 8, 0), "5 november 2025"),
        (datetime(2026, 11, 6, 8, 0), "6 november"),
    ],
)
def test_moments_are_told_as_people_tell_them(moment: datetime, said: str):
    assert when(moment, NOW) == said
