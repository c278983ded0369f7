"""The files that lie beside a document."""

import io
from pathlib import Path

import docx
import pytest

from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.project.problem import Problem
from lokdesk.session import beside
from lokdesk.session.session import Session
from tests.session.made import LIBRARY, TEMPLATE
from tests.word import made
from tests.word.made import field, h


def word(*words: str) -> bytes:
    document = docx.Document()
    for one in words:
        document.add_paragraph(one)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def session(*files: tuple[str, bytes], template: TemplateUse = TEMPLATE) -> Session:
    opened = Session(LIBRARY)
    opened.new(Draft(template=template))
    for number, (name, content) in enumerate(files):
        attachment = opened.attach(name, content)
        opened.add("appendices", {"title": f"Bilaga om {number}", "attachment": attachment})
    return opened


def saved(opened: Session, path: Path) -> list[str]:
    """Put the files beside the document at *path*, and return what is said of them."""
    return [one.message for one in beside.save(opened.draft, LIBRARY, path)]


def test_what_is_merged_or_shown_is_not_beside():
    opened = session(("plan.docx", word("Vi gör så.")), ("avtal.pdf", b"%PDF"))

    assert [one.attachment.name for one in beside.files(opened.draft, LIBRARY)] == ["avtal.pdf"]


def test_a_file_that_could_not_be_merged_says_why(tmp_path: Path):
    opened = session(("plan.docx", b"PK"))

    (said,) = saved(opened, tmp_path / "a.docx")

    assert said == (
        "Bilagan ”plan.docx” ligger bredvid dokumentet och inte i det, eftersom den inte går att läsa: filen "
        "är inget Word-dokument, eller så är den skadad."
    )
    assert (tmp_path / "plan.docx").read_bytes() == b"PK"


def test_a_template_without_a_place_for_files_has_them_all_beside():
    bare = TEMPLATE.model_copy(update={"content": made.docx(h(1, field("title")))})
    opened = session(("plan.docx", word("Vi gör så.")), template=bare)

    assert [one.why for one in beside.files(opened.draft, LIBRARY)] == [""]


def test_nothing_is_written_over_and_the_same_file_is_not_written_twice(tmp_path: Path):
    opened = session(("avtal.pdf", b"%PDF ny"))
    (tmp_path / "avtal.pdf").write_bytes(b"%PDF annan")

    saved(opened, tmp_path / "a.docx")
    (said,) = saved(opened, tmp_path / "a.docx")

    assert said == (
        "Bilagan ”avtal (2).pdf” ligger bredvid dokumentet. Dokumentet nämner den som ”avtal.pdf”, ett namn "
        "som var upptaget."
    )
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {
        "avtal.pdf": b"%PDF annan",
        "avtal (2).pdf": b"%PDF ny",
    }


def test_files_of_one_name_lie_beside_one_another(tmp_path: Path):
    opened = session(("avtal.pdf", b"%PDF 1"), ("avtal.pdf", b"%PDF 2"))

    saved(opened, tmp_path / "a.docx")

    assert sorted(one.name for one in tmp_path.iterdir()) == ["avtal (2).pdf", "avtal.pdf"]


def test_no_name_leads_out_of_the_folder(tmp_path: Path):
    (tmp_path / "in").mkdir()
    opened = session(("../../ut.pdf", b"%PDF"))

    saved(opened, tmp_path / "in" / "a.docx")

    assert [one.name for one in tmp_path.iterdir()] == ["in"]
    assert len(list((tmp_path / "in").iterdir())) == 1


def test_what_cannot_be_written_is_a_problem(tmp_path: Path):
    with pytest.raises(Problem):
        saved(session(("avtal.pdf", b"%PDF")), tmp_path / "finns inte" / "a.docx")


def test_a_draft_without_files_has_none_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(type(LIBRARY), "template", lambda *_: pytest.fail("not needed"))

    assert saved(session(), tmp_path / "a.docx") == []
