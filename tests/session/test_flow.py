"""The main job without a screen: the handbook's questions are answered one by one, in its order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.handbook import page
from lokdesk.handbook.page import Entry, Repeat
from lokdesk.session import document
from lokdesk.session.session import Session
from tests.examples import bundled
from tests.session.made import LIBRARY


def answer(session: Session, entries: tuple[Entry, ...], wanted: Agreement) -> Iterator[str]:
    """Give the answers of *wanted* to what *entries* ask for; yields the addresses as they are answered."""
    for entry in entries:
        if not isinstance(entry, Repeat):
            for address, value in at.found(wanted, entry.question.address):
                session.set(address, value)
                yield address
            continue
        if entry.question is not None:
            for address, items in at.found(wanted, entry.pattern):
                for item in items:
                    session.add(address, type(item)(id=item.id))
                yield address
        yield from answer(session, entry.entries, wanted)


@pytest.mark.parametrize("name", list(LIBRARY.example_titles))
def test_every_answer_can_be_given_question_by_question(name: str, tmp_path: Path):
    example = LIBRARY.example(name)
    # What is asked is asked by the handbook that the example is drafted under.
    session = Session(LIBRARY, Draft(handbook=example.handbook, template=example.template))

    asked = [
        address
        for step in session.handbook.steps
        for section in step.sections
        for address in answer(session, page.entries(section), example.agreement)
    ]
    assert session.agreement == example.agreement
    assert len(asked) == len(set(asked))

    session.change(session.draft.model_copy(update={"attachments": example.attachments}))
    session.save_as(tmp_path / "a.lokdesk")
    again = Session(LIBRARY, Draft())
    again.open(tmp_path / "a.lokdesk")
    reading = document.read(again.document(), "a.docx")

    assert reading.unplaced == ()
    assert reading.agreement == bundled.in_the_document(example.agreement, session.handbook)
