"""The list of what is open, for the end of a workshop."""

from datetime import UTC, date, datetime

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import AGREED
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.goals import Goal, Indicator
from lokdesk.agreement.organisation import Forum, Organisation
from lokdesk.agreement.parties import Party
from lokdesk.agreement.rich_text import plain
from lokdesk.session import discussion
from lokdesk.session.open_list import OpenList, open_list
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
EFFECT = "goals/goal0001/effect"


def opened() -> Session:
    agreement = Agreement(
        parties=(Party(id="part0001", name="Arbetsförmedlingen"), Party(id="part0002")),
        goals=(
            Goal(
                id="goal0001",
                title="Fler i arbete",
                effect=plain("Fler får arbete."),
                indicators=(Indicator(id="indi0001"),),
            ),
        ),
        organisation=Organisation(forums=(Forum(id="foru0001", name="Styrgruppen"),)),
    )
    return Session(LIBRARY, Draft(agreement=agreement))


def listed(session: Session) -> OpenList:
    return open_list(session.draft, LIBRARY.handbook, TODAY)


def test_questions_come_by_the_day_they_are_due_and_late_ones_are_marked():
    session = opened()
    discussion.ask(session, "background", "Sedan?", "", None, "Eva", TODAY)
    discussion.ask(session, EFFECT, "I dag?", "", TODAY, "Eva", TODAY)
    discussion.ask(session, EFFECT, "I går?", "", date(2026, 3, 1), "Eva", TODAY)
    closed = discussion.ask(session, EFFECT, "Klar?", "", date(2026, 3, 1), "Eva", TODAY)
    discussion.close(session, closed, TODAY)

    questions = listed(session).questions

    assert [(str(one.question.text and one.question.text.text), one.overdue) for one in questions] == [
        ("I går?", True),
        ("I dag?", False),
        ("Sedan?", False),
    ]


def test_wordings_are_there_until_one_is_chosen_and_by_themselves_once_lifted():
    session = opened()
    discussion.propose(session, "background", "Bakgrund", on=TODAY)
    discussion.propose(session, "title", "Titel", on=TODAY)
    goal = discussion.propose(session, EFFECT, "Annat", on=TODAY)
    one, other, third = session.draft.discussion.alternatives
    discussion.lift(session, one.id, forum="foru0001", body="", author="Eva", on=TODAY)
    discussion.lift(session, other.id, forum=None, body="", author="Eva", on=TODAY)

    found = listed(session)
    assert [entry.alternatives.id for entry in found.contested] == [third.id]
    assert [(entry.alternatives.id, entry.lifted_to) for entry in found.lifted] == [
        (one.id, "Styrgruppen"),
        (other.id, "styrgruppen"),
    ]
    assert found.count == 3

    discussion.choose(session, goal, by="Gruppen", reason="", on=TODAY)
    assert listed(session).contested == ()


def test_a_place_is_called_by_its_question_and_its_item():
    session = opened()
    discussion.add_note(session, EFFECT, "Ett", "Eva", NOW)
    discussion.add_note(session, "goals", "Två", "Eva", NOW)
    discussion.add_note(session, "goals/goal0001", "Tre", "Eva", NOW)
    discussion.add_note(session, "goals/goal0001/indicators/indi0001/name", "Fyra", "Eva", NOW)

    assert [(one.place.words, one.place.step) for one in listed(session).notes] == [
        ("Effekt – mål ”Fler i arbete”", "Mål"),
        ("Mål", "Mål"),
        ("Mål ”Fler i arbete”", "Mål"),
        ("Indikatorns namn – mål ”Fler i arbete”, indikator nummer 1", "Mål"),
    ]


def test_what_was_said_of_something_that_is_gone_is_kept_and_called_removed():
    session = opened()
    discussion.add_note(session, EFFECT, "Ett", "Eva", NOW)
    discussion.add_note(session, "goals/goal0001", "Två", "Eva", NOW)
    discussion.propose(session, EFFECT, "Annat", on=TODAY)

    session.remove("goals/goal0001")

    found = listed(session)
    assert [(one.place.words, one.place.gone) for one in found.notes] == [
        ("Effekt (borttaget)", True),
        ("Mål (borttaget)", True),
    ]
    assert found.contested[0].place.gone


def test_notes_stand_in_the_order_of_the_steps():
    session = opened()
    discussion.add_note(session, "follow_up/method", "Sist", "Eva", NOW)
    discussion.add_note(session, "title", "Först", "Eva", NOW)

    assert [one.note.address for one in listed(session).notes] == ["title", "follow_up/method"]


def test_an_empty_cell_of_a_table_is_no_removed_place():
    session = opened()
    table = session.add("mapping/statistics", {"title": "Arbetslösa"})
    column = session.add(f"{table}/columns", {"name": "2025"})
    row = session.add(f"{table}/rows", {"label": "Växjö"})
    cell = f"{row}/cells/{column.rpartition('/')[2]}"
    discussion.add_note(session, f"{cell}/value", "Saknas", "Eva", NOW)

    (noted,) = listed(session).notes

    assert not noted.place.gone
    assert "Växjö" in noted.place.words


def test_a_section_is_open_until_all_parties_agree_with_it_as_it_reads():
    session = opened()

    def is_open(section: str) -> bool:
        return section in [one.section.slug for one in listed(session).sections]

    assert is_open("goals")
    discussion.take_position(session, "goals", ["part0001"], AGREED, "Eva", TODAY)
    assert is_open("goals")
    discussion.take_position(session, "goals", ["part0002"], AGREED, "Eva", TODAY)
    assert not is_open("goals")
    session.set(EFFECT, "Något annat")
    assert is_open("goals")


def test_an_agreement_without_parties_has_no_section_to_agree_on():
    assert listed(Session(LIBRARY, Draft())) == OpenList()
