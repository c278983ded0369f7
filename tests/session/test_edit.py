"""What undoing and redoing is about, in words, and the place it changes."""

from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion, Note
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.parties import Party
from lokdesk.session import edit
from lokdesk.session.session import UNDOABLE, Session
from tests.session.made import LIBRARY

GOAL = "goals/goal0001"
HANDBOOK = LIBRARY.handbook


@pytest.fixture
def session() -> Session:
    return Session(
        LIBRARY,
        Draft(
            agreement=Agreement(
                parties=(
                    Party(id="afafafaf", name="Arbetsförmedlingen"),
                    Party(id="alvesta1", name="Alvesta kommun"),
                ),
                goals=(
                    Goal(id="goal0001", title="Fler i arbete", scope=("alvesta1",)),
                    Goal(id="goal0002", title="Fler i studier"),
                ),
            )
        ),
    )


def _said(session: Session) -> str:
    assert session.to_undo is not None
    return edit.said(session.to_undo, HANDBOOK)


def _place(session: Session) -> str:
    assert session.to_undo is not None
    return edit.place(session.to_undo)


@pytest.mark.parametrize(
    ("address", "value", "words"),
    [
        ("title", "Överenskommelse", "ändringen av ”Titel”"),
        (f"{GOAL}/effect", "Bättre", "ändringen av ”Effekt” i mål ”Fler i arbete”"),
        (f"{GOAL}/title", "Alla i arbete", "ändringen av ”Målet” i mål ”Alla i arbete”"),
    ],
)
def test_another_answer_is_called_by_its_label_and_its_item(
    session: Session, address: str, value: str, words: str
):
    session.set(address, value)

    assert _said(session) == words
    assert _place(session) == address


def test_what_happens_to_items_is_called_by_what_they_are_and_their_names(session: Session):
    added = session.add("goals")
    assert _said(session) == "tillägget av mål nummer 3"
    assert _place(session) == added
    session.move(added, 0)
    assert _said(session) == "flytten av mål nummer 1"
    session.remove(GOAL)
    assert _said(session) == "borttagningen av mål ”Fler i arbete”"
    assert _place(session) == GOAL


def test_a_removal_that_takes_references_along_is_still_a_removal(session: Session):
    session.remove("parties/alvesta1")

    assert session.value(f"{GOAL}/scope") == ()
    assert _said(session) == "borttagningen av part ”Alvesta kommun”"
    assert _place(session) == "parties/alvesta1"


def test_the_words_are_the_same_when_the_edit_is_to_be_done_again(session: Session):
    session.remove("parties/alvesta1")
    words = _said(session)
    session.undo()

    assert session.value(f"{GOAL}/scope") == ("alvesta1",)
    assert session.to_redo is not None
    assert edit.said(session.to_redo, HANDBOOK) == words


def test_many_answers_at_once_are_not_told_apart(session: Session):
    session.set_many({f"{GOAL}/title": "Ett", "title": "Två"})

    assert _said(session) == "ändringen på flera ställen"
    assert _place(session) == "title"


def test_what_says_what_it_is_is_called_that_with_its_place(session: Session):
    session.fill({"goals": [{"id": "goal0001", "title": "Ett"}], "title": "Titel"}, "parterna från start")
    assert _said(session) == "parterna från start"
    session.set("goals", [{"id": "goal0001", "title": "Klistrat"}], "inklistringen")
    assert _said(session) == "inklistringen i ”Mål”"
    session.set("dua", {"module_1": "Text"}, "förslaget ”{}”")
    assert _said(session) == "förslaget ”{}”"
    session.set_many({"title": "Annan", "goals/goal0001/title": "Två"}, name=f"bytet av ”{'ord ' * 20}”")
    assert _said(session) == f"bytet av ”{'ord ' * 11}ord…”"


def test_one_answer_among_what_could_have_been_many_is(session: Session):
    session.fill({"goals": [{"id": "goal0001", "title": "Ett"}, {"id": "goal0002"}]})

    assert _said(session) == "ändringen av ”Målet” i mål ”Ett”"
    assert _place(session) == f"{GOAL}/title"


