"""The judges themselves: they pass what is sound and name what is broken."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.parser import parse_xml

from tests import tools, validators

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document_with(*texts: str) -> Document:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return document


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "hel å.docx"
    document_with("Överenskommelse", "mellan kommunen och Arbetsförmedlingen").save(str(path))
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "trasig.docx"
    document = document_with("Överenskommelse")
    paragraph: Any = document.paragraphs[0]
    paragraph._p.append(parse_xml(f'<w:pPr xmlns:w="{W}"><w:jc w:val="mitten"/></w:pPr>'))
    document.save(str(path))
    return path


def test_the_sdk_passes_a_sound_document_and_names_each_error_of_a_broken_one(sound: Path, broken: Path):
    errors = validators.sdk_errors([sound, broken])

    assert len(errors) == 2
    assert all(error.startswith("trasig.docx/word/document.xml /w:document[1]/w:body") for error in errors)
    assert "mitten" in errors[1]


def test_the_sdk_names_a_file_that_is_no_document(tmp_path: Path):
    path = tmp_path / "text.docx"
    path.write_text("inget Worddokument")

    assert len(validators.sdk_errors([path])) == 1


def test_the_audit_names_the_errors_of_a_broken_document(broken: Path):
    assert any("mitten" in error for error in validators.audit_errors(broken))


def test_libreoffice_makes_pages_that_can_be_read_and_looked_at(sound: Path):
    pdf = validators.to_pdf(sound)
    texts = validators.page_texts(pdf)
    pages = validators.to_pages(pdf)

    assert len(texts) == len(pages) == 1
    assert "Arbetsförmedlingen" in texts[0]
    assert pages[0].read_bytes().startswith(b"\x89PNG")


def test_libreoffice_saves_a_copy_and_leaves_the_document_alone(sound: Path, tmp_path: Path):
    before = sound.read_bytes()
    folder = tmp_path / "kopia"
    folder.mkdir()

    copy = validators.resaved_by_libreoffice(sound, folder)

    assert docx.Document(str(copy)).paragraphs[0].text == "Överenskommelse"
    assert sound.read_bytes() == before
    with pytest.raises(ValueError, match="overwrite"):
        validators.resaved_by_libreoffice(sound, tmp_path)


def test_a_missing_tool_skips_a_test_and_fails_it_where_tools_are_required(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OOXML_VALIDATOR_CLI", "/no/such/program")

    monkeypatch.delenv("LOKDESK_REQUIRE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Open XML SDK"):
        tools.ooxml_validator()

    monkeypatch.setenv("LOKDESK_REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="Open XML SDK"):
        tools.ooxml_validator()
