"""What a newer minor version of the format has written is kept, whatever way a file goes through Lokdesk."""

import hashlib
import json
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest

from lokdesk import app
from lokdesk.agreement.draft import SetAside
from lokdesk.project import container, journal, project
from lokdesk.project.container import Container
from lokdesk.project.journal import Frame, Journal, Kind, written
from lokdesk.project.problem import TooNew
from lokdesk.project.project import NEWER
from lokdesk.project.version import CURRENT, Version
from lokdesk.session import recovery, sharing
from lokdesk.session.journal import Recorder
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.project.made import as_version
from tests.test_old_files import file
from tests.tools import ROOT

NEXT = Version(CURRENT.major, CURRENT.minor + 1)
PARTS = {"polls.json": b'{"polls": []}', "pictures/karta.png": b"\x89PNG", "notes/hemlig.json": b"[1"}


_BEFORE = "ancestors.json"
"""What the file was before, which is of help and holds nothing of its own: nothing unknown is kept in it."""


@dataclass
class Marks:
    """What has been added to a file: unknown keys, each with a value of its own."""

    made: list[str] = field(default_factory=list[str])

    def everywhere(self, raw: Any) -> Any:
        """Return *raw* with an unknown key in every object in it."""
        if isinstance(raw, list):
            return [self.everywhere(one) for one in cast("list[Any]", raw)]
        if not isinstance(raw, dict):
            return raw
        mark = f"mark-{len(self.made)}-"
        self.made.append(mark)
        pairs = cast("dict[str, Any]", raw).items()
        return {key: self.everywhere(value) for key, value in pairs} | {"okänt": {"märke": [mark]}}

    def left(self, content: bytes) -> set[str]:
        """Return those that are in the project file *content*."""
        with zipfile.ZipFile(BytesIO(content)) as archive:
            text = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="ignore")
        return {mark for mark in self.made if mark in text}


def newer(marks: Marks) -> bytes:
    """Return the file of the current version as the next one might have written it."""
    packed = container.unpack(file(CURRENT).read_bytes())
    parts = {
        name: container.dumps(marks.everywhere(json.loads(part)))
        if name.endswith(".json") and name.count("/") < 2 and name != _BEFORE
        else part
        for name, part in packed.parts.items()
    }
    before = json.loads(parts[_BEFORE])
    before["of"] = {name: hashlib.sha256(parts[name]).hexdigest() for name in before["of"]}
    parts[_BEFORE] = container.dumps(before)
    return container.pack(Container(NEXT, marks.everywhere(packed.manifest), parts | PARTS))


def others(content: bytes) -> dict[str, bytes]:
    parts = container.unpack(content).parts
    return {name: parts[name] for name in PARTS if name in parts}


@pytest.fixture
def marks() -> Marks:
    return Marks()


@pytest.fixture
def path(marks: Marks, tmp_path: Path) -> Path:
    """Return a file of a newer version."""
    path = tmp_path / "nyare.lokdesk"
    path.write_bytes(newer(marks))
    return path


@pytest.fixture
def session() -> Session:
    return Session(Library(ROOT / "resources", ROOT / "templates"))


def test_there_is_something_unknown_at_every_level(marks: Marks, path: Path):
    assert len(marks.made) > 1500
    assert marks.left(path.read_bytes()) == set(marks.made)


def test_what_is_unknown_is_there_after_an_edit_and_a_save(marks: Marks, path: Path, session: Session):
    session.open(path)
    assert session.warnings == (NEWER,)

    session.set("title", "En annan")
    goal = session.agreement.goals[0]
    session.set(f"goals/{goal.id}/title", "Ett annat mål")
    session.add("goals", {"title": "Ett nytt mål"}, 0)
    session.move(f"goals/{goal.id}", 3)
    session.save()

    content = path.read_bytes()
    assert set(marks.made) - marks.left(content) == set()
    assert others(content) == PARTS
    assert container.unpack(content).version == NEXT
    assert project.loads(content).draft == session.draft


