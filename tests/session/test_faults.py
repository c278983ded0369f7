"""Whichever call to the file system fails, and however: the journal goes on, and a document is whole."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lokdesk.agreement.draft import Draft
from lokdesk.project import journal
from lokdesk.project.problem import Problem
from lokdesk.session import companion, making, recovery
from lokdesk.session.companion import Chosen
from lokdesk.session.journal import NOT_KEPT, Recorder
from lokdesk.session.library import Library
from lokdesk.session.making import Made, Order
from lokdesk.session.session import Session
from tests.project.faults import ERRORS, KINDS, SHORT, injected
from tests.session.made import LIBRARY

NEVER = 3600.0
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SWEDISH = ("kunde inte", "går inte att läsa", "finns inte")


class Writer:
    """Somebody who types, with a journal in *folder*."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[str] = []
        self.session = Session(LIBRARY)
        self.recorder = Recorder(self.session, folder, self.told.append, pause=NEVER, again=NEVER)
        self.drafts: list[Draft] = []
        self.kept: list[Draft] = []
        """The drafts of which it has been said that they stand on the disk."""

    def work(self) -> None:
        """Write for the first time, at the end, and so much that it is brought together."""
        for length in (100, 600, 10):
            self.write("samverkan " * length)

    def write(self, text: str) -> None:
        self.session.set("background", text)
        self.drafts.append(self.session.draft)
        if self.recorder.flush():
            self.kept.append(self.session.draft)

    def on_disk(self) -> list[Draft]:
        """Return the drafts that the journals in the folder lead to."""
        paths = sorted(self.folder.glob(f"*{journal.SUFFIX}"))
        return [recovery.restored(path).draft for path in paths]


@pytest.fixture(autouse=True)
def small_tail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lokdesk.session.journal._LARGEST_TAIL", 1500)


@pytest.fixture
def number_of_calls(tmp_path: Path) -> int:
    writer = Writer(tmp_path / "ren" / "journal")
    with injected() as clean:
        writer.work()
        writer.recorder.stop()
    assert {"make_folder", "create", "lock", "extend", "write", "sync", "replace", "names"} <= set(clean.made)
    assert clean.made.count("replace") == 2, "it is brought together once"
    return len(clean.made)


@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_journal_of_which_any_call_fails_goes_on(
    tmp_path: Path, number_of_calls: int, kind: str, sticky: bool
):
    for at in range(number_of_calls):
        writer = Writer(tmp_path / str(at) / "journal")
        with injected(kind, at, sticky):
            writer.work()
        if writer.kept:
            since = writer.drafts[writer.drafts.index(writer.kept[-1]) :]
            assert any(draft in since for draft in writer.on_disk())
        assert writer.told in ([], [NOT_KEPT], [NOT_KEPT, ""])
        assert writer.recorder.trouble == ("" if writer.kept[-1:] == [writer.session.draft] else NOT_KEPT)

        writer.write("Efteråt")
        assert writer.recorder.trouble == ""
        assert writer.on_disk() == [writer.session.draft]
        with injected(kind, 0, sticky):
            writer.recorder.stop()


# Reading


@pytest.fixture
def left(tmp_path: Path) -> Iterator[Writer]:
    """Return somebody whose journal is left in its folder, beside that of somebody who still writes."""
    gone = Writer(tmp_path / "journal")
    gone.work()
    kept = {path: path.read_bytes() for path in gone.folder.glob(f"*{journal.SUFFIX}")}
    gone.recorder.stop()
    for path, content in kept.items():
        path.write_bytes(content)
    there = Writer(tmp_path / "journal")
    there.write("Öppen")
    yield gone
    there.recorder.stop()


@pytest.mark.parametrize("kind", ERRORS)
def test_what_was_left_is_neither_lost_nor_called_damaged_when_any_call_fails(left: Writer, kind: str):
    (there,) = recovery.found(left.folder)
    with injected() as clean:
        recovery.found(left.folder)
    for at in range(len(clean.made)):
        with injected(kind, at) as faults:
            found = recovery.found(left.folder)
        assert faults.happened
        assert not any(one.damaged for one in found)
        # One that cannot be read may be anything, and so is offered: that it cannot is told of then.
        assert all(one.to_offer for one in found if one.path == there.path)

    assert recovery.found(left.folder) == [there]


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_restored_or_it_is_told_why_not(left: Writer, kind: str):
    (there,) = recovery.found(left.folder)
    with injected() as clean:
        recovery.restored(there.path)
    for at in range(len(clean.made)):
        with injected(kind, at):
            try:
                restored = recovery.restored(there.path).draft
            except Problem as problem:
                assert "går inte att läsa just nu" in str(problem)
                assert kind != SHORT
            else:
                assert restored == left.session.draft


@pytest.mark.parametrize("kind", [one for one in ERRORS if one != "ENOENT"])
def test_what_cannot_be_erased_is_told_of(left: Writer, kind: str):
    (there,) = recovery.found(left.folder)

    with injected(kind, 0), pytest.raises(Problem, match="kunde inte raderas"):
        recovery.erase(there.path)

    assert recovery.found(left.folder) == [there]


@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_tidying_takes_nothing_away_that_somebody_still_wants(left: Writer, kind: str, sticky: bool):
    recovery.sweep(left.folder, NOW)
    before = recovery.found(left.folder)
    there = names(left.folder)
    with injected() as clean:
        recovery.sweep(left.folder, NOW)
    for at in range(len(clean.made)):
        with injected(kind, at, sticky):
            recovery.sweep(left.folder, NOW)
        assert names(left.folder) == there

    assert recovery.found(left.folder) == before


def names(folder: Path) -> list[str]:
    # Who runs is told anew where that has been taken away, and how old the journals are may be forgotten.
    return sorted(path.name for path in folder.glob(f"*{journal.SUFFIX}"))


# Documents


def order(library: Library, path: Path) -> Order:
    return Order(Chosen(companion.document(library, companion.AGREEMENT)), path)


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_document_of_which_any_call_fails_is_the_old_one_or_the_new_one(
    tmp_path: Path, kind: str, sticky: bool, there: bool
):
    content = Session(LIBRARY).document()
    with injected() as clean:
        making.written(Made(order(LIBRARY, tmp_path / "ren.docx"), content))
    for at in range(len(clean.made)):
        path = tmp_path / str(at) / "avtal.docx"
        path.parent.mkdir()
        if there:
            path.write_bytes(b"gammalt")
        with injected(kind, at, sticky) as faults:
            made = making.written(Made(order(LIBRARY, path), content))

        now = path.read_bytes() if path.exists() else None
        if made.problem:
            assert any(words in made.problem for words in SWEDISH), made.problem
            assert now == (b"gammalt" if there else None)
        else:
            assert now == content
        if not (sticky and "remove" in faults.made[at:]):
            assert [one for one in path.parent.iterdir() if one != path] == []


@pytest.mark.parametrize("kind", ERRORS)
def test_a_template_of_which_any_call_fails_is_told_of(kind: str, monkeypatch: pytest.MonkeyPatch):
    # What is read matters here, and not what is made of it, which takes a while.
    monkeypatch.setattr("lokdesk.word.template.load", lambda docx, manifest: (docx, manifest))
    use = LIBRARY.blank().template
    with injected() as clean:
        whole = Library(LIBRARY.resources, LIBRARY.templates).template(use)
    for at in range(len(clean.made)):
        library = Library(LIBRARY.resources, LIBRARY.templates)
        with injected(kind, at):
            try:
                assert library.template(use) == whole
            except Problem as problem:
                assert any(words in str(problem) for words in SWEDISH), str(problem)
