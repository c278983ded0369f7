"""What references can be set to, given where they stand."""

import pytest

from lokdesk.agreement.address import UnknownAddress
from lokdesk.session.choices import choices
from lokdesk.session.session import Session
from tests.session.made import LIBRARY


@pytest.fixture
def session() -> Session:
    session = Session(LIBRARY)
    session.fill(
        {
            "parties": [
                {"id": "party001", "name": "Alvesta kommun", "deciding_bodies": [{"id": "body0001"}]},
                {
                    "id": "party002",
                    "name": "Växjö kommun",
                    "deciding_bodies": [{"id": "body0002", "name": "Nämnden"}],
                    "decisions": [{"id": "deci0001"}],
                },
            ],
            "collaborators": [{"id": "actor001", "name": "Företagarna"}],
            "organisation": {
                "forums": [
                    {"id": "forum001", "name": "Styrgruppen", "members": [{"id": "member01"}]},
                    {"id": "forum002", "name": "Idégruppen"},
                ]
            },
            "appendices": [{"id": "append01"}],
        }
    )
    return session


def test_a_decision_is_made_by_one_of_the_partys_own_bodies(session: Session):
    assert choices(session, "parties/party002/decisions/deci0001/body") == {"body0002": "Nämnden"}


def test_a_forum_does_not_report_to_itself(session: Session):
    assert choices(session, "organisation/forums/forum001/reports_to") == {"forum002": "Idégruppen"}


def test_actors_are_parties_and_collaborators_in_their_order(session: Session):
    at = "organisation/forums/forum001/members/member01/actor"

    assert list(choices(session, at).values()) == ["Alvesta kommun", "Växjö kommun", "Företagarna"]


def test_files_are_offered_by_their_names(session: Session):
    attached = session.attach("karta.pdf", b"%PDF")

    assert choices(session, "appendices/append01/attachment") == {attached: "karta.pdf"}


def test_only_references_have_choices(session: Session):
    with pytest.raises(KeyError):
        choices(session, "title")
    with pytest.raises(UnknownAddress):
        choices(session, "parties/party009/decisions/deci0001/body")