def test_only_what_is_changed_loses_what_is_unknown_in_it(marks: Marks, path: Path, session: Session):
    session.open(path)
    goal = session.agreement.goals[0]
    had = len(marks.made)

    session.set(f"goals/{goal.id}/effect", "Något annat")
    session.save()

    gone = had - len(marks.left(path.read_bytes()))
    assert 0 < gone < 10


def test_another_finding_set_aside_leaves_what_is_unknown_in_those_before(
    marks: Marks, path: Path, session: Session
):
    session.open(path)
    aside = SetAside(rule="title_missing", address="title", reason="Kommer")

    session.change(session.draft.model_copy(update={"set_aside": (aside, *session.draft.set_aside)}))
    session.save()

    assert set(marks.made) - marks.left(path.read_bytes()) == set()


def test_the_journal_keeps_what_is_unknown_through_a_crash(
    marks: Marks, path: Path, session: Session, tmp_path: Path
):
    recorder = Recorder(session, tmp_path / "journal")
    session.open(path)
    session.set("title", "Innan strömmen gick")
    assert recorder.flush()
    # The program is gone: what it holds is let go, and nothing is said of an end.
    crashed = tmp_path / "kvar"
    crashed.mkdir()
    for one in (tmp_path / "journal").glob(f"*{journal.SUFFIX}"):
        (crashed / one.name).write_bytes(one.read_bytes())
    recorder.stop()

    (found,) = recovery.found(crashed)
    back = recovery.restored(found.path)
    after = Session(session.library)
    after.resume(back.opened, back.draft, back.file)

    assert after.warnings == (NEWER,)
    after.save()
    assert set(marks.made) - marks.left(path.read_bytes()) == set()
    assert others(path.read_bytes()) == PARTS
    assert project.open(path).draft.agreement.title == "Innan strömmen gick"


def test_a_journal_of_a_newer_version_is_told_of_in_a_whole_sentence(session: Session, tmp_path: Path):
    beginning = as_version(file(CURRENT).read_bytes(), CURRENT.major + 1, 0)
    head = {"title": "Ett", "file": "", "fingerprint": "", "when": "2026-03-01T12:00:00+00:00"}
    path = tmp_path / f"0-1{journal.SUFFIX}"
    Journal(path, [written(Kind.HEAD, head), Frame(Kind.BEGINNING, beginning)])

    with pytest.raises(TooNew, match=r"^Det som fanns kvar är sparat med en nyare version av Lokdesk\."):
        recovery.restored(path)


def test_a_copy_to_share_has_nothing_that_nobody_knows_what_it_is_and_says_so(
    marks: Marks, path: Path, session: Session, tmp_path: Path
):
    session.open(path)
    copy = tmp_path / "ut.lokdesk"

    sharing.save(session.project, copy, path)

    assert marks.left(copy.read_bytes()) == set()
    assert others(copy.read_bytes()) == {}
    assert container.unpack(copy.read_bytes()).version == CURRENT
    left = sharing.luggage(session.project).stays
    assert any("nyare version av Lokdesk" in one for one in left)


def test_the_command_line_tells_of_it_and_keeps_it(
    marks: Marks, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    answers = tmp_path / "svar.json"
    answers.write_text('{"title": "Från kommandoraden"}', encoding="utf-8")

    assert app.main(["fill", str(path), str(answers), "-o", str(path)]) == 0

    assert NEWER in capsys.readouterr().err
    assert set(marks.made) - marks.left(path.read_bytes()) == set()
    assert others(path.read_bytes()) == PARTS
    assert app.main(["share", str(path), "-o", str(tmp_path / "ut.lokdesk")]) == 0
    assert "nyare version av Lokdesk" in capsys.readouterr().err.replace(NEWER, "")


def test_a_newer_major_version_is_refused_with_a_clear_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "nyare.lokdesk"
    path.write_bytes(as_version(file(CURRENT).read_bytes(), CURRENT.major + 1, 0))
    before = path.read_bytes()

    assert app.main(["check", str(path)]) == 2

    assert capsys.readouterr().err == (
        "”nyare.lokdesk” är sparad i ett nyare filformat (2.0) än det som den här versionen av Lokdesk läser "
        f"({CURRENT}). Installera en nyare version av Lokdesk för att öppna den.\n"
    )
    assert path.read_bytes() == before
