"""A block of cells laid into a list that is shown as a table."""

from datetime import date
from typing import Any

from lokdesk.agreement.draft import Draft
from lokdesk.session import pasting
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

MEMBERS = "organisation/forums/foru0001/members"
COLUMNS = ("actor", "role", "name", "membership")


def session(**given: Any) -> Session:
    agreement = {
        "parties": [{"id": "alvesta1", "name": "Alvesta kommun"}],
        "organisation": {
            "forums": [
                {
                    "id": "foru0001",
                    "members": [
                        {"id": "memb0001", "role": "Ordförande"},
                        {"id": "memb0002", "role": "Ledamot"},
                    ],
                }
            ]
        },
        **given,
    }
    return Session(LIBRARY, Draft.model_validate({"agreement": agreement}))


def seats(session: Session, address: str, *cells: tuple[str, ...]) -> list[tuple[Any, ...]]:
    session.set(MEMBERS, pasting.pasted(session, address, COLUMNS, cells))
    return [(one.actor, one.role, one.name, one.membership) for one in session.value(MEMBERS)]


def test_cells_go_into_the_rows_that_are_there_and_then_into_new_ones():
    given = session()

    assert seats(given, f"{MEMBERS}/memb0002", ("", "Sekreterare", "Anna Ek"), ("", "Ledamot", "Bo Al")) == [
        (None, "Ordförande", None, None),
        (None, "Sekreterare", "Anna Ek", None),
        (None, "Ledamot", "Bo Al", None),
    ]
    assert [one.id for one in given.value(MEMBERS)][:2] == ["memb0001", "memb0002"]


def test_names_and_words_are_understood_whatever_their_case():
    found = seats(session(), f"{MEMBERS}/memb0001", ("alvesta Kommun", "Ordförande", "", "Ordinarie"))

    assert found[0] == ("alvesta1", "Ordförande", None, "ordinarie")


def test_what_says_nothing_leaves_what_is_there():
    found = seats(session(), f"{MEMBERS}/memb0001", ("Okänd part", "", "Anna", "", "för mycket"))

    assert found[0] == (None, "Ordförande", "Anna", None)


def test_a_day_is_understood_as_people_write_it_and_else_left_out():
    given = session(validity={"replaces": [{"id": "repl0001"}]})
    place = "validity/replaces/repl0001"

    rows = pasting.pasted(given, place, ("title", "date"), [("LÖK", "1 mars 2026"), ("SÖK", "någon gång")])
    given.set("validity/replaces", rows)

    assert [(one.title, one.date) for one in given.value("validity/replaces")] == [
        ("LÖK", date(2026, 3, 1)),
        ("SÖK", None),
    ]
