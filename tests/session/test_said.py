"""What has been said, in words."""

from datetime import date

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import (
    AGREED,
    Alternatives,
    Choice,
    Discussion,
    Lift,
    Note,
    OpenQuestion,
    Position,
    Proposal,
)
from lokdesk.agreement.organisation import Forum, Organisation
from lokdesk.agreement.parties import Party
from lokdesk.agreement.rich_text import plain
from lokdesk.agreement.wording import Wording
from lokdesk.session import said
from lokdesk.session.position import Standing

DAY = date(2026, 3, 2)
WORDING = Wording(Agreement(parties=(Party(id="part0001", name="Växjö kommun"),)))


def question(number: int, address: str, closed: date | None = None) -> OpenQuestion:
    return OpenQuestion(id=f"open{number:04}", address=address, closed=closed)


def test_a_signature_has_the_name_before_the_party():
    assert said.signature("Eva Ek", "Växjö kommun") == "Eva Ek, Växjö kommun"
    assert said.signature(" Eva ", "") == "Eva"
    assert said.signature("", "Växjö kommun") == "Växjö kommun"


def test_an_owner_is_named_with_the_day_and_whether_it_has_passed():
    one = OpenQuestion(id="open0001", address="title", owner="Bo", due=DAY)

    assert said.owner_line(one, overdue=False) == "Ansvarig: Bo. Senast 2026-03-02."
    assert said.owner_line(one, overdue=True) == "Ansvarig: Bo. Senast 2026-03-02. Försenad."
    assert said.owner_line(question(1, "title"), overdue=False) == "Ansvarig: ingen ännu."


def test_who_proposes_is_said_as_far_as_it_is_known():
    def who(**fields: object) -> str:
        proposal = Proposal.model_validate({"id": "prop0001"} | fields)
        matter = Alternatives(id="alte0001", address="title", proposals=(proposal,))
        return said.proposer(Agreement(), matter, proposal, WORDING)

    assert who(proposed=DAY) == "Förslag, 2026-03-02"
    assert who(proposed=DAY, party="part0001", person="Eva") == "Eva, Växjö kommun, 2026-03-02"
    assert who(proposed=DAY, party="part9999") == "borttagen part, 2026-03-02"


def test_the_answer_stands_until_another_wording_is_chosen_or_it_is_changed():
    before = Proposal(id="prop0001", value="Titel")
    matter = Alternatives(id="alte0001", address="title", proposals=(before,))
    chosen = matter.model_copy(update={"chosen": Choice(proposal="prop0001")})
    gone = matter.model_copy(update={"address": "goals/gonegone/title"})

    def who(agreement: Agreement, matter: Alternatives) -> str:
        return said.proposer(agreement, matter, before, WORDING)

    assert who(Agreement(title="Titel"), matter) == "Som det står"
    assert who(Agreement(title="En annan titel"), matter) == "Som det stod"
    assert who(Agreement(title="Titel"), chosen) == "Som det stod"
    assert who(Agreement(), gone) == "Som det stod"


def test_where_a_choice_was_lifted_and_what_was_chosen_is_said():
    forum = Agreement(organisation=Organisation(forums=(Forum(id="foru0001", name="Styrgruppen"),)))
    matter = Alternatives(
        id="alte0001",
        address="title",
        proposals=(Proposal(id="prop0001", value="Titel"),),
        lifted=Lift(forum="foru0001", day=DAY, author="Eva"),
        chosen=Choice(proposal="prop0001", by="Styrgruppen", day=DAY, reason=plain("Enighet.")),
    )

    assert said.lifted_line(forum, matter) == "Lyft till Styrgruppen 2026-03-02 av Eva."
    assert said.chosen_line(matter) == "Vald 2026-03-02 av Styrgruppen. Skäl: Enighet."
    assert said.lifted_line(forum, matter.model_copy(update={"lifted": Lift()})) == "Lyft till styrgruppen."
    assert said.lifted_line(forum, matter.model_copy(update={"lifted": None})) == ""


def test_a_proposed_value_is_said_as_its_answer_would_be():
    assert said.plain(WORDING, "parties/part0001/mandate", plain("Text")) == "Text"
    assert said.plain(WORDING, "resources/reso0001/party", "part0001") == "Växjö kommun"
    assert said.plain(WORDING, "title", None) == "(inget svar)"
    assert said.plain(WORDING, "goals/goal0001/mood", "gott") == "gott"


def test_positions_are_gathered_by_how_far_the_parties_have_come():
    entered = Position(id="posi0001", section="goals", state=AGREED, author="Eva", entered=DAY)
    standings = (
        Standing("part0001", "Växjö kommun", None, False),
        Standing("part0002", "Alvesta kommun", entered, True),
    )

    assert said.standing_lines(standings) == [
        "Avstämd på tjänstepersonsnivå: Alvesta kommun (2026-03-02, Eva, texten har ändrats sedan dess).",
        "Ej behandlad: Växjö kommun.",
    ]
    assert said.standing_line(standings[1]) == "Infört 2026-03-02 av Eva. Texten har ändrats sedan dess."


def test_only_what_is_open_is_counted_and_items_count_for_their_list():
    chosen = Alternatives(
        id="alte0001",
        address="title",
        proposals=(Proposal(id="prop0001"),),
        chosen=Choice(proposal="prop0001"),
    )
    discussion = Discussion(
        notes=(Note(id="note0001", address="title"),),
        open_questions=(
            question(1, "title", closed=DAY),
            question(2, "goals"),
            question(3, "goals/goal0001"),
            question(4, "goals/goal0001/title"),
        ),
        alternatives=(chosen, chosen.model_copy(update={"id": "alte0002", "chosen": None})),
    )

    assert said.counts(discussion) == {
        "goals": "2 öppna frågor",
        "goals/goal0001": "1 öppen fråga",
        "goals/goal0001/title": "1 öppen fråga",
        "title": "1 val av formulering, 1 anteckning",
    }
    assert said.still_open(discussion) == "3 öppna frågor och 1 val av formulering"
    assert said.still_open(Discussion()) == ""
