"""What bodies have approved, and whether the agreement is still that."""

from datetime import date
from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement import approval, schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.approval import Unapproved
from lokdesk.agreement.version import KeptVersion, kept

TODAY = date(2026, 6, 1)


def party(number: int, name: str, *decisions: dict[str, Any]) -> dict[str, Any]:
    body = f"body000{number}"
    made = [
        {"id": f"de{number}0000{n}", "body": body, "kind": "godkännande"} | one
        for n, one in enumerate(decisions)
    ]
    return {
        "id": f"part000{number}",
        "name": name,
        "deciding_bodies": [{"id": body, "name": "Kommunstyrelsen"}],
        "decisions": made,
    }


def agreement(*parties: dict[str, Any], background: str = "Så var det.", **answers: Any) -> Agreement:
    return Agreement.model_validate({"parties": list(parties), "background": background, **answers})


def version(
    held: Agreement, day: date, why: str = "beslutad", status: str | None = None, number: int = 1
) -> KeptVersion:
    of = held.model_copy(update={"status": status})
    return kept(f"vers000{number}", of, "beslut.docx", b"PK", why, day)


APPROVED = agreement(party(1, "Alvesta", {"date": "2026-03-01"}), party(2, "Växjö"))
KEPT = (version(APPROVED, date(2026, 3, 2)),)


def unapproved(now: Agreement, versions: tuple[KeptVersion, ...] = KEPT) -> Unapproved:
    return approval.unapproved(now, versions, TODAY)


def test_what_has_been_approved_and_not_changed_stands():
    assert not unapproved(APPROVED)


def test_after_an_edit_the_bodies_that_have_approved_are_named():
    found = unapproved(at.replace(APPROVED, "background", "Så är det."))

    (one,) = found.approvals
    assert (one.party, one.body, one.day) == ("Alvesta", "Kommunstyrelsen", date(2026, 3, 1))
    assert one.address == "parties/part0001/decisions/de100000"
    assert found.fields == ("background",)


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("status", "beslutad"),
        ("version", "1.1"),
        ("version_date", "2026-04-01"),
        ("economy", "Inga kostnader."),
        ("signing/originals", "Två"),
        ("circulations", [{"id": "circ0001"}]),
        ("workshops", [{"id": "work0001"}]),
        ("parties/part0001/contacts", [{"id": "cont0001", "name": "Eva"}]),
        ("parties/part0001/signatories", [{"id": "sign0001", "name": "Bo"}]),
        ("parties/part0001/registrator", "registrator@alvesta.se"),
        ("parties/part0001/deciding_bodies/body0001/memo_name", "missiv"),
        ("parties/part0002/decisions", [{"id": "deci0009", "kind": "uppdrag", "date": "2026-01-01"}]),
        ("appendices", [{"id": "appe0001", "kind": "kontaktlista", "text": "Eva"}]),
        ("collaborators", []),
    ],
)
def test_how_it_is_made_sent_and_signed_and_who_to_turn_to_needs_no_decision(address: str, value: object):
    assert not unapproved(at.replace(APPROVED, address, value))


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("title", "En annan"),
        ("validity/end", "2028-12-31"),
        ("goals", [{"id": "goal0001", "title": "Fler i arbete"}]),
        ("parties/part0002/mandate", "Vuxenutbildning"),
        ("parties/part0002/name", "Växjö kommun"),
        ("appendices", [{"id": "appe0001", "kind": "statistik", "text": "Siffror"}]),
        ("appendices", [{"id": "appe0001", "kind": "statistik", "attachment": "file0001"}]),
    ],
)
def test_what_the_parties_agree_on_does(address: str, value: object):
    assert unapproved(at.replace(APPROVED, address, value))


def test_every_field_of_an_agreement_is_decided_on_or_not():
    assert set(schema.fields(Agreement)) >= approval.UNDECIDED_ON


def test_a_day_that_has_not_come_and_another_kind_of_decision_are_no_approval():
    planned = agreement(
        party(1, "Alvesta", {"date": "2026-09-01"}, {"kind": "uppdrag", "date": "2026-01-01"}, {})
    )

    assert approval.approvals(planned, TODAY) == ()


def test_nothing_is_known_where_no_version_is_kept():
    changed = at.replace(APPROVED, "background", "Så är det.")

    assert not unapproved(changed, ())
    assert not unapproved(changed, (version(APPROVED, date(2026, 1, 1), "skickad", "avstämningsversion"),))


def test_who_has_decided_again_on_what_it_says_now_need_not():
    now = agreement(
        party(1, "Alvesta", {"date": "2026-03-01"}, {"kind": "ändring", "date": "2026-05-10"}),
        party(2, "Växjö", {"date": "2026-04-10"}),
        party(3, "Lessebo", {"date": "2026-02-20"}),
        background="Så är det.",
    )
    versions = (
        version(agreement(*()), date(2026, 3, 2)),
        version(now, date(2026, 4, 12), number=2),
    )

    assert [one.party for one in unapproved(now, versions).approvals] == ["Lessebo"]


def test_a_body_approves_what_it_was_sent():
    one, two = agreement(background="Ett."), agreement(background="Två.")
    versions = (
        version(one, date(2026, 2, 1), "skickad", "beslutsversion", 1),
        version(two, date(2026, 2, 10), "skickad", "beslutsversion 2", 2),
        version(two, date(2026, 2, 20), "beslutad", "beslutad", 3),
    )

    assert approval.decided(versions, date(2026, 2, 5)) == versions[0]
    assert approval.decided(versions, date(2026, 2, 15)) == versions[1]
    assert approval.decided(versions[2:], date(2026, 2, 15)) == versions[2]
    assert approval.decided(versions[2:], date(2026, 3, 15)) == versions[2]
    assert approval.decided((), date(2026, 2, 15)) is None
