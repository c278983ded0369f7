"""What whole documents are proposed to answer, one way of writing at a time."""

from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.recognition import taking
from lokdesk.session.fill import fill
from tests.word.foreign.report import recognised
from tests.word.foreign.writer import Writer


def agreement(writer: Writer) -> Agreement:
    return fill(Agreement(), taking.answers(recognised(writer.docx())))


def text(answer: Any) -> str:
    assert answer is not None
    return answer.text


def test_points_with_a_typed_sign_are_points():
    writer = Writer()
    writer.h("Målgrupper")
    writer.p("- Unga utan arbete", "✓ Nyanlända", "– Långtidsarbetslösa")

    found = agreement(writer).target_groups

    assert [one.name for one in found] == ["Unga utan arbete", "Nyanlända", "Långtidsarbetslösa"]


def test_a_table_of_contents_that_somebody_has_typed_is_no_heading():
    writer = Writer()
    writer.p("1\tMålgrupper\t2", "2\tMål\t3", "3\tUppföljning.....\t4")
    writer.bold("1 Målgrupper")
    writer.items("Unga")

    found = agreement(writer)

    assert [one.name for one in found.target_groups] == ["Unga"]
    assert found.goals == ()


def test_headings_may_ask():
    writer = Writer()
    writer.bold("Vad vill vi uppnå?")
    writer.items("Fler i arbete")
    writer.p("Hur ska det gå till? Det vet ingen.")

    assert [one.title for one in agreement(writer).goals] == ["Fler i arbete"]


def test_rows_of_the_same_name_are_several_where_they_say_other_things():
    writer = Writer()
    writer.h("Parter")
    writer.items("Växjö kommun", "Arbetsförmedlingen")
    writer.h("Organisering")
    writer.h("Styrgrupp", 2)
    writer.table(("Part", "Roll"), ("Växjö kommun", "Chef"), ("Arbetsförmedlingen", "Chef"))

    (forum,) = agreement(writer).organisation.forums

    assert [one.role for one in forum.members] == ["Chef", "Chef"]
    assert len({one.actor for one in forum.members}) == 2


def test_an_appendix_may_hold_a_part_of_the_agreement():
    writer = Writer()
    writer.h("Bilaga 5: Lokala jobbspår")
    writer.h("Bussförare", 2)
    writer.p("Yrke: Bussförare", "Antal platser: 12")

    found = agreement(writer)

    assert [one.title for one in found.appendices] == ["Lokala jobbspår"]
    assert [(one.name, one.places) for one in found.job_tracks] == [("Bussförare", "12")]


def test_notes_below_figures_belong_to_them():
    writer = Writer()
    writer.h("Statistik")
    writer.p("Tabell 1. Inskrivna")
    writer.table(("", "Kvinnor", "Män"), ("Växjö", "1", "2"), ("Alvesta", "3", "4"))
    writer.p("Enhet: personer. Period: oktober 2024. Källa: AF:s månadsstatistik.")

    (found,) = agreement(writer).mapping.statistics

    assert (found.unit, found.period, found.source) == ("personer", "oktober 2024", "AF:s månadsstatistik")


def test_bodies_stand_with_their_basis_in_brackets():
    writer = Writer()
    writer.h("Parter")
    writer.table(
        ("Part", "Beslutande organ"),
        ("Växjö kommun", "Kommunstyrelsen (Reglementet), Nämnden för arbete (NAV)"),
        head=True,
    )

    (party,) = agreement(writer).parties

    assert [(one.name, one.basis) for one in party.deciding_bodies] == [
        ("Kommunstyrelsen", "Reglementet"),
        ("Nämnden för arbete (NAV)", None),
    ]


def test_a_line_of_its_own_heads_what_follows_in_a_part():
    writer = Writer()
    writer.h("Uppföljning")
    writer.p("Parterna träffas i mars.", "Rapportering", "Varje part skriver till sin nämnd.")

    found = agreement(writer).follow_up

    assert text(found.method) == "Parterna träffas i mars."
    assert text(found.reporting) == "Varje part skriver till sin nämnd."


def test_the_parties_stand_in_a_list_after_a_sentence_that_names_them():
    writer = Writer()
    writer.p("Parterna är:")
    writer.items("Arbetsförmedlingen", "Växjö kommun", "Region Kronoberg")

    assert [one.name for one in agreement(writer).parties] == [
        "Arbetsförmedlingen",
        "Växjö kommun",
        "Region Kronoberg",
    ]


def test_a_day_in_running_text_is_no_period():
    writer = Writer()
    writer.h("Kaffe")
    writer.p("Förordningen, som många har väntat på, träder i kraft den 1 december 2022 i landet.")

    assert agreement(writer).validity.start is None
