"""The handbook and the model fit together, and nothing in the handbook is unfinished."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement import schema, vocabulary
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import GroupOf, ListOf
from lokdesk.handbook import book, page, preset
from lokdesk.handbook.page import Ask, Entry, Repeat
from tests.handbook.shipped import FOLDER, HANDBOOK

CONTENTS = tomllib.loads((FOLDER / book.CONTENTS).read_text(encoding="utf-8"))
STEPS = ("parties", "mapping", "goals", "organisation", "processes", "follow_up", "appendices", "review")
TEXTS = ("prompt", "label", "why", "how", "example", "becomes")
UNFINISHED = re.compile(r"\b(?:todo|fixme|tbd|lorem|ipsum|xxx+|platshållare)\b", re.IGNORECASE)

# Read as plain data, so that this test sees what is written and not what the loader makes of it.
RAW: dict[str, dict[str, Any]] = {
    slug: tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8")) for slug in CONTENTS["steps"]
}
SECTIONS = [section for step in RAW.values() for section in step["sections"]]
QUESTIONS = [question for section in SECTIONS for question in section.get("questions", ())]
BY_ADDRESS = {question["address"]: question for question in QUESTIONS}

FIELDS = {pattern: field for pattern, field in schema.patterns().items() if not isinstance(field, GroupOf)}
LISTS = {pattern: field for pattern, field in FIELDS.items() if isinstance(field, ListOf)}


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text of the handbook with the name of its place."""
    for slug, step in RAW.items():
        for key in ("title", "lead"):
            yield f"{slug}: {key}", step.get(key, "")
    for section in SECTIONS:
        for key in ("title", "lead"):
            yield f"{section['slug']}: {key}", section.get(key, "")
    for question in QUESTIONS:
        for key in TEXTS:
            yield f"{question['address']}: {key}", question.get(key, "")
        if question["kind"] == "list":
            for key in ("item", "add"):
                yield f"{question['address']}: {key}", question.get(key, "")


def test_the_eight_steps_come_in_their_order():
    assert tuple(CONTENTS["steps"]) == STEPS
    assert [step.slug for step in HANDBOOK.steps] == list(STEPS)


def test_every_field_has_a_question():
    assert sorted(FIELDS.keys() - BY_ADDRESS.keys()) == []


def test_every_question_has_a_field():
    assert sorted(BY_ADDRESS.keys() - FIELDS.keys()) == []


def test_no_field_has_two_questions():
    assert [address for address, times in Counter(q["address"] for q in QUESTIONS).items() if times > 1] == []


def test_every_question_is_of_the_kind_the_model_says():
    kinds = {
        pattern: field.kind if isinstance(field, Answer) else "list" for pattern, field in FIELDS.items()
    }

    assert {a: q["kind"] for a, q in BY_ADDRESS.items() if q["kind"] != kinds.get(a)} == {}


def test_what_names_an_item_is_one_of_its_fields():
    named = {pattern: BY_ADDRESS[pattern].get("named_by", "") for pattern in LISTS}

    assert {
        pattern: name
        for pattern, name in named.items()
        if name and not isinstance(schema.fields(LISTS[pattern].item).get(name), Answer)
    } == {}


def test_no_two_steps_or_sections_share_a_slug():
    assert [slug for slug, times in Counter(s["slug"] for s in SECTIONS).items() if times > 1] == []


def test_no_text_is_missing():
    assert [place for place, text in texts() if not text.strip()] == []


def test_no_text_is_unfinished():
    assert [place for place, text in texts() if UNFINISHED.search(text)] == []


def test_quotation_marks_are_typographic():
    assert [place for place, text in texts() if '"' in text or "'" in text] == []


def test_every_prompt_is_a_question_and_no_label_is():
    assert [q["address"] for q in QUESTIONS if not q["prompt"].endswith("?")] == []
    assert [q["address"] for q in QUESTIONS if "?" in q["label"]] == []


def test_what_prepares_and_sends_out_the_agreement_is_for_other_documents():
    questions = [q.address for q in HANDBOOK.questions if q.document != book.AGREEMENT]
    elsewhere = {at.parent(address) or address for address in questions}

    assert elsewhere == {
        "economy",
        "parties/*/deciding_bodies/*",
        "circulations",
        "circulations/*",
        "circulations/*/recipients/*",
        "workshops",
        "workshops/*",
        "workshops/*/homework/*",
    }


def test_examples_of_choices_and_dates_are_answers_that_can_be_given():
    for question in HANDBOOK.questions:
        if question.kind == "date":
            assert date.fromisoformat(question.example), question.address
        elif question.kind == "choice":
            assert isinstance(question.field, Answer)
            assert question.field.vocabulary is not None
            words = map(vocabulary.shown, vocabulary.VOCABULARIES[question.field.vocabulary])
            assert question.example in words, question.address


def test_conditions_ask_for_words_that_can_be_chosen():
    for question in HANDBOOK.questions:
        if question.when is not None:
            field = schema.patterns()[question.when.address]
            assert isinstance(field, Answer)
            if field.vocabulary is not None:
                known = vocabulary.VOCABULARIES[field.vocabulary]
                assert {*question.when.any_of, *question.when.none_of} <= set(known), question.address


def repeats(entries: tuple[Entry, ...]) -> Iterator[Repeat]:
    for entry in entries:
        if isinstance(entry, Repeat):
            yield entry
            yield from repeats(entry.entries)


def asked(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Ask):
            yield entry.question.address
        else:
            if entry.question is not None:
                yield entry.question.address
            yield from asked(entry.entries)


@pytest.mark.parametrize(
    "section", [s for step in HANDBOOK.steps for s in step.sections], ids=lambda s: s.slug
)
def test_questions_about_items_stand_right_after_their_list(section: book.Section):
    own = {question.address for question in section.questions if question.kind == "list"}
    forms = list(repeats(page.entries(section)))

    # A list that is left and taken up again would become two forms, and items before their list one more.
    assert max(Counter(form.pattern for form in forms).values(), default=1) == 1
    assert [form.pattern for form in forms if form.question is None and form.pattern in own] == []
    assert list(asked(page.entries(section))) == [question.address for question in section.questions]


def test_presets_fit_the_model():
    presets = preset.load(FOLDER)

    assert {"target_groups", "processes", "appendices", "dua"} <= {one.place for one in presets}
    assert [key for key, times in Counter((p.place, p.name) for p in presets).items() if times > 1] == []
    assert [one.place for one in presets if one.historical] == ["dua"]


def test_there_is_a_preset_for_every_usual_kind_of_process_and_appendix():
    for place, words in (("processes", "process_kind"), ("appendices", "appendix_kind")):
        kinds = {getattr(one.value, "kind", None) for one in preset.for_place(preset.load(FOLDER), place)}

        assert set(vocabulary.VOCABULARIES[words]) <= kinds


def test_the_columns_of_a_table_are_short_answers_in_the_order_they_are_asked():
    tables = [question for question in HANDBOOK.questions if question.columns]
    names = [question.address.rpartition("/")[2] for question in tables]

    assert {"members", "indicators", "steps", "contacts", "values"} <= set(names)
    for table in tables:
        prefix = f"{table.address}/*/"
        asked_ = [q.address.removeprefix(prefix) for q in HANDBOOK.questions if q.address.startswith(prefix)]
        assert [name for name in asked_ if name in table.columns] == list(table.columns), table.address


def test_what_names_an_item_of_a_table_stands_in_a_column():
    for question in HANDBOOK.questions:
        if question.columns:
            assert question.named_by in question.columns, question.address
