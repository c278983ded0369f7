"""The agenda of a revision: what is on it, in which order, and when a point is done."""

from datetime import date
from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment, Draft, Earlier, HandbookUse, Predecessor
from lokdesk.agreement.evaluation import DROP
from lokdesk.handbook import book, register
from lokdesk.revision import agenda, evaluation, phrases
from lokdesk.revision.agenda import Agenda
from lokdesk.revision.finding import Books
from lokdesk.revision.point import KINDS, TICKED, Kind, Point
from tests.tools import ROOT

HANDBOOKS = book.load_all(ROOT / "resources" / "handbook")
OLDER, NEWER = HANDBOOKS["2026.1"], HANDBOOKS["2026.2"]
ACTS = register.load(ROOT / "resources" / "register").acts
WORDS = phrases.load(ROOT / "resources" / "revision" / "agenda.toml")
TODAY = date(2026, 11, 22)
REPEALED = "Lag (2010:197) om etableringsinsatser"

OLD = Agreement.model_validate(
    {
        "title": "Samverkan i Alvesta",
        "parties": [
            {
                "id": "part0001",
                "name": "Alvesta kommun",
                "kind": "kommun",
                "contacts": [
                    {"id": "cont0001", "name": "Bo Ek", "role": "Samordnare"},
                    {"id": "cont0002", "role": "Handläggare"},
                ],
            }
        ],
        "legal_references": [
            {"id": "lega0001", "act": "Lag om etableringsinsatser", "sfs": "2010:197"},
            {"id": "lega0002", "act": "Skollag", "sfs": "2010:800"},
        ],
        "mapping": {
            "gaps": "Det saknas praktikplatser.",
            "statistics": [
                {
                    "id": "tabl0001",
                    "title": "Inskrivna",
                    "source": "AF, https://arbetsformedlingen.se/statistik",
                    "retrieved": "2025-03-01",
                    "columns": [{"id": "colu0001", "name": "Antal"}],
                    "rows": [{"id": "rowx0001", "cells": [{"id": "colu0001", "value": "40"}]}],
                },
                {"id": "tabl0002", "title": "Tom tabell"},
            ],
        },
        "target_groups": [
            {
                "id": "grou0001",
                "name": "Unga",
                "sizes": [{"id": "size0001", "number": "120", "period": "hösten 2024", "source": "SCB"}],
            }
        ],
        "goals": [{"id": "goal0001", "title": "Fler i arbete"}],
        "organisation": {
            "forums": [
                {
                    "id": "foru0001",
                    "name": "Styrgrupp",
                    "members": [
                        {"id": "memb0001", "name": "Eva Lind", "role": "Ordförande"},
                        {"id": "memb0002", "role": "Sekreterare"},
                        {"id": "memb0003", "role": "Sekreterare"},
                    ],
                }
            ]
        },
        "processes": [{"id": "proc0001", "name": "Unga", "purpose": "Enligt socialtjänstlagen (2001:453)."}],
        "job_tracks": [{"id": "trac0001", "name": "Buss", "period": "mars–juni 2025"}],
        "appendices": [{"id": "appe0001", "title": "Karta", "attachment": "atta0001"}],
    }
)


def draft(agreement: Agreement = OLD, **more: Any) -> Draft:
    return Draft(
        agreement=agreement,
        predecessors=(Predecessor(id="pred0001", agreement=OLD, handbook="2026.1"),),
        attachments=(Attachment(id="atta0001", name="karta.pdf"),),
        handbook=HandbookUse(version="2026.2"),
    ).model_copy(update=more)


def of(one: Draft, now: book.Handbook = NEWER) -> Agenda:
    return agenda.agenda(one, Books(now, OLDER, NEWER), ACTS, WORDS, TODAY)


def points(kind: Kind, one: Draft | None = None) -> dict[str, Point]:
    """Return the points of a kind by what they are about."""
    return {it.about: it for it in of(one or draft()).points if it.kind == kind}


def changed(address: str, value: object) -> Draft:
    return draft(at.replace(OLD, address, value))


def test_an_agreement_that_revises_none_has_no_agenda():
    assert of(Draft(agreement=OLD)) == Agenda()


def test_it_goes_in_the_order_of_the_handbook_and_leaves_nothing_out():
    found = of(draft())

    assert [one.slug for one in found.sections] == [one.slug for one in WORDS.sections]
    assert {one.kind for one in found.points} >= set(KINDS) - {"new_goal"}
    keys = [one.key for one in found.points]
    assert len(keys) == len(set(keys))


