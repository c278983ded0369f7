"""How a revision begins: the old agreement frozen, the new one a copy without what belongs to last time."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from lokdesk.agreement import address as at
from lokdesk.agreement import emptying, schema, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.discussion import (
    Alternatives,
    Choice,
    Discussion,
    Note,
    OpenQuestion,
    Position,
    Proposal,
)
from lokdesk.agreement.draft import Draft, HandbookUse, RuleSettings, SetAside
from lokdesk.agreement.evaluation import Evaluation, GoalEvaluation
from lokdesk.agreement.rich_text import plain
from lokdesk.agreement.version import kept
from lokdesk.revision import beginning
from lokdesk.revision.beginning import Begun, Move, begun
from lokdesk.revision.comparison import compare
from tests import strategies

DAY = date(2026, 11, 2)

OLD = Agreement.model_validate(
    {
        "title": "Samverkan i Alvesta 2026",
        "marking": "Slutversion",
        "status": "gällande",
        "version": "1.0",
        "version_date": "2026-01-10",
        "parties": [
            {
                "id": "part0001",
                "name": "Alvesta kommun",
                "deciding_bodies": [{"id": "body0001", "name": "Kommunstyrelsen"}],
                "decisions": [
                    {"id": "deci0001", "body": "body0001", "kind": "uppdrag", "case_number": "KS 2025/1"},
                    {
                        "id": "deci0002",
                        "body": "body0001",
                        "kind": "godkännande",
                        "case_number": "KS 2025/2",
                        "date": "2025-12-10",
                        "paragraph": "§ 210",
                        "rapporteur": "Eva Ek",
                        "certified": "2025-12-12",
                        "posted": "2025-12-13",
                    },
                    {"id": "deci0003", "body": "body0001", "kind": "ändring", "case_number": "KS 2026/7"},
                    {"id": "deci0004", "body": "body0001", "kind": "uppdrag"},
                ],
                "signatories": [
                    {
                        "id": "sign0001",
                        "name": "Bo Alm",
                        "title": "Ordförande",
                        "authority": "Reglemente",
                        "place": "Alvesta",
                        "signed": "2026-01-08",
                        "method": "underskrift på papper",
                    }
                ],
            },
            {
                "id": "part0002",
                "name": "Arbetsförmedlingen",
                "decisions": [{"id": "deci0005", "kind": "godkännande", "case_number": "Af-2025/99"}],
                "signatories": [{"id": "sign0002", "signed": "2026-01-05"}],
            },
        ],
        "mapping": {
            "statistics": [{"id": "stat0001", "title": "Arbetslösa 2026", "retrieved": "2025-10-01"}]
        },
        "goals": [{"id": "goal0001", "title": "Fler i arbete under 2026", "basis": "Läget 2026"}],
        "follow_up": {"next_revision": "2026-10-01"},
        "validity": {
            "start": "2026-01-01",
            "end": "2026-12-31",
            "supplements": [{"id": "supp0001", "title": "Om startmöten", "date": "2026-05-01"}],
            "replaces": [{"id": "repl0001", "title": "Samverkan 2024", "date": "2023-12-01"}],
        },
        "circulations": [{"id": "circ0001", "last_day": "2025-10-10"}],
        "workshops": [{"id": "work0001", "day": "2025-09-01", "homework": [{"id": "home0001"}]}],
    }
)
DECISION = "parties/part0001/decisions/deci0002"


@pytest.fixture(scope="module")
def done() -> Begun:
    return begun(Draft(agreement=OLD), DAY)


def value(done: Begun, address: str) -> Any:
    return at.get(done.draft.agreement, address)


def test_the_old_agreement_is_frozen_as_it_was(done: Begun):
    (last,) = done.draft.predecessors
    assert (last.agreement, last.frozen) == (OLD, DAY)
    assert done.old is OLD


def test_the_new_one_is_a_draft_of_the_next_version_for_the_next_period(done: Begun):
    new = done.draft.agreement
    assert (new.status, new.version, new.version_date, new.marking) == ("utkast", "2.0", None, None)
    assert (new.validity.start, new.validity.end) == (date(2027, 1, 1), date(2027, 12, 31))
    assert done.period == (
        Move("validity/start", date(2026, 1, 1), date(2027, 1, 1)),
        Move("validity/end", date(2026, 12, 31), date(2027, 12, 31)),
    )


def test_the_period_can_be_another():
    done = begun(Draft(agreement=OLD), DAY, date(2026, 7, 1), date(2028, 6, 30))
    new = done.draft.agreement
    assert (new.validity.start, new.validity.end) == (date(2026, 7, 1), date(2028, 6, 30))
    assert done.moved == (Move("follow_up/next_revision", date(2026, 10, 1), date(2027, 4, 1)),)


def test_days_to_come_are_moved_on_as_far_as_the_period_is_and_told(done: Begun):
    assert done.moved == (Move("follow_up/next_revision", date(2026, 10, 1), date(2027, 10, 1)),)
    assert value(done, "follow_up/next_revision") == date(2027, 10, 1)


def test_a_day_to_come_that_nothing_tells_how_far_to_move_is_asked_for():
    open_ended = at.replace(at.replace(OLD, "validity/end", None), "validity/start", "2026-01-01")
    done = begun(Draft(agreement=open_ended), DAY)
    assert done.moved == ()
    assert value(done, "validity/start") is None
    assert "follow_up/next_revision" in done.emptied
    assert value(done, "follow_up/next_revision") is None


def test_decisions_keep_who_decides_what_and_ask_for_a_new_case_number(done: Begun):
    decisions = value(done, "parties/part0001/decisions")
    assert [(one.id, one.body, one.kind) for one in decisions] == [
        ("deci0001", "body0001", "uppdrag"),
        ("deci0002", "body0001", "godkännande"),
    ]
    for name in ("case_number", "date", "paragraph", "rapporteur", "certified", "posted"):
        assert value(done, f"{DECISION}/{name}") is None
        assert f"{DECISION}/{name}" in done.emptied


def test_a_change_of_the_old_agreement_and_what_would_be_decided_twice_are_told_to_be_gone(done: Begun):
    assert {"parties/part0001/decisions/deci0003", "parties/part0001/decisions/deci0004"} <= set(done.emptied)


def test_those_who_sign_are_the_same_and_have_not_signed(done: Begun):
    one = value(done, "parties/part0001/signatories/sign0001")
    assert (one.name, one.title, one.authority) == ("Bo Alm", "Ordförande", "Reglemente")
    assert (one.signed, one.method, one.place) == (None, None, None)


def test_it_replaces_the_agreement_that_it_revises_and_no_other(done: Begun):
    (one,) = done.draft.agreement.validity.replaces
    assert one.title == f"{OLD.title}, version {OLD.version}"
    assert one.case_number == "KS 2025/2, Af-2025/99"
    assert one.date == date(2026, 1, 8)
    assert "validity/replaces/repl0001" in done.emptied


def test_supplements_stay_to_be_worked_in_and_that_is_an_open_question(done: Begun):
    assert done.supplements == ("validity/supplements/supp0001",)
    assert done.draft.agreement.validity.supplements == OLD.validity.supplements
    (asked,) = done.draft.discussion.open_questions
    assert asked.address == "validity/supplements/supp0001/title"
    assert asked.asked == DAY


def test_circulations_and_workshops_go_each_as_one(done: Begun):
    assert (done.draft.agreement.circulations, done.draft.agreement.workshops) == ((), ())
    assert {"circulations/circ0001", "workshops/work0001"} <= set(done.emptied)
    assert not [one for one in done.emptied if one.startswith("workshops/work0001/")]


def test_answers_that_speak_of_the_old_year_are_told_but_not_facts(done: Begun):
    assert done.dated == ("title", "goals/goal0001/title")


def test_of_what_is_said_only_what_is_open_comes_along():
    said = Discussion(
        notes=(Note(id="note0001", address="title", text=plain("Hm")),),
        open_questions=(
            OpenQuestion(id="open0001", address="title"),
            OpenQuestion(id="open0002", address="title", closed=DAY),
        ),
        alternatives=(
            Alternatives(id="alte0001", address="title", proposals=(Proposal(id="prop0001", value="A"),)),
            Alternatives(
                id="alte0002",
                address="title",
                proposals=(Proposal(id="prop0001", value="A"),),
                chosen=Choice(proposal="prop0001"),
            ),
        ),
        positions=(Position(id="posi0001", section="goals"),),
        agenda=("title",),
    )
    draft = Draft(
        agreement=Agreement(title="Samverkan"),
        discussion=said,
        set_aside=(SetAside(rule="x", address="title", reason="Ja"),),
        rule_settings=RuleSettings(small_count_limit=9),
        versions=(kept("vers0001", OLD, "a.docx", b"x", "beslutad", DAY),),
    )
    new = begun(draft, DAY).draft
    assert new.discussion == Discussion(
        notes=said.notes, open_questions=said.open_questions[:1], alternatives=said.alternatives[:1]
    )
    assert (new.set_aside, new.versions, new.rule_settings) == ((), (), draft.rule_settings)


def test_every_date_of_an_agreement_is_moved_emptied_or_kept():
    dates = {
        pattern
        for pattern, field in schema.patterns().items()
        if isinstance(field, Answer) and field.kind == "date"
    }
    emptied = {one for one in dates if any(f"{one}/".startswith(f"{way}/") for way in beginning.EMPTIED)}
    replaced = {"validity/replaces/*/date"}
    classes = (set(beginning.PERIOD), set(beginning.MOVED), set(beginning.KEPT), emptied)
    assert replaced <= emptied
    assert dates - set().union(*classes) == set(), "what becomes of these when an agreement is revised?"
    assert sum(map(len, classes)) == len(dates)


@pytest.mark.parametrize("pattern", (*beginning.EMPTIED, *beginning.MOVED, *beginning.KEPT))
def test_what_is_moved_emptied_or_kept_is_something_that_agreements_have(pattern: str):
    assert pattern in schema.patterns()


def test_a_version_that_is_no_number_is_asked_for():
    done = begun(Draft(agreement=Agreement(version="beslutad i mars")), DAY)
    assert done.draft.agreement.version is None


@given(strategies.drafts())
def test_nothing_is_lost_the_ids_are_the_same_and_all_that_is_gone_is_told(draft: Draft):
    done = begun(draft, DAY)
    old, new = draft.agreement, done.draft.agreement
    assert done.draft.predecessors[:-1] == draft.predecessors
    assert done.draft.predecessors[-1].agreement == old
    assert new.status == vocabulary.DRAFT
    told = {
        "status",
        "version",
        *done.emptied,
        *(one.address for one in (*done.moved, *done.period)),
        at.join("validity/replaces", new.validity.replaces[0].id),
    }
    assert {one.address for one in compare(old, new)} <= told
    for address in done.emptied:
        at.get(old, address)
    assert at.ids(new) - at.ids(old) == {new.validity.replaces[0].id}
    assert done.draft.attachments == draft.attachments
    again = emptying.emptied(new, beginning.EMPTIED)
    assert emptying.emptied(again, beginning.EMPTIED) is again


@given(strategies.drafts())
def test_revised_twice_an_agreement_has_both_earlier_ones(draft: Draft):
    once = begun(draft, DAY).draft
    twice = begun(once, DAY).draft
    assert [one.agreement for one in twice.predecessors] == [
        *(one.agreement for one in draft.predecessors),
        draft.agreement,
        once.agreement,
    ]
    assert len({one.id for one in twice.predecessors}) == len(twice.predecessors)
    assert len(twice.agreement.validity.replaces) == 1


def test_what_was_said_of_the_goals_then_follows_the_agreement_that_it_was_said_for():
    said = Evaluation(goals=(GoalEvaluation(id="goal0001", why=plain("Nytt efter kartläggningen.")),))
    old = Draft(evaluation=said, handbook=HandbookUse(version="2026.1"))

    draft = begun(old, date(2026, 11, 1)).draft

    (before,) = draft.predecessors
    assert (before.evaluation, before.handbook) == (said, "2026.1")
    assert draft.evaluation == Evaluation()
