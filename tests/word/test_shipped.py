"""Every template that comes with the program, and what is made with it."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.goals import Goal
from lokdesk.revision import evaluation
from lokdesk.revision.beginning import begun
from lokdesk.session import companion, document
from lokdesk.session.companion import Chosen
from lokdesk.word import accessible, contract, outline, soundness, template
from lokdesk.word.template import Template
from tests import validators
from tests.session.answered import answered
from tests.session.made import LIBRARY
from tests.word import made

TEMPLATES = sorted(LIBRARY.templates.glob("*.docx"))
COMPANIONS = [one.id for one in LIBRARY.companions]
BARE = Agreement.model_validate(
    {
        "parties": [
            {"id": "part0001", "deciding_bodies": [{"id": "body0001"}]},
            {"id": "part0002", "kind": "Arbetsförmedlingen", "deciding_bodies": [{"id": "body0002"}]},
        ],
        "job_tracks": [{"id": "trac0001"}],
        "circulations": [{"id": "circ0001"}],
        "workshops": [{"id": "work0001"}],
    }
)
"""Something to make each document about, and nothing said of it."""


def revised() -> Draft:
    """Return the revision of an example, with its goals evaluated: one dropped, and one that is new."""
    draft = begun(LIBRARY.example(), date(2026, 11, 22)).draft
    first, second, *_ = draft.agreement.goals
    (indicator, *_), party = first.indicators, draft.agreement.parties[0].id
    said = evaluation.outcome(draft.evaluation, first.id, indicator.id, party, "31 %", "2026")
    said = evaluation.said(said, first.id, helped="delvis", how="Vi möttes oftare.", why="För brett.")
    said = evaluation.said(said, "goal0009", why="Kartläggningen visar det.")
    new = Goal(id="goal0009", title="Fler vägar till studier")
    agreement = at.insert(draft.agreement, "goals", new)
    draft = draft.model_copy(update={"evaluation": said, "agreement": agreement})
    return evaluation.judged(evaluation.judged(draft, first.id, "reformulate"), second.id, "drop")


DRAFTS = {
    **{name: LIBRARY.example(name) for name in LIBRARY.example_titles},
    "bare": Draft(agreement=BARE),
    "revised": revised(),
    "answered": answered(),
}


@cache
def loaded(path: Path) -> Template:
    return template.load(path.read_bytes(), path.with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def rendered(name: str) -> tuple[bytes, ...]:
    """Return what is made with the companion template *name* of each draft, for the first it can be about."""
    wanted = companion.document(LIBRARY, name)
    made_of: list[bytes] = []
    for draft in DRAFTS.values():
        about = companion.subjects(draft, wanted)[:1] if wanted.about else (None,)
        made_of += (document.render(draft, LIBRARY, Chosen(wanted, one)) for one in about)
    return tuple(made_of)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("documents")
    paths: list[Path] = []
    for name in COMPANIONS:
        for number, docx in enumerate(rendered(name)):
            paths.append(folder / f"{name}-{number}.docx")
            paths[-1].write_bytes(docx)
    return paths


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
class TestTemplate:
    def test_its_outline_is_kept_beside_it(self, path: Path):
        kept = path.with_suffix(".outline.txt").read_text(encoding="utf-8")

        assert outline.outline(loaded(path)) == kept

    def test_its_manifest_has_its_name(self, path: Path):
        assert loaded(path).manifest.id == path.stem

    def test_it_keeps_the_contract(self, path: Path):
        elsewhere = [one.address for one in LIBRARY.handbook.questions if one.document != "agreement"]

        assert contract.check(loaded(path), elsewhere) == []

    def test_it_is_sound(self, path: Path):
        assert soundness.faults(path.read_bytes()) == []

    def test_its_quotes_and_dashes_are_typographic(self, path: Path):
        words = re.sub(r"[<\[{].*?[>\]}]", "", path.with_suffix(".outline.txt").read_text(encoding="utf-8"))

        assert not re.search(r'["\']| - ', words)


@pytest.mark.parametrize("name", COMPANIONS)
def test_each_companion_is_made_of_every_draft_and_everybody_can_use_it(name: str):
    assert rendered(name)
    for docx in rendered(name):
        assert accessible.remarks(docx) == []
        assert soundness.faults(docx) == []


@pytest.mark.parametrize("name", COMPANIONS)
def test_a_companion_shows_no_prompts_to_whoever_fills_in_the_agreement(name: str):
    for docx in rendered(name):
        assert not re.search(
            r"\b(?:Skriv|Välj) (?:datum|namn|adress|partens|överenskommelsens)", "\n".join(made.lines(docx))
        )


def test_the_open_xml_sdk_finds_nothing(ooxml_validator: Path, documents: list[Path]):
    assert ooxml_validator.is_file()
    assert validators.sdk_errors([*TEMPLATES, *documents]) == []


def test_openxml_audit_finds_nothing(documents: list[Path]):
    assert [error for path in (*TEMPLATES, *documents) for error in validators.audit_errors(path)] == []


def captions(docx: bytes) -> list[str]:
    """Return the words above each table that is no place to sign, empty where there are none."""
    found: list[str] = []
    for one in made.find(made.root(docx), ".//w:tbl[not(.//w:pStyle/@w:val='SignatureLabel')]"):
        before = made.find(one, "(preceding::w:p[not(ancestor::w:tbl)])[last()]")
        styles = made.find(before[0], "w:pPr/w:pStyle/@w:val") if before else []
        found.append(made.words(before[0]) if styles == ["TableTitle"] else "")
    return found


@pytest.mark.parametrize("name", COMPANIONS)
def test_every_table_has_a_caption(name: str):
    for docx in rendered(name):
        assert all(one.startswith("Tabell\N{NO-BREAK SPACE}") for one in captions(docx))


@pytest.mark.parametrize("example", LIBRARY.example_titles)
def test_the_tables_of_an_agreement_are_called_different_things(example: str):
    docx = document.render(
        LIBRARY.example(example), LIBRARY, Chosen(companion.document(LIBRARY, "overenskommelse"))
    )
    called = [one.partition(". ")[2] for one in captions(docx)]

    assert len(called) > 5 and all(called)
    assert len(set(called)) == len(called)
