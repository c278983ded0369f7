"""What is written down of the program's work holds kinds, places and counts, and never what anybody wrote."""

import ast
import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment
from lokdesk.cli import main as cli
from lokdesk.project import calls, project
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.session import details, template_file
from lokdesk.session.session import Session
from tests.project.made import FULL
from tests.session.made import LIBRARY
from tests.tools import ROOT

MARK = "Hemligord"
DRAFT = FULL.model_copy(
    update={
        "agreement": Agreement.model_validate(
            {
                "title": f"{MARK} titel",
                "background": f"{MARK} bakgrund",
                "parties": [{"id": "part0001", "name": f"{MARK} kommun", "mandate": f"{MARK} mandat"}],
                "goals": [{"id": "goal0001", "title": f"{MARK} mål", "effect": f"{MARK} effekt"}],
            }
        ),
        "attachments": (Attachment(id="atta0001", name=f"{MARK}.docx", content=b"PK\x03\x04"),),
    }
)


def test_nothing_is_logged_and_little_is_printed():
    speaking: set[str] = set()
    for file in (ROOT / "lokdesk").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            imported = (
                {one.name for one in getattr(node, "names", ())} if isinstance(node, ast.Import) else set()
            )
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            stream = isinstance(node, ast.Attribute) and node.attr in ("stderr", "stdout", "print_exc")
            if imported & {"logging", "faulthandler", "syslog"} or called == "print" or stream:
                speaking.add(file.relative_to(ROOT / "lokdesk").as_posix())

    # What the command line says to whoever asked, and where in the program a mistake is.
    assert speaking == {"cli/stream.py", "gui/application.py"}


def _opened_cut_off(folder: Path) -> None:
    path = folder / f"{MARK}.lokdesk"
    path.write_bytes(project.dumps(Project(DRAFT))[:-200])
    project.open(path)


def _opened_with_another_answer(folder: Path) -> None:
    path = folder / f"{MARK}.lokdesk"
    path.write_bytes(project.dumps(Project(DRAFT)).replace(b"PK\x03\x04", b"PK\x03\x05", 1))
    project.open(path)


def _opened_as_another_draft(folder: Path) -> None:
    from tests.project.made import rewritten

    path = folder / f"{MARK}.lokdesk"
    path.write_bytes(rewritten(project.dumps(Project(DRAFT)), lambda raw: raw.update(title=[MARK])))
    project.open(path)


def _saved_to_a_folder(folder: Path) -> None:
    (folder / f"{MARK}.lokdesk").mkdir()
    project.save(Project(DRAFT), folder / f"{MARK}.lokdesk", overwrite=True)


def _read_from_what_is_no_document(folder: Path) -> None:
    path = folder / f"{MARK}.docx"
    path.write_bytes(MARK.encode())
    template_file.use(path)


def _set_to_what_it_cannot_be(_: Path) -> None:
    session = Session(LIBRARY)
    session.set("version_date", MARK)


def _made_of_a_template_that_is_none(_: Path) -> None:
    session = Session(LIBRARY)
    session.set("title", MARK)
    LIBRARY.template_use(MARK)


FAILURES = (
    _opened_cut_off,
    _opened_with_another_answer,
    _opened_as_another_draft,
    _saved_to_a_folder,
    _read_from_what_is_no_document,
    _set_to_what_it_cannot_be,
    _made_of_a_template_that_is_none,
)


@pytest.mark.parametrize("fail", FAILURES, ids=lambda fail: fail.__name__.strip("_"))
def test_details_for_support_hold_nothing_of_the_draft(
    fail: Callable[[Path], None], tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    with pytest.raises(Exception) as failed:
        fail(tmp_path)

    assert MARK not in details.of(failed.value)
    assert re.search(r"rad \d+", details.of(failed.value))
    assert MARK not in "".join(capfd.readouterr())


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failing_disk_is_told_without_the_draft(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number), f"{MARK}.lokdesk")

    monkeypatch.setattr(calls, "write", fail)

    with pytest.raises(Problem) as failed:
        project.save(Project(DRAFT), tmp_path / f"{MARK}.lokdesk")

    assert MARK not in details.of(failed.value)
    assert errno.errorcode[number] in details.of(failed.value)
    assert "".join(capfd.readouterr()) == ""


def test_the_command_line_tells_of_files_by_name_and_of_answers_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    path = tmp_path / "utkast.lokdesk"
    path.write_bytes(project.dumps(Project(DRAFT))[:-200])

    assert cli.run(["export", str(path)], LIBRARY) != 0

    assert MARK not in "".join(capfd.readouterr())
