"""Every word that came back is in a viewpoint, and one that is in none is found missing."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Reply, Viewpoint
from lokdesk.session import accounting, document, keeping, replies
from lokdesk.session.accounting import Unaccounted
from tests.session.edited import Edited
from tests.session.made import LIBRARY

DAY = date(2026, 11, 22)


@cache
def sent_out() -> tuple[Draft, bytes]:
    draft = LIBRARY.example("tva-kommuner")
    content = document.render(draft, LIBRARY)
    return keeping.keep(draft, "ut.docx", content, "skickad", date(2026, 10, 1))[0], content


def taken_in(edit: Callable[[Edited], None]) -> Reply:
    draft, content = sent_out()
    edited = Edited(content)
    edit(edited)
    return replies.taken_in(draft, "svar.docx", edited.docx(), LIBRARY, DAY)


def missing(reply: Reply) -> Unaccounted:
    return accounting.unaccounted(sent_out()[0], reply, LIBRARY)


def goal() -> str:
    said = sent_out()[0].agreement.goals[0].effect
    assert said is not None
    return said.text


def first_step() -> str:
    said = sent_out()[0].agreement.processes[0].steps[1].description
    assert said is not None
    return said.text


EDITS: dict[str, Callable[[Edited], None]] = {
    "nothing": lambda one: None,
    "other words": lambda one: one.replace(goal(), "Helt andra ord än förut."),
    "more words": lambda one: one.replace(goal(), f"{goal()} Det syns i statistiken."),
    "a new paragraph": lambda one: one.add_after(goal(), "Det ska gå att följa över tid."),
    "a row less": lambda one: one.remove_row(first_step()),
    "a tracked word": lambda one: one.track_into(goal(), " verkligen"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_word_that_came_back_is_in_a_viewpoint(edit: Callable[[Edited], None]) -> None:
    reply = taken_in(edit)

    assert missing(reply) == Unaccounted()
    reading = document.read(reply.content, "svar.docx")
    taken = accounting.taken(sent_out()[0], reply, reading.written)
    assert taken.agreement == reading.agreement


def test_words_in_no_viewpoint_are_missing() -> None:
    reply = taken_in(lambda one: one.replace(goal(), f"Nog {goal().removesuffix('.')} snart."))

    found = missing(reply.model_copy(update={"viewpoints": ()}))

    assert set(found.came) >= {"nog", "snart"}
    assert found.went == ()


def test_words_that_vanished_in_no_viewpoint_are_missing() -> None:
    reply = taken_in(lambda one: one.remove_row(first_step()))

    found = missing(reply.model_copy(update={"viewpoints": ()}))

    assert set(found.went) >= set(words_of(first_step().casefold()))
    assert found.came == ()


def test_words_outside_of_the_answers_are_in_the_viewpoint_that_tells_of_them() -> None:
    reply = taken_in(lambda one: one.into_header("Granskat av nämnden"))
    others = tuple(one for one in reply.viewpoints if one.kind != "outside")
    bare = reply.model_copy(update={"viewpoints": others})
    outside = Viewpoint(id="view9999", kind="outside", text="Granskat av nämnden")

    assert missing(bare).came == ("av", "granskat", "nämnden")
    assert not missing(bare.model_copy(update={"viewpoints": (*others, outside)}))


def words_of(text: str) -> list[str]:
    return [one.strip(".,;:") for one in text.split() if one.strip(".,;:").isalpha()]
