"""A copy to share holds the answers, and nothing of how the group came to them."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.evaluation import Evaluation
from lokdesk.agreement.follow_up import Appendix
from lokdesk.agreement.rich_text import Run
from lokdesk.agreement.value import Value
from lokdesk.project import lock, project
from lokdesk.project.lock import Lock
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.session import sharing
from tests.project.made import FULL

ANSWERS = {
    "title", "marking", "status", "version", "version_date", "parties", "collaborators", "background",
    "legal_references", "mapping", "target_groups", "goals", "perspectives", "organisation", "processes",
    "job_tracks", "dua", "resources", "information_flows", "follow_up", "validity", "signing", "appendices",
    "additional_answers", "economy", "adult_education", "circulations", "workshops",
}  # fmt: skip
"""What others get of an agreement: all of it."""
SAID = {"notes", "open_questions", "alternatives", "positions", "agenda"}
"""What others get nothing of that the group has said, each told with its number."""


def referring(draft: Draft) -> Draft:
    """Return *draft* with answers that refer to its attachments."""
    appendices = tuple(
        Appendix(id=f"appe{number:04}", attachment=one.id) for number, one in enumerate(draft.attachments)
    )
    agreement = draft.agreement.model_copy(update={"appendices": appendices})
    return draft.model_copy(update={"agreement": agreement})


def test_it_is_decided_of_every_part_of_a_draft_whether_it_goes_or_stays():
    fields = set(Draft.model_fields)

    assert fields - {*sharing.GOES, *sharing.STAYS} == set(), "say in sharing.py whether others get this"
    assert set(sharing.GOES) & set(sharing.STAYS) == set()
    assert set(Agreement.model_fields) == ANSWERS, "decide whether others get this"
    assert set(Discussion.model_fields) == SAID, "say in sharing.py how much of this stays behind"


def test_what_goes_along_is_decided_field_by_field():
    draft = referring(FULL)
    shared, empty = sharing.shared(draft), Draft()

    for name in Draft.model_fields:
        wanted: Value = getattr(draft if name in sharing.GOES else empty, name)
        assert getattr(shared, name) == wanted, name
        # There was something to decide about.
        assert getattr(draft, name) != getattr(empty, name), name


@pytest.mark.parametrize("name", sharing.STAYS)
def test_all_that_stays_behind_is_told_with_its_number(name: str):
    only = Draft().model_copy(update={name: getattr(FULL, name)})
    parts = {"discussion": len(SAID), "evaluation": len(Evaluation.model_fields)}.get(name, 1)

    told = sharing.luggage(Project(only)).stays

    assert len(told) == parts
    assert all(re.match(r"[1-9]\d* ", one) for one in told)


def test_a_file_that_no_answer_refers_to_stays_behind():
    assert sharing.shared(FULL).attachments == ()


def test_no_word_of_what_stays_behind_is_in_the_file(tmp_path: Path):
    draft = referring(FULL)
    own, copy = tmp_path / "egen.lokdesk", tmp_path / "kopia.lokdesk"
    project.save(Project(draft), own)
    opened = project.open(own)
    sharing.save(replace(opened, others={"later/notes.json": b"{}"}), copy, own)

    with zipfile.ZipFile(copy) as archive:
        names = archive.namelist()
        text = b"".join(archive.read(name) for name in names).decode(errors="ignore")
    assert not any(name.startswith(("versions/", "predecessors/", "earlier/", "later/")) for name in names)
    for note in draft.discussion.notes:
        assert note.text is not None
        for block in note.text.blocks:
            assert all(run.text not in text for run in block.runs if isinstance(run, Run))
    assert project.open(copy).draft == sharing.shared(draft)


def test_the_project_file_itself_is_never_stripped(tmp_path: Path):
    own = tmp_path / "egen.lokdesk"
    project.save(Project(FULL), own)

    with pytest.raises(Problem, match="annat namn"):
        sharing.save(Project(FULL), own, own)
    assert project.open(own).draft == FULL


def test_all_of_it_is_sent_only_where_that_is_asked_for(tmp_path: Path):
    copy = tmp_path / "kopia.lokdesk"

    sharing.save(Project(FULL), copy, None, whole=True)

    assert project.open(copy).draft == FULL


def test_a_file_that_somebody_has_open_is_not_written_over(tmp_path: Path):
    copy = tmp_path / "kopia.lokdesk"
    held = lock.take(copy, "Bo Ek")

    with pytest.raises(Problem, match="är öppen hos Bo Ek"):
        sharing.save(Project(FULL), copy, None)
    assert isinstance(held, Lock)
    held.release()
    assert not copy.exists()


def test_users_are_told_what_goes_along_and_what_stays():
    told = sharing.luggage(Project(referring(FULL)))

    assert "4 svar" in told.goes
    assert any(one.startswith("2 bifogade filer som de är") for one in told.goes)
    assert {"1 anteckning", "1 öppen fråga", "2 behållna versioner"} <= set(told.stays)
    assert sharing.luggage(Project(Draft())).told.endswith(sharing.NOTHING_STAYS)
