"""Versions that are kept, listed and taken out, and the archive set, without a screen."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from lokdesk.office import finding
from lokdesk.project import container, project
from lokdesk.project.container import Container
from tests.cli.conftest import Run, refused


@pytest.fixture
def kept(run: Run, kronoberg: Path, tmp_path: Path) -> Path:
    """Return a project file in which a document has been kept."""
    document, path = tmp_path / "Beslut.docx", tmp_path / "kept.lokdesk"
    document.write_bytes(b"PK beslut")
    outcome = run("keep", kronoberg, document, "--why", "Beslutad", "--on", "2026-03-02", "-o", path)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    return path


def test_a_document_is_kept_as_it_is_and_listed(run: Run, kronoberg: Path, kept: Path):
    (version,) = project.open(kept).draft.versions

    assert (version.why, version.day, version.content) == ("beslutad", date(2026, 3, 2), b"PK beslut")
    assert version.agreement == project.open(kronoberg).draft.agreement
    listed = run("versions", kept)
    assert listed.code == 0
    told = listed.out.removesuffix("\n").split("\t")
    assert told[0] == version.id
    assert told[2:] == ["Beslutad 2026-03-02", "Beslut.docx", hashlib.sha256(b"PK beslut").hexdigest()]


def test_the_list_as_json_says_all_but_the_answers(run: Run, kept: Path):
    (one,) = json.loads(run("versions", kept, "--json").out)

    assert (one["why"], one["name"], one["recipients"]) == ("beslutad", "Beslut.docx", [])
    assert "agreement" not in one and "content" not in one


def test_whoever_sends_is_told_what_it_means(run: Run, kept: Path, tmp_path: Path):
    document = tmp_path / "Remiss.docx"
    document.write_bytes(b"PK remiss")

    outcome = run(
        "keep", kept, document, "--why", "skickad", "--to", "Växjö kommun", "--to", "Regionen", "-o", kept
    )

    assert (outcome.code, outcome.out) == (0, "")
    (line,) = outcome.err.splitlines()
    assert "delningsundantaget" in line and "registreras" in line
    versions = project.open(kept).draft.versions
    assert len(versions) == 2
    assert versions[1].recipients == ("Växjö kommun", "Regionen")


def test_a_version_is_taken_out_as_it_was(run: Run, kept: Path, tmp_path: Path):
    (version,) = project.open(kept).draft.versions

    outcome = run("versions", kept, version.id, "-o", tmp_path / "ut.docx")

    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert (tmp_path / "ut.docx").read_bytes() == b"PK beslut"


def test_a_version_that_is_another_than_was_kept_is_told_of(run: Run, kept: Path, tmp_path: Path):
    packed = container.unpack(kept.read_bytes())
    (version,) = project.open(kept).draft.versions
    parts = {**packed.parts, f"versions/{version.id}/Beslut.docx": b"PK annat"}
    kept.write_bytes(container.pack(Container(packed.version, packed.manifest, parts)))

    outcome = run("versions", kept, version.id, "-o", tmp_path / "ut.docx")

    assert outcome.code == 1
    assert "inte längre som det var" in outcome.err
    assert run("check", kept).err.startswith("Dokumentet ”Beslut.docx”")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("vers0001", "-o", "ut.docx"), "Versionen ”vers0001” finns inte."),
        (("vers0001",), "Versionen ”vers0001” finns inte."),
        (("-o", "ut.docx"), "Skriv också id"),
    ],
)
def test_what_cannot_be_taken_out_is_told(run: Run, kept: Path, words: tuple[str, ...], said: str):
    assert said in refused(run("versions", kept, *words))


def test_a_version_needs_a_file(run: Run, kept: Path):
    (version,) = project.open(kept).draft.versions

    assert "Skriv också -o" in refused(run("versions", kept, version.id))


def test_an_empty_document_is_not_kept(run: Run, kronoberg: Path, tmp_path: Path):
    (tmp_path / "tom.docx").touch()

    line = refused(
        run("keep", kronoberg, tmp_path / "tom.docx", "--why", "skickad", "-o", tmp_path / "ny.lokdesk")
    )

    assert "är tom" in line
    assert not (tmp_path / "ny.lokdesk").exists()


def test_an_archive_set_needs_a_word_processor(
    run: Run, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(finding.WITHOUT, "1")

    assert "PDF/A behövs Word eller LibreOffice" in refused(run("archive", kept, "-o", tmp_path / "arkiv"))
    assert not (tmp_path / "arkiv").exists()


def test_a_copy_to_share_says_what_goes_along_and_what_stays(run: Run, kept: Path, tmp_path: Path):
    outcome = run("share", kept, "-o", tmp_path / "kopia.lokdesk")

    assert (outcome.code, outcome.out) == (0, "")
    assert "Följer med: 1111 svar; 15 kontakter" in outcome.err
    assert "1 behållen version" in outcome.err
    assert project.open(tmp_path / "kopia.lokdesk").draft.versions == ()
    assert refused(run("share", kept, "-o", kept)) == (
        "”kept.lokdesk” är projektfilen själv. Ge kopian ett annat namn, så förlorar ni inget."
    )
