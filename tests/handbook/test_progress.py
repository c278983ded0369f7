"""How far an agreement has come."""

from hypothesis import given

from lokdesk.agreement.agreement import Agreement
from lokdesk.handbook import progress
from lokdesk.handbook.progress import Progress
from tests import strategies
from tests.handbook.shipped import HANDBOOK

QUESTIONS = tuple(HANDBOOK.question(pattern) for pattern in ("goals", "goals/*/title", "goals/*/effect"))


def goals(*titles: str | None) -> Agreement:
    items = [{"id": f"goal{n:04}", "title": title} for n, title in enumerate(titles)]
    return Agreement.model_validate({"goals": items})


def test_an_empty_list_is_one_question_without_an_answer():
    assert progress.progress(QUESTIONS, Agreement()) == Progress(answered=0, total=1, required_missing=1)


def test_questions_about_items_count_once_for_each():
    assert progress.progress(QUESTIONS, goals("Ett", None)) == Progress(
        answered=2, total=5, required_missing=1
    )


def test_what_is_only_recommended_does_not_stand_in_the_way():
    assert progress.progress(QUESTIONS, goals("Ett")).complete
    assert not progress.progress(QUESTIONS, goals(None)).complete


def test_a_question_that_does_not_apply_is_not_counted():
    end = (HANDBOOK.question("validity/end"),)
    forever = Agreement.model_validate({"validity": {"kind": "tills vidare"}})

    assert progress.progress(end, forever) == Progress()
    assert progress.progress(end, Agreement()).total == 1


def test_the_next_question_is_the_first_without_an_answer():
    two = goals("Ett", None)

    assert progress.next_unanswered(QUESTIONS, two) == "goals/goal0001/title"
    assert progress.next_unanswered(QUESTIONS, goals("Ett")) == "goals/goal0000/effect"
    assert progress.next_unanswered(QUESTIONS, goals("Ett"), required=True) is None


@given(strategies.agreements())
def test_the_steps_together_hold_every_answer_there_is_room_for(agreement: Agreement):
    steps = progress.by_step(HANDBOOK, agreement)
    whole = progress.progress(HANDBOOK.questions, agreement)

    assert list(steps) == [step.slug for step in HANDBOOK.steps]
    assert sum(steps.values(), Progress()) == whole
    assert 0 <= whole.answered <= whole.total
    assert whole.required_missing <= whole.total - whole.answered
