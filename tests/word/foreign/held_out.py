"""Agreements that the recogniser was not tuned on: written before any figure was taken, and left alone since."""

from typing import Any

from tests.word.foreign.agreements import AF, Foreign
from tests.word.foreign.writer import Writer


def _kommun(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "kommun", **more}


# -- a contract: clauses whose headings run into their text, who does what with the parties as columns


def _clauses(w: Writer) -> None:
    w.bold("Samverkansavtal om nyanländas etablering", 16, centred=True)
    w.p(
        "Mellan Alvesta kommun, Lessebo kommun, Markaryds kommun, Tingsryds kommun, Uppvidinge kommun, "
        "Arbetsförmedlingen, Skatteverket och Region Kronoberg har följande avtal träffats."
    )
    w.lead(
        "1. Bakgrund. ",
        "Fem kommuner delar på samma vägar in i arbetslivet och vill därför ha samma rutiner.",
    )
    w.lead("2. Målgrupp. ", "Nyanlända med uppehållstillstånd.")
    w.lead("3. Mål. ", "Den som är ny i länet har en första praktikplats inom tre månader.")
    w.lead("4. Vem som gör vad. ", "Parterna har följande uppgifter:")
    w.table(
        ("", "Alvesta kommun", "Arbetsförmedlingen", "Skatteverket"),
        (
            "Uppdrag",
            "Ordnar bostad och skolplats.",
            "Gör en plan tillsammans med den nyanlända.",
            "Folkbokför på ett gemensamt kontor.",
        ),
        (
            "Förväntningar",
            "Planen delas med kommunen.",
            "Boendet är klart i tid.",
            "Bokningar görs en vecka före.",
        ),
    )
    w.lead("5. Möten. ", "Parterna bildar en styrgrupp. Styrgruppen träffas två gånger om året.")
    w.lead("6. Uppföljning. ", "Parterna redovisar resultatet för varandra i januari.")
    w.lead("7. Avtalstid. ", "Avtalet gäller från den 1 april 2014 till den 31 mars 2016.")
    w.p("Det förlängs därefter med ett år i taget.")
    w.lead("8. Uppsägning. ", "Den part som vill lämna avtalet meddelar det skriftligt till de övriga.")
    w.lead("9. Tvist. ", "Oenighet löses i första hand i styrgruppen.")
    w.p(
        "För Alvesta kommun\tFör Arbetsförmedlingen",
        "____________________\t____________________",
        "Lars Holm\tEva Kling",
        "Kommunchef\tSektionschef",
    )


_CLAUSES = {
    "title": "Samverkansavtal om nyanländas etablering",
    "parties": [
        {
            **_kommun("Alvesta kommun"),
            "mandate": "Ordnar bostad och skolplats.",
            "expectations": "Planen delas med kommunen.",
            "signatories": [{"name": "Lars Holm", "title": "Kommunchef"}],
        },
        _kommun("Lessebo kommun"),
        _kommun("Markaryds kommun"),
        _kommun("Tingsryds kommun"),
        _kommun("Uppvidinge kommun"),
        {
            **AF,
            "mandate": "Gör en plan tillsammans med den nyanlända.",
            "expectations": "Boendet är klart i tid.",
            "signatories": [{"name": "Eva Kling", "title": "Sektionschef"}],
        },
        {
            "name": "Skatteverket",
            "kind": "annan statlig myndighet",
            "mandate": "Folkbokför på ett gemensamt kontor.",
            "expectations": "Bokningar görs en vecka före.",
        },
        {"name": "Region Kronoberg", "kind": "region"},
    ],
    "background": "Fem kommuner delar på samma vägar in i arbetslivet och vill därför ha samma rutiner.",
    "target_groups": [{"name": "Nyanlända med uppehållstillstånd"}],
    "goals": [{"title": "Den som är ny i länet har en första praktikplats inom tre månader"}],
    "organisation": {
        "forums": [{"name": "styrgrupp", "level": "strategisk", "frequency": "två gånger om året"}],
        "disagreement": "Oenighet löses i första hand i styrgruppen.",
    },
    "follow_up": {"reporting": "Parterna redovisar resultatet för varandra i januari."},
    "validity": {
        "kind": "tidsperiod med förlängning",
        "start": "2014-04-01",
        "end": "2016-03-31",
        "extension": "Det förlängs därefter med ett år i taget.",
        "termination": "Den part som vill lämna avtalet meddelar det skriftligt till de övriga.",
    },
}


# -- pasted text: headings with a typed number and a tab, points that begin with a typed sign


