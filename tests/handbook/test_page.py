"""Sections laid out as nested forms."""

from lokdesk.handbook import page
from lokdesk.handbook.book import Section
from lokdesk.handbook.page import Ask, Entry, Repeat
from tests.handbook.shipped import HANDBOOK


def laid_out(*patterns: str) -> tuple[Entry, ...]:
    questions = tuple(HANDBOOK.question(pattern) for pattern in patterns)
    return page.entries(Section(slug="x", title="x", lead="x", questions=questions))


def ask(pattern: str) -> Ask:
    return Ask(HANDBOOK.question(pattern))


def test_single_questions_stand_by_themselves():
    assert laid_out("title", "validity/kind") == (ask("title"), ask("validity/kind"))


def test_questions_about_items_stand_within_their_list():
    assert laid_out("goals", "goals/*/title", "goals/*/effect", "economy") == (
        Repeat("goals", HANDBOOK.question("goals"), (ask("goals/*/title"), ask("goals/*/effect"))),
        ask("economy"),
    )


def test_lists_within_items_nest():
    values = "goals/*/indicators/*/values"

    assert laid_out("goals", "goals/*/indicators", values, f"{values}/*/target", "goals/*/effect") == (
        Repeat(
            "goals",
            HANDBOOK.question("goals"),
            (
                Repeat(
                    "goals/*/indicators",
                    HANDBOOK.question("goals/*/indicators"),
                    (Repeat(values, HANDBOOK.question(values), (ask(f"{values}/*/target"),)),),
                ),
                ask("goals/*/effect"),
            ),
        ),
    )


def test_items_of_a_list_in_another_section_get_forms_that_cannot_be_added_to():
    decisions, signatories = "parties/*/decisions", "parties/*/signatories"

    assert laid_out(decisions, f"{decisions}/*/kind", signatories) == (
        Repeat(
            "parties",
            None,
            (
                Repeat(decisions, HANDBOOK.question(decisions), (ask(f"{decisions}/*/kind"),)),
                Repeat(signatories, HANDBOOK.question(signatories), ()),
            ),
        ),
    )


def test_a_list_whose_name_begins_another_is_not_taken_for_it():
    assert laid_out("goals", "perspectives", "perspectives/*/name") == (
        Repeat("goals", HANDBOOK.question("goals"), ()),
        Repeat("perspectives", HANDBOOK.question("perspectives"), (ask("perspectives/*/name"),)),
    )
