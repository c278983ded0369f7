"""A file is either the old one or the new one, whatever happens on the way."""

import errno
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from lokdesk.project import calls, disk
from lokdesk.project.problem import NotWritten, Problem


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "fil.txt"
    path.write_bytes(b"gammal")
    return path


def alone(path: Path) -> bool:
    return list(path.parent.iterdir()) == [path]


def test_what_is_written_takes_the_place_of_what_was_there(old: Path):
    disk.write(old, b"ny")

    assert disk.read(old) == b"ny"
    assert alone(old)


def test_a_new_file_gets_the_permissions_that_new_files_get(tmp_path: Path):
    disk.write(tmp_path / "ny", b"")
    (tmp_path / "annan").touch()

    assert (tmp_path / "ny").stat().st_mode == (tmp_path / "annan").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows other permissions")
def test_a_file_keeps_its_permissions(old: Path):
    old.chmod(0o640)

    disk.write(old, b"ny")

    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_write_protected_file_stays_as_it_is(old: Path, monkeypatch: pytest.MonkeyPatch):
    # Asked this way because the superuser, whom tests may run as, is never refused.
    monkeypatch.setattr("os.access", lambda path, mode: not (Path(path) == old and mode == os.W_OK))

    with pytest.raises(Problem, match="du får inte skriva där"):
        disk.write(old, b"ny")

    assert old.read_bytes() == b"gammal"
    assert alone(old)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes")
def test_what_is_no_file_is_written_to_and_stays_what_it_is(tmp_path: Path):
    pipe = tmp_path / "rör"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    disk.write(pipe, b"ny")
    reader.join()

    assert read == [b"ny"]
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for rights to make links")
def test_a_symbolic_link_stays_one(old: Path, tmp_path: Path):
    folder = tmp_path / "annan mapp"
    folder.mkdir()
    link = folder / "länk"
    link.symlink_to(old)

    disk.write(link, b"ny")

    assert link.is_symlink()
    assert old.read_bytes() == b"ny"


def test_the_file_is_on_the_disk_before_it_takes_the_place(old: Path, monkeypatch: pytest.MonkeyPatch):
    order: list[str] = []
    sync, sync_folder, replace = calls.sync, calls.sync_folder, calls.replace
    monkeypatch.setattr(calls, "sync", lambda handle: (order.append("sync"), sync(handle)))
    monkeypatch.setattr(
        calls, "sync_folder", lambda folder: (order.append("sync of folder"), sync_folder(folder))
    )
    monkeypatch.setattr(calls, "replace", lambda *paths: (order.append("replace"), replace(*paths)))

    disk.write(old, b"ny")

    assert order == ["sync", "replace", "sync of folder"]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    room, write = 3, calls.write

    def as_much_as_there_is_room_for(handle: int, content: bytes | memoryview) -> int:
        nonlocal room
        written = write(handle, content[:room])
        room -= written
        return written

    monkeypatch.setattr(calls, "write", as_much_as_there_is_room_for)


@pytest.mark.usefixtures("full_disk")
def test_a_disk_that_takes_only_a_part_leaves_the_old_file_whole(old: Path):
    with pytest.raises(Problem, match=r"inte plats på disken.*Det som fanns där tidigare är kvar"):
        disk.write(old, b"mycket mer")

    assert old.read_bytes() == b"gammal"
    assert alone(old)


def test_a_write_that_is_taken_in_parts_is_written_in_full(old: Path, monkeypatch: pytest.MonkeyPatch):
    write = calls.write
    monkeypatch.setattr(calls, "write", lambda handle, content: write(handle, content[:1]))

    disk.write(old, b"mycket mer")

    assert old.read_bytes() == b"mycket mer"


@pytest.mark.parametrize("name", ["create", "write", "sync", "status", "replace"])
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "inte plats på disken"),
        (errno.EACCES, "öppen i ett annat program"),
        (errno.EROFS, "disken går bara att läsa"),
        (errno.EIO, "kunde inte sparas. Det som"),
    ],
)
def test_any_failure_leaves_the_old_file_whole_and_is_told_in_swedish(
    old: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, words: str
):
    if (name, number) == ("create", errno.EACCES):
        # Where no new file may be made, a copy elsewhere is tried, which is refused as well.
        words = "kunde inte sparas"

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched, pytest.raises(Problem, match=words):
        patched.setattr(calls, name, fail)
        disk.write(old, b"ny")

    assert old.read_bytes() == b"gammal"
    assert alone(old)


