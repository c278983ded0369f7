"""Two copies that were edited apart are merged by ``merge``, and what they cannot both have is told."""

import json
from pathlib import Path

import pytest

from lokdesk.project import project
from lokdesk.project.project import Project
from tests.cli.conftest import Run, refused
from tests.session.made import LIBRARY


@pytest.fixture
def copies(run: Run, kronoberg: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return two copies of the example, in which different things have been changed, and one the same."""
    found: list[Path] = []
    for name, answers in (
        ("a", {"title": "Vår titel", "marking": "Utkast"}),
        ("b", {"title": "Deras titel", "version": "0.9"}),
    ):
        written = tmp_path / f"{name}.json"
        written.write_text(json.dumps(answers), encoding="utf-8")
        found.append(tmp_path / f"{name}.lokdesk")
        assert run("fill", kronoberg, written, "-o", found[-1]).code == 0
    return found[0], found[1]


def test_what_both_have_changed_differently_is_a_conflict_and_the_rest_is_merged(
    run: Run, kronoberg: Path, copies: tuple[Path, Path], tmp_path: Path
):
    out = tmp_path / "ut.lokdesk"

    outcome = run("merge", kronoberg, *copies, "-o", out, "--json")

    was = project.open(kronoberg).draft.agreement
    assert outcome.code == 1
    assert json.loads(outcome.out) == {
        "conflicts": [{"address": "title", "base": was.title, "a": "Vår titel", "b": "Deras titel"}]
    }
    draft = project.open(out).draft
    assert (draft.agreement.title, draft.agreement.marking) == ("Vår titel", "Utkast")
    assert draft.agreement.version == "0.9"
    (kept,) = draft.clashes
    assert (kept.address, kept.mine, kept.theirs, kept.name) == (
        "title",
        "Vår titel",
        "Deras titel",
        "b.lokdesk",
    )


def test_what_is_left_is_told_in_words(run: Run, kronoberg: Path, copies: tuple[Path, Path], tmp_path: Path):
    outcome = run("merge", kronoberg, *copies, "-o", tmp_path / "ut.lokdesk")

    assert outcome.code == 1
    assert outcome.out == "title Titel: A ”Vår titel”; B ”Deras titel”\n"
    assert outcome.err == (
        "1 ändring i texten har kommit in. På 1 ställe säger kopiorna olika saker. Där gäller er text tills "
        "ni har valt.\n"
    )


def test_nothing_left_is_exit_code_0_and_the_file_is_what_the_other_said(
    run: Run, kronoberg: Path, copies: tuple[Path, Path], tmp_path: Path
):
    out = tmp_path / "ut.lokdesk"

    outcome = run("merge", kronoberg, kronoberg, copies[1], "-o", out, "--json")

    assert outcome.code == 0
    assert json.loads(outcome.out) == {"conflicts": []}
    assert project.open(out).draft == project.open(copies[1]).draft


def test_what_has_been_merged_once_is_not_asked_about_again(
    run: Run, kronoberg: Path, copies: tuple[Path, Path], tmp_path: Path
):
    """The merged file knows both copies: only what is new in one of them since comes in."""
    out, again = tmp_path / "ut.lokdesk", tmp_path / "igen.lokdesk"
    assert run("merge", kronoberg, *copies, "-o", out).code == 1

    # The conflict of before is left still, and no other has come.
    outcome = run("merge", copies[1], out, copies[1], "-o", again, "--json")

    assert [one["address"] for one in json.loads(outcome.out)["conflicts"]] == ["title"]
    assert project.open(again).draft == project.open(out).draft


def test_it_may_take_the_place_of_the_first_copy(run: Run, kronoberg: Path, copies: tuple[Path, Path]):
    before = copies[0].read_bytes()

    assert run("merge", kronoberg, *copies, "-o", copies[0]).code == 1

    assert project.open(copies[0]).draft.agreement.version == "0.9"
    assert project.backup(copies[0]).read_bytes() == before


def test_notes_are_not_taken_away_by_a_copy_to_share(run: Run, kronoberg: Path, tmp_path: Path):
    from lokdesk.agreement.discussion import Discussion, Note
    from lokdesk.agreement.rich_text import plain

    base, shared, out = (tmp_path / f"{name}.lokdesk" for name in ("bas", "delad", "ut"))
    notes = (Note(id="note0001", address="title", text=plain("Vem frågar?"), author="Eva"),)
    draft = project.open(kronoberg).draft
    project.save(Project(draft.model_copy(update={"discussion": Discussion(notes=notes)})), base)
    assert run("share", base, "-o", shared).code == 0
    written = tmp_path / "a.json"
    written.write_text('{"title": "Deras titel"}', encoding="utf-8")
    assert run("fill", shared, written, "-o", shared).code == 0

    outcome = run("merge", base, base, shared, "-o", out)

    assert outcome.code == 0
    merged = project.open(out).draft
    assert merged.discussion.notes == notes
    assert merged.agreement.title == "Deras titel"


def test_another_agreement_is_no_copy_and_no_base(
    run: Run, kronoberg: Path, copies: tuple[Path, Path], tmp_path: Path
):
    other, out = tmp_path / "annan.lokdesk", tmp_path / "ut.lokdesk"
    project.save(Project(LIBRARY.example("tva-kommuner")), other)

    assert "”annan.lokdesk” är en annan överenskommelse" in refused(
        run("merge", kronoberg, kronoberg, other, "-o", out)
    )
    assert "Ange den fil som båda kopiorna gjordes av" in refused(run("merge", other, *copies, "-o", out))
    assert not out.exists()


def test_a_file_that_is_not_there_is_told_of(run: Run, kronoberg: Path, tmp_path: Path):
    line = refused(
        run("merge", kronoberg, kronoberg, tmp_path / "borta.lokdesk", "-o", tmp_path / "ut.lokdesk")
    )

    assert "borta.lokdesk" in line
    assert not (tmp_path / "ut.lokdesk").exists()
