"""What some readers could not use, told of a draft."""

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.session import accessibility, companion
from lokdesk.session.companion import Chosen
from tests.session.made import LIBRARY

LINK = {"text": "här", "link": "https://www.example.se"}
HELD = Draft(
    agreement=Agreement.model_validate({"background": {"blocks": [{"runs": [{"text": "Läs "}, LINK]}]}})
)


def test_a_finding_leads_to_the_answer_that_it_comes_from():
    (found,) = accessibility.findings(HELD, LIBRARY)

    assert (found.rule, found.severity, found.address) == ("accessibility/link-text", "should", "background")
    assert found.message == "Under ”Bakgrund”: Länken ”här” säger inte vart den leder."


def test_it_is_told_of_the_document_that_is_chosen():
    copy = companion.document(LIBRARY, "underskriftsexemplar")

    # A copy has no controls that tell which answer it is.
    assert [one.address for one in accessibility.findings(HELD, LIBRARY, Chosen(copy))] == [""]


def test_there_is_nothing_in_what_lokdesk_makes_itself():
    assert accessibility.findings(Draft(), LIBRARY) == ()
