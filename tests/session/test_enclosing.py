"""The evaluation of the goals among the appendices, and as a document of its own."""

from datetime import date

import pytest

from lokdesk.agreement.follow_up import Appendix
from lokdesk.revision.beginning import begun
from lokdesk.session import companion, document, enclosing, evaluating
from lokdesk.session.companion import Chosen
from lokdesk.session.session import Session
from tests.session.made import LIBRARY
from tests.word.story import Story

TODAY = date(2026, 11, 22)


@pytest.fixture
def session() -> Session:
    draft = begun(LIBRARY.example(), TODAY).draft
    agreement = draft.agreement.model_copy(update={"appendices": draft.agreement.appendices[:2]})
    return Session(LIBRARY, draft.model_copy(update={"agreement": agreement}))


def text(session: Session, document_id: str) -> str:
    chosen = Chosen(companion.document(LIBRARY, document_id))
    return "\n".join(Story(document.render(session.draft, LIBRARY, chosen)).lines())


def test_the_document_tells_what_is_said_of_each_goal_with_outcome_against_target(session: Session):
    goal, other, *_ = session.agreement.goals
    (indicator, *_), party = goal.indicators, goal.indicators[0].values[0].party
    evaluating.enter_outcome(session, goal.id, indicator.id, party, "47 %", "helåret 2025")
    evaluating.say(session, goal.id, helped="delvis", how="Vi möttes oftare.", why="Det var för brett.")
    evaluating.judge(session, goal.id, "reformulate")
    evaluating.judge(session, other.id, "drop")

    told = text(session, "utvardering")

    for said in (goal.title, other.title, "Formuleras om", "Stryks", "Delvis"):
        assert said and said in told
    for said in ("Vi möttes oftare.", "Det var för brett.", "Alvesta kommun", "47 % (helåret 2025)", "Nått"):
        assert said in told.replace("\N{NO-BREAK SPACE}", " ")


def test_a_goal_that_is_new_is_told_with_why(session: Session):
    address = session.add("goals", {"title": "Fler vägar till studier"})
    evaluating.say(session, address.rpartition("/")[2], why="Kartläggningen visar det.")

    told = text(session, "utvardering")

    assert "Nya mål" in told and "Fler vägar till studier" in told and "Kartläggningen visar det." in told


def test_the_agenda_as_a_document_tells_what_is_done(session: Session):
    evaluating.treat(session, "goals:goals", wanted=True)

    told = text(session, "dagordning")

    assert "Utvärdera målen" in told and "Hämtad 2020-11-09" in told
    assert "Genomgånget" not in told, "of what is done only that is told"
    assert told.count("{}Ja") == 1


def test_without_an_agreement_before_both_say_so():
    session = Session(LIBRARY, LIBRARY.example())

    assert "Det finns inga mål från en tidigare överenskommelse" in text(session, "utvardering")
    assert "reviderar ingen tidigare överenskommelse" in text(session, "dagordning")


def test_it_comes_last_among_the_appendices_with_the_next_number_as_one_edit(session: Session):
    before = session.draft

    done = enclosing.enclose(session)

    appendix = session.agreement.appendices[-1]
    assert (done.address, done.new) == (f"appendices/{appendix.id}", True)
    assert (appendix.title, appendix.kind) == ("Utvärdering av målen", "annan bilaga")
    assert appendix.number == enclosing.next_number(before.agreement.appendices)
    attachment = next(one for one in session.draft.attachments if one.id == appendix.attachment)
    assert attachment.name == "Utvärdering av målen.docx"
    assert attachment.media_type.endswith("wordprocessingml.document")
    assert str(session.agreement.goals[0].title) in "\n".join(Story(attachment.content).lines())
    assert done.told.startswith(f"Utvärderingen är nu bilaga {appendix.number}.")
    session.undo()
    assert session.draft is before


def test_once_more_its_file_is_renewed_where_it_is(session: Session):
    enclosing.enclose(session)
    goal = session.agreement.goals[0].id
    evaluating.say(session, goal, why="Nytt skäl.")
    session.set(f"{enclosing.enclose(session).address}/title", "Vår utvärdering")

    done = enclosing.enclose(session)

    assert not done.new
    assert len(session.agreement.appendices) == 3
    assert [one.name for one in session.draft.attachments].count("Utvärdering av målen.docx") == 1
    appendix = session.agreement.appendices[-1]
    assert appendix.title == "Vår utvärdering"
    attachment = next(one for one in session.draft.attachments if one.id == appendix.attachment)
    assert "Nytt skäl." in "\n".join(Story(attachment.content).lines())


def test_in_the_next_revision_the_agreement_before_keeps_the_evaluation_that_it_had(session: Session):
    enclosing.enclose(session)
    (old,) = [one for one in session.draft.attachments if one.name == "Utvärdering av målen.docx"]
    following = Session(LIBRARY, begun(session.draft, TODAY).draft)
    evaluating.say(following, following.agreement.goals[0].id, helped="ja")

    again = enclosing.enclose(following)

    assert not again.new
    there = {one.id: one for one in following.draft.attachments}
    assert there[old.id] == old
    now = following.agreement.appendices[-1].attachment
    assert now and now != old.id
    assert following.draft.predecessors[-1].agreement.appendices[-1].attachment == old.id
    # What is no longer in use takes no name.
    assert there[now].name == old.name
    # It is another document, in the same place; once more it is renewed.
    (*_, before), (*_, after) = (
        following.draft.predecessors[-1].agreement.appendices,
        following.agreement.appendices,
    )
    assert after.id != before.id
    assert (after.number, after.title) == (before.number, before.title)
    assert enclosing.enclose(following).address == again.address == f"appendices/{after.id}"


def test_a_file_that_the_agreement_before_has_stays_when_it_is_taken_from_the_new_one(session: Session):
    enclosing.enclose(session)
    following = Session(LIBRARY, begun(session.draft, TODAY).draft)
    (old,) = [one for one in following.draft.attachments if one.name == "Utvärdering av målen.docx"]

    following.detach(old.id)

    assert following.agreement.appendices[-1].attachment is None
    assert old in following.draft.attachments
    assert following.draft.predecessors[-1].agreement.appendices[-1].attachment == old.id


def test_it_stands_in_the_agreement_itself(session: Session):
    evaluating.say(session, session.agreement.goals[0].id, why="Ett skäl som syns.")
    enclosing.enclose(session)

    assert "Ett skäl som syns." in "\n".join(Story(document.render(session.draft, LIBRARY)).lines())


@pytest.mark.parametrize(
    ("numbers", "following"),
    [((), "1"), (("1", "2"), "3"), (("1", "1", "10"), "11"), (("A", "B"), None), ((None,), None)],
)
def test_the_next_number_follows_on_those_there_are(numbers: tuple[str | None, ...], following: str | None):
    appendices = tuple(Appendix(id=f"appe{n:04}", number=one) for n, one in enumerate(numbers))

    assert enclosing.next_number(appendices) == following
