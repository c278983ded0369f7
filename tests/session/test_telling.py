"""What has been said about a draft, as a document tells it."""

from datetime import date

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import (
    AGREED,
    DISCUSSED,
    Alternatives,
    Choice,
    Discussion,
    Lift,
    OpenQuestion,
    Position,
    Proposal,
)
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.parties import Party
from lokdesk.agreement.rich_text import plain
from lokdesk.session import companion, document, telling
from lokdesk.session.companion import Chosen
from tests.session.made import LIBRARY
from tests.word import made

DAY = date(2026, 3, 2)
AGREEMENT = Agreement(
    title="Samverkan",
    parties=(Party(id="part0001", name="Arbetsförmedlingen"), Party(id="part0002", name="Växjö kommun")),
    goals=(Goal(id="goal0001", title="Fler i arbete"),),
)
PROPOSALS = (
    Proposal(id="prop0001", value="Fler i arbete"),
    Proposal(
        id="prop0002", value="Fler i studier", party="part0002", reason=plain("Följs upp."), proposed=DAY
    ),
)


def draft(**said: object) -> Draft:
    return Draft(agreement=AGREEMENT, discussion=Discussion.model_validate(said))


def told(held: Draft, name: str = "oppna-fragor") -> list[str]:
    wanted = companion.document(LIBRARY, name)
    return made.lines(document.render(held, LIBRARY, Chosen(wanted)))


def test_questions_are_told_by_the_day_and_settled_ones_are_not():
    asked = (
        OpenQuestion(id="open0001", address="title", text=plain("Sedan?")),
        OpenQuestion(id="open0002", address="title", text=plain("Först?"), owner="Eva", due=DAY),
        OpenQuestion(id="open0003", address="title", text=plain("Klar?"), closed=DAY),
    )

    matters = telling.matters(draft(open_questions=asked), LIBRARY.handbook)

    assert [(one.id, one.owner, one.due) for one in matters] == [
        ("open0002", "Eva", DAY),
        ("open0001", None, None),
    ]
    assert {one.kind for one in matters} == {"Öppen fråga"}
    assert matters[0].place == LIBRARY.handbook.question("title").label


def test_wordings_to_choose_from_are_told_with_who_proposes_them_and_why():
    open_ = Alternatives(id="alte0001", address="goals/goal0001/title", proposals=PROPOSALS)
    lifted = Alternatives(id="alte0002", address="title", proposals=PROPOSALS, lifted=Lift(body="nämnden"))
    chosen = Alternatives(id="alte0003", address="title", chosen=Choice(proposal="prop0001"))

    matters = telling.matters(draft(alternatives=(lifted, open_, chosen)), LIBRARY.handbook)

    assert [(one.id, one.kind, one.owner) for one in matters] == [
        ("alte0001", "Val av formulering", None),
        ("alte0002", "Val av formulering", "Nämnden"),
    ]
    assert matters[0].text is not None
    assert matters[0].text.text.split("\n") == [
        "Som det står: Fler i arbete",
        "Växjö kommun, 2026-03-02: Fler i studier",
        "Skäl: Följs upp.",
    ]


def test_all_parties_are_told_of_where_one_has_a_position():
    entered = Position(id="posi0001", section="goals", party="part0002", state=AGREED, entered=DAY)

    standings = telling.standings(draft(positions=(entered,)), LIBRARY.handbook)

    assert [(one.section, one.party, one.state, one.day) for one in standings] == [
        ("Mål och indikatorer", "Arbetsförmedlingen", "Ej behandlad", None),
        ("Mål och indikatorer", "Växjö kommun", "Avstämd på tjänstepersonsnivå", DAY),
    ]


def test_a_text_that_has_changed_since_is_told():
    entered = Position(id="posi0001", section="goals", party="part0001", state=DISCUSSED, about="x")

    first = telling.standings(draft(positions=(entered,)), LIBRARY.handbook)[0]

    assert first.state == "Under diskussion. Texten har ändrats sedan dess."


def test_the_document_says_that_a_position_does_not_bind():
    asked = OpenQuestion(id="open0001", address="title", text=plain("När?"), owner="Eva", due=DAY)
    entered = Position(id="posi0001", section="goals", party="part0002", state=AGREED, entered=DAY)

    lines = told(draft(open_questions=(asked,), positions=(entered,)))

    assert {"När?", "Eva", "2026-03-02", "Avstämd på tjänstepersonsnivå"} <= set(lines)
    assert any("Binder inte parten" in line for line in lines)
    assert "Inga frågor är öppna." not in lines


def test_a_draft_that_nothing_is_open_in_says_so():
    assert {"Inga frågor är öppna.", "Ingen part har lämnat någon ståndpunkt ännu."} <= set(told(draft()))


def test_the_agreement_tells_of_nothing_that_has_been_said():
    asked = OpenQuestion(id="open0001", address="title", text=plain("När?"))

    agreement = companion.document(LIBRARY, companion.AGREEMENT)

    assert companion.told(draft(open_questions=(asked,)), LIBRARY, Chosen(agreement)).open == ()
