"""Documents that Lokdesk wrote as raw files for templates of their own."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.agreement.rich_text import Block, Footnote
from lokdesk.recognition import layout
from lokdesk.recognition.passage import Passage, Source
from lokdesk.session import adopting, companion, document, template_file
from lokdesk.word import baseline
from lokdesk.word.adoption import Adopted
from tests import strategies, validators
from tests.session.made import LIBRARY
from tests.word import made as small
from tests.word.foreign.writer import Writer
from tests.word.made import field, h, p

EXAMPLES = ("kronoberg", "tva-kommuner")
TEMPLATES = ("grundmall", "grundmall-2026")
WRITTEN = [(example, template) for example in EXAMPLES for template in TEMPLATES]
KRONOBERG = LIBRARY.example("kronoberg")


def exported(example: str, template: str) -> bytes:
    draft = LIBRARY.example(example).model_copy(update={"template": TemplateUse(id=template)})
    return document.render(draft, LIBRARY)


def adopted(content: bytes) -> Adopted:
    return adopting.adopted(adopting.taken_in(content, "raw.docx", LIBRARY), "Mall", LIBRARY)


def drafted(made: Adopted, example: str) -> Draft:
    use = TemplateUse(id="mall", version="1", content=made.docx, manifest=made.manifest)
    return LIBRARY.example(example).model_copy(update={"template": use})


def faults(made: Adopted, folder: Path) -> list[str]:
    path = folder / "T.docx"
    path.write_bytes(made.docx)
    path.with_suffix(".toml").write_text(made.manifest, encoding="utf-8")
    return template_file.mismatches(path, LIBRARY)


def at_home(agreement: Agreement, draft: Draft) -> Mapping[str, Any]:
    """Return those answers in *agreement* that have a home in the template of *draft*."""
    homes = LIBRARY.template(draft.template).homes
    return {
        address: value
        for address, _, value in at.answers(agreement)
        if schema.pattern(address) in homes and value not in (None, ())
    }


def parts(content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, archive.read(name).decode()


@pytest.mark.parametrize(("example", "template"), WRITTEN)
def test_what_was_written_becomes_a_template_that_is_written_after_and_read_back(
    example: str, template: str, tmp_path: Path
):
    made = adopted(exported(example, template))

    assert faults(made, tmp_path) == []
    draft = drafted(made, example)
    written = document.render(draft, LIBRARY)
    read = document.read(written, "x.docx").agreement
    assert at_home(read, draft) == at_home(draft.agreement, draft)
    # What a reader would look for has a place, and what has none is told.
    homes = set(LIBRARY.template(draft.template).homes)
    assert {"title", "background", "parties", "goals", "organisation/forums", "processes"} <= homes
    assert "parties/*/signatories" in homes
    answers = {one for one, what in schema.patterns().items() if not isinstance(what, schema.GroupOf)}
    told = {one for one in answers for out in made.without_place if one == out or one.startswith(f"{out}/")}
    assert told.isdisjoint(homes)


def test_nothing_in_the_template_remembers_the_answers_or_names_an_item():
    items = [address for address, _ in at.items(KRONOBERG.agreement)]

    made = adopted(exported("kronoberg", "grundmall"))

    assert items
    for name, content in parts(made.docx):
        assert baseline.NAMESPACE not in content, name
        assert "customXml" not in content, name
        assert not [one for one in items if f'w:val="{one}' in content or f'w:val="copy:{one}' in content], (
            name
        )


def test_an_answer_in_a_field_of_its_own_is_asked_for_anew_and_words_of_items_stay():
    made = adopted(exported("kronoberg", "grundmall"))

    said = dict(parts(made.docx))["word/document.xml"]
    assert "Om exemplet" not in said
    assert "Arbetsförmedlingen Kronoberg" in said
    assert "Överenskommelsen ingås mellan" in said


@pytest.mark.parametrize("example", EXAMPLES)
def test_templates_made_of_what_was_written_are_valid(example: str, tmp_path: Path):
    made = adopted(exported(example, "grundmall"))
    paths = [tmp_path / "mall.docx", tmp_path / "ifylld.docx"]
    paths[0].write_bytes(made.docx)
    paths[1].write_bytes(document.render(drafted(made, example), LIBRARY))

    assert [error for path in paths for error in validators.audit_errors(path)] == []
    assert validators.sdk_errors(paths) == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_a_template_already(template: str, tmp_path: Path):
    before = (LIBRARY.templates / f"{template}.docx").read_bytes()

    made = adopted(before)

    assert faults(made, tmp_path) == []
    homes = LIBRARY.template(TemplateUse(id=template)).homes
    assert set(LIBRARY.template(drafted(made, "kronoberg").template).homes) >= set(homes)


CHOSEN = list(companion.every(KRONOBERG, LIBRARY))
ONE_OF_EACH = list({one.document.id: one for one in CHOSEN}.values())


@pytest.mark.parametrize("chosen", ONE_OF_EACH, ids=[one.document.id for one in ONE_OF_EACH])
def test_a_companion_document_becomes_a_template(chosen: companion.Chosen, tmp_path: Path):
    made = adopted(document.render(KRONOBERG, LIBRARY, chosen))

    assert faults(made, tmp_path) == []
    draft = drafted(made, "kronoberg")
    read = document.read(document.render(draft, LIBRARY), "x.docx").agreement
    assert at_home(read, draft) == at_home(draft.agreement, draft)


@given(strategies.revised(LIBRARY.example("tva-kommuner").agreement))
@settings(max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_however_an_agreement_was_revised_its_document_becomes_a_template(agreement: Agreement):
    draft = LIBRARY.example("tva-kommuner").model_copy(update={"agreement": agreement})

    made = adopted(document.render(draft, LIBRARY))

    again = drafted(made, "tva-kommuner")
    read = document.read(document.render(again, LIBRARY), "x.docx").agreement
    assert at_home(read, again) == at_home(again.agreement, again)


def test_a_place_that_breaks_a_rule_is_left_out_and_told_and_the_others_stay(tmp_path: Path):
    raw = small.docx(
        h(1, "Bakgrund"),
        h(1, "Beslut"),
        field("goals/*/title", p("Målet")),
        field("parties", field("parties/*/name", p("Parten"))),
        field("collaborators", p("Aktörerna")),
        field("version", "1"),
    )

    made = adopted(raw)

    assert faults(made, tmp_path) == []
    homes = LIBRARY.template(drafted(made, "kronoberg").template).homes
    assert {"background", "parties/*/name"} <= set(homes)
    assert "goals" in made.without_place


def test_a_repeat_in_which_all_may_fall_away_is_left_out_and_told(tmp_path: Path):
    writer = Writer()
    writer.h("Bakgrund")
    writer.h("Parternas beslut")
    columns = ("Part", "Beslutas av", "Slag av beslut", "Diarienummer", "Beslutsdatum")
    writer.table(columns, ("", "", "", "", ""), head=True)
    adoption = adopting.taken_in(writer.docx(), "raw.docx", LIBRARY)
    parties = next(one for one in adoption.blueprint.standing if one.address == "parties")
    adoption = adopting.reject(adoption, parties.id)
    assert "parties/*/decisions" in {one.address for one in adoption.blueprint.standing}

    made = adopting.adopted(adoption, "Mall", LIBRARY)

    assert faults(made, tmp_path) == []
    assert [one.address for one in made.placed] == ["background"]
    assert "parties" in made.without_place
    assert made.without_answer == ("Parternas beslut",)


def test_a_paragraph_with_nothing_but_a_note_is_no_heading():
    note = Block(runs=(Footnote(footnote="Se bilagan."),))
    paragraphs = (Passage(0, "paragraph", "", note), Passage(1, "paragraph", "Vi har samverkat.", Block()))

    found = list(layout.parts(Source(paragraphs), LIBRARY.lexicon))

    assert [one.kind for one in found if isinstance(one, Passage)] == ["paragraph", "paragraph"]
