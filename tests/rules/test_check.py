"""All rules together: their words, their order, their reach, and what has been set aside."""

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment, Draft, RuleSettings
from lokdesk.agreement.version import kept
from lokdesk.handbook import asking
from lokdesk.rules import context
from lokdesk.rules.check import IN_ITEM, RULES, check
from lokdesk.rules.rule import AGREEMENT, EVERYWHERE, Rule
from lokdesk.rules.texts import Text
from tests import strategies
from tests.handbook.shipped import HANDBOOK, REGISTER
from tests.rules import judged
from tests.rules.judged import DAY, EMPTY, agreement, findings

GENERAL = {"label", "prompt", "add", "name", "item", "place"}
OWN = {"act", "successor", "start", "end", "day", "most", "least", "number", "circle", "bodies", "changed"}


def every_text() -> Iterator[tuple[str, Text]]:
    for rule, text in judged.TEXTS.findings.items():
        yield rule, text
        for variant, other in text.variants.items():
            yield f"{rule}.{variant}", other


def test_every_rule_has_its_words_and_no_words_are_without_a_rule():
    assert set(judged.TEXTS.findings) == set(RULES)


@pytest.mark.parametrize(
    ("name", "text"), [*every_text()], ids=lambda value: value if isinstance(value, str) else ""
)
def test_texts_are_whole_sentences_with_known_places(name: str, text: Text):
    for sentence in (text.message, text.action):
        places = {place for _, place, _, _ in string.Formatter().parse(sentence) if place is not None}
        assert places <= GENERAL | OWN
        assert sentence.endswith(".")
        assert '"' not in sentence


def test_every_word_list_is_looked_for_somewhere():
    assert all(
        words and all(word == word.casefold() for word in words) for words in judged.TEXTS.words.values()
    )


APPROVAL = {"body": "body0001", "kind": "godkännande", "date": "2026-01-01"}
KEPT = (kept("vers0001", Agreement(), "beslut.docx", b"PK", "beslutad", DAY),)
"""Something else than what is judged, kept as what has been decided."""

FLAWED = (
    agreement(
        status="beslutsversion",
        background="811218-9876 enligt förordning (2015:502), se bilaga 9",
        parties=[
            {"kind": "region", "organisation_number": "1", "deciding_bodies": [{"id": "body0001"}]},
            {"kind": "region", "decisions": [APPROVAL], "signatories": [{"method": "annat"}]},
        ],
        validity={"kind": "tidsperiod", "end": "2020-01-01"},
        legal_references=[{"sfs": "2015:502"}],
        mapping={
            "statistics": [
                {"columns": [{"id": "colu0001"}], "rows": [{"cells": [{"id": "colu0001", "value": "3"}]}]},
                {"rows": [{"cells": [{"id": "colu0001", "value": "3"}]}]},
            ]
        },
        target_groups=[{"name": "Unga", "scope": ["gone0001"]}],
        goals=[{"title": "Kortare ledtid och antal möten"}],
        organisation={"forums": [{"id": "foru0001", "reports_to": "foru0001"}]},
        information_flows=[{"gdpr_ground": "Lag (2010:197)"}],
        dua={"preset": "Dua 2017"},
        follow_up={"next_revision": "2020-01-01"},
        appendices=[
            {"number": "1"},
            {"number": "1", "attachment": "gone0001"},
            {"kind": "statistik"},
            {"kind": "statistik"},
        ],
        signing={"method": "underskrift på papper"},
    ),
    agreement(validity={"kind": "tills vidare", "start": "2026-01-01", "end": "2020-01-01"}),
)


def test_every_rule_finds_something_where_there_is_something():
    found = {one.rule for flawed in FLAWED for one in findings(flawed)}
    assert found | {one.rule for one in findings(FLAWED[0], versions=KEPT)} == set(RULES)


@pytest.mark.parametrize("number", range(len(FLAWED)))
def test_findings_come_gravest_first_and_then_in_the_order_of_the_handbook(number: int):
    order = list(HANDBOOK.places)
    gravity = ["must", "should", "tip"]
    ranks = [
        (gravity.index(one.severity), order.index(HANDBOOK.question(one.address).address))
        for one in findings(FLAWED[number])
    ]

    assert ranks == sorted(ranks)


DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))


