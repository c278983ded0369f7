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
from tests.handbook.shipped import FOLDER, HANDBOOKS

STEPS = ("parties", "mapping", "goals", "organisation", "processes", "follow_up", "appendices", "review")
TEXTS = ("prompt", "label", "why", "how", "example", "becomes")
UNFINISHED = re.compile(r"\b(?:todo|fixme|tbd|lorem|ipsum|xxx+|platshållare)\b", re.IGNORECASE)


class Written:
    """A version of the handbook as it is written, and not as the loader makes something of it."""

    def __init__(self, version: str) -> None:
        folder = FOLDER / version
        self.contents: dict[str, Any] = tomllib.loads((folder / book.CONTENTS).read_text(encoding="utf-8"))
        base = Written(self.contents["based_on"]) if "based_on" in self.contents else None
        self.steps: dict[str, dict[str, Any]] = {}
        for slug in self.contents["steps"]:
            file = folder / f"{slug}.toml"
            if base is not None and not file.is_file():
                self.steps[slug] = base.steps[slug]
                continue
            step = tomllib.loads(file.read_text(encoding="utf-8"))
            step["sections"] = [
                base.section(one["slug"]) if base is not None and one.get("kept") else one
                for one in step["sections"]
            ]
            self.steps[slug] = step
        self.handbook = HANDBOOKS[version]
        self.questions = [one for section in self.sections for one in section.get("questions", ())]
        self.by_address = {question["address"]: question for question in self.questions}

    @property
    def sections(self) -> list[dict[str, Any]]:
        return [section for step in self.steps.values() for section in step["sections"]]

    def section(self, slug: str) -> dict[str, Any]:
        return next(one for one in self.sections if one["slug"] == slug)

    @property
    def fields(self) -> dict[str, Answer | ListOf]:
        """The fields that it ought to ask for: those that it does not say that it leaves out."""
        left = self.contents.get("leaves_out", ())
        return {
            pattern: field
            for pattern, field in FIELDS.items()
            if not any(pattern == one or pattern.startswith(f"{one}/") for one in left)
        }


@pytest.fixture(params=HANDBOOKS)
def its(request: pytest.FixtureRequest) -> Written:
    return Written(request.param)


FIELDS = {pattern: field for pattern, field in schema.patterns().items() if not isinstance(field, GroupOf)}
LISTS = {pattern: field for pattern, field in FIELDS.items() if isinstance(field, ListOf)}


def texts(its: Written) -> Iterator[tuple[str, str]]:
    """Yield every text of the handbook with the name of its place."""
    for slug, step in its.steps.items():
        for key in ("title", "lead"):
            yield f"{slug}: {key}", step.get(key, "")
    for section in its.sections:
        for key in ("title", "lead"):
            yield f"{section['slug']}: {key}", section.get(key, "")
    for question in its.questions:
        for key in TEXTS:
            yield f"{question['address']}: {key}", question.get(key, "")
        if question["kind"] == "list":
            for key in ("item", "add"):
                yield f"{question['address']}: {key}", question.get(key, "")


def test_the_eight_steps_come_in_their_order(its: Written):
    assert tuple(its.contents["steps"]) == STEPS
    assert [step.slug for step in its.handbook.steps] == list(STEPS)


def test_every_field_has_a_question(its: Written):
    assert sorted(its.fields.keys() - its.by_address.keys()) == []


def test_what_is_left_out_is_asked_for_in_another_version(its: Written):
    for pattern in FIELDS.keys() - its.by_address.keys():
        assert its.handbook.question(pattern).address == pattern
        assert not its.handbook.asks(pattern)


def test_every_question_has_a_field(its: Written):
    assert sorted(its.by_address.keys() - its.fields.keys()) == []


def test_no_field_has_two_questions(its: Written):
    assert [
        address for address, times in Counter(q["address"] for q in its.questions).items() if times > 1
    ] == []


def test_every_question_is_of_the_kind_the_model_says(its: Written):
    kinds = {
        pattern: field.kind if isinstance(field, Answer) else "list" for pattern, field in FIELDS.items()
    }

    assert {a: q["kind"] for a, q in its.by_address.items() if q["kind"] != kinds.get(a)} == {}


def test_what_names_an_item_is_one_of_its_fields(its: Written):
    named = {
        pattern: its.by_address[pattern].get("named_by", "") for pattern in LISTS if pattern in its.fields
    }

    assert {
        pattern: name
        for pattern, name in named.items()
        if name and not isinstance(schema.fields(LISTS[pattern].item).get(name), Answer)
    } == {}


def test_no_two_steps_or_sections_share_a_slug(its: Written):
    assert [slug for slug, times in Counter(s["slug"] for s in its.sections).items() if times > 1] == []


def test_no_text_is_missing(its: Written):
    assert [place for place, text in texts(its) if not text.strip()] == []


def test_no_text_is_unfinished(its: Written):
    assert [place for place, text in texts(its) if UNFINISHED.search(text)] == []


def test_quotation_marks_are_typographic(its: Written):
    assert [place for place, text in texts(its) if '"' in text or "'" in text] == []


def test_every_prompt_is_a_question_and_no_label_is(its: Written):
    assert [q["address"] for q in its.questions if not q["prompt"].endswith("?")] == []
    assert [q["address"] for q in its.questions if "?" in q["label"]] == []


def test_what_prepares_and_sends_out_the_agreement_is_for_other_documents(its: Written):
    questions = [q.address for q in its.handbook.questions if q.document != book.AGREEMENT]
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


def test_examples_of_choices_and_dates_are_answers_that_can_be_given(its: Written):
    for question in its.handbook.questions:
        if question.kind == "date":
            assert date.fromisoformat(question.example), question.address
        elif question.kind == "choice":
            assert isinstance(question.field, Answer)
            assert question.field.vocabulary is not None
            words = map(vocabulary.shown, vocabulary.VOCABULARIES[question.field.vocabulary])
            assert question.example in words, question.address


def test_conditions_ask_for_words_that_can_be_chosen(its: Written):
    for question in its.handbook.questions:
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
    "section",
    [
        pytest.param(section, id=f"{one.version} {section.slug}")
        for one in HANDBOOKS.values()
        for step in one.steps
        for section in step.sections
    ],
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


def test_the_columns_of_a_table_are_short_answers_in_the_order_they_are_asked(its: Written):
    tables = [question for question in its.handbook.questions if question.columns]
    names = [question.address.rpartition("/")[2] for question in tables]

    assert {"members", "indicators", "steps", "contacts", "values"} <= set(names)
    for table in tables:
        prefix = f"{table.address}/*/"
        asked_ = [
            q.address.removeprefix(prefix) for q in its.handbook.questions if q.address.startswith(prefix)
        ]
        assert [name for name in asked_ if name in table.columns] == list(table.columns), table.address


def test_what_names_an_item_of_a_table_stands_in_a_column(its: Written):
    for question in its.handbook.questions:
        if question.columns:
            assert question.named_by in question.columns, question.address