def _pasted(w: Writer) -> None:
    w.p("Samverkan och organisering i Kronoberg")
    w.p("Bilaga 2 till överenskommelsen", "2020-11-26")
    w.bold("1\tArbetsmarknadssamverkan")
    w.p("Samverkan har en gemensam överbyggnad i länet och lokala grupper i varje kommun.")
    w.p("Parterna är:")
    w.p(
        "- Arbetsförmedlingen",
        "- Region Kronoberg",
        "- Migrationsverket",
        "- Växjö kommun",
        "- Älmhults kommun",
    )
    w.bold("1.1\tStyrgruppen")
    w.p("Styrgruppen består av en ordinarie ledamot och en ersättare från varje part.")
    w.p("Styrgruppen träffas varje kvartal.")
    w.bold("1.1.1\tBeslutsordning")
    w.p(
        "✓ Beslut fattas i enighet när mer än hälften av de berörda är på plats.",
        "✓ Frågorna står i dagordningen före mötet.",
    )
    w.bold("1.1.2\tFörväntningar på ledamöterna")
    w.p("✓ Ledamöterna är pålästa.", "✓ Den som inte kan komma skickar sin ersättare.")
    w.bold("1.2\tVerksamhetsgruppen")
    w.p("Verksamhetsgruppen samordnar parternas insatser.")
    w.p("Gruppen har möte en gång i månaden. Sammankallande är Region Kronoberg.")
    w.bold("1.3\tIdégruppen")
    w.p("Idégruppen möts var sjätte till åttonde vecka.")
    w.bold("2\tSamverkan på lokal nivå")
    w.bold("2.1\tVäxjö kommun")
    w.p("Kommunen och Arbetsförmedlingen har ett gemensamt mottagande.")
    w.bold("2.2\tÄlmhults kommun")
    w.p("Cheferna träffas inför varje termin.")
    w.bold("3\tGemensamma mål")
    w.p("Tillsammans ska vi nå följande:")
    w.p("- fler unga klarar gymnasiet", "- fler utrikes födda kvinnor har arbete")
    w.bold("4\tStrategisk regional överenskommelse")
    w.p("Grupperna bidrar till länets överenskommelse för 2019–2025.")


_PASTED = {
    "title": "Samverkan och organisering i Kronoberg",
    "version_date": "2020-11-26",
    "parties": [
        AF,
        {"name": "Region Kronoberg", "kind": "region"},
        {"name": "Migrationsverket", "kind": "annan statlig myndighet"},
        _kommun("Växjö kommun"),
        _kommun("Älmhults kommun"),
    ],
    "organisation": {
        "summary": "Samverkan har en gemensam överbyggnad i länet och lokala grupper i varje kommun.",
        "forums": [
            {
                "name": "Styrgruppen",
                "level": "strategisk",
                "composition": "Styrgruppen består av en ordinarie ledamot och en ersättare från varje part.",
                "frequency": "varje kvartal",
                "decision_rule": "Beslut fattas i enighet när mer än hälften av de berörda är på plats.\n"
                "Frågorna står i dagordningen före mötet.",
                "member_duties": "Ledamöterna är pålästa.\nDen som inte kan komma skickar sin ersättare.",
            },
            {
                "name": "Verksamhetsgruppen",
                "level": "operativ",
                "purpose": "Verksamhetsgruppen samordnar parternas insatser.",
                "frequency": "en gång i månaden",
                "convenor": "Region Kronoberg",
            },
            {"name": "Idégruppen", "frequency": "var sjätte till åttonde vecka"},
        ],
        "narratives": [
            {
                "party": "Växjö kommun",
                "text": "Kommunen och Arbetsförmedlingen har ett gemensamt mottagande.",
            },
            {"party": "Älmhults kommun", "text": "Cheferna träffas inför varje termin."},
        ],
        "regional": {"description": "Grupperna bidrar till länets överenskommelse för 2019–2025."},
    },
    "goals": [{"title": "fler unga klarar gymnasiet"}, {"title": "fler utrikes födda kvinnor har arbete"}],
}


# -- a form: a table for each party, group, goal and process, its labels to the left


