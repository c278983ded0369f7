"""What other programs say of the documents: two validators and LibreOffice. tests/documents has many more."""

from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.word.flow import flow
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import package, render
from lokdesk.word.soundness import faults
from tests import validators
from tests.word import made
from tests.word.test_read import HELD, SMALL, WRITTEN


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return documents of the examples, of nothing at all, and of a template that is not shipped."""
    folder = tmp_path_factory.mktemp("documents")
    made_: list[Path] = []

    def keep(name: str, content: bytes) -> None:
        made_.append(folder / f"{name}.docx")
        made_[-1].write_bytes(content)

    keep("small", WRITTEN)
    keep("empty", render(Agreement(), made.shipped()))
    for name in ("kronoberg", "tva-kommuner"):
        keep(name, render(made.example(name), made.shipped()))
    return made_


def test_the_open_xml_sdk_finds_no_error(ooxml_validator: Path, documents: list[Path]):
    assert ooxml_validator.is_file()
    assert validators.sdk_errors(documents) == []


def test_openxml_audit_finds_no_error(documents: list[Path]):
    # It misses a theme in the small template, which has none; the documents of the shipped one are whole.
    whole = [path for path in documents if not path.name.startswith("small")]

    assert [error for path in whole for error in validators.audit_errors(path)] == []


def test_our_own_checks_find_no_fault(documents: list[Path]):
    assert [fault for path in documents for fault in faults(path.read_bytes())] == []


def test_libreoffice_opens_the_example_and_fills_its_pages(
    soffice: Path, documents: list[Path], tmp_path: Path
):
    assert soffice
    pages = validators.page_texts(validators.to_pdf(documents[2], tmp_path))

    assert "Kronoberg" in pages[0]
    assert all(party.name in "\n".join(pages) for party in made.example().parties if party.name)


def test_libreoffice_shows_the_same_words_with_controls_as_without(soffice: Path, tmp_path: Path):
    assert soffice
    bare = package(flow(made.example(), made.shipped(), controls=False), made.shipped(), made.example(), None)
    texts: list[list[list[str]]] = []
    for name, content in (("with", render(made.example(), made.shipped())), ("without", bare)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(content)
        # Words alone: where they stand in a line of text may differ by a hair.
        texts.append([page.split() for page in validators.page_texts(validators.to_pdf(path))])

    assert texts[0] == texts[1]


@pytest.mark.parametrize("name", ["small", "kronoberg", "tva-kommuner"])
def test_answers_come_back_from_libreoffice_although_it_loses_the_tags(
    soffice: Path, tmp_path: Path, name: str
):
    assert soffice
    held, template = (HELD, SMALL) if name == "small" else (made.example(name), made.shipped())
    source = tmp_path / "sent" / "document.docx"
    source.parent.mkdir()
    source.write_bytes(WRITTEN if name == "small" else render(held, template))

    reading = read(validators.resaved_by_libreoffice(source, tmp_path).read_bytes())

    assert reading.agreement == printed(held, template)
    assert reading.unplaced == ()