def test_every_point_says_where_it_is_and_what_to_do():
    for one in of(draft(), OLDER).points:
        assert one.title
        assert one.todo == WORDS.kinds[one.kind].todo
        assert not one.done
        if one.address:
            at.get(OLD, one.address)
        else:
            assert one.kind == "handbook"


@pytest.mark.parametrize("kind", sorted(TICKED))
def test_what_somebody_goes_through_is_done_when_they_say_so(kind: Kind):
    for key in [one.key for one in of(draft()).points if one.kind == kind]:
        said = evaluation.treated(draft().evaluation, key, wanted=True)

        (point,) = [one for one in of(draft(evaluation=said)).points if one.key == key]

        assert point.done
        assert point.todo == WORDS.kinds[kind].done


def test_each_goal_is_evaluated_first_and_also_when_it_is_gone():
    first = of(draft()).points[0]
    assert (first.kind, first.title, first.goal) == ("goal", "Mål ”Fler i arbete”", "goal0001")

    gone = of(evaluation.judged(draft(), "goal0001", DROP)).points[0]

    assert (gone.title, gone.address, gone.done) == ("Mål ”Fler i arbete”", "", False)
    assert gone.told == (WORDS.said.goal_gone,)


def test_of_a_goal_that_has_been_begun_with_it_is_told_what_is_left():
    judged = evaluation.judged(draft(), "goal0001", DROP)

    point = of(judged).points[0]

    assert point.todo == "Kvar: svara på om målet hjälpte och skriv varför."
    said = evaluation.said(judged.evaluation, "goal0001", helped="nej", why="Ingen följde det.")
    done = of(judged.model_copy(update={"evaluation": said})).points[0]
    assert (done.done, done.todo) == (True, WORDS.kinds["goal"].done)


def test_a_goal_that_is_new_is_done_when_it_is_told_why():
    new = OLD.goals[0].model_copy(update={"id": "goal0002", "title": "Nytt"})
    one = draft(at.insert(OLD, "goals", new))
    assert not points("new_goal", one)["goals/goal0002"].done

    said = evaluation.said(one.evaluation, "goal0002", why="Kartläggningen visar det.")

    assert points("new_goal", one.model_copy(update={"evaluation": said}))["goals/goal0002"].done


def test_a_figure_older_than_a_year_is_told_with_its_source_and_where_a_new_one_comes_from():
    (point,) = points("table").values()

    assert point.title == "Tabell ”Inskrivna”"
    assert point.told == (
        "Hämtad 2025-03-01, för mer än ett år sedan.",
        "Källa: AF, https://arbetsformedlingen.se/statistik",
    )
    assert point.links == ("https://arbetsformedlingen.se/statistik",)


def test_a_figure_that_has_been_brought_up_to_date_is_done():
    (point,) = points("table", changed("mapping/statistics/tabl0001/retrieved", "2026-11-01")).values()

    assert point.done
    assert point.told[0] == "Uppdaterad: 2026-11-01."


def test_without_a_day_the_period_tells_how_old_a_figure_is():
    address = "mapping/statistics/tabl0001"
    bare = at.replace(OLD, f"{address}/retrieved", None)
    (ageless,) = points("table", draft(bare)).values()
    (old,) = points("table", draft(at.replace(bare, f"{address}/period", "2024"))).values()

    assert ageless.told[0] == WORDS.said.ageless
    assert old.told[0] == "Avser 2024, mer än ett år tillbaka."


def test_so_do_those_of_target_groups():
    (point,) = points("sizes").values()
    assert point.told == ("Avser hösten 2024, mer än ett år tillbaka.", "Källa: SCB")

    (new,) = points("sizes", changed("target_groups/grou0001/sizes/size0001/period", "oktober 2026")).values()

    assert new.done


def test_texts_of_the_mapping_that_were_there_are_read_again():
    (point,) = points("mapping_text").values()

    assert (point.about, point.told) == ("mapping/gaps", (WORDS.said.unchanged,))
    (again,) = points("mapping_text", changed("mapping/gaps", "Nu finns de.")).values()
    assert again.told == (WORDS.said.changed,)


def test_a_forum_tells_who_is_in_it_and_which_roles_nobody_has():
    (point,) = points("forum").values()

    assert [(one.name, one.what) for one in point.people] == [("Eva Lind", "Ordförande")]
    assert point.people[0].address == "organisation/forums/foru0001/members/memb0001/name"
    assert point.told == (WORDS.said.unchanged, "Utan namn: Sekreterare (2).")


