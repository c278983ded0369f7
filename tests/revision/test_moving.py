"""An agreement under another version of template and handbook: nothing of its answers is lost."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.discussion import Discussion, Note, OpenQuestion
from lokdesk.agreement.draft import Draft, HandbookUse, TemplateUse
from lokdesk.agreement.follow_up import AdditionalAnswer
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.processes import DuaModel, InformationFlow
from lokdesk.agreement.rich_text import RichText, plain
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import asking
from lokdesk.handbook.book import Handbook, Move
from lokdesk.revision import moving
from lokdesk.revision.moving import Rehearsal, Version
from lokdesk.session import moving as told
from tests import strategies
from tests.handbook.shipped import HANDBOOKS
from tests.session.made import LIBRARY

DAY = date(2026, 3, 1)
OLD, NEW = HANDBOOKS["2026.1"], HANDBOOKS["2026.2"]
MOVES = (
    # One of each: the same kind, another kind, up from an item, and one that finds its place taken.
    Move.model_validate({"from": "goals/*/basis", "to": "goals/*/description", "why": "Samma sak."}),
    Move.model_validate(
        {"from": "validity/notice_period", "to": "validity/termination", "why": "Blir text."}
    ),
    Move.model_validate({"from": "job_tracks/*/places", "to": "job_tracks/*/period", "why": "Hör ihop."}),
    Move.model_validate({"from": "background", "to": "title", "why": "Blir en rad."}),
    Move.model_validate({"from": "follow_up/next_revision", "to": "validity/extension", "why": "Blir text."}),
)


def version(handbook: Handbook, template: str = "grundmall", **more: Any) -> Version:
    return Version(handbook, TemplateUse(id=template, version=handbook.version), **more)


@cache
def shipped(handbook: str, template: str) -> Version:
    return told.version(LIBRARY, LIBRARY.template_use(template), HANDBOOKS[handbook])


def later(*moves: Move, leaves_out: tuple[str, ...] = ()) -> Handbook:
    """Return a version that comes after the newest, with those moves, in which nothing moved is asked for."""
    gone = {one.from_ for one in moves} | set(leaves_out)
    steps = tuple(
        step.model_copy(
            update={
                "sections": tuple(
                    section.model_copy(
                        update={"questions": tuple(q for q in section.questions if q.address not in gone)}
                    )
                    for section in step.sections
                )
            }
        )
        for step in NEW.steps
    )
    elsewhere = dict(NEW.elsewhere) | {p: place for p, place in NEW.places.items() if p in gone}
    return replace(
        NEW, version="2027.1", based_on="2026.2", steps=steps, moves=moves, elsewhere=elsewhere, leaves_out=()
    )


LATER = later(*MOVES)
ALL = {**HANDBOOKS, LATER.version: LATER}


def rehearsed(draft: Draft, old: Version, new: Version) -> Rehearsal:
    return moving.rehearse(draft, old, new, ALL, DAY)


def said(agreement: Agreement) -> dict[str, tuple[Answer, Any]]:
    return {
        address: (answer, value) for address, answer, value in at.answers(agreement) if asking.answered(value)
    }


def words(agreement: Agreement, there: Mapping[str, tuple[Answer, Any]]) -> Mapping[str, str]:
    wording = Wording(agreement)
    return {address: wording.plain(answer, value) for address, (answer, value) in there.items()}


VERSIONS = (
    version(OLD),
    version(NEW, "grundmall-2026"),
    version(LATER, "egen", questions={"naringsl": "Hur medverkar näringslivskontoret?"}),
)


@settings(deadline=None)
@given(strategies.drafts(8), st.sampled_from(VERSIONS), st.sampled_from(VERSIONS))
def test_no_answer_disappears_and_none_comes(draft: Draft, old: Version, new: Version):
    made = rehearsed(draft, old, new)

    before, after = said(draft.agreement), said(made.draft.agreement)
    back = {was: now for now, was in made.went.items()}
    was, now = words(draft.agreement, before), words(made.draft.agreement, after)
    for address, (answer, value) in before.items():
        there = back.get(address, address)
        kind, moved = after[there]
        # Where it has not moved it is the same value; where it has, it says the same.
        assert moved == value or (there != address and kind.kind != answer.kind)
        if answer.kind not in ("reference", "references"):
            assert now[there] == was[address]
    own = {f"additional_answers/{id_}/question" for id_ in new.questions}
    assert after.keys() - {back.get(address, address) for address in before} <= own
    # What nobody asks for any more is told of, each by its address.
    assert made.orphans == tuple(one for one in after if not new.handbook.asks(one))
    lost = [one for affected in made.listed if affected.kind == "lost" for one in affected.addresses]
    asked = (one for one in made.orphans if old.handbook.asks(made.went.get(one, one)))
    assert set(asked) <= set(lost)
    assert max(Counter(lost).values(), default=1) == 1


@settings(deadline=None)
@given(strategies.drafts(8), st.sampled_from(VERSIONS), st.sampled_from(VERSIONS))
def test_one_goes_back_to_the_old_answers_and_the_old_version(draft: Draft, old: Version, new: Version):
    draft = draft.model_copy(
        update={"template": old.template, "handbook": HandbookUse(version=old.handbook.version)}
    )
    moved = rehearsed(draft, old, new).draft

    again = moving.back(moved, moved.earlier[-1].id, ALL, DAY)

    assert (again.agreement, again.template, again.handbook) == (
        draft.agreement,
        draft.template,
        draft.handbook,
    )
    # And what one came from is not lost, either.
    forth = moving.back(again, again.earlier[-1].id, ALL, DAY)
    assert (forth.agreement, forth.template, forth.handbook) == (
        moved.agreement,
        moved.template,
        moved.handbook,
    )


def test_what_the_newer_shipped_versions_do_is_listed():
    draft = LIBRARY.example("kronoberg")

    made = rehearsed(draft, shipped("2026.1", "grundmall"), shipped("2026.2", "grundmall-2026"))

    by_kind: dict[str, list[str]] = {}
    for one in made.listed:
        by_kind.setdefault(one.kind, []).append(one.pattern)
    assert by_kind["lost"] == ["dua/preset", "dua/module_1", "dua/module_2", "dua/module_3"]
    grounds = {f"information_flows/*/{name}" for name in ("secrecy_ground", "gdpr_ground", "controller")}
    assert grounds < set(by_kind["moved"])
    assert all(one.startswith("information_flows/*/") for one in by_kind["moved"])
    assert by_kind["required"] == [
        "information_flows/*/secrecy_ground",
        "information_flows/*/gdpr_ground",
    ]
    assert set(by_kind["new"]) == {
        pattern for pattern in NEW.places if pattern.startswith("adult_education") and "*" not in pattern
    }
    assert "changed" not in by_kind
    assert made.draft.agreement == draft.agreement
    assert made.orphans == tuple(f"dua/{name}" for name in ("preset", "module_1", "module_2", "module_3"))


def test_every_answer_that_is_printed_elsewhere_is_listed_with_its_address():
    draft = LIBRARY.example("kronoberg")
    old, new = shipped("2026.1", "grundmall"), shipped("2026.2", "grundmall-2026")

    made = rehearsed(draft, old, new)

    listed = {
        one for affected in made.listed if affected.kind in ("moved", "lost") for one in affected.addresses
    }
    elsewhere = {address for address in said(draft.agreement) if old.chapter(address) != new.chapter(address)}
    assert elsewhere
    assert elsewhere <= listed


def test_an_answer_that_becomes_of_another_kind_says_the_same():
    agreement = at.replace(Agreement(), "validity/notice_period", "tre månader")

    made = rehearsed(Draft(agreement=agreement), version(NEW), version(LATER))

    assert made.draft.agreement.validity.termination == plain("tre månader")
    assert made.draft.agreement.validity.notice_period is None
    (changed,) = [one for one in made.listed if one.kind == "changed"]
    assert (changed.pattern, changed.addresses) == ("validity/notice_period", ("validity/termination",))
    assert changed.kinds == ("line", "text")
    assert changed.why == "Blir text."
    assert made.went == {"validity/termination": "validity/notice_period"}


@pytest.mark.parametrize(
    "background",
    [
        plain("Två stycken\nblir ingen rad"),
        RichText.model_validate({"blocks": [{"runs": [{"text": "Fet", "bold": True}]}]}),
        RichText.model_validate({"blocks": [{"runs": [{"text": "Med not"}, {"footnote": "SCB"}]}]}),
    ],
)
def test_what_would_not_say_the_same_stays_where_it_is_without_a_place(background: RichText):
    made = rehearsed(Draft(agreement=Agreement(background=background)), version(NEW), version(LATER))

    assert made.draft.agreement.background == background
    assert made.orphans == ("background",)
    assert [(one.kind, one.addresses) for one in made.listed if one.kind == "lost"] == [
        ("lost", ("background",))
    ]


def test_nothing_is_written_over():
    goal = Goal(id="goal0001", basis=plain("Nytt"), description=plain("Fanns"))

    made = rehearsed(Draft(agreement=Agreement(goals=(goal,))), version(NEW), version(LATER))

    assert made.draft.agreement.goals == (goal,)
    assert made.orphans == ("goals/goal0001/basis",)


def test_an_older_version_gets_the_answers_back_where_they_were():
    agreement = at.replace(Agreement(), "validity/notice_period", "tre månader")
    moved = rehearsed(Draft(agreement=agreement), version(NEW), version(LATER)).draft

    again = rehearsed(moved, version(LATER), version(OLD))

    assert again.draft.agreement == agreement


def test_what_is_said_about_an_answer_follows_it():
    goal = Goal(id="goal0001", basis=plain("Därför"))
    note = Note(id="note0001", address="goals/goal0001/basis", text=plain("Stämmer det?"))
    asked = OpenQuestion(id="open0001", address="goals/goal0001/title", text=plain("Vad ska det heta?"))
    draft = Draft(
        agreement=Agreement(goals=(goal,)), discussion=Discussion(notes=(note,), open_questions=(asked,))
    )

    moved = rehearsed(draft, version(NEW), version(LATER)).draft.discussion

    assert [one.address for one in moved.notes] == ["goals/goal0001/description"]
    assert moved.open_questions == (asked,)


def test_what_is_said_about_an_answer_goes_back_with_it_and_forth_again():
    goal = Goal(id="goal0001", basis=plain("Därför"))
    early = Note(id="note0001", address="goals/goal0001/basis", text=plain("Stämmer det?"))
    used = {"template": version(NEW).template, "handbook": HandbookUse(version=NEW.version)}
    draft = Draft(agreement=Agreement(goals=(goal,)), discussion=Discussion(notes=(early,)), **used)
    moved = rehearsed(draft, version(NEW), version(LATER)).draft
    late = Note(id="note0002", address="goals/goal0001/description", text=plain("Det gör det."))
    said = moved.discussion.model_copy(update={"notes": (*moved.discussion.notes, late)})

    again = moving.back(moved.model_copy(update={"discussion": said}), moved.earlier[-1].id, ALL, DAY)
    forth = moving.back(again, again.earlier[-1].id, ALL, DAY)

    assert [one.address for one in again.discussion.notes] == ["goals/goal0001/basis"] * 2
    assert forth.discussion == said


def test_the_questions_of_a_template_of_ones_own_are_asked_and_those_of_the_last_one_stay():
    own = AdditionalAnswer(id="egenfrag", question="Hur syns samverkan?", answer=plain("På webben"))
    draft = Draft(agreement=Agreement(additional_answers=(own,)))

    made = rehearsed(draft, version(NEW), version(NEW, questions={"naringsl": "Hur medverkar de?"}))

    assert made.draft.agreement.additional_answers == (
        own,
        AdditionalAnswer(id="naringsl", question="Hur medverkar de?"),
    )
    (new,) = [one for one in made.listed if one.kind == "new"]
    assert new.addresses == ("additional_answers/naringsl/answer",)


def test_a_question_that_the_new_template_asks_on_its_own_is_no_answer_that_is_lost():
    asking = replace(shipped("2026.2", "grundmall-2026"), questions={"lage0001": "Nulägesbeskrivning"})

    made = rehearsed(Draft(), shipped("2026.1", "grundmall"), asking)

    assert made.draft.agreement.additional_answers
    told_of = [(one.kind, address) for one in made.listed for address in one.addresses]
    assert told_of.count(("new", "additional_answers/lage0001/answer")) == 1
    assert not any(address == "additional_answers/lage0001/question" for _, address in told_of)


def test_what_is_no_longer_on_the_cover_is_told_in_words_and_what_stands_below_no_heading_is_moved():
    change, nowhere = moving.Change, moving.Change("Framsida", "Framsida")
    gone = moving.Affected("lost", "version", ("version",), nowhere, change("", ""))
    to = moving.Affected("moved", "background", ("background",), nowhere, change("Bakgrund", ""))
    made = rehearsed(Draft(), shipped("2026.1", "grundmall"), shipped("2026.2", "grundmall-2026"))

    lost, moved = told.told(replace(made, listed=(gone, to)))

    assert lost.lines == ("Version: Skrivs inte längre ut.",)
    assert moved.lines == ("Bakgrund: till ett annat ställe i dokumentet.",)


def test_an_answer_without_a_place_can_become_a_question_of_ones_own():
    agreement = Agreement(dua=DuaModel(preset="Dua 2017", module_1=plain("Den första tiden")))

    for address in moving.orphans(agreement, NEW):
        agreement = moving.as_own_question(agreement, address, NEW)

    assert moving.orphans(agreement, NEW) == ()
    assert agreement.dua == DuaModel()
    assert [(one.question, one.answer) for one in agreement.additional_answers] == [
        (NEW.question("dua/preset").prompt, plain("Dua 2017")),
        (NEW.question("dua/module_1").prompt, plain("Den första tiden")),
    ]


def test_a_question_of_ones_own_says_whose_answer_it_was():
    flow = InformationFlow(id="flow0001", name="Underlag", channel="Brev")
    without = later(leaves_out=("information_flows/*/channel",))

    agreement = moving.as_own_question(
        Agreement(information_flows=(flow,)), "information_flows/flow0001/channel", without
    )

    (own,) = agreement.additional_answers
    assert own.question is not None
    assert own.question.startswith("Kanal – ")
    assert "Underlag" in own.question


def test_every_answer_of_the_model_is_asked_for_by_some_version():
    answers = {pattern for pattern, one in schema.patterns().items() if isinstance(one, Answer)}

    assert answers == {
        pattern for handbook in HANDBOOKS.values() for pattern in handbook.places if pattern in answers
    }
