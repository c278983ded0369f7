"""What is done to a draft is found again after a crash, whatever fails on the way."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.agreement.draft import RuleSettings
from lokdesk.project import calls, journal
from lokdesk.project.problem import ChangedElsewhere, Problem
from lokdesk.session import recovery
from lokdesk.session.journal import NOT_KEPT, Recorder
from lokdesk.session.session import Session
from tests import strategies
from tests.project.made import FULL
from tests.session.made import LIBRARY
from tests.tools import ROOT

NO_TIME, NEVER = 0.0, 3600.0


class Desk:
    """A session whose journal is kept in a folder, and how it looks once the process is gone."""

    def __init__(self, folder: Path, session: Session | None = None) -> None:
        self.folder = folder
        self.told: list[str] = []
        self.session = session or Session(LIBRARY)
        self.recorder = Recorder(self.session, folder, self.told.append, pause=NO_TIME, again=NEVER)

    def crash(self) -> None:
        """Leave the folder as a process that is killed does: what was written stays, and nothing is held."""
        assert self.recorder.flush()
        kept = {path: path.read_bytes() for path in self.folder.glob(f"*{journal.SUFFIX}")}
        self.recorder.stop()
        for path, content in kept.items():
            path.write_bytes(content)

    def restored(self) -> recovery.Recovered:
        (found,) = recovery.found(self.folder)
        return recovery.restored(found.path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    made = Desk(folder)
    yield made
    made.recorder.stop()


def test_what_was_typed_before_the_first_save_is_there_after_a_crash(desk: Desk):
    desk.session.set("title", "Överenskommelse i Växjö")
    desk.session.add("goals", {"title": "Fler i arbete"})
    desk.crash()

    (found,) = recovery.found(desk.folder)
    assert (found.title, found.file, found.ended) == ("Överenskommelse i Växjö", None, False)
    label = LIBRARY.handbook.question("title").label
    assert found.about == (label, LIBRARY.handbook.question("goals").label)
    assert found.to_offer
    assert desk.restored().draft == desk.session.draft


def test_a_draft_that_was_not_edited_leaves_nothing(desk: Desk):
    desk.session.new(LIBRARY.example())
    desk.recorder.flush()
    desk.recorder.stop()

    assert not desk.folder.exists()


@settings(max_examples=25)
@given(st.data())
def test_any_run_of_edits_saves_and_undoing_is_found_again_exactly(data: st.DataObject):
    with TemporaryDirectory() as temporary:
        desk = Desk(Path(temporary) / "journal", Session(LIBRARY, data.draw(strategies.drafts(5))))
        session = desk.session
        session.set("title", "Början")
        for act in data.draw(st.lists(st.sampled_from(["edit", "part", "undo", "redo", "save", "wait"]))):
            match act:
                case "edit":
                    agreement = data.draw(strategies.edited(session.agreement, 3))
                    session.change(session.draft.model_copy(update={"agreement": agreement}))
                case "part":
                    update = {"discussion": data.draw(strategies.discussions())}
                    session.change(session.draft.model_copy(update=update))
                case "undo":
                    session.undo()
                case "redo":
                    session.redo()
                case "save":
                    session.save_as(Path(temporary) / "fil.lokdesk")
                case _:
                    desk.recorder.flush()
        desk.crash()

        restored = desk.restored()
        assert restored.draft == session.draft
        assert restored.file == session.path
        assert restored.opened.fingerprint == session.project.fingerprint


def test_what_was_attached_is_there_after_a_crash(desk: Desk):
    desk.session.change(FULL.model_copy(update={"versions": ()}))
    desk.session.attach("karta.pdf", b"%PDF-1.7")
    desk.crash()

    assert desk.restored().draft == desk.session.draft


def test_a_file_that_was_saved_since_has_nothing_to_offer_but_is_kept(desk: Desk, tmp_path: Path):
    desk.session.set("title", "Sparad")
    desk.session.save_as(tmp_path / "fil.lokdesk")
    desk.crash()

    (found,) = recovery.found(desk.folder)
    assert not found.to_offer
    assert found.file == tmp_path / "fil.lokdesk"
    assert desk.restored().file_state == "same"
    assert desk.restored().draft == desk.session.draft


def test_what_the_user_left_is_kept_but_not_offered(desk: Desk):
    desk.session.set("title", "Slängd")
    desk.recorder.stop()

    (found,) = recovery.found(desk.folder)
    assert found.ended
    assert not found.to_offer
    assert desk.restored().draft.agreement.title == "Slängd"
    assert [path.suffix for path in desk.folder.iterdir()] == [journal.SUFFIX]


def test_each_draft_has_a_journal_of_its_own(desk: Desk):
    desk.session.set("title", "Den första")
    desk.session.new()
    desk.session.set("title", "Den andra")
    desk.crash()

    titles = {one.title: one.ended for one in recovery.found(desk.folder)}
    assert titles == {"Den första": True, "Den andra": False}


def test_what_is_being_written_is_not_found_by_others(desk: Desk):
    desk.session.set("title", "Öppen nu")
    assert desk.recorder.flush()

    assert recovery.found(desk.folder) == []


def test_who_looks_while_the_program_starts_does_not_take_it_for_one_that_has_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    real, looking = calls.lock, [errno.EAGAIN, errno.EAGAIN]

    def held(handle: int) -> None:
        if looking:
            raise OSError(looking.pop(), "held by another")
        real(handle)

    monkeypatch.setattr(calls, "lock", held)
    desk = Desk(folder)
    desk.session.set("title", "Öppen nu")
    assert desk.recorder.flush()

    assert not looking
    assert recovery.found(folder) == []
    desk.recorder.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no file away that is open")
def test_who_tidies_while_the_program_starts_does_not_hide_that_it_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    real, tidied = calls.lock, []

    def taken_away(handle: int) -> None:
        if not tidied:
            tidied.extend(folder.glob("*.alive"))
            tidied[0].unlink()
        real(handle)

    monkeypatch.setattr(calls, "lock", taken_away)
    desk = Desk(folder)
    desk.session.set("title", "Öppen nu")
    assert desk.recorder.flush()

    assert recovery.found(folder) == []
    desk.recorder.stop()


def test_a_recovered_draft_goes_on_and_does_not_overwrite_a_newer_file(desk: Desk, tmp_path: Path):
    file = tmp_path / "fil.lokdesk"
    desk.session.set("title", "Sparad")
    desk.session.save_as(file)
    desk.session.set("title", "Osparad")
    desk.crash()
    other = Session(LIBRARY)
    other.open(file)
    other.set("title", "Från en kollega")
    other.save()

    restored = desk.restored()
    session = Session(LIBRARY)
    session.resume(restored.opened, restored.draft, restored.file)

    assert restored.file_state == "changed"
    assert (session.agreement.title, session.dirty) == ("Osparad", True)
    with pytest.raises(ChangedElsewhere):
        session.save()
    other.open(file)
    assert other.agreement.title == "Från en kollega"


def test_what_was_saved_right_before_the_crash_has_not_been_changed_by_somebody_else(
    desk: Desk, tmp_path: Path
):
    file = tmp_path / "fil.lokdesk"
    desk.session.save_as(file)
    desk.session.set("title", "Sparad")
    assert desk.recorder.flush()
    kept = {path: path.read_bytes() for path in desk.folder.glob(f"*{journal.SUFFIX}")}
    desk.session.save()
    desk.crash()
    for path, content in kept.items():
        path.write_bytes(content)

    restored = desk.restored()
    assert restored.file_state == "same"
    session = Session(LIBRARY)
    session.resume(restored.opened, restored.draft, restored.file)
    assert not session.dirty
    session.set("title", "Och mer")
    session.save()


def test_a_file_that_is_gone_is_told_of(desk: Desk, tmp_path: Path):
    file = tmp_path / "fil.lokdesk"
    desk.session.save_as(file)
    desk.session.set("title", "Osparad")
    desk.crash()
    file.unlink()

    assert desk.restored().file_state == "gone"


def test_a_recovered_draft_has_a_journal_at_once(desk: Desk, tmp_path: Path):
    desk.session.set("title", "Osparad")
    desk.crash()
    restored = desk.restored()

    again = Desk(tmp_path / "again")
    again.session.resume(restored.opened, restored.draft, None)
    again.crash()

    assert again.restored().draft == restored.draft


CALLS = (
    "make_folder create lock set_mode extend write sync status replace sync_folder close names remove".split()
)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.ENOENT])
@pytest.mark.parametrize("name", CALLS)
def test_a_call_that_fails_is_survived_in_memory_and_tried_again(
    folder: Path, name: str, error: int, monkeypatch: pytest.MonkeyPatch
):
    real: Callable[..., object] = getattr(calls, name)
    failing = threading.Event()

    def fail(*given: object) -> object:
        if failing.is_set():
            raise OSError(error, os.strerror(error))
        return real(*given)

    monkeypatch.setattr(calls, name, fail)
    desk = Desk(folder)
    failing.set()
    desk.session.set("title", "Första")
    first = desk.recorder.flush()
    desk.session.set("background", "Andra")
    second = desk.recorder.flush()

    assert desk.session.agreement.title == "Första"
    assert (desk.recorder.trouble == "") is (first and second)
    failing.clear()
    desk.session.add("goals", {"title": "Tredje"})
    assert desk.recorder.flush()
    assert desk.recorder.trouble == ""
    assert desk.told in ([], [NOT_KEPT, ""])
    desk.crash()
    assert desk.restored().draft == desk.session.draft


@pytest.mark.parametrize("place", range(30))
def test_any_single_call_may_fail_once(folder: Path, place: int, monkeypatch: pytest.MonkeyPatch):
    count = 0

    def failing_at(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object) -> object:
            nonlocal count
            count += 1
            if count == place + 1:
                raise OSError(errno.EIO, "I/O error")
            return real(*given)

        return call

    desk = Desk(folder)
    for name in CALLS:
        monkeypatch.setattr(calls, name, failing_at(getattr(calls, name)))
    for n in range(3):
        desk.session.add("goals", {"title": f"Mål {n}"})
        desk.recorder.flush()
    desk.session.set("title", "Sist")
    desk.recorder.flush()
    desk.recorder.flush()
    monkeypatch.undo()

    assert desk.recorder.trouble == ""
    desk.crash()
    assert desk.restored().draft == desk.session.draft


def test_short_writes_are_gone_on_with(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    real = calls.write
    monkeypatch.setattr(calls, "write", lambda handle, content: real(handle, content[:7]))
    desk.session.set("title", "Bit för bit")
    desk.recorder.flush()
    desk.session.set("title", "Bit för bit för bit")
    desk.crash()

    assert desk.restored().draft == desk.session.draft


def test_a_disk_without_room_is_told_of_until_there_is_some(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(calls, "write", lambda handle, content: 0)
    desk.session.set("title", "Får inte plats")

    assert not desk.recorder.flush()
    assert desk.told == [NOT_KEPT]

    monkeypatch.undo()
    assert desk.recorder.flush()
    assert desk.told == [NOT_KEPT, ""]
    desk.crash()
    assert desk.restored().draft == desk.session.draft


def test_a_journal_that_is_taken_away_is_written_anew(desk: Desk):
    desk.session.set("title", "Före")
    desk.recorder.flush()
    for path in desk.folder.iterdir():
        path.unlink()
    desk.folder.rmdir()
    desk.session.set("title", "Efter")
    desk.crash()

    assert desk.restored().draft.agreement.title == "Efter"


def test_many_changes_are_brought_together(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lokdesk.session.journal._LARGEST_TAIL", 1)
    sizes: list[int] = []
    for n in range(200):
        desk.session.set("title", "å" * (n % 100 + 500))
        desk.recorder.flush()
        sizes.append(next(desk.folder.glob(f"*{journal.SUFFIX}")).stat().st_size)
    desk.crash()

    assert max(sizes) < 4 * sizes[0]
    assert desk.restored().draft == desk.session.draft


def test_what_cannot_be_read_is_told_of_and_can_only_be_erased(desk: Desk):
    desk.session.set("title", "Skadad")
    desk.crash()
    (path,) = desk.folder.glob(f"*{journal.SUFFIX}")
    path.write_bytes(path.read_bytes()[:100])

    (found,) = recovery.found(desk.folder)
    assert found.damaged
    assert not found.to_offer
    with pytest.raises(Problem, match="skadat"):
        recovery.restored(path)
    recovery.erase(path)
    recovery.erase(path)
    assert recovery.found(desk.folder) == []


def test_what_has_been_undone_is_not_offered(desk: Desk):
    desk.session.set("title", "Ett försök")
    desk.recorder.flush()
    desk.session.undo()
    desk.crash()

    (found,) = recovery.found(desk.folder)
    assert not found.to_offer
    assert desk.restored().draft == desk.session.draft


def test_what_was_left_can_be_had_back_while_the_program_goes_on(desk: Desk):
    desk.session.set("title", "Lämnad")
    desk.session.new()
    desk.session.set("title", "Öppen")
    assert desk.recorder.flush()

    assert [(one.title, one.ended) for one in recovery.found(desk.folder)] == [("Lämnad", True)]


def test_what_could_not_be_written_at_the_end_is_not_said_to_be_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patched:
        patched.setattr(calls, "write", _failing)
        desk.session.set("title", "Sist")
        desk.recorder.stop()

    assert not desk.recorder.flush()


def test_where_no_file_can_be_held_what_was_left_is_found(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    desk.session.set("title", "Utan lås")
    desk.recorder.flush()

    def no_locks(_: int) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    assert recovery.found(desk.folder) == []
    monkeypatch.setattr(calls, "lock", no_locks)
    assert [one.title for one in recovery.found(desk.folder)] == ["Utan lås"]


def _failing(*_: object) -> int:
    raise OSError(errno.ENOSPC, "no room")


# Time


DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def lay(folder: Path, name: str) -> None:
    """Put a journal of a process that ended into *folder*."""
    path = folder / recovery.name(name, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")


def there(folder: Path) -> set[str]:
    return {path.name.partition("-")[0] for path in folder.iterdir()} - {"ages.json"}


def use(folder: Path, *days: int) -> None:
    """Use the program in the morning and in the evening, so many *days* from now."""
    for day in days:
        recovery.sweep(folder, NOW + day * DAY)
        recovery.sweep(folder, NOW + day * DAY + DAY / 4)


def test_what_has_lain_for_a_month_is_taken_away(folder: Path):
    lay(folder, "old")
    (folder / ".gone-1.journal-aa.tmp").write_bytes(b"x")
    (folder / "gone.alive").write_bytes(b"")
    use(folder, 0)
    assert there(folder) == {"old"}

    use(folder, *range(1, 20))
    lay(folder, "younger")
    use(folder, *range(20, 31))
    assert there(folder) == {"old", "younger"}

    use(folder, 31)
    assert there(folder) == {"younger"}


def test_when_all_is_taken_away_nothing_is_remembered_of_it(folder: Path):
    lay(folder, "old")
    use(folder, *range(31))
    assert len(list(folder.iterdir())) == 2

    use(folder, 31)
    assert list(folder.iterdir()) == []


def test_who_has_been_away_for_long_has_some_time_to_get_it_back(folder: Path):
    lay(folder, "old")
    use(folder, 0, *range(100, 124))
    assert there(folder) == {"old"}

    use(folder, 124)
    assert there(folder) == set()


@pytest.mark.parametrize("wrong", [10_000, -9_000])
@pytest.mark.parametrize("right", [0, 3])
def test_a_clock_that_is_wrong_for_a_day_takes_nothing_away(folder: Path, wrong: int, right: int):
    lay(folder, "before")
    use(folder, *range(right))
    lay(folder, "meanwhile")
    use(folder, *[wrong] * 9)
    use(folder, *range(right, 23))

    assert there(folder) == {"before", "meanwhile"}


@pytest.mark.parametrize(
    "damage", [b"", b"[", b"[1]", b'{"a": 1}', b'{"a": ["x", "y"]}', b'{"a": [1e99, ""]}']
)
def test_what_is_remembered_of_ages_may_be_lost(folder: Path, damage: bytes):
    lay(folder, "old")
    use(folder, *range(30))
    (folder / "ages.json").write_bytes(damage)
    use(folder, *range(30, 61))
    assert there(folder) == {"old"}

    use(folder, 61)
    assert there(folder) == set()


def test_ages_that_cannot_be_written_down_take_nothing_away(folder: Path, monkeypatch: pytest.MonkeyPatch):
    lay(folder, "old")
    monkeypatch.setattr(calls, "write", _failing)
    use(folder, *range(90))

    assert there(folder) == {"old"}


def test_a_clock_that_jumps_between_two_changes_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    times = iter(["2026-11-22T08:00:00+00:00", "1970-01-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00"])
    monkeypatch.setattr("lokdesk.session.journal._now", lambda: next(times))
    desk.session.set("title", "Ett")
    assert desk.recorder.flush()
    desk.session.set("title", "Två")
    assert desk.recorder.flush()
    monkeypatch.setattr("lokdesk.session.journal._now", lambda: "1999-12-31T23:59:59")
    desk.session.set("title", "Tre")
    assert desk.recorder.flush()
    desk.crash()

    (found,) = recovery.found(desk.folder)
    assert found.title == "Tre"
    assert found.when == datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert desk.restored().draft == desk.session.draft


def test_a_journal_is_not_swept_while_it_is_written(desk: Desk):
    desk.session.set("title", "Öppen länge")
    desk.recorder.flush()

    recovery.sweep(desk.folder, datetime.now(UTC) + 2 * recovery.KEPT)

    assert len(list(desk.folder.iterdir())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows other permissions")
def test_nobody_else_can_read_a_journal(desk: Desk):
    desk.session.set("title", "Hemlig")
    desk.crash()

    (path,) = desk.folder.glob(f"*{journal.SUFFIX}")
    assert path.stat().st_mode & 0o077 == 0


_KILLED = """
import os, sys
from pathlib import Path
from lokdesk.session.journal import Recorder
from lokdesk.session.library import Library
from lokdesk.session.session import Session
root, folder = map(Path, sys.argv[1:])
session = Session(Library(root / "resources", root / "templates"))
recorder = Recorder(session, folder)
session.set("title", "Dödad")
recorder.flush()
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_what_a_killed_process_wrote_is_found(folder: Path):
    with suppress(subprocess.CalledProcessError):
        subprocess.run([sys.executable, "-c", _KILLED, str(ROOT), str(folder)], cwd=ROOT, check=True)

    (found,) = recovery.found(folder)
    assert found.to_offer
    assert recovery.restored(found.path).draft.agreement.title == "Dödad"


def test_parts_around_the_agreement_are_told_of_in_words(desk: Desk):
    draft = desk.session.draft
    desk.session.change(draft.model_copy(update={"rule_settings": RuleSettings(small_count_limit=9)}))
    desk.crash()

    (found,) = recovery.found(desk.folder)
    assert found.about == ("Granskningens inställningar",)
