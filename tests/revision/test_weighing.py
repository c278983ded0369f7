"""What the difference between two agreements means: who must decide, and what the version is called."""

from typing import Any

import pytest
from hypothesis import given

from lokdesk.agreement import address as at
from lokdesk.agreement import weight
from lokdesk.agreement.agreement import Agreement
from lokdesk.revision.weighing import Weighed, deciders
from tests import strategies

OLD = Agreement.model_validate(
    {
        "version": "2.0",
        "parties": [
            {
                "id": "part0001",
                "name": "Alvesta kommun",
                "deciding_bodies": [
                    {"id": "body0001", "name": "Kommunstyrelsen"},
                    {"id": "body0002", "name": "Nämnden för arbete"},
                ],
                "decisions": [
                    {"id": "deci0001", "body": "body0002", "kind": "godkännande"},
                    {"id": "deci0002", "body": "body0001", "kind": "uppdrag"},
                ],
                "contacts": [{"id": "cont0001", "role": "Samordnare", "name": "Eva Ek"}],
            },
            {"id": "part0002", "name": "Växjö kommun", "deciding_bodies": [{"id": "body0003", "name": "KS"}]},
            {"id": "part0003", "name": "Arbetsförmedlingen"},
            {"id": "part0004"},
        ],
        "organisation": {
            "forums": [
                {
                    "id": "forum001",
                    "name": "Styrgruppen",
                    "members": [{"id": "memb0001", "actor": "part0001", "role": "Chef", "name": "Eva Ek"}],
                }
            ]
        },
        "appendices": [{"id": "appe0001", "kind": "kontaktlista", "text": "Eva Ek"}],
    }
)
MEMBER = "organisation/forums/forum001/members/memb0001"


def weighed(address: str, value: Any) -> Weighed:
    return Weighed(OLD, at.replace(OLD, address, value))


@pytest.mark.parametrize(
    "address",
    [
        "parties/part0001/contacts/cont0001/name",
        f"{MEMBER}/name",
        f"{MEMBER}/deputy",
        "appendices/appe0001/text",
    ],
)
def test_another_contact_is_a_new_version_and_no_decision(address: str):
    found = weighed(address, "Bo Alm")
    assert found.contacts_only
    assert [one.address for one in found.contacts] == [address]
    assert (found.version, found.deciders) == ("2.1", ())


@pytest.mark.parametrize(
    ("address", "value"),
    [(f"{MEMBER}/role", "Rektor"), ("title", "Ny titel"), ("parties/part0004/name", "Region Kronoberg")],
)
def test_anything_else_is_for_the_bodies_that_approve_it(address: str, value: str):
    found = weighed(address, value)
    assert not found.contacts_only
    assert [one.address for one in found.substance] == [address]
    assert found.version == "3.0"
    assert [str(one) for one in found.deciders][:3] == [
        "Nämnden för arbete, Alvesta kommun",
        "KS, Växjö kommun",
        "Arbetsförmedlingen",
    ]


@pytest.mark.parametrize("address", ["status", "version", "parties/part0001/decisions/deci0001/case_number"])
def test_what_is_formal_weighs_nothing(address: str):
    found = weighed(address, "9.0")
    assert (found.substance, found.contacts, found.contacts_only, found.deciders) == ((), (), False, ())
    assert found.version == "2.0"


def test_a_decision_of_a_body_that_is_gone_leaves_its_party_to_decide():
    gone = at.remove(OLD, "parties/part0001/deciding_bodies/body0002")
    assert "Kommunstyrelsen, Alvesta kommun" in [str(one) for one in deciders(gone)]


@given(strategies.agreements(), strategies.agreements())
def test_nobody_decides_exactly_where_the_substance_is_the_same(old: Agreement, new: Agreement):
    found = Weighed(old, new)
    assert bool(found.substance) == (weight.substance(old) != weight.substance(new))
    if weight.content(old) == weight.content(new):
        assert not found.contacts
