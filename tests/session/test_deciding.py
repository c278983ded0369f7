"""What has changed since the agreement was decided, who must decide again, and what the version is called."""

from datetime import date

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.version import kept
from lokdesk.revision.beginning import begun
from lokdesk.session import deciding
from lokdesk.session.deciding import Standing
from tests.session.made import LIBRARY

TODAY = date(2026, 6, 1)
DECIDED = Agreement.model_validate(
    {
        "status": "beslutad",
        "version": "1.0",
        "title": "Samverkan",
        "parties": [
            {
                "id": "part0001",
                "name": "Alvesta kommun",
                "deciding_bodies": [{"id": "body0001", "name": "Kommunstyrelsen"}],
                "decisions": [
                    {"id": "deci0001", "body": "body0001", "kind": "godkännande", "date": "2026-03-01"}
                ],
                "contacts": [{"id": "cont0001", "role": "Samordnare", "name": "Eva Ek"}],
            },
            {"id": "part0002", "name": "Arbetsförmedlingen"},
        ],
    }
)
VERSIONS = (kept("vers0001", DECIDED, "a.docx", b"PK", "beslutad", date(2026, 3, 2)),)
NAME = "parties/part0001/contacts/cont0001/name"


def standing(agreement: Agreement) -> Standing:
    found = deciding.standing(LIBRARY.handbook, Draft(agreement=agreement, versions=VERSIONS), TODAY)
    assert found is not None
    return found


def test_a_draft_that_nothing_has_been_decided_of_stands_to_nothing():
    assert deciding.standing(LIBRARY.handbook, Draft(agreement=DECIDED), TODAY) is None


def test_what_has_not_changed_needs_no_decision():
    found = standing(at.replace(DECIDED, "status", "gällande"))
    assert found.words.startswith(
        "Inget som behöver beslutas har ändrats sedan den version som är beslutad 2026-03-02"
    )
    assert found.version is None


def test_after_a_change_of_contacts_a_number_is_proposed_until_there_is_one():
    changed = at.replace(DECIDED, NAME, "Bo Alm")
    found = standing(changed)
    assert "har bara kontakter ändrats" in found.words
    assert "Inget organ behöver besluta igen." in found.words
    assert found.version == "1.1"
    assert standing(at.replace(changed, "version", "1.1")).version is None


def test_after_another_change_those_who_have_approved_must_decide_again():
    found = standing(at.replace(at.replace(DECIDED, NAME, "Bo Alm"), "title", "Samverkan om unga"))
    assert found.words.endswith("De här behöver besluta: Kommunstyrelsen, Alvesta kommun.")
    assert found.version is None


def test_of_a_revision_all_who_approve_must_decide():
    draft = begun(Draft(agreement=DECIDED), TODAY, date(2027, 1, 1), date(2027, 12, 31)).draft
    found = deciding.standing(LIBRARY.handbook, draft, TODAY)
    assert found is not None
    assert found.words.startswith(
        "Sedan den förra överenskommelsen (version 1.0) har det här ändrats: Giltighet"
    )
    assert found.words.endswith(
        "De här behöver besluta: Kommunstyrelsen, Alvesta kommun; Arbetsförmedlingen."
    )
