"""Word files that came back, from the command line: listed, and nothing applied."""

import json
from pathlib import Path

import pytest

from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.session import document
from tests.cli.conftest import Run, refused
from tests.session.edited import Edited
from tests.session.made import LIBRARY
from tests.word import made


@pytest.fixture
def sent(tmp_path: Path) -> tuple[Path, Path]:
    """Return a project file, and the document that was sent out of it."""
    saved, out = tmp_path / "a.lokdesk", tmp_path / "ut.docx"
    draft = LIBRARY.example("tva-kommuner")
    project.save(Project(draft), saved)
    out.write_bytes(document.render(draft, LIBRARY))
    return saved, out


def edited(out: Path, path: Path) -> Path:
    party = LIBRARY.example("tva-kommuner").agreement.parties[0]
    copy = Edited(out.read_bytes())
    copy.replace(str(party.organisation_number), "202100-9999")
    path.write_bytes(copy.docx())
    return path


def test_nothing_is_listed_of_a_file_that_nobody_has_edited(run: Run, sent: tuple[Path, Path]) -> None:
    saved, out = sent

    outcome = run("take-in", saved, out, "--json")

    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out) == {"changes": [], "comments": [], "tray": []}


def test_a_change_is_listed_with_the_words_of_all_three(
    run: Run, sent: tuple[Path, Path], tmp_path: Path
) -> None:
    saved, out = sent
    before = saved.read_bytes()
    party = LIBRARY.example("tva-kommuner").agreement.parties[0]

    outcome = run("take-in", saved, edited(out, tmp_path / "b.docx"), out, "--json")

    assert outcome.code == 0
    assert json.loads(outcome.out)["changes"] == [
        {
            "file": "b.docx",
            "author": "",
            "kind": "changed",
            "address": f"parties/{party.id}/organisation_number",
            "sent": party.organisation_number,
            "returned": "202100-9999",
            "draft": party.organisation_number,
        }
    ]
    assert saved.read_bytes() == before


def test_without_json_each_change_is_a_line(run: Run, sent: tuple[Path, Path], tmp_path: Path) -> None:
    saved, out = sent

    outcome = run("take-in", saved, edited(out, tmp_path / "b.docx"), out)

    first, second, third, fourth = outcome.out.splitlines()
    assert first == "b.docx från okänd avsändare, 1 synpunkt:"
    assert second.startswith("  Ändrat: Organisationsnummer")
    assert "{+202100-9999+}" in second
    assert (third, fourth) == (
        "ut.docx från okänd avsändare, 0 synpunkter:",
        "  Har svarat utan synpunkter.",
    )


def test_a_project_file_can_be_written_with_what_came_back(
    run: Run, sent: tuple[Path, Path], tmp_path: Path
) -> None:
    saved, out = sent
    new = tmp_path / "ny.lokdesk"

    outcome = run("take-in", saved, edited(out, tmp_path / "b.docx"), "-o", new)

    assert outcome.code == 0
    draft = project.open(new).draft
    assert draft.agreement == project.open(saved).draft.agreement
    (reply,) = draft.replies
    assert (reply.name, len(reply.viewpoints)) == ("b.docx", 1)
    assert reply.content == (tmp_path / "b.docx").read_bytes()


def test_a_file_that_is_no_word_document_is_refused(
    run: Run, sent: tuple[Path, Path], tmp_path: Path
) -> None:
    saved, _ = sent
    path = tmp_path / "brev.docx"
    path.write_text("Hej", encoding="utf-8")

    assert "”brev.docx”" in refused(run("take-in", saved, path))


def test_after_a_file_that_cannot_be_read_the_others_are_taken_in(
    run: Run, sent: tuple[Path, Path], tmp_path: Path
) -> None:
    saved, out = sent
    parts = made.parts(out.read_bytes())
    bad, new = tmp_path / "trasig.docx", tmp_path / "ny.lokdesk"
    bad.write_bytes(made.zipped({**parts, "word/footer1.xml": parts["word/footer1.xml"][:100]}))

    outcome = run("take-in", saved, bad, edited(out, tmp_path / "b.docx"), "--json", "-o", new)

    assert outcome.code == 2
    (line,) = outcome.err.splitlines()
    assert line.startswith("”trasig.docx” kan inte läsas.")
    assert [one["file"] for one in json.loads(outcome.out)["changes"]] == ["b.docx"]
    assert [one.name for one in project.open(new).draft.replies] == ["b.docx"]
