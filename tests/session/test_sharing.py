"""A copy to share holds the answers, and nothing of how the group came to them."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.follow_up import Appendix
from lokdesk.agreement.rich_text import Run
from lokdesk.agreement.value import Value
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.session import sharing
from tests.project.made import FULL

GOES = {"agreement", "rule_settings", "attachments", "template", "handbook"}


def referring(draft: Draft) -> Draft:
    """Return *draft* with answers that refer to its attachments."""
    appendices = tuple(
        Appendix(id=f"appe{number:04}", attachment=one.id) for number, one in enumerate(draft.attachments)
    )
    agreement = draft.agreement.model_copy(update={"appendices": appendices})
    return draft.model_copy(update={"agreement": agreement})


def test_what_goes_along_is_decided_field_by_field():
    draft = referring(FULL)
    shared, empty = sharing.shared(draft), Draft()

    for name in Draft.model_fields:
        wanted: Value = getattr(draft if name in GOES else empty, name)
        assert getattr(shared, name) == wanted, name
        # There was something to decide about.
        assert getattr(draft, name) != getattr(empty, name), name


def test_a_file_that_no_answer_refers_to_stays_behind():
    assert sharing.shared(FULL).attachments == ()


def test_no_word_of_what_stays_behind_is_in_the_file(tmp_path: Path):
    draft = referring(FULL)
    own, copy = tmp_path / "egen.lokdesk", tmp_path / "kopia.lokdesk"
    project.save(Project(draft), own)
    opened = project.open(own)
    sharing.save(replace(opened, others={"later/notes.json": b"{}"}).draft, copy, own)

    with zipfile.ZipFile(copy) as archive:
        names = archive.namelist()
        text = b"".join(archive.read(name) for name in names).decode(errors="ignore")
    assert not any(name.startswith(("versions/", "predecessors/", "later/")) for name in names)
    for note in draft.discussion.notes:
        assert note.text is not None
        for block in note.text.blocks:
            assert all(run.text not in text for run in block.runs if isinstance(run, Run))
    assert project.open(copy).draft == sharing.shared(draft)


def test_the_project_file_itself_is_never_stripped(tmp_path: Path):
    own = tmp_path / "egen.lokdesk"
    project.save(Project(FULL), own)

    with pytest.raises(Problem, match="annat namn"):
        sharing.save(FULL, own, own)
    assert project.open(own).draft == FULL


def test_users_are_told_what_goes_along_and_what_stays():
    told = sharing.luggage(referring(FULL))

    assert "2 bilagor" in told.goes
    assert "1 anteckning" in told.stays
    assert "1 öppen fråga" in told.stays
    assert "behållna versioner" in told.stays
    assert sharing.luggage(Draft()).stays.startswith("Inget behöver lämnas kvar")