def _form(w: Writer) -> None:
    w.title("Lokal överenskommelse Fagersta, Norberg och Skinnskatteberg")
    w.table(
        ("Version", "1:1"),
        ("Gäller", "2023-01-01 – 2024-12-31"),
        ("Ersätter", "Överenskommelsen om unga från 2018"),
    )
    for name, number, body in (
        ("Fagersta kommun", "212000-2098", "Kommunstyrelsen"),
        ("Norbergs kommun", "212000-2015", "Kommunstyrelsen"),
        ("Skinnskattebergs kommun", "212000-1978", "Kommunstyrelsen"),
    ):
        w.h(f"Part: {name}", 2)
        w.table(
            ("Organisationsnummer", number),
            ("Nämnd", body),
            ("Uppdrag", f"{name} svarar för vuxenutbildningen."),
        )
    w.h("Part: Arbetsförmedlingen", 2)
    w.table(("Organisationsnummer", "202100-2114"), ("Enhet", "Norra Västmanland"))
    w.h("Målgrupper", 1)
    w.table(
        ("Målgrupp", "Unga 16–24 år"),
        ("Definition", "Unga som står utan arbete och studier."),
        ("Antal", "96"),
    )
    w.p("")
    w.table(
        ("Målgrupp", "Långtidsarbetslösa"), ("Definition", "Inskrivna i mer än ett år."), ("Antal", "310")
    )
    w.h("Mål", 1)
    w.table(
        ("Mål 1", "Unga kommer vidare inom sex månader"),
        ("Effekt", "Färre unga behöver ekonomiskt bistånd."),
        ("Indikator", "Andel unga i studier eller arbete"),
        ("Källa", "Egen statistik"),
        ("Utgångsläge", "48 %"),
        ("Målvärde", "60 %"),
    )
    w.p("")
    w.table(
        ("Mål 2", "Industrin hittar sina medarbetare här"),
        ("Effekt", "Fler långtidsarbetslösa får arbete i närheten."),
        ("Indikator", "Antal anställda efter yrkesutbildning"),
    )
    w.h("Processer", 1)
    w.table(
        ("Process", "Gemensam kartläggning"),
        ("Syfte", "Att den unga bara behöver berätta en gång."),
        ("Startpunkt", "När någon av parterna möter en ung utan plan."),
        ("Arbetsgång", "Ett samtal bokas\nParterna skriver en plan\nPlanen följs upp"),
        ("Processägare", "Norbergs kommun"),
    )
    w.h("Forum", 1)
    w.table(
        ("Grupp", "Styrgrupp"),
        ("Deltagare", "Förvaltningschefer och sektionschef"),
        ("Hur ofta", "en gång per tertial"),
        ("Ordförande", "Fagersta kommun"),
    )
    w.h("Bilagor", 1)
    w.table(("Bilaga 1a", "Statistik"), ("Bilaga 1b", "Kontaktlista"))


def _form_party(name: str, number: str) -> dict[str, Any]:
    return {
        **_kommun(name, organisation_number=number),
        "deciding_bodies": [{"name": "Kommunstyrelsen"}],
        "mandate": f"{name} svarar för vuxenutbildningen.",
    }


_FORM = {
    "title": "Lokal överenskommelse Fagersta, Norberg och Skinnskatteberg",
    "version": "1:1",
    "parties": [
        _form_party("Fagersta kommun", "212000-2098"),
        _form_party("Norbergs kommun", "212000-2015"),
        _form_party("Skinnskattebergs kommun", "212000-1978"),
        {**AF, "organisation_number": "202100-2114", "unit": "Norra Västmanland"},
    ],
    "target_groups": [
        {
            "name": "Unga 16–24 år",
            "definition": "Unga som står utan arbete och studier.",
            "sizes": [{"number": "96"}],
        },
        {
            "name": "Långtidsarbetslösa",
            "definition": "Inskrivna i mer än ett år.",
            "sizes": [{"number": "310"}],
        },
    ],
    "goals": [
        {
            "title": "Unga kommer vidare inom sex månader",
            "effect": "Färre unga behöver ekonomiskt bistånd.",
            "indicators": [
                {
                    "name": "Andel unga i studier eller arbete",
                    "source": "Egen statistik",
                    "values": [{"baseline": "48 %", "target": "60 %"}],
                }
            ],
        },
        {
            "title": "Industrin hittar sina medarbetare här",
            "effect": "Fler långtidsarbetslösa får arbete i närheten.",
            "indicators": [{"name": "Antal anställda efter yrkesutbildning"}],
        },
    ],
    "processes": [
        {
            "name": "Gemensam kartläggning",
            "purpose": "Att den unga bara behöver berätta en gång.",
            "trigger": "När någon av parterna möter en ung utan plan.",
            "steps": [
                {"title": "Ett samtal bokas"},
                {"title": "Parterna skriver en plan"},
                {"title": "Planen följs upp"},
            ],
            "responsible": "Norbergs kommun",
        }
    ],
    "organisation": {
        "forums": [
            {
                "name": "Styrgrupp",
                "level": "strategisk",
                "composition": "Förvaltningschefer och sektionschef",
                "frequency": "en gång per tertial",
                "convenor": "Fagersta kommun",
            }
        ]
    },
    "validity": {
        "kind": "tidsperiod",
        "start": "2023-01-01",
        "end": "2024-12-31",
        "replaces": [{"title": "Överenskommelsen om unga från 2018"}],
    },
    "appendices": [
        {"number": "1", "letter": "a", "title": "Statistik"},
        {"number": "1", "letter": "b", "title": "Kontaktlista"},
    ],
}


HELD_OUT = (
    Foreign("avtal med rubriker i löpande text", _clauses, _CLAUSES, held_out=True),
    Foreign("inklistrad text med skrivna tecken", _pasted, _PASTED, held_out=True),
    Foreign("blankett, en tabell för varje sak", _form, _FORM, held_out=True),
)
