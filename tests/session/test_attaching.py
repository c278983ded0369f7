"""What can be attached to an agreement."""

from pathlib import Path

import pytest

from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.session import attaching, sharing
from tests.project.made import FULL


def test_an_ordinary_file_is_read_as_it_is(tmp_path: Path):
    (tmp_path / "plan.docx").write_bytes(b"PK")

    assert attaching.content(tmp_path / "plan.docx", FULL) == b"PK"


def test_a_file_that_cannot_be_read_is_told_of(tmp_path: Path):
    with pytest.raises(Problem, match="finns inte"):
        attaching.content(tmp_path / "plan.docx", Draft())


def test_a_project_file_with_what_only_its_group_should_see_is_not_attached(tmp_path: Path):
    path = tmp_path / "vår.lokdesk"
    project.save(Project(FULL), path)

    with pytest.raises(
        Problem, match=r"bara arbetsgruppen ska se: 1 anteckning, 1 öppen fråga, .* bifoga kopian\.$"
    ):
        attaching.content(path, Draft())


def test_a_copy_to_share_can_be_attached(tmp_path: Path):
    copy = tmp_path / "kopia.lokdesk"
    sharing.save(Project(FULL), copy, None)

    assert attaching.content(copy, Draft()) == copy.read_bytes()


def test_a_file_that_is_too_large_is_refused_before_the_project_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(attaching, "LARGEST", 2 << 20)
    monkeypatch.setattr(attaching, "LARGEST_IN_ALL", 3 << 20)
    path = tmp_path / "film.mp4"
    path.write_bytes(bytes((2 << 20) + 1))
    full = Draft(attachments=(Attachment(id="atta0001", name="a", content=bytes(2 << 20)),))

    with pytest.raises(Problem, match="större än 2 MB"):
        attaching.content(path, Draft())
    path.write_bytes(bytes(2 << 20))
    assert len(attaching.content(path, Draft())) == 2 << 20
    with pytest.raises(Problem, match="får inte rum"):
        attaching.content(path, full)
