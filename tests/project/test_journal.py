"""A journal that has been cut off or damaged anywhere tells of a whole earlier state, or is refused."""

from pathlib import Path

import pytest

from lokdesk.project import calls, journal
from lokdesk.project.journal import Frame, Journal, Kind, Told, Unreadable, written

START = [written(Kind.HEAD, {"title": "Å"}), Frame(Kind.BEGINNING, b"beginning")]
STEPS = [
    [written(Kind.CHANGES, {"n": 1})],
    [Frame(Kind.FILE, b"content"), written(Kind.CHANGES, {"n": 2})],
    [written(Kind.CHANGES, {"n": 3})],
    [written(Kind.END, {})],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a-1.journal"


def states(path: Path) -> list[Told]:
    """Write a journal; return what it tells to begin with and after each step."""
    kept = Journal(path, START)
    found = [journal.read(path)]
    for step in STEPS:
        kept.add(step)
        found.append(journal.read(path))
    return found


def heard(content: bytes) -> Told | None:
    try:
        return journal.told(content)
    except Unreadable:
        return None


def test_what_is_written_is_read(path: Path):
    last = states(path)[-1]

    assert last.head == {"title": "Å"}
    assert last.beginning == b"beginning"
    assert list(last.files.values()) == [b"content"]
    assert last.entries == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert last.ended
    assert list(path.parent.iterdir()) == [path]


def test_every_truncation_tells_of_a_whole_earlier_state_or_is_refused(path: Path):
    whole = [(told.entries, told.ended) for told in states(path)]
    content = path.read_bytes()

    told = [heard(content[:size]) for size in range(len(content) + 1)]

    first = next(n for n, one in enumerate(told) if one is not None)
    assert first > len(b"beginning")
    seen = [(one.entries, one.ended) for one in told[first:] if one is not None]
    assert len(seen) == len(told) - first
    assert [whole.index(one) for one in seen] == sorted(whole.index(one) for one in seen)
    assert seen[-1] == whole[-1]


def test_every_flipped_byte_tells_of_a_whole_earlier_state_or_is_refused(path: Path):
    whole = [(told.entries, told.ended) for told in states(path)]
    content = path.read_bytes()

    for place in range(len(content)):
        damaged = bytearray(content)
        damaged[place] ^= 1 << place % 8
        told = heard(bytes(damaged))
        assert told is None or (told.entries, told.ended) in whole[:-1]
        assert told is None or (told.head, told.beginning) == ({"title": "Å"}, b"beginning")


def test_frames_of_another_journal_do_not_belong(path: Path, tmp_path: Path):
    Journal(path, [*START, *STEPS[0]])
    other = tmp_path / "b-1.journal"
    Journal(other, [START[0], Frame(Kind.BEGINNING, b"annan"), *STEPS[0]])
    begun = tmp_path / "c-1.journal"
    Journal(begun, START)
    tail = other.read_bytes()[begun.stat().st_size - 1 :]

    assert journal.told(begun.read_bytes() + tail).entries == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"Lokdesk journal 2\n", b"\0" * 500])
def test_what_is_no_journal_is_refused(content: bytes):
    with pytest.raises(Unreadable):
        journal.told(content)


@pytest.mark.parametrize("payload", [b"[]", b"{", b"[" * 100_000, b"\xff"])
def test_a_frame_that_holds_something_else_is_refused(path: Path, payload: bytes):
    Journal(path, [*START, Frame(Kind.CHANGES, payload)])

    with pytest.raises(Unreadable):
        journal.read(path)


def test_a_file_that_is_not_as_it_was_left_is_not_written_to(path: Path):
    kept = Journal(path, START)
    path.write_bytes(path.read_bytes() + b"x")
    there = path.read_bytes()

    with pytest.raises(OSError, match="not as it was left"):
        kept.add(STEPS[0])

    assert path.read_bytes() == there


@pytest.mark.parametrize("name", ["create", "set_mode", "write", "sync", "status", "replace"])
def test_an_older_journal_stays_until_the_new_one_is_whole(
    path: Path, name: str, monkeypatch: pytest.MonkeyPatch
):
    Journal(path, [*START, *STEPS[0]])

    def fail(*_: object) -> None:
        raise OSError(5, "I/O error")

    monkeypatch.setattr(calls, name, fail)
    with pytest.raises(OSError, match="I/O error"):
        Journal(path, START)

    monkeypatch.undo()
    assert journal.read(path).entries == [{"n": 1}]
    assert list(path.parent.iterdir()) == [path]