def test_so_do_the_contacts_of_a_party():
    (point,) = points("contacts").values()

    assert point.title == "Kontakter: Alvesta kommun"
    assert [one.name for one in point.people] == ["Bo Ek"]
    assert point.told == ("Utan namn: Handläggare.",)


def test_a_job_track_whose_time_is_out_and_a_file_that_is_the_same_are_told():
    (track,) = points("job_track").values()
    (appendix,) = points("appendix").values()

    assert track.told == (WORDS.said.unchanged, "Perioden mars–juni 2025 är slut.")
    assert appendix.told == (WORDS.said.unchanged, "Filen ”karta.pdf” är densamma som förra gången.")


def test_what_is_new_and_what_has_been_changed_since_is_told():
    new = OLD.processes[0].model_copy(update={"id": "proc0002", "name": "Vuxna"})
    one = draft(at.insert(at.replace(OLD, "processes/proc0001/purpose", "Annat."), "processes", new))

    told = {about: (*point.told, point.done) for about, point in points("process", one).items()}

    # What has come in this revision needs not be gone through once more.
    assert told == {
        "processes/proc0001": (WORDS.said.changed, False),
        "processes/proc0002": (WORDS.said.new, True),
    }


def test_acts_that_apply_no_longer_are_told_wherever_they_stand():
    found = points("repealed")

    assert list(found) == ["legal_references/lega0001", "processes/proc0001/purpose"]
    reference, purpose = found.values()
    assert reference.told[0].startswith("Lag (2010:197)")
    assert "ersatts av Lag (2017:584)" in reference.told[0]
    assert purpose.title == "Syfte – process ”Unga”"
    assert "ersatts av Socialtjänstlag (2025:400)" in purpose.told[0]


def test_a_reference_that_has_been_changed_or_taken_away_is_done():
    new = at.replace(OLD, "legal_references/lega0001/sfs", "2017:584")
    new = at.replace(new, "processes/proc0001/purpose", None)
    assert [one.done for one in points("repealed", draft(new)).values()] == [True, True]

    without = at.remove(OLD, "legal_references/lega0001")

    gone = points("repealed", draft(without))["legal_references/lega0001"]
    assert (gone.done, gone.address) == (True, "")


def test_a_newer_handbook_is_told_until_the_agreement_is_moved_to_it():
    (done,) = [one for one in of(draft()).points if one.kind == "handbook"]
    (left,) = [one for one in of(draft(), OLDER).points if one.kind == "handbook"]

    assert (done.done, left.done) == (True, False)
    assert left.told[0] == "Förra överenskommelsen följer handboken 2026.1. Nu finns 2026.2."
    count = len(set(NEWER.places) - set(OLDER.places))
    assert left.told[1] == f"Den har {count} frågor som inte fanns då."


def test_the_questions_that_the_newer_handbook_asks_come_with_it():
    new = points("new_question")

    assert set(new) <= set(NEWER.places) - set(OLDER.places)
    assert "adult_education/data" in new
    assert not any(one.kind == "new_question" for one in of(draft(), OLDER).points)
    (answered,) = [
        one
        for one in of(changed("adult_education/data", "Antagna och avbrott.")).points
        if one.about == "adult_education/data"
    ]
    assert answered.done


def test_what_ought_to_have_been_answered_is_asked_for_until_it_is():
    one = points("unanswered")["goals/*/effect"]
    assert (one.address, one.done) == ("goals/goal0001/effect", False)

    assert points("unanswered", changed("goals/goal0001/effect", "Fler arbetar."))["goals/*/effect"].done
    # Nobody asks for the effect of a goal that is gone.
    assert "goals/*/effect" not in points("unanswered", draft(at.remove(OLD, "goals/goal0001")))


def test_how_the_agreement_is_decided_and_signed_is_no_part_of_it():
    asked = {one.about for one in of(draft()).points if one.kind in ("new_question", "unanswered")}

    assert not {one for one in asked if one.startswith(("signing", "parties/*/decisions", "economy"))}


def test_the_handbook_of_last_time_is_known_also_from_older_files():
    unknown = (Predecessor(id="pred0001", agreement=OLD),)

    assert agenda.then(draft()) == "2026.1"
    assert agenda.then(draft(predecessors=unknown)) == "2026.2"
    moved = (Earlier(id="earl0001", agreement=OLD, template="grundmall", handbook="2026.1"),)
    assert agenda.then(draft(predecessors=unknown, earlier=moved)) == "2026.1"
