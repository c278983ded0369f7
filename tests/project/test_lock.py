"""Who has a file open is told beside it; what a dead process left is taken over, and nothing else is."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lokdesk.project import lock, process
from lokdesk.project.lock import Holder, Lock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "avtal.lokdesk").touch()
    return tmp_path / "avtal.lokdesk"


def taken(path: Path, who: str = "Eva", *, force: bool = False) -> Lock:
    got = lock.take(path, who, force=force)
    assert isinstance(got, Lock)
    return got


def left(path: Path, **told: Any) -> None:
    """Leave a lock beside the file at *path*, as another process would."""
    known = {"who": "Bo", "computer": process.computer(), "process": os.getppid(), "mark": "bo"}
    lock.place(path).write_text(json.dumps(known | told))


def dead_process() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_who_has_a_file_open_is_told(path: Path):
    held = taken(path)

    there = lock.take(path, "Bo")

    assert isinstance(there, Holder)
    assert (there.who, there.computer, there.process) == ("Eva", process.computer(), os.getpid())
    assert there.since is not None
    assert lock.told(path, there).startswith("”avtal.lokdesk” är öppen hos Eva")
    held.release()
    assert lock.holder(path) is None
    assert list(path.parent.iterdir()) == [path]


def test_a_lock_whose_process_is_dead_on_this_computer_is_taken_over(path: Path):
    left(path, process=dead_process())

    assert lock.holder(path) is None
    taken(path)
    assert lock.holder(path) is not None
    assert sorted(one.name for one in path.parent.iterdir()) == [".avtal.lokdesk.lock", "avtal.lokdesk"]


def test_so_is_one_of_an_earlier_process_with_the_number_of_this_one(path: Path):
    left(path, process=os.getpid())

    assert taken(path)


@pytest.mark.parametrize("told", [{}, {"computer": "en annan", "process": 1 << 22}, {"computer": ""}])
def test_no_other_lock_is_taken_over_unasked(path: Path, told: dict[str, Any]):
    left(path, **told)

    assert isinstance(lock.take(path, "Eva"), Holder)
    assert taken(path, force=True)
    there = lock.holder(path)
    assert there is not None and there.who == "Eva"


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"who": 1, "process": "x", "since": "i dag"}'])
def test_a_lock_that_cannot_be_understood_is_somebodys(path: Path, content: bytes):
    lock.place(path).write_bytes(content)

    there = lock.take(path, "Eva")

    assert isinstance(there, Holder)
    assert lock.told(path, there) == "”avtal.lokdesk” är öppen hos någon annan."


def test_a_lock_that_was_taken_over_is_not_let_go_by_the_one_who_had_it(path: Path):
    mine = taken(path)
    taken(path, "Bo", force=True)

    mine.release()

    there = lock.holder(path)
    assert there is not None and there.who == "Bo"


def test_where_no_lock_can_be_made_there_is_none(tmp_path: Path):
    assert lock.take(tmp_path / "saknas" / "avtal.lokdesk") is None


def test_only_one_of_many_gets_it(path: Path):
    code = (
        "import sys; from pathlib import Path; from lokdesk.project import lock\n"
        "got = lock.take(Path(sys.argv[1]), 'x'); print(type(got).__name__, flush=True); sys.stdin.read()"
    )
    left(path, process=dead_process())
    pipe = subprocess.PIPE
    all_ = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=pipe, stdout=pipe, text=True)
        for _ in range(4)
    ]
    try:
        got = [one.stdout.readline().strip() for one in all_ if one.stdout is not None]
    finally:
        for one in all_:
            one.communicate()

    assert sorted(got) == ["Holder", "Holder", "Holder", "Lock"]


def test_when_is_said_in_swedish():
    local = datetime(2026, 3, 2, 9, 5, tzinfo=UTC).astimezone()

    assert lock.said(local) == f"2 mars 2026 kl. {local.hour}.05"
