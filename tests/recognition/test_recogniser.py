"""What whole documents are proposed to answer, one way of writing at a time."""

from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.recognition import taking, tray
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


def test_a_table_of_boards_may_name_somebody_who_is_no_party():
    writer = Writer()
    writer.h("Samverkansaktörer")
    writer.items("Region Kronoberg")
    writer.h("Parter")
    writer.table(
        ("Part", "Beslutande organ", "Diarienummer", "Registrator"),
        ("Växjö kommun", "Kommunstyrelsen", "KS 2024/12", "registrator@vaxjo.se"),
        ("Region Kronoberg", "Regionstyrelsen", "RS 2024/7", "registrator@kronoberg.se"),
        head=True,
    )

    recognition = recognised(writer.docx())
    found = fill(Agreement(), taking.answers(recognition))

    (party,) = found.parties
    assert [one.name for one in party.deciding_bodies] == ["Kommunstyrelsen"]
    assert [one.name for one in found.collaborators] == ["Region Kronoberg"]
    left = [one.text for one in tray.tray(recognition) if not one.understood]
    assert "Regionstyrelsen" in left, "what there is no place for stays in the tray"


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


def test_a_line_that_tells_when_the_agreement_begins_and_ends_tells_both():
    writer = Writer()
    writer.title("Överenskommelse om samverkan", "mellan Arbetsförmedlingen och Norbergs kommun")
    writer.lead("Gäller: ", "1 april 2023 – 31 mars 2026")
    writer.lead("Version: ", "1:1, beslutad")
    writer.lead("Ersätter: ", "LÖK om nyanlända från 2018")
    writer.h("Syfte")

    found = agreement(writer)

    assert (str(found.validity.start), str(found.validity.end)) == ("2023-04-01", "2026-03-31")
    assert (found.version, found.status) == ("1:1", "beslutad")
    assert [one.title for one in found.validity.replaces] == ["LÖK om nyanlända från 2018"]


def test_who_takes_part_but_does_not_sign_is_no_party():
    writer = Writer()
    writer.h("Parter")
    writer.table(
        ("Part", "Org.nr", "Kontaktperson"),
        ("Arbetsförmedlingen", "202100-2114", "Karin Lind, enhetschef"),
        ("Fagersta kommun", "212000-2080", "Jonas Berg"),
    )
    writer.p("Samordningsförbundet Norra Västmanland och Företagarna Fagersta deltar men undertecknar inte.")

    found = agreement(writer)

    assert [one.name for one in found.parties] == ["Arbetsförmedlingen", "Fagersta kommun"]
    assert [one.name for one in found.collaborators] == [
        "Samordningsförbundet Norra Västmanland",
        "Företagarna Fagersta",
    ]
    assert [(one.name, one.role) for party in found.parties for one in party.contacts] == [
        ("Karin Lind", "enhetschef"),
        ("Jonas Berg", None),
    ]


def test_mandates_below_a_heading_of_their_own_are_each_partys():
    writer = Writer()
    writer.h("Parter")
    writer.items("Arbetsförmedlingen", "Fagersta kommun", "Norbergs kommun")
    writer.h("Parternas uppdrag", 2)
    writer.lead("Arbetsförmedlingen", " ansvarar för att matcha.")
    writer.p("Den ska samverka med kommunerna.")
    writer.lead("Kommunerna", " ansvarar för ekonomiskt bistånd.")
    writer.p("Vi väntar oss av varandra att vi håller tider.")

    found = agreement(writer).parties

    assert [text(one.mandate) for one in found] == [
        "Arbetsförmedlingen ansvarar för att matcha.\nDen ska samverka med kommunerna.",
        "Kommunerna ansvarar för ekonomiskt bistånd.",
        "Kommunerna ansvarar för ekonomiskt bistånd.",
    ]


def test_a_goal_in_running_text_has_its_measure_with_it():
    writer = Writer()
    writer.h("Mål")
    writer.items(
        "Fler unga går vidare. Vi mäter andelen unga 18–24 år i arbete. Utgångsläget 2022 var 41 %, målet är "
        "55 % vid utgången av 2025. Källa är Arbetsförmedlingens statistik. Det hjälper alla.",
        "Nyanlända kommer snabbare i arbete. Indikator: andelen i arbete efter 90 dagar. Utgångsläge 33 % "
        "(2022), målvärde 45 % (2025). Följs upp varje halvår av Arbetsförmedlingen.",
        "Färre har bistånd. Indikator är antalet hushåll med bistånd i minst tio månader, 214 hushåll 2022, "
        "högst 160 hushåll 2025. Ansvariga är kommunerna.",
        "Vi möts varje vecka. Det är bra.",
    )

    young, new, fewer, meeting = agreement(writer).goals

    assert [one.title for one in (young, new, fewer, meeting)] == [
        "Fler unga går vidare",
        "Nyanlända kommer snabbare i arbete",
        "Färre har bistånd",
        "Vi möts varje vecka",
    ]
    (share,), (after,), (homes,) = young.indicators, new.indicators, fewer.indicators
    assert (share.name, share.source) == ("andelen unga 18–24 år i arbete", "Arbetsförmedlingens statistik")
    assert [(one.baseline, one.target) for one in share.values] == [("41 %", "55 % vid utgången av 2025")]
    assert text(young.description) == "Det hjälper alla."
    assert after.interval is not None
    assert (after.responsible, after.interval.text) == ("Arbetsförmedlingen", "varje halvår")
    assert [(one.baseline, one.target) for one in after.values] == [("33 % (2022)", "45 % (2025)")]
    assert (homes.name, homes.responsible) == (
        "antalet hushåll med bistånd i minst tio månader",
        "kommunerna",
    )
    assert [(one.baseline, one.target) for one in homes.values] == [
        ("214 hushåll 2022", "högst 160 hushåll 2025")
    ]
    assert meeting.indicators == () and text(meeting.description) == "Det är bra."


