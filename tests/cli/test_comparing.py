"""Comparing two project files from the command line: as lines, as JSON, as a redline."""

import json
from pathlib import Path

from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.word import accepted
from tests.cli.conftest import Run, refused
from tests.session.made import LIBRARY
from tests.word.story import Story


def _changed(source: Path, path: Path) -> Path:
    draft = project.open(source).draft
    agreement = draft.agreement.model_copy(
        update={"title": "En ny titel", "goals": draft.agreement.goals[:1]}
    )
    project.save(Project(draft.model_copy(update={"agreement": agreement})), path)
    return path


def test_what_differs_is_a_line_each_with_what_went_and_what_came(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "a.lokdesk", tmp_path / "b.lokdesk"
    draft = LIBRARY.blank()
    agreement = draft.agreement.model_copy(update={"title": "Samverkan om unga"})
    project.save(Project(draft.model_copy(update={"agreement": agreement})), old)
    agreement = agreement.model_copy(update={"title": "Samverkan om vuxna"})
    project.save(Project(draft.model_copy(update={"agreement": agreement})), new)
    outcome = run("compare", old, new)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "Ändrat: Titel: Samverkan om [-unga-]{+vuxna+}\n"


def test_files_that_say_the_same_have_no_differences(run: Run, kronoberg: Path) -> None:
    assert run("compare", kronoberg, kronoberg).out == ""
    assert json.loads(run("compare", kronoberg, kronoberg, "--json").out) == []


def test_as_json_each_difference_has_its_kind_address_and_both_values(
    run: Run, kronoberg: Path, tmp_path: Path
) -> None:
    new = _changed(kronoberg, tmp_path / "ny.lokdesk")
    found = json.loads(run("compare", kronoberg, new, "--json").out)
    agreement = project.open(kronoberg).draft.agreement
    assert found[0] == {"kind": "changed", "address": "title", "old": agreement.title, "new": "En ny titel"}
    gone = [(one["kind"], one["address"], one["old"]["title"], one["new"]) for one in found[1:]]
    assert gone == [("removed", f"goals/{goal.id}", goal.title, None) for goal in agreement.goals[1:]]


def test_a_redline_is_the_new_document_with_the_old_one_in_it(
    run: Run, kronoberg: Path, tmp_path: Path
) -> None:
    new, made = _changed(kronoberg, tmp_path / "ny.lokdesk"), tmp_path / "andringar.docx"
    outcome = run("redline", kronoberg, new, "-o", made, "--author", "Lisa Ek", "--estimate")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    story = Story(made.read_bytes())
    assert {one.get(f"{{{story.W}}}author") for one in story.root.iter(f"{{{story.W}}}ins")} == {"Lisa Ek"}
    accepted.accept(story.root)
    title = project.open(kronoberg).draft.agreement.title or ""
    assert any("En ny titel" in line for line in story.lines())
    assert not any(title in line for line in story.lines())
    before = Story(made.read_bytes())
    accepted.reject(before.root)
    assert any(title in line for line in before.lines())


def test_a_file_that_is_not_there_is_said(run: Run, kronoberg: Path, tmp_path: Path) -> None:
    outcome = run("redline", tmp_path / "saknas.lokdesk", kronoberg, "-o", tmp_path / "x.docx")
    assert "saknas.lokdesk" in refused(outcome)
    assert not (tmp_path / "x.docx").exists()
