"""Forty documents of all kinds, of agreements of all shapes; ``make fuzz-documents`` makes thousands."""

from pathlib import Path

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.rich_text import DEEPEST_LEVEL
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.session import companion
from tests.documents import extreme, judged
from tests.documents.extreme import SHAPES
from tests.documents.judged import Count, Made
from tests.session.made import LIBRARY
from tests.word.made import cell, docx, h, p, row, table

COUNT = 40
KINDS = [one.id for one in companion.documents(LIBRARY)] + [judged.COMMENTS]


@pytest.fixture(scope="module")
def documents() -> list[Made]:
    """Return forty documents, in which every kind and every shape there is meets many of the others."""
    return judged.sample(COUNT, LIBRARY)


@pytest.fixture(scope="module")
def paths(documents: list[Made], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("documents")
    for made in documents:
        (folder / f"{made.name}.docx").write_bytes(made.content)
    return [folder / f"{made.name}.docx" for made in documents]


def test_every_kind_and_every_shape_is_among_them(documents: list[Made]):
    assert len(documents) == COUNT == len({made.name for made in documents})
    assert {made.kind for made in documents} == set(KINDS)
    assert {made.name.partition("-")[0] for made in documents} == set(SHAPES)


def test_our_own_checks_find_no_fault(documents: list[Made]):
    assert [fault for made in documents for fault in judged.faults(made)] == []


def test_the_open_xml_sdk_finds_no_error(ooxml_validator: Path, paths: list[Path]):
    assert ooxml_validator.is_file()
    assert judged.validators.sdk_errors(paths) == []


def test_openxml_audit_finds_no_error(paths: list[Path]):
    assert [error for path in paths for error in judged.validators.audit_errors(path)] == []


def test_libreoffice_shows_as_many_headings_tables_and_pictures(
    soffice: Path, paths: list[Path], tmp_path: Path
):
    assert soffice
    assert judged.opened_otherwise(paths, tmp_path) == []
    counts = [judged.written(path.read_bytes()) for path in paths]
    assert all(any(getattr(one, what) for one in counts) for what in ("headings", "tables", "pictures"))


def test_what_is_counted_is_what_is_there(soffice: Path, tmp_path: Path):
    assert soffice
    body = [h(1, "Ett"), h(2, "Två"), table(row(cell(p("a")))), p("Text")]
    (tmp_path / "hel.docx").write_bytes(docx(*body))

    assert judged.written(docx(*body)) == Count(2, 1, 0)
    assert judged.opened_otherwise([tmp_path / "hel.docx"], tmp_path) == []
    (tmp_path / "hel.docx").write_bytes(docx(*body, h(1, "Tre")))
    (line,) = judged.differing([tmp_path / "hel.docx"], tmp_path)
    assert "headings=3" in line and "headings=2" in line


def test_a_draft_is_known_by_its_number():
    assert extreme.draft(3) == extreme.draft(3)
    assert extreme.draft(3) != extreme.draft(3 + len(SHAPES))


def test_the_drafts_answer_everything_and_come_to_a_hundred_parties():
    drafts = {extreme.shape_of(number): extreme.draft(number) for number in range(len(SHAPES))}
    answered = {schema.pattern(address) for address, _, _ in at.answers(drafts["full"].agreement)}

    assert answered == {one for one, kind in schema.patterns().items() if isinstance(kind, Answer)}
    assert len(drafts["crowded"].agreement.parties) == 100
    texts = [value for _, kind, value in at.answers(drafts["nested"].agreement) if kind.kind == "text"]
    assert {block.level for text in texts if text for block in text.blocks} == set(range(DEEPEST_LEVEL + 1))


def test_a_draft_at_the_edge_is_kept_in_a_file(tmp_path: Path):
    draft = extreme.draft(3)

    project.save(Project(draft), tmp_path / "a.lokdesk")

    assert project.open(tmp_path / "a.lokdesk").draft == draft
