"""One person or unit in the place of another, everywhere, from a day on; and the places that nobody has."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.session import replacing
from lokdesk.session.replacement import Change
from lokdesk.session.replacing import PERSON, UNIT, Swap
from tests.session.made import LIBRARY

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 4, 1)
AGREEMENT = Agreement.model_validate(
    {
        "status": "gällande",
        "version": "2.0",
        "background": "Eva Ek tog initiativet. Fråga Eva Eks kollegor, inte Eva Ekman.",
        "parties": [
            {
                "id": "part0001",
                "name": "Alvesta kommun",
                "unit": "Arbetsmarknadsenheten",
                "contacts": [
                    {
                        "id": "cont0001",
                        "role": "Samordnare",
                        "name": "Eva Ek",
                        "unit": "Arbetsmarknadsenheten",
                        "email": "eva.ek@alvesta.example",
                        "phone": "0472-1",
                    },
                    {"id": "cont0002", "role": "Handläggare", "email": "funktion@alvesta.example"},
                    {"id": "cont0003", "role": "Studievägledare", "name": "Vakant"},
                ],
                "signatories": [
                    {"id": "sign0001", "name": "Eva Ek", "signed": "2025-12-01"},
                    {"id": "sign0002", "title": "Kommunchef"},
                ],
            }
        ],
        "organisation": {
            "forums": [
                {
                    "id": "forum001",
                    "name": "Styrgruppen",
                    "convenor": "Eva Ek",
                    "members": [
                        {"id": "memb0001", "actor": "part0001", "role": "Chef", "name": "Eva Ek"},
                        {"id": "memb0002", "actor": "part0001", "role": "Rektor", "deputy": "Eva Ek"},
                        {"id": "memb0003"},
                    ],
                }
            ]
        },
    }
)
CONTACT = "parties/part0001/contacts/cont0001"
FORUM = "organisation/forums/forum001"
SWAP = Swap(PERSON, "Eva Ek", "Bo Alm", DAY, email="bo.alm@alvesta.example")


def meant(swap: Swap) -> tuple[Change, ...]:
    return tuple(one.change for one in replacing.planned(AGREEMENT, swap) if one.meant)


def after(swap: Swap, **given: Any) -> Draft:
    return replacing.made(Draft(agreement=AGREEMENT), swap, meant(swap), "Lisa", NOW, **given)


def test_persons_and_units_are_listed_by_how_many_places_they_stand_in():
    assert replacing.names(AGREEMENT, PERSON) == ("Eva Ek",)
    assert replacing.names(AGREEMENT, UNIT) == ("Arbetsmarknadsenheten",)


def test_a_person_is_replaced_everywhere_and_so_is_how_to_reach_them():
    agreement = after(SWAP).agreement
    assert at.get(agreement, f"{CONTACT}/name") == "Bo Alm"
    assert at.get(agreement, f"{CONTACT}/email") == "bo.alm@alvesta.example"
    assert at.get(agreement, f"{CONTACT}/phone") is None
    assert at.get(agreement, f"{FORUM}/convenor") == "Bo Alm"
    assert at.get(agreement, f"{FORUM}/members/memb0001/name") == "Bo Alm"
    assert at.get(agreement, f"{FORUM}/members/memb0002/deputy") == "Bo Alm"
    assert (
        agreement.background
        and agreement.background.text == "Bo Alm tog initiativet. Fråga Bo Alms kollegor, inte Eva Ekman."
    )


def test_an_address_with_the_name_in_it_is_that_of_the_new_person():
    contact = {"id": "cont0001", "name": "Eva", "email": "Eva.Ek@alvesta.example", "phone": "0472-1 (Eva)"}
    agreement = Agreement.model_validate({"parties": [{"id": "part0001", "contacts": [contact]}]})

    places = replacing.planned(agreement, Swap(PERSON, "Eva", "Bo", DAY, email="bo.by@alvesta.example"))

    assert [at.last(one.change.address) for one in places] == ["name", "email", "phone"]
    (after,) = replacing.replaced(agreement, [one.change for one in places]).parties[0].contacts
    assert (after.name, after.email, after.phone) == ("Bo", "bo.by@alvesta.example", None)


def test_who_has_signed_has_signed():
    places = {one.change.address: one for one in replacing.planned(AGREEMENT, SWAP)}
    signed = places["parties/part0001/signatories/sign0001/name"]
    assert (signed.meant, signed.remark) == (False, "undertecknade 2025-12-01")
    assert at.get(after(SWAP).agreement, "parties/part0001/signatories/sign0001/name") == "Eva Ek"


def test_who_leaves_without_a_successor_leaves_a_vacancy_and_no_holes_in_texts():
    swap = Swap(PERSON, "Eva Ek", "", DAY)
    agreement = after(swap).agreement
    assert at.get(agreement, f"{CONTACT}/name") is None
    assert at.get(agreement, f"{CONTACT}/role") == "Samordnare"
    assert at.get(agreement, f"{CONTACT}/email") is None
    assert agreement.background == AGREEMENT.background
    text = next(one for one in replacing.planned(AGREEMENT, swap) if one.change.address == "background")
    assert (text.meant, text.remark) == (False, "nämns i en längre text")


def test_a_unit_gets_another_name_and_its_people_keep_their_addresses():
    agreement = after(Swap(UNIT, "Arbetsmarknadsenheten", "Vuxenenheten", DAY)).agreement
    assert at.get(agreement, "parties/part0001/unit") == "Vuxenenheten"
    assert at.get(agreement, f"{CONTACT}/unit") == "Vuxenenheten"
    assert at.get(agreement, f"{CONTACT}/email") == "eva.ek@alvesta.example"


@pytest.mark.parametrize(
    ("swap", "text"),
    [
        (SWAP, "Bo Alm efter Eva Ek från och med 2026-04-01, på 5 ställen."),
        (Swap(PERSON, "Eva Ek", "", DAY), "Vakant efter Eva Ek från och med 2026-04-01, på 4 ställen."),
        (Swap(PERSON, "Eva Ek", "Bo Alm"), "Bo Alm efter Eva Ek, på 5 ställen."),
    ],
)
def test_from_which_day_it_is_so_is_noted_at_the_first_place(swap: Swap, text: str):
    (note,) = after(swap).discussion.notes
    assert note.text and note.text.text == text
    assert (note.address, note.author, note.written) == (
        "parties/part0001/contacts/cont0001/name",
        "Lisa",
        NOW,
    )


def test_a_version_that_is_given_is_dated_the_same_day():
    agreement = after(SWAP, version="2.1").agreement
    assert (agreement.version, agreement.version_date) == ("2.1", DAY)


def test_what_it_weighs_is_told_of_a_decided_agreement_only():
    found = replacing.weighed(AGREEMENT, meant(SWAP))
    assert found is not None
    assert [one.address for one in found.substance] == ["background", f"{FORUM}/convenor"]
    contacts = [one for one in meant(SWAP) if one.address.startswith(CONTACT)]
    only = replacing.weighed(AGREEMENT, contacts)
    assert only is not None and only.contacts_only and only.version == "2.1"
    assert replacing.weighed(at.replace(AGREEMENT, "status", "utkast"), contacts) is None


def test_nothing_is_replaced_by_itself_and_nobody_by_anybody():
    assert replacing.planned(AGREEMENT, Swap(PERSON, "Eva Ek", " Eva  Ek ")) == ()
    assert replacing.planned(AGREEMENT, Swap(PERSON, " ", "Bo Alm")) == ()


def test_roles_and_seats_without_a_name_are_vacant():
    found = {one.address: one for one in replacing.vacancies(LIBRARY.handbook, AGREEMENT)}
    assert list(found) == [
        "parties/part0001/contacts/cont0002/name",
        "parties/part0001/contacts/cont0003/name",
        f"{FORUM}/members/memb0002/name",
        "parties/part0001/signatories/sign0002/name",
    ]
    assert found["parties/part0001/contacts/cont0003/name"].what == "Namn: Vakant"
    assert "Rektor" in found[f"{FORUM}/members/memb0002/name"].where


@pytest.mark.parametrize("kind", [PERSON, UNIT])
def test_names_stand_in_places_that_agreements_have(kind: replacing.Kind):
    assert set(replacing._NAMES[kind]) | set(replacing._SEATS) <= set(schema.patterns())
