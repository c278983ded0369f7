"""How far an agreement has come."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.handbook import progress
from lokdesk.handbook.book import Question
from lokdesk.handbook.progress import Progress, State, state
from tests import strategies
from tests.handbook.shipped import HANDBOOK, asking_after

QUESTIONS = tuple(HANDBOOK.question(pattern) for pattern in ("goals", "goals/*/title", "goals/*/effect"))


def counted(questions: Iterable[Question], agreement: Agreement) -> Progress:
    """Return how far *agreement* has come with *questions*, each looked up and counted anew."""
    found = list(progress.asked(questions, agreement))
    missing = Counter(question.requirement for _, question, done in found if not done)
    answered = sum(done for _, _, done in found)
    return Progress(answered, len(found), missing["required"], missing["recommended"])


def goals(*titles: str | None) -> Agreement:
    items = [{"id": f"goal{n:04}", "title": title} for n, title in enumerate(titles)]
    return Agreement.model_validate({"goals": items})


def test_an_empty_list_is_one_question_without_an_answer():
    assert counted(QUESTIONS, Agreement()) == Progress(answered=0, total=1, required_missing=1)


def test_items_that_say_nothing_are_no_answer_but_have_questions():
    assert counted(QUESTIONS, goals(None)) == Progress(
        answered=0, total=3, required_missing=2, recommended_missing=1
    )


def test_questions_about_items_count_once_for_each():
    assert counted(QUESTIONS, goals("Ett", None)) == Progress(
        answered=2, total=5, required_missing=1, recommended_missing=2
    )


def test_what_is_only_recommended_does_not_stand_in_the_way():
    assert counted(QUESTIONS, goals("Ett")).required_missing == 0
    assert counted(QUESTIONS, goals(None)).required_missing > 0


def test_a_question_that_does_not_apply_is_not_counted():
    end = (HANDBOOK.question("validity/end"),)
    forever = Agreement.model_validate({"validity": {"kind": "tills vidare"}})

    assert counted(end, forever) == Progress()
    assert counted(end, Agreement()).total == 1


def test_what_is_recommended_and_not_answered_is_counted():
    assert counted(QUESTIONS, goals("Ett")).recommended_missing == 1


def test_a_part_is_untouched_under_way_or_complete():
    assert state(Progress()) is State.UNTOUCHED
    assert state(Progress(answered=0, total=9, required_missing=2)) is State.UNTOUCHED
    assert state(Progress(answered=1, total=9, required_missing=1)) is State.UNDER_WAY
    assert state(Progress(answered=8, total=9, recommended_missing=1)) is State.UNDER_WAY
    assert state(Progress(answered=8, total=9)) is State.COMPLETE


def test_something_to_fix_comes_before_everything_else():
    assert state(Progress(answered=9, total=9), to_fix=1) is State.TO_FIX
    assert state(Progress(), to_fix=1) is State.TO_FIX


@given(strategies.agreements())
def test_the_steps_together_hold_every_answer_there_is_room_for(agreement: Agreement):
    steps = progress.tally(HANDBOOK, agreement).steps
    whole = counted(HANDBOOK.questions, agreement)

    assert list(steps) == [step.slug for step in HANDBOOK.steps]
    assert sum(steps.values(), Progress()) == whole
    assert 0 <= whole.answered <= whole.total
    assert whole.required_missing + whole.recommended_missing <= whole.total - whole.answered


def test_what_holds_for_all_parties_is_not_left_to_be_answered():
    scope = [HANDBOOK.question("goals/*/scope")]
    goal: dict[str, Any] = {"id": "goal0001"}
    kinds = ["Arbetsförmedlingen", "kommun", "kommun"]
    parties = [{"id": f"party{n:03}", "kind": kind} for n, kind in enumerate(kinds)]

    told = counted(scope, Agreement.model_validate({"goals": [goal], "parties": parties}))
    assert told.total == 0
    goal["scope"] = ["party001"]
    told = counted(scope, Agreement.model_validate({"goals": [goal], "parties": parties}))
    assert (told.answered, told.total) == (1, 1)


@given(strategies.agreements().flatmap(lambda one: st.tuples(st.just(one), strategies.edited(one, 6))))
def test_a_tally_that_goes_on_from_an_earlier_one_counts_the_same(edit: tuple[Agreement, Agreement]):
    before, after = edit

    assert_same(progress.tally(HANDBOOK, after, progress.tally(HANDBOOK, before)), after)


@given(strategies.agreements(), strategies.agreements())
def test_any_earlier_tally_will_do(one: Agreement, other: Agreement):
    assert_same(progress.tally(HANDBOOK, other, progress.tally(HANDBOOK, one)), other)


def assert_same(tally: progress.Tally, agreement: Agreement) -> None:
    for step in HANDBOOK.steps:
        assert tally.steps[step.slug] == counted(step.questions, agreement)
        for section in step.sections:
            assert tally.sections[section.slug] == counted(section.questions, agreement)


def test_a_condition_that_stands_elsewhere_is_counted_with():
    handbook = asking_after("marking")
    one = goals(None)
    asked = progress.tally(handbook, one)

    unasked = progress.tally(handbook, at.replace(one, "marking", "nej"), asked)

    assert unasked.sections["goals"].total == asked.sections["goals"].total - 1
    assert progress.tally(handbook, one, unasked).sections == asked.sections


def test_what_an_edit_does_not_touch_is_not_counted_anew():
    before = progress.tally(HANDBOOK, goals("Ett", "Två"))

    after = progress.tally(HANDBOOK, at.replace(before.agreement, "goals/goal0000/title", "Tre"), before)

    assert after.fields["parties"] is before.fields["parties"]
    goals_before, goals_after = before.fields["goals"].pieces, after.fields["goals"].pieces
    assert goals_after["goals/goal0001"] is goals_before["goals/goal0001"]
    assert goals_after["goals/goal0000"] is not goals_before["goals/goal0000"]
