"""Replacing a person or a unit, and listing vacancies, from the command line."""

from pathlib import Path

import pytest

from lokdesk.agreement import address as at
from lokdesk.project import project
from lokdesk.project.project import Project
from tests.cli.conftest import Run, refused
from tests.session.made import LIBRARY
from tests.session.test_replacing import AGREEMENT, CONTACT


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    path = tmp_path / "gammal.lokdesk"
    project.save(Project(LIBRARY.blank().model_copy(update={"agreement": AGREEMENT})), path)
    return path


def test_a_person_is_replaced_and_every_change_is_a_line(run: Run, decided: Path, tmp_path: Path) -> None:
    new = tmp_path / "ny.lokdesk"
    given = ("--person", "Eva Ek", "--with", "Bo Alm", "--email", "bo@alvesta.example", "--on", "2026-04-01")
    outcome = run("replace", decided, *given, "-o", new)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert "Ändrat: Namn – part ”Alvesta kommun”, kontakt ”Samordnare”: [-Eva Ek-]{+Bo Alm+}" in lines
    assert outcome.err.splitlines() == [
        "parties/part0001/signatories/sign0001/name: står kvar (undertecknade 2025-12-01).",
        "De här behöver besluta: Alvesta kommun.",
    ]
    draft = project.open(new).draft
    assert at.get(draft.agreement, f"{CONTACT}/email") == "bo@alvesta.example"
    (note,) = draft.discussion.notes
    assert note.text and "från och med 2026-04-01" in note.text.text


def test_where_contacts_are_all_that_changes_a_number_is_proposed(
    run: Run, decided: Path, tmp_path: Path
) -> None:
    outcome = run("replace", decided, "--person", "Eva Ek", "-o", tmp_path / "ny.lokdesk")
    assert "De här behöver besluta: Alvesta kommun." in outcome.err
    bare = AGREEMENT.model_copy(update={"organisation": LIBRARY.blank().agreement.organisation})
    other = tmp_path / "utan-forum.lokdesk"
    project.save(Project(LIBRARY.blank().model_copy(update={"agreement": bare})), other)
    outcome = run("replace", other, "--person", "Eva Ek", "-o", tmp_path / "ny.lokdesk")
    assert outcome.err.splitlines()[-2:] == [
        "Bara kontakter ändras: inget organ behöver besluta igen.",
        "Den nya versionen kan heta 2.1.",
    ]


@pytest.mark.parametrize("given", [(), ("--person", "Eva Ek", "--unit", "Enheten")])
def test_it_is_said_whether_it_is_a_person_or_a_unit(
    run: Run, decided: Path, tmp_path: Path, given: tuple[str, ...]
) -> None:
    assert "--person eller --unit" in refused(run("replace", decided, *given, "-o", tmp_path / "ny.lokdesk"))


def test_somebody_who_is_nowhere_is_not_replaced(run: Run, decided: Path, tmp_path: Path) -> None:
    new = tmp_path / "ny.lokdesk"
    assert "Ulla Ask" in refused(run("replace", decided, "--person", "Ulla Ask", "--with", "Bo", "-o", new))
    assert not new.exists()


def test_vacancies_are_listed_with_their_addresses(run: Run, decided: Path) -> None:
    outcome = run("vacancies", decided)
    assert (outcome.code, outcome.err) == (0, "")
    first = outcome.out.splitlines()[0].split("\t")
    assert first == [
        "parties/part0001/contacts/cont0002/name",
        "Part ”Alvesta kommun”, kontakt ”Handläggare”",
        "Namn saknas",
    ]
