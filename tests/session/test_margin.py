"""What is said of a draft stays out of its document, unless comments are asked for."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from lokdesk.agreement.discussion import AGREED
from lokdesk.session import discussion, document, margin
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
WORDS = (
    "Anteckningsord",
    "Frågeord",
    "Formuleringsord",
    "Skälord",
    "Namnord",
    "Ägarord",
    "Lyftord",
    "Valord",
)


@pytest.fixture
def session() -> Session:
    """Return the larger example with something of every kind said about it, in words found nowhere else."""
    session = Session(LIBRARY, LIBRARY.example())
    goal = f"goals/{session.agreement.goals[0].id}"
    discussion.add_note(session, "background", "Anteckningsord", "Namnord", NOW)
    discussion.ask(session, f"{goal}/effect", "Frågeord", "Ägarord", TODAY, "Namnord", TODAY)
    discussion.propose(
        session, f"{goal}/effect", "Formuleringsord", person="Namnord", reason="Skälord", on=TODAY
    )
    (matter,) = session.draft.discussion.alternatives
    discussion.lift(session, matter.id, forum=None, body="Lyftord", author="Namnord", on=TODAY)
    kept = discussion.propose(session, "title", "Formuleringsord", person="Namnord", on=TODAY)
    stands = session.draft.discussion.alternatives[1].proposals[0].id
    assert stands != kept
    discussion.choose(session, stands, by="Valord", reason="Valord", on=TODAY)
    party = session.agreement.parties[0].id
    discussion.take_position(session, "goals", [party], AGREED, "Namnord", TODAY)
    return session


def packed(docx: bytes) -> str:
    """Return everything that is in the document's package."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_nothing_that_is_said_is_anywhere_in_the_document(session: Session):
    text = packed(session.document())

    assert [word for word in WORDS if word in text] == []
    assert "avstämd på tjänstepersonsnivå" not in text
    assert session.document() == Session(LIBRARY, LIBRARY.example()).document()


def test_what_is_open_is_in_the_margin_when_it_is_asked_for(session: Session):
    commented = session.document(comments=True)

    text = packed(commented)
    assert [word for word in WORDS if word not in text] == ["Valord"]
    reading = document.read(commented, "a.docx")
    assert reading.agreement == document.read(session.document(), "a.docx").agreement


def test_a_comment_says_what_it_is(session: Session):
    note, question, proposal = margin.comments(session.draft, LIBRARY)

    assert note.lines == ("Anteckningsord",)
    assert (note.author, note.made) == ("Namnord", NOW)
    assert question.lines == ("Öppen fråga: Frågeord", "Ansvarig: Ägarord. Senast 2026-03-02.")
    assert question.place.startswith("Effekt – mål ”")
    assert proposal.lines == (
        "Föreslagen formulering: Formuleringsord",
        "Skäl: Skälord",
        "Lyft till Lyftord 2026-03-02 av Namnord.",
    )


def test_what_was_said_of_something_that_is_gone_is_not_in_the_margin(session: Session):
    session.set("goals", [])

    assert [one.address for one in margin.comments(session.draft, LIBRARY)] == ["background"]


def test_a_question_that_is_settled_is_not_in_the_margin(session: Session):
    (question,) = session.draft.discussion.open_questions
    discussion.close(session, question.id, TODAY)

    assert "Frågeord" not in packed(session.document(comments=True))
