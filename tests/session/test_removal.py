"""What is asked before something is taken away that others refer to."""

from typing import Any

from lokdesk.agreement.draft import Draft
from lokdesk.session import removal
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

PARTY = "parties/alvesta1"


def session(**given: Any) -> Session:
    parties = [{"id": "afafafaf", "name": "Arbetsförmedlingen"}, {"id": "alvesta1", "name": "Alvesta kommun"}]
    return Session(LIBRARY, Draft.model_validate({"agreement": {"parties": parties, **given}}))


def told(session: Session, address: str) -> str:
    found = session.refers_to(address)
    return removal.consequences(LIBRARY.handbook, session.agreement, address, found)


def test_the_question_names_what_is_to_go():
    asked = removal.asked(LIBRARY.handbook, session().agreement, PARTY)

    assert asked == "Vill du ta bort part ”Alvesta kommun”?"


def test_every_place_that_mentions_it_is_told_with_its_label():
    given = session(
        goals=[{"id": "goal0001", "title": "Fler i arbete", "scope": ["afafafaf", "alvesta1"]}],
        organisation={
            "forums": [
                {
                    "id": "foru0001",
                    "name": "Styrgruppen",
                    "members": [{"id": "memb0001", "role": "Ordförande", "actor": "alvesta1"}],
                }
            ]
        },
    )

    words = told(given, PARTY)

    assert words.startswith("”Alvesta kommun” nämns här, och tas bort där också:\n")
    assert "– Mål ”Fler i arbete”: Gäller för\n" in words
    assert "– Forum ”Styrgruppen”, ledamot ”Ordförande”: Part eller aktör\n" in words
    assert "alla parter" not in words
    assert words.endswith("\n\nOm du ångrar kommer allt tillbaka.")


def test_what_will_apply_to_all_parties_instead_is_told():
    words = told(session(goals=[{"id": "goal0001", "title": "Fler i arbete", "scope": ["alvesta1"]}]), PARTY)

    assert "kommer i stället att gälla alla parter:\n– Mål ”Fler i arbete”\n" in words


def test_what_goes_altogether_because_it_is_about_nothing_else_is_told():
    sizes = [{"id": "size0001", "party": "alvesta1", "number": "120"}]
    words = told(session(target_groups=[{"id": "grou0001", "name": "Unga", "sizes": sizes}]), PARTY)

    assert "nämns" not in words
    assert "handlar bara om ”Alvesta kommun”, och tas bort helt:\n– Målgrupp ”Unga”: Storlek\n" in words


def test_a_long_list_of_places_is_cut_short():
    goals = [{"id": f"goal{n:04}", "title": f"Mål {n}", "scope": ["afafafaf", "alvesta1"]} for n in range(12)]

    words = told(session(goals=goals), PARTY)

    assert "– Mål ”Mål 6”: Gäller för\n– och 5 ställen till\n" in words
    assert "Mål 7" not in words


def test_a_file_is_told_of_in_the_same_way():
    given = session(appendices=[{"id": "appe0001", "title": "Karta"}])

    words = removal.detached(
        LIBRARY.handbook, given.agreement, "karta.pdf", ["appendices/appe0001/attachment"]
    )

    assert words.startswith("”karta.pdf” nämns här, och tas bort där också:\n– Bilaga ”Karta”: Fil\n")
