"""What differs from the agreement before, as the document for those who decide tells it."""

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.session import companion, document, revised
from lokdesk.session.companion import Chosen
from tests.session.made import LIBRARY
from tests.word.story import Story

OLD = Agreement.model_validate(
    {
        "title": "Samverkan",
        "version": "1.0",
        "goals": [{"id": "goal0001", "title": "Fler i arbete"}, {"id": "goal0002", "title": "Färre i kö"}],
        "parties": [{"id": "part0001", "name": "Växjö kommun"}],
    }
)


def draft(**answers: object) -> Draft:
    agreement = Agreement.model_validate(OLD.model_dump() | answers)
    return Draft(agreement=agreement, predecessors=(Predecessor(id="year0001", agreement=OLD),))


def lines(held: Draft) -> list[str]:
    chosen = Chosen(companion.document(LIBRARY, "andringar"))
    return Story(document.render(held, LIBRARY, chosen)).lines()


def test_the_document_tells_it_in_sentences_and_one_by_one():
    goals = [{"id": "goal0001", "title": "Fler unga i arbete"}, {"id": "goal0003", "title": "Ny väg"}]
    text = "\n".join(lines(draft(goals=goals, version="2.0")))
    for said in (
        "Förra överenskommelsen, version 1.0",
        "Ett mål är nytt, ett har formulerats om och ett är borttaget.",
        "Ändringarna ska beslutas av Växjö kommun.",
        "Fler unga i arbete",
        "Målet: Färre i kö",
    ):
        assert said in text
    assert "Version" not in {one.place for one in revised.told(draft(version="2.0"), LIBRARY)["changes"]}


def test_what_is_not_decided_on_is_only_counted():
    contact = {"id": "cont0001", "name": "Eva Ek"}
    told = revised.told(
        draft(parties=[{"id": "part0001", "name": "Växjö kommun", "contacts": [contact]}]), LIBRARY
    )
    assert told["changes"] == ()
    assert [one.text for one in told["summary"]][-1] == "Det behövs inget nytt beslut."


def test_without_an_agreement_before_it_says_so():
    assert revised.told(Draft(agreement=OLD), LIBRARY) == {}
    assert any("ingen tidigare överenskommelse" in one for one in lines(Draft(agreement=OLD)))
