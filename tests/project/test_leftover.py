"""What a save that was cut off has left is taken away by the next one, and nobody else's."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lokdesk.project import disk, leftover, process


def ended() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as one:
        return one.pid


def left(folder: Path, number: int) -> Path:
    path = leftover.fresh(folder / "avtal.lokdesk")
    path = path.with_name(path.name.replace(f"-{os.getpid()}-", f"-{number}-"))
    path.write_bytes(b"halv")
    return path


def test_what_a_process_that_has_ended_left_is_taken_away_by_the_next_save(tmp_path: Path):
    path = left(tmp_path, ended())

    disk.write(tmp_path / "annan.docx", b"hel")

    assert not path.exists()
    assert [one.name for one in tmp_path.iterdir()] == ["annan.docx"]


def test_what_a_process_that_runs_is_writing_is_left(tmp_path: Path):
    path = left(tmp_path, os.getppid())

    leftover.clear(tmp_path)

    assert path.exists()


def test_what_another_computer_is_writing_is_left_for_a_week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = left(tmp_path, ended())
    monkeypatch.setattr(process, "computer", lambda: "en annan")

    leftover.clear(tmp_path)
    assert path.exists()

    eight_days_ago = time.time() - 8 * 24 * 60 * 60
    os.utime(path, (eight_days_ago, eight_days_ago))
    leftover.clear(tmp_path)
    assert not path.exists()


def test_where_nothing_can_be_listed_nothing_is_taken_away(tmp_path: Path):
    leftover.clear(tmp_path / "borta")


def test_a_file_that_only_looks_like_one_is_left(tmp_path: Path):
    (tmp_path / ".lokdesk-mina.tmp").write_bytes(b"x")

    leftover.clear(tmp_path)

    assert (tmp_path / ".lokdesk-mina.tmp").exists()