def test_members_told_by_name_have_their_seat_and_what_comes_after_them_is_no_member():
    writer = Writer()
    writer.h("Parter")
    writer.items("Arbetsförmedlingen", "Fagersta kommun")
    writer.h("Så är vi organiserade")
    writer.p("Samverkan sker på två nivåer. Oenighet lyfts till styrgruppen.")
    writer.h("Styrgrupp", 2)
    writer.p("Styrgruppen leder samverkan, beslutar om satsningar och följer upp målen.", "Ledamöter:")
    writer.items("Karin Lind, enhetschef, Arbetsförmedlingen (ersättare: Amir Ek)", "vakant, Fagersta kommun")
    writer.p("Styrgruppen fattar beslut i samförstånd.")

    found = agreement(writer)

    assert text(found.organisation.disagreement) == "Oenighet lyfts till styrgruppen."
    (forum,) = found.organisation.forums
    af, kommun = found.parties
    assert [(one.name, one.role, one.actor, one.deputy) for one in forum.members] == [
        ("Karin Lind", "enhetschef", af.id, "Amir Ek"),
        ("vakant", None, kommun.id, None),
    ]
    assert text(forum.decision_rule) == "Styrgruppen fattar beslut i samförstånd."
    assert (text(forum.purpose) or "").startswith("Styrgruppen leder samverkan")


def test_a_job_track_among_the_processes_is_one_and_a_handover_is_found_in_its_sentence():
    writer = Writer()
    writer.h("Processer")
    writer.h("Unga utan arbete", 2)
    writer.p("Syftet är att ingen blir utan planering. Överlämning sker i ett möte.")
    writer.h("Lokalt jobbspår: Svetsare", 2)
    writer.p("Spåret är 40 veckor.")

    found = agreement(writer)

    assert [one.name for one in found.processes] == ["Unga utan arbete"]
    assert text(found.processes[0].handover) == "Överlämning sker i ett möte."
    assert [one.name for one in found.job_tracks] == ["Svetsare"]


def test_appendices_named_one_after_the_other_are_found_wherever_they_stand():
    writer = Writer()
    writer.h("Giltighetstid")
    writer.p(
        "Om ingen part säger upp den senast sex månader före periodens slut förlängs den med ett år.",
        "Bilaga 1 Kartläggning",
        "Bilaga 2b Kontaktlista",
        "Bilaga 3 visar hur processerna går till.",
    )

    found = agreement(writer)

    assert [(one.number, one.letter, one.title) for one in found.appendices] == [
        ("1", None, "Kartläggning"),
        ("2", "b", "Kontaktlista"),
    ]
    assert found.validity.notice_period == "sex månader"
    assert (text(found.validity.extension) or "").endswith("förlängs den med ett år.")


def test_contacts_told_in_a_text_are_no_summary_of_the_organisation():
    writer = Writer()
    writer.h("Organisering")
    writer.h("Kontaktvägar", 2)
    writer.p("Varje part har en funktionsbrevlåda som läses varje dag.")

    assert agreement(writer).organisation.summary is None


def test_what_a_party_has_is_a_resource_of_that_party():
    writer = Writer()
    writer.h("Parter")
    writer.items("Arbetsförmedlingen", "Norbergs kommun")
    writer.h("Resurser")
    writer.items("Norbergs kommun: 0,5 årsarbetskraft")

    found = agreement(writer)

    (resource,) = found.resources
    assert resource.party == found.parties[1].id
    assert text(resource.description) == "0,5 årsarbetskraft"


def test_a_name_in_bold_that_begins_its_sentence_is_in_what_is_said():
    writer = Writer()
    writer.h("Målgrupper")
    writer.lead("Unga 16–24 år", " som varken arbetar eller studerar.")
    writer.lead("Nyanlända.", " Alla i etableringsprogrammet.")

    assert [(one.name, text(one.definition)) for one in agreement(writer).target_groups] == [
        ("Unga 16–24 år", "Unga 16–24 år som varken arbetar eller studerar."),
        ("Nyanlända", "Alla i etableringsprogrammet."),
    ]
