"""The archive set: PDF/A, the files of appendices, and what to register."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.version import checksum
from lokdesk.office import finding
from lokdesk.project import disk
from lokdesk.project.problem import Problem
from lokdesk.session import archiving, document, keeping
from lokdesk.session.archiving import Archive
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.office.standin import BrokenOffice, PaperOffice
from tests.session.answered import answered
from tests.session.made import LIBRARY, TEMPLATE, with_companions
from tests.word import made
from tests.word.made import field, p

DAY = date(2026, 4, 1)
REGISTER = field(
    "registrations",
    p(*(field(f"registrations/*/{name}") for name in ("name", "file", "day", "sha256", "note"))),
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    manifest = 'name = "Registreringslista"\n'
    return with_companions(tmp_path / "templates", registreringslista=(REGISTER, manifest))


def draft(*files: tuple[str, bytes]) -> Draft:
    session = Session(LIBRARY)
    session.new(Draft(template=TEMPLATE))
    session.set("title", "Vår överenskommelse")
    for number, (name, content) in enumerate(files):
        attachment = session.attach(name, content)
        session.add("appendices", {"title": f"Bilaga om {number}", "attachment": attachment})
    return session.draft


def names(archive: Archive) -> list[str]:
    return [name for name, _ in archive.files]


def register(office: PaperOffice) -> str:
    """Return the words of the list of what to register, which is made last."""
    return "\n".join(made.lines(office.given[-1]))


def test_without_a_word_processor_there_is_a_sentence(library: Library):
    with pytest.raises(Problem, match=r"arkivuppsättning i PDF/A behövs Word eller LibreOffice"):
        archiving.archive(draft(), library, None)


def test_the_agreement_as_it_is_now_where_nothing_is_kept(library: Library):
    office = PaperOffice()

    archive = archiving.archive(draft(("avtal.pdf", b"%PDF-1"), ("siffror.xlsx", b"PK")), library, office)

    assert names(archive) == ["Vår överenskommelse.pdf", "avtal.pdf", "siffror.xlsx", "Att registrera.pdf"]
    assert all(content for _, content in archive.files)
    assert len(archive.notes) == 2
    assert "skriven som den är nu" in archive.notes[0]
    assert "”siffror.xlsx” är inte PDF" in archive.notes[1]
    for name in names(archive)[:-1]:
        assert name in register(office)


def test_the_version_that_holds_becomes_pdf_from_its_own_bytes(library: Library):
    held, _ = keeping.keep(draft(), "Beslutad.docx", b"PK beslutad", "beslutad", DAY)
    later = held.model_copy(update={"agreement": held.agreement.model_copy(update={"title": "Ny"})})
    office = PaperOffice()

    archive = archiving.archive(later, library, office)

    assert names(archive) == ["Beslutad.pdf", "Att registrera.pdf"]
    assert archive.notes == ()
    assert office.given[0] == b"PK beslutad"
    assert checksum(b"PK beslutad") in register(office)


def test_what_has_been_signed_as_pdf_stays_as_it_is(library: Library):
    held, _ = keeping.keep(draft(), "Signerad.pdf", b"%PDF-signerad", "undertecknad", DAY)

    office = PaperOffice()

    archive = archiving.archive(held, library, office)

    assert archive.files[0] == ("Signerad.pdf", b"%PDF-signerad")
    assert register(office).count("Signerad.pdf") == 1


def test_what_came_back_is_kept_as_it_came_with_its_summary_and_is_listed():
    office = PaperOffice()

    archive = archiving.archive(answered(), LIBRARY, office)

    held = dict(archive.files)
    assert (held["Remiss AF.docx"], held["Svar Vimmerby.docx"]) == (b"PK af", b"PK vimmerby")
    assert held["Sammanställning av synpunkter, avstämning.pdf"].startswith(b"%PDF")
    listed = register(office)
    for words in ("Svar från Vimmerby kommun", "2026-10-08", "Svar Vimmerby.docx", checksum(b"PK vimmerby")):
        assert words in listed
    assert listed.count("Sammanställning av synpunkter, avstämning.pdf") == 1
    assert "Inte upprättad ännu" not in listed
    assert archive.notes[1:] == (
        "2 filer med synpunkter ligger i det format de kom i, inte i PDF/A.",
        "I sammanställningen av synpunkter står att 4 synpunkter inte är behandlade.",
    )


def test_a_kept_document_that_has_been_changed_is_not_archived(library: Library):
    held, version = keeping.keep(draft(), "Beslutad.docx", b"PK", "beslutad", DAY)
    changed = version.model_copy(update={"content": b"annat"})

    with pytest.raises(Problem, match="inte längre som när det behölls"):
        archiving.archive(held.model_copy(update={"versions": (changed,)}), library, PaperOffice())


def test_a_file_that_is_there_no_longer_is_told_of(library: Library):
    held, _ = keeping.keep(draft(("avtal.pdf", b"%PDF-1")), "Beslutad.pdf", b"%PDF", "beslutad", DAY)
    without = held.model_copy(update={"attachments": ()})

    assert archiving.archive(without, library, PaperOffice()).notes == (
        "Filen till bilagan ”Bilaga om 0” finns inte längre i projektfilen och är inte med.",
    )


def test_two_files_with_one_name_both_come_along(library: Library):
    archive = archiving.archive(draft(("a.pdf", b"%PDF-1"), ("a.pdf", b"%PDF-2")), library, PaperOffice())

    assert names(archive)[1:3] == ["a.pdf", "a (2).pdf"]


def test_a_word_processor_that_cannot_is_told_of(library: Library):
    held, _ = keeping.keep(draft(), "Beslutad.docx", b"PK", "beslutad", DAY)

    with pytest.raises(Problem, match=r"”Beslutad\.docx” kunde inte bli PDF/A"):
        archiving.archive(held, library, BrokenOffice())


def test_a_set_is_written_to_a_folder_and_over_nothing(tmp_path: Path):
    made = Archive((("a.pdf", b"1"), ("b.pdf", b"2")))

    paths = archiving.save(made, tmp_path / "ny" / "mapp")

    assert [path.read_bytes() for path in paths] == [b"1", b"2"]
    paths[0].unlink()
    with pytest.raises(Problem, match=r"finns redan ”b\.pdf”"):
        archiving.save(made, tmp_path / "ny" / "mapp")
    assert not paths[0].exists()


def test_a_set_that_cannot_be_written_whole_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write = disk.write

    def full(path: Path, content: bytes) -> None:
        if path.name == "b.pdf":
            raise Problem("Disken är full.")
        write(path, content)

    monkeypatch.setattr(disk, "write", full)

    with pytest.raises(Problem, match="full"):
        archiving.save(Archive((("a.pdf", b"1"), ("b.pdf", b"2"))), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("soffice")
def test_what_libreoffice_makes_of_a_kept_version_is_pdf_a():
    office = finding.found()
    example = LIBRARY.example("tva-kommuner")
    held, _ = keeping.keep(example, "Beslut.docx", document.render(example, LIBRARY), "beslutad", DAY)

    archive = archiving.archive(held, LIBRARY, office)

    for name, content in archive.files:
        if name.endswith(".pdf"):
            assert b"pdfaid:part" in content, name
    words = "\n".join(page.extract_text() for page in PdfReader(BytesIO(archive.files[-1][1])).pages)
    assert "Beslut.pdf" in words and "Beslut.docx" in words
    assert names(archive)[0] == "Beslut.pdf" and names(archive)[-1] == "Att registrera.pdf"