def test_a_list_or_a_group_given_as_a_whole_is_called_by_its_label(session: Session):
    session.set(f"{GOAL}/indicators", [{"id": "indi0001", "name": "Andel"}])
    assert _said(session) == "ändringen av ”Indikatorer” i mål ”Fler i arbete”"
    assert _place(session) == f"{GOAL}/indicators"
    session.set("dua", {"preset": "Dua 2017"})
    assert _said(session) == "ändringen av flera svar"
    assert _place(session) == "dua/preset"


def test_what_stands_around_the_agreement_is_named_too(session: Session):
    session.attach("Karta.pdf", b"")
    assert _said(session) == "ändringen av bifogade filer"
    appendix = session.add("appendices")
    session.attach("Karta.pdf", b"", f"{appendix}/attachment")
    assert _place(session) == f"{appendix}/attachment"
    settings = session.draft.rule_settings.model_copy(update={"small_count_limit": 7})
    session.change(session.draft.model_copy(update={"rule_settings": settings}))
    assert _said(session) == "ändringen av granskningens inställningar"
    assert _place(session) == ""


def test_every_part_of_a_draft_has_words():
    assert set(edit.PARTS) | {"agreement"} == set(Draft.model_fields)


def test_what_is_said_about_a_place_names_the_place(session: Session):
    discussion: Any = {"notes": [{"id": "note0001", "address": f"{GOAL}/effect", "text": "Fråga Per"}]}
    session.change(
        Draft.model_validate({**session.draft.model_dump(), "discussion": discussion}), f"{GOAL}/effect"
    )

    assert _said(session).startswith("ändringen i samtalet om ”Effekt” i mål")


def test_what_is_said_about_a_place_of_a_later_version_can_be_undone_all_the_same(session: Session):
    note = Note(id="note0001", address="goals/goal0001/of-later")
    discussion = Discussion(notes=(note,))
    session.change(session.draft.model_copy(update={"discussion": discussion}), note.address)

    assert _said(session) == "ändringen i samtalet"
    assert _place(session) == ""


def test_a_cell_of_a_table_is_called_by_what_it_is_also_when_it_comes_and_goes(session: Session):
    table = session.add("mapping/statistics")
    column = session.add(at.join(table, "columns"), {"name": "Antal"})
    row = session.add(at.join(table, "rows"), {"label": "Alvesta"})
    cell = at.join(row, "cells", at.last(column), "value")
    session.set(cell, "12")
    assert _said(session) == "ändringen av ”Siffra” i rad ”Alvesta”"
    session.settle()
    session.set(cell, None)
    assert _said(session) == "ändringen av ”Siffra” i rad ”Alvesta”"


def test_long_names_are_cut_short(session: Session):
    session.set(f"{GOAL}/title", "Fler personer som länge har fått ekonomiskt bistånd försörjer sig själva")

    assert len(_said(session)) <= edit.LONGEST
    assert _said(session).endswith("…”")
    session.remove(GOAL)
    assert len(_said(session)) <= edit.LONGEST
    assert _said(session).startswith("borttagningen av mål ”Fler personer som")


def test_the_place_of_an_item_that_came_moved_or_went_with_others_is_found(session: Session):
    session.fill({"goals": [{"id": "goal0002"}, {"id": "goal0001"}]})
    assert _place(session) == "goals/goal0002"
    session.fill({"goals": [{"id": "goal0002"}]})
    assert _place(session) == GOAL
    session.fill({"goals": [{"id": "goal0002"}, {"id": "goal0003"}]})
    assert _place(session) == "goals/goal0003"


def test_every_edit_of_a_long_day_can_be_undone_and_shares_what_it_does_not_change(session: Session):
    first = session.draft
    for number in range(600):
        session.set("title", f"Titel {number}")
        session.settle()

    step = session.to_undo
    assert step is not None
    assert step.before.agreement.goals is step.after.agreement.goals is first.agreement.goals
    for _ in range(600):
        session.undo()
    assert session.draft is first
    assert session.undoable is None


def test_no_more_edits_are_held_in_memory_than_can_be_undone(session: Session):
    for number in range(UNDOABLE + 5):
        session.set("title", f"Titel {number}")
        session.settle()

    undone = 0
    while session.undoable is not None:
        session.undo()
        undone += 1
    assert undone == UNDOABLE
    assert session.agreement.title == "Titel 4"
    for _ in range(undone):
        session.redo()
    assert session.agreement.title == f"Titel {UNDOABLE + 4}"
