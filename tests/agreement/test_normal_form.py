"""One normal form, so that equal answers are equal."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lokdesk.agreement import normal, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.rich_text import Block, Footnote, RichText, Run, plain
from tests.strategies import agreements, rich_texts

XML_CHARACTER = re.compile("[\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


@given(st.text())
def test_text_in_normal_form_is_xml_and_stays_as_it_is(raw: str):
    text = normal.text(raw)
    assert XML_CHARACTER.fullmatch(text)
    assert normal.text(text) == text
    line = normal.line(raw)
    assert "\n" not in line
    assert normal.line(line) == line == line.strip()


@pytest.mark.parametrize("raw", ["a\r\nb", "a\rb", "a\x0bb", "a\u2028b", "a\u0085b"])
def test_every_line_break_becomes_the_same(raw: str):
    assert normal.text(raw) == "a\nb"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2021002114", "202100-2114"),
        ("202100 2114 ", "202100-2114"),
        ("202100-2114", "202100-2114"),
        ("162021002114", "162021002114"),
        ("20210021", "20210021"),
        ("kommer", "kommer"),
        (" ", None),
    ],
)
def test_an_organisation_number_of_ten_digits_has_its_hyphen(raw: str, expected: str | None):
    party = {"id": "part0001", "organisation_number": raw}
    given = Agreement.model_validate({"parties": [party], "collaborators": [party]})

    assert given.parties[0].organisation_number == given.collaborators[0].organisation_number == expected


@given(agreements())
def test_an_agreement_is_the_same_after_a_trip_through_json(agreement: Agreement):
    assert Agreement.model_validate_json(agreement.model_dump_json()) == agreement
    assert Agreement.model_validate(json.loads(agreement.model_dump_json())) == agreement


@given(rich_texts())
def test_rich_text_has_no_empty_or_mergeable_parts(text: RichText | None):
    for block in text.blocks if text else ():
        assert block.runs
        assert block.kind != "paragraph" or block.level == 0
        for run in block.runs:
            assert run.footnote if isinstance(run, Footnote) else run.text
        for one, other in zip(block.runs, block.runs[1:], strict=False):
            assert not (
                isinstance(one, Run) and isinstance(other, Run) and one.with_text(other.text) == other
            )
        if isinstance(first := block.runs[0], Run):
            assert first.text == first.text.lstrip()
        if isinstance(last := block.runs[-1], Run):
            assert last.text == last.text.rstrip()


def test_neighbouring_runs_of_one_look_become_one():
    runs = (Run(text=" a"), Run(text=""), Run(text="b"), Run(text="c", bold=True), Run(text=" ", italic=True))
    block = Block(runs=runs)
    assert block.runs == (Run(text="ab"), Run(text="c", bold=True))


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t\x00", None])
def test_there_is_one_way_of_saying_nothing(nothing: str | None):
    goal = Goal.model_validate({"id": "aaaaaaaa", "title": nothing, "effect": nothing, "target_groups": None})
    assert goal == Goal(id="aaaaaaaa")


def test_a_plain_string_becomes_paragraphs():
    assert plain("ett\n\ntvå") == RichText(
        blocks=(Block(runs=(Run(text="ett"),)), Block(runs=(Run(text="två"),)))
    )
    assert Agreement.model_validate({"background": {"blocks": [{"runs": []}]}}).background is None


def test_a_known_word_is_recognised_in_any_case_and_others_are_kept():
    assert Agreement.model_validate({"status": "Beslutsversion"}).status == vocabulary.DECISION_VERSION
    assert Agreement.model_validate({"status": "Vilande"}).status == "Vilande"


def test_unknown_fields_and_repeated_ids_are_refused():
    with pytest.raises(ValidationError):
        Agreement.model_validate({"titel": "x"})
    with pytest.raises(ValidationError):
        Agreement.model_validate({"goals": [{"id": "aaaaaaaa"}, {"id": "aaaaaaaa"}]})
    with pytest.raises(ValidationError):
        Agreement.model_validate({"goals": [{"id": "Å"}]})


@pytest.mark.parametrize(
    ("frequency", "words"),
    [
        (Frequency(every=1, unit="månad"), "en gång i månaden"),
        (Frequency(every=1, unit="kvartal"), "en gång per kvartal"),
        (Frequency(every=2, unit="vecka"), "varannan vecka"),
        (Frequency(every=2, unit="år"), "vartannat år"),
        (Frequency(every=3, unit="månad"), "var 3:e månad"),
        (Frequency(every=6, every_most=8, unit="vecka"), "med 6–8 veckors mellanrum"),
        (
            Frequency(every=6, every_most=8, unit="vecka", text="ungefär var sjunde vecka"),
            "ungefär var sjunde vecka",
        ),
        (Frequency(text="vid behov"), "vid behov"),
    ],
)
def test_a_frequency_reads_as_people_say_it(frequency: Frequency, words: str):
    assert str(frequency) == words


@pytest.mark.parametrize(
    "wrong", [{"every": 2}, {"unit": "vecka"}, {"every": 8, "every_most": 6, "unit": "vecka"}]
)
def test_half_an_interval_is_refused(wrong: dict[str, object]):
    with pytest.raises(ValidationError):
        Frequency.model_validate(wrong)


def test_the_name_of_a_file_holds_nothing_that_cannot_be_written():
    assert Attachment(id="file0001", name=" bilaga\x00\u202e\n1.docx ").name == "bilaga\u202e 1.docx"