@given(strategies.agreements(), DAYS)
def test_any_agreement_can_be_checked_on_any_day(given: Agreement, on: date):
    result = findings(given, on=on)

    for one in result:
        # Where it is must be a question that the window can go to, in an agreement that has such a place.
        assert HANDBOOK.question(one.address)
        at.get(given, one.address)
        assert one.message.endswith(".")
        assert one.action.endswith(".")
    assert findings(given, on=on) == result


@given(strategies.agreements())
def test_in_a_draft_nothing_that_is_missing_is_a_must(given: Agreement):
    draft = at.replace(given, "status", "utkast")
    grave = {one.rule for one in findings(draft) if one.severity == "must"}

    assert grave <= {
        "personal_number",
        "broken_reference",
        "period_reversed",
        "missing_appendix",
        "cell_without_column",
    }


@given(strategies.agreements())
def test_a_rule_says_one_thing_of_one_place(given: Agreement):
    said = [(one.rule, one.address) for one in findings(given)]

    assert len(set(said)) == len(said)


@given(strategies.agreements())
def test_a_missing_answer_is_reported_by_one_rule(given: Agreement):
    covering = {rule.name for rule in RULES.values() if rule.covers}
    result = findings(given)
    missing = {one.address for one in result if one.rule == "required_answer_missing"}

    assert not missing & {one.address for one in result if one.rule in covering}


def remarks(rule: Rule, given: Agreement) -> set[tuple[str, str]]:
    return {
        (remark.address, remark.variant)
        for versions in ((), KEPT)
        for remark in rule.find(replace(EMPTY, agreement=given, versions=versions), AGREEMENT, given)
    }


@pytest.mark.parametrize(
    "rule",
    [one for one in RULES.values() if AGREEMENT in one.looks_at],
    ids=lambda one: one.name,
)
@given(strategies.agreements(), strategies.agreements())
def test_a_rule_about_the_whole_depends_on_no_more_than_it_says_it_reads(
    rule: Rule, one: Agreement, other: Agreement
):
    mixed = other
    for read in rule.reads:
        mixed = at.replace(mixed, read, at.get(one, read))

    assert remarks(rule, mixed) == remarks(rule, one)


def test_every_rule_says_what_it_looks_at():
    for rule in RULES.values():
        for pattern in rule.looks_at:
            if pattern not in (AGREEMENT, *EVERYWHERE):
                assert list(asking.addresses(Agreement(), pattern)) in ([], [pattern])


def test_what_rules_cover_are_questions():
    for rule in RULES.values():
        for pattern in rule.covers:
            assert HANDBOOK.question(pattern).address == pattern


def test_a_draft_brings_its_settings_and_attachments():
    draft = Draft(
        agreement=agreement(
            appendices=[{"attachment": "file0001"}],
            target_groups=[{"sizes": [{"number": "7", "source": "SCB"}]}],
        ),
        rule_settings=RuleSettings(small_count_limit=10),
        attachments=(Attachment(id="file0001", name="statistik.pdf"),),
    )
    judged_draft = context.of_draft(draft, DAY, HANDBOOK, REGISTER.acts, judged.TEXTS)
    rules = {one.rule for one in check(judged_draft)}

    assert "small_count" in rules
    assert "missing_appendix" not in rules


def test_a_variant_for_items_is_used_by_itself():
    given = agreement(background="811218-9876", goals=[{"title": "Mål", "basis": "811218-9876"}])
    messages = [one.message for one in judged.found("personal_number", given)]

    assert IN_ITEM in judged.TEXTS.findings["personal_number"].variants
    assert "för" not in messages[0].split()
    assert "för mål ”Mål”" in messages[1]


def test_names_with_braces_are_left_as_they_are():
    given: Any = agreement(goals=[{"title": "Mål {label} {0}"}])
    (one,) = judged.found("goal_without_effect", given)

    assert one.message == "Målet ”Mål {label} {0}” saknar effekt."


def test_neither_what_is_found_nor_what_to_do_repeats_a_personal_number():
    forum = {"id": "foru0001", "name": "811218-9876", "reports_to": "foru0001"}
    (circle,) = judged.found("circle_among_forums", agreement(organisation={"forums": [forum]}))

    assert "9876" not in circle.message
    assert "9876" not in circle.action
    assert "******-****" in circle.action
