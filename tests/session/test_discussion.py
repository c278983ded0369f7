"""What is said about the open draft: each thing one edit, and none in the agreement until it is chosen."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import AGREED, DISCUSSED, UNTREATED, Alternatives, Note, OpenQuestion
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.organisation import Forum, Organisation
from lokdesk.agreement.parties import Party
from lokdesk.agreement.rich_text import RichText, plain
from lokdesk.session import discussion, position
from lokdesk.session.complaint import Unfit
from lokdesk.session.event import Edit, Event, PartsChanged
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
EFFECT = "goals/goal0001/effect"
AGREEMENT = Agreement(
    parties=(Party(id="part0001", name="Arbetsförmedlingen"), Party(id="part0002", name="Växjö kommun")),
    goals=(Goal(id="goal0001", title="Fler i arbete", effect=plain("Fler får arbete.")),),
    organisation=Organisation(forums=(Forum(id="foru0001", name="Styrgruppen"),)),
)


@pytest.fixture
def session() -> Session:
    return Session(LIBRARY, Draft(agreement=AGREEMENT))


def heard(session: Session) -> list[Event]:
    events: list[Event] = []
    session.subscribe(events.append)
    return events


def text(value: object) -> str:
    assert isinstance(value, RichText)
    return value.text


def note(session: Session) -> str:
    return discussion.add_note(session, EFFECT, "Mätbart?", "Eva", NOW)


def question(session: Session) -> str:
    return discussion.ask(session, EFFECT, "Hur många?", "Bo", date(2026, 4, 1), "Eva", TODAY)


def proposal(session: Session, value: object = "Fler unga får arbete.") -> str:
    return discussion.propose(session, EFFECT, value, party="part0002", person="Bo", reason="Unga", on=TODAY)


def matter(session: Session) -> Alternatives:
    (one,) = session.draft.discussion.alternatives
    return one


def test_a_note_says_what_was_noted_by_whom_and_when(session: Session):
    events = heard(session)

    id_ = note(session)

    (one,) = session.draft.discussion.notes
    assert (one.id, one.address, text(one.text), one.author, one.written) == (
        id_,
        EFFECT,
        "Mätbart?",
        "Eva",
        NOW,
    )
    assert events == [PartsChanged(frozenset({"discussion"}), EFFECT)]


def test_a_note_is_changed_and_removed(session: Session):
    id_ = note(session)
    other = note(session)

    discussion.change_note(session, id_, "Inte mätbart.")
    assert text(discussion.found(session.draft.discussion, Note, id_).text) == "Inte mätbart."
    discussion.remove(session, discussion.found(session.draft.discussion, Note, id_))

    assert [one.id for one in session.draft.discussion.notes] == [other]


def test_an_open_question_is_asked_changed_closed_and_opened_again(session: Session):
    id_ = question(session)
    discussion.change_question(session, id_, "Hur många unga?", "Styrgruppen", None)
    discussion.close(session, id_, TODAY)

    (one,) = session.draft.discussion.open_questions
    assert (text(one.text), one.owner, one.due) == ("Hur många unga?", "Styrgruppen", None)
    assert (one.author, one.asked, one.closed) == ("Eva", TODAY, TODAY)

    discussion.reopen(session, id_)
    assert session.draft.discussion.open_questions[0].closed is None


def test_a_first_proposal_stands_beside_the_answer_as_it_is(session: Session):
    proposal(session)

    first, second = matter(session).proposals
    assert (text(first.value), first.party, first.person, first.proposed) == (
        "Fler får arbete.",
        None,
        None,
        None,
    )
    assert (text(second.value), second.party, second.person, text(second.reason)) == (
        "Fler unga får arbete.",
        "part0002",
        "Bo",
        "Unga",
    )
    assert session.agreement is AGREEMENT


def test_a_first_proposal_for_an_empty_answer_stands_alone(session: Session):
    discussion.propose(session, "background", "Bakgrund", on=TODAY)

    assert [text(one.value) for one in matter(session).proposals] == ["Bakgrund"]


def test_later_proposals_join_the_first(session: Session):
    proposal(session)
    proposal(session, "Fler äldre får arbete.")

    assert len(matter(session).proposals) == 3


@pytest.mark.parametrize(
    ("address", "given", "taken"),
    [
        ("title", " En titel ", "En titel"),
        ("validity/start", "2026-05-01", date(2026, 5, 1)),
        ("validity/kind", "Tills vidare", "tills vidare"),
        ("follow_up/interval", "varje kvartal", Frequency(text="varje kvartal")),
        ("goals/goal0001/scope", ["part0002"], ("part0002",)),
        ("organisation/forums/foru0001/reports_to", None, None),
    ],
)
def test_wordings_of_any_kind_can_be_proposed_and_chosen(
    session: Session, address: str, given: object, taken: Any
):
    id_ = discussion.propose(session, address, given, on=TODAY)
    discussion.choose(session, id_, by="Gruppen", reason="", on=TODAY)

    assert session.value(address) == taken


def test_what_the_answer_could_not_be_cannot_be_proposed(session: Session):
    with pytest.raises(Unfit, match=r"Ett datum skrivs som 2026-03-01\."):
        discussion.propose(session, "validity/start", 5, on=TODAY)

    assert session.draft.discussion.alternatives == ()


def test_a_proposal_is_changed_and_withdrawn(session: Session):
    id_ = proposal(session)
    discussion.change_proposal(session, id_, "Unga får arbete.", party=None, person="Eva", reason=None)
    assert text(matter(session).proposals[1].value) == "Unga får arbete."
    assert matter(session).proposals[1].proposed == TODAY

    other = proposal(session, "Äldre får arbete.")
    discussion.withdraw(session, id_)
    assert [one.id for one in matter(session).proposals][1:] == [other]

    discussion.withdraw(session, other)
    assert session.draft.discussion.alternatives == ()


@pytest.mark.parametrize("one", ["chosen", "other"])
def test_what_has_been_chosen_between_stays_as_it_was(session: Session, one: str):
    ids = {"chosen": proposal(session), "other": proposal(session, "Äldre får arbete.")}
    discussion.choose(session, ids["chosen"], by="Gruppen", reason="", on=TODAY)
    before = session.draft

    with pytest.raises(Unfit, match="Valet är gjort"):
        discussion.withdraw(session, ids[one])
    with pytest.raises(Unfit, match="Valet är gjort"):
        discussion.change_proposal(session, ids[one], "Annat.", party=None, person="Eva", reason=None)

    assert session.draft is before


def test_a_choice_is_lifted_and_taken_back(session: Session):
    proposal(session)
    id_ = matter(session).id

    discussion.lift(session, id_, forum="foru0001", body="", author="Eva", on=TODAY)
    lifted = matter(session).lifted
    assert lifted is not None
    assert (lifted.forum, lifted.body, lifted.day, lifted.author) == ("foru0001", None, TODAY, "Eva")

    discussion.take_back(session, id_)
    assert matter(session).lifted is None


def test_choosing_makes_the_proposal_the_answer_and_keeps_the_others_in_one_edit(session: Session):
    id_ = proposal(session)
    before = session.draft
    events = heard(session)

    discussion.choose(session, id_, by="Styrgruppen", reason="Det är de det gäller.", on=TODAY)

    assert text(session.value(EFFECT)) == "Fler unga får arbete."
    chosen = matter(session).chosen
    assert chosen is not None
    assert (chosen.proposal, chosen.by, chosen.day, text(chosen.reason)) == (
        id_,
        "Styrgruppen",
        TODAY,
        "Det är de det gäller.",
    )
    assert [text(one.value) for one in matter(session).proposals] == [
        "Fler får arbete.",
        "Fler unga får arbete.",
    ]
    assert events == [PartsChanged(frozenset({"agreement", "discussion"}), EFFECT)]
    session.undo()
    assert session.draft is before


def test_choosing_the_answer_as_it_stands_changes_only_what_is_said(session: Session):
    proposal(session)
    events = heard(session)

    discussion.choose(session, matter(session).proposals[0].id, by="Gruppen", reason="", on=TODAY)

    assert session.agreement is AGREEMENT
    assert events == [PartsChanged(frozenset({"discussion"}), EFFECT)]


def test_what_is_proposed_after_a_choice_is_a_matter_of_its_own(session: Session):
    discussion.choose(session, proposal(session), by="Gruppen", reason="", on=TODAY)
    proposal(session, "Alla får arbete.")

    decided, open_ = session.draft.discussion.alternatives
    assert decided.chosen is not None
    assert [text(one.value) for one in open_.proposals] == ["Fler unga får arbete.", "Alla får arbete."]


def test_what_is_said_of_an_item_stays_when_the_item_goes(session: Session):
    note(session)
    id_ = proposal(session)
    said = session.draft.discussion

    session.remove("goals/goal0001")

    assert session.draft.discussion is said
    with pytest.raises(UnknownAddress):
        discussion.choose(session, id_, by="", reason="", on=TODAY)


def test_a_position_knows_whether_the_section_has_been_changed_since(session: Session):
    discussion.take_position(session, "goals", ["part0001"], AGREED, "Eva", TODAY)
    discussion.take_position(session, "goals", ["part0001"], DISCUSSED, "Bo", TODAY)

    def standing() -> position.Standing:
        return position.standing(LIBRARY.handbook, session.draft, "goals").parties[0]

    (one,) = session.draft.discussion.positions
    assert (one.state, one.author, one.entered) == (DISCUSSED, "Bo", TODAY)
    assert not standing().changed
    session.set("goals/goal0001/title", "Annat")
    assert standing().changed
    session.undo()
    assert not standing().changed
    session.add("goals")
    assert standing().changed
    session.undo()
    session.set("perspectives", [{"id": "pers0001", "name": "Barn"}])
    assert not standing().changed


def test_to_hold_what_one_holds_already_is_no_edit(session: Session):
    before = session.draft
    discussion.take_position(session, "goals", ["part0001"], UNTREATED, "Eva", TODAY)
    assert session.draft is before
    discussion.take_position(session, "goals", ["part0001"], AGREED, "Eva", TODAY)
    agreed = session.draft

    discussion.take_position(session, "goals", ["part0001"], AGREED, "Bo", TODAY)

    assert session.draft is agreed
    session.set("goals/goal0001/title", "Annat")
    discussion.take_position(session, "goals", ["part0001", "part0002"], AGREED, "Bo", TODAY)
    assert [one.author for one in session.draft.discussion.positions] == ["Bo", "Bo"]


def test_several_parties_take_a_position_as_one_edit(session: Session):
    before = session.draft

    discussion.take_position(session, "goals", ["part0001", "part0002"], AGREED, "Eva", TODAY)

    assert position.standing(LIBRARY.handbook, session.draft, "goals").agreed
    session.undo()
    assert session.draft is before


def test_a_position_is_taken_at_the_beginning_of_its_section(session: Session):
    events = heard(session)

    discussion.take_position(session, "goals", ["part0001"], AGREED, "Eva", TODAY)

    assert events == [PartsChanged(frozenset({"discussion"}), "goals")]


def test_a_party_without_a_position_has_not_treated_the_section(session: Session):
    discussion.take_position(session, "goals", ["part0001"], AGREED, "Eva", TODAY)

    standing = position.standing(LIBRARY.handbook, session.draft, "goals")

    assert [(one.name, one.state, one.agreed) for one in standing.parties] == [
        ("Arbetsförmedlingen", "avstämd på tjänstepersonsnivå", True),
        ("Växjö kommun", "ej behandlad", False),
    ]
    assert not standing.agreed


def test_nothing_can_be_said_of_what_no_agreement_has(session: Session):
    with pytest.raises(UnknownAddress):
        discussion.add_note(session, "mood", "Gott", "Eva", NOW)
    with pytest.raises(UnknownAddress):
        discussion.ask(session, "mood", "Gott?", "", None, "Eva", TODAY)
    with pytest.raises(UnknownAddress):
        discussion.propose(session, "goals/goal9999/effect", "Text", on=TODAY)
    with pytest.raises(KeyError):
        discussion.take_position(session, "mood", ["part0001"], AGREED, "Eva", TODAY)
    with pytest.raises(KeyError):
        discussion.close(session, "nono0001", TODAY)
    with pytest.raises(KeyError):
        discussion.withdraw(session, "nono0001")


def test_everything_that_is_said_can_be_undone_and_redone(session: Session):
    drafts = [session.draft]

    def then(_: object) -> None:
        drafts.append(session.draft)

    session.subscribe(then)
    note(session)
    id_ = question(session)
    discussion.close(session, id_, TODAY)
    chosen = proposal(session)
    discussion.lift(session, matter(session).id, forum=None, body="nämnden", author="Eva", on=TODAY)
    discussion.choose(session, chosen, by="nämnden", reason="", on=TODAY)
    discussion.take_position(session, "goals", ["part0002"], AGREED, "Eva", TODAY)
    discussion.remove(session, discussion.found(session.draft.discussion, OpenQuestion, id_))
    edits: list[Edit | None] = []
    made = list(drafts)

    for before in reversed(made[:-1]):
        edits.append(session.undoable)
        session.undo()
        assert session.draft is before
    for after in made[1:]:
        session.redo()
        assert session.draft is after

    assert all(isinstance(edit, PartsChanged) and edit.address for edit in edits)
    assert session.undoable is not None