def test_an_interrupted_write_leaves_nothing_behind(old: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(calls, "sync", interrupt)
        disk.write(old, b"ny")

    assert old.read_bytes() == b"gammal"
    assert alone(old)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ingen mapp/fil", "mappen finns inte"),
        (".", "redan en mapp"),
        ("x" * 300, "namnet är för långt|kunde inte sparas"),
        ("noll\0", "kunde inte sparas"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_in_swedish(tmp_path: Path, name: str, words: str):
    with pytest.raises(Problem, match=words):
        disk.write(tmp_path / name, b"")


@pytest.mark.parametrize(
    ("name", "words"), [("saknas", "finns inte"), (".", "är en mapp"), ("noll\0", "går inte att läsa")]
)
def test_a_place_that_cannot_be_read_is_told_in_swedish(tmp_path: Path, name: str, words: str):
    with pytest.raises(Problem, match=words):
        disk.read(tmp_path / name)


# Another name to offer


def refused(path: Path) -> NotWritten:
    with pytest.raises(NotWritten) as caught:
        disk.write(path, b"ny")
    return caught.value


def failing(monkeypatch: pytest.MonkeyPatch, number: int, winerror: int | None = None) -> None:
    def fail(source: Path, _: Path) -> None:
        error = OSError(number, os.strerror(number), str(source))
        if winerror is not None:
            error.winerror = winerror  # pyright: ignore[reportAttributeAccessIssue]
        raise error

    monkeypatch.setattr(calls, "replace", fail)


def test_a_file_that_another_program_holds_is_left_and_a_free_name_offered(
    old: Path, monkeypatch: pytest.MonkeyPatch
):
    # What Windows says of a file that Word has open.
    failing(monkeypatch, errno.EACCES, 32)
    old.with_name("fil (2).txt").touch()

    problem = refused(old)

    assert "öppen i ett annat program" in str(problem)
    assert problem.instead == old.with_name("fil (3).txt")
    assert problem.offer == "Namnet ”fil (3).txt” är ledigt."
    assert old.read_bytes() == b"gammal"
    assert sorted(path.name for path in old.parent.iterdir()) == ["fil (2).txt", "fil.txt"]


@pytest.mark.parametrize(
    ("name", "mark", "program"),
    [
        ("Samverkan.docx", "~$mverkan.docx", "Word"),
        ("Avtalet.docx", "~$vtalet.docx", "Word"),
        ("Avtal.docx", "~$Avtal.docx", "Word"),
        ("Avtal.docx", ".~lock.Avtal.docx#", "LibreOffice"),
    ],
)
def test_it_is_told_which_program_has_the_document_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, mark: str, program: str
):
    path = tmp_path / name
    path.write_bytes(b"gammal")
    (tmp_path / mark).touch()
    monkeypatch.setattr(disk, "_LETS_OPEN_FILES_GO", True)

    problem = refused(path)

    assert f"öppen i {program}. Stäng den där" in str(problem)
    assert problem.instead == path.with_stem(f"{path.stem} (2)")
    assert path.read_bytes() == b"gammal"


def test_where_open_files_are_kept_a_mark_left_behind_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "Avtal.docx"
    path.write_bytes(b"gammal")
    (tmp_path / "~$Avtal.docx").touch()
    monkeypatch.setattr(disk, "_LETS_OPEN_FILES_GO", False)

    disk.write(path, b"ny")
    assert path.read_bytes() == b"ny"

    failing(monkeypatch, errno.EACCES, 32)
    assert "öppen i Word" in str(refused(path))


def test_a_document_that_is_not_there_yet_is_open_nowhere(tmp_path: Path):
    (tmp_path / "~$Avtal.docx").touch()

    disk.write(tmp_path / "Avtal.docx", b"ny")

    assert (tmp_path / "Avtal.docx").read_bytes() == b"ny"


def test_a_name_that_is_too_long_is_offered_shorter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / f"{'Samverkan ' * 12}.docx"
    failing(monkeypatch, errno.ENAMETOOLONG)
    shorter = tmp_path / f"{('Samverkan ' * 4).strip()}.docx"

    assert refused(path).instead == shorter
    shorter.touch()
    assert refused(path).instead == shorter.with_stem(f"{shorter.stem} (2)")


def test_a_path_that_windows_finds_too_long_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, errno.ENOENT, 206)

    problem = refused(tmp_path / "Avtal.docx")

    assert "namnet är för långt" in str(problem)


def test_a_disk_that_windows_finds_write_protected_is_told_as_that(
    old: Path, monkeypatch: pytest.MonkeyPatch
):
    failing(monkeypatch, errno.EACCES, 19)

    problem = refused(old)

    assert "går bara att läsa" in str(problem) and problem.instead is None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_where_no_name_helps_none_is_offered(old: Path, monkeypatch: pytest.MonkeyPatch, number: int):
    failing(monkeypatch, number)

    assert refused(old).instead is None
    assert refused(old).offer == ""


def test_a_folder_that_may_not_be_written_in_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, errno.EACCES)

    problem = refused(tmp_path / "ny.txt")

    assert f"du får inte skriva i mappen ”{tmp_path.name}”" in str(problem) and problem.instead is None


def test_a_folder_of_the_same_name_has_a_numbered_one_offered(tmp_path: Path):
    (tmp_path / "Avtal.docx").mkdir()

    assert refused(tmp_path / "Avtal.docx").instead == tmp_path / "Avtal (2).docx"


def test_a_folder_is_made_with_those_above_it(tmp_path: Path):
    disk.make_folder(tmp_path / "ett" / "två" / "tre")
    disk.make_folder(tmp_path / "ett" / "två")

    assert (tmp_path / "ett" / "två" / "tre").is_dir()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path):
    (tmp_path / "fil").touch()

    with pytest.raises(Problem, match=r"^Mappen ”fil” kunde inte skapas\.$"):
        disk.make_folder(tmp_path / "fil")
    with pytest.raises(Problem, match=r"^Mappen ”under” kunde inte skapas\.$"):
        disk.make_folder(tmp_path / "fil" / "under")
    with pytest.raises(Problem, match=r"kunde inte skapas\.$"):
        disk.make_folder(tmp_path / "nu\0ll")
