"""Agreements that nobody wrote with Lokdesk, each built in its own way, with the answers that are in them.

Places and facts are real, figures and sentences made up. References are told by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.word.foreign.writer import Writer

PURPOSE = (
    "Att genom samverkan påskynda individers etablering i arbetslivet med utgångspunkt i regionala och lokala "
    "rekryteringsbehov för att främja kompetensförsörjning och tillväxt."
)
AF = {"name": "Arbetsförmedlingen", "kind": "Arbetsförmedlingen"}


def _kommun(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "kommun", **more}


@dataclass(frozen=True)
class Foreign:
    """An agreement: how it is written, and its answers. Those *held out* were not looked at while tuning."""

    name: str
    write: Callable[[Writer], None]
    answers: Mapping[str, Any]
    held_out: bool = False

    def docx(self) -> bytes:
        """Return it as a Word file."""
        writer = Writer()
        self.write(writer)
        return writer.docx()


# -- with styles, as Word wants it


def _styled(w: Writer) -> None:
    w.header("Tingsryds kommun och Arbetsförmedlingen")
    w.title("Överenskommelse om samverkan mellan Arbetsförmedlingen och Tingsryds kommun")
    w.p("Version 1:1", "Gäller 2024-01-01 – 2025-12-31")
    w.h("Parter")
    w.table(
        ("Part", "Organisationsnummer", "Beslutande nämnd", "Diarienummer"),
        ("Arbetsförmedlingen", "202100-2114", "", "Af-2023/0071 4412"),
        ("Tingsryds kommun", "212000-0621", "Nämnden för arbete och lärande", "2023/118"),
        head=True,
    )
    w.h("Syfte")
    w.p(PURPOSE)
    w.h("Bakgrund")
    w.p(
        "Parterna har samarbetat i många år, men i flera olika avtal.",
        "Den här överenskommelsen samlar det på ett ställe.",
    )
    w.h("Målgrupper")
    w.table(
        ("Målgrupp", "Definition", "Antal", "Källa"),
        ("Unga 16–24 år", "Unga som varken arbetar eller studerar.", "64", "AF:s månadsstatistik"),
        ("Nyanlända", "Personer i etableringsprogrammet.", "31", "AF:s månadsstatistik"),
        head=True,
    )
    w.h("Mål och indikatorer")
    w.h("Fler unga går till arbete eller studier", 2)
    w.p("Tiden utan sysselsättning ska bli kortare för unga i kommunen.")
    w.p("Indikator: Andel unga i arbete eller studier efter tolv månader")
    w.p("Källa: Kolada", "Målvärde: 60 procent", "Ansvarig: Styrgruppen")
    w.h("Nyanlända kommer snabbare i arbete", 2)
    w.p("Vägen från etableringsprogrammet till ett arbete ska vara sammanhållen.")
    w.p("Indikator: Andel i arbete 90 dagar efter programmet")
    w.h("Organisering")
    w.h("Styrgrupp", 2)
    w.p("Styrgruppen ansvarar för att överenskommelsen följs.")
    w.p("Mötesfrekvens: en gång per kvartal", "Sammankallande: Förvaltningschefen")
    w.table(
        ("Part", "Roll", "Ersättare"),
        ("Arbetsförmedlingen", "Sektionschef", "Enhetschef"),
        ("Tingsryds kommun", "Förvaltningschef", ""),
    )
    w.h("Arbetsgrupp", 2)
    w.p("Arbetsgruppen planerar de gemensamma insatserna.", "Möten: varannan vecka")
    w.h("Uppföljning")
    w.p("Parterna går igenom målen tillsammans varje tertial.")
    w.h("Giltighetstid")
    w.p("Överenskommelsen gäller från och med 2024-01-01 till och med 2025-12-31.")
    w.h("Underskrifter")
    w.table(
        (
            "För Arbetsförmedlingen\n____________________\nAnna Berg\nSektionschef",
            "För Tingsryds kommun\n____________________\nPer Sköld\nFörvaltningschef",
        ),
    )


_STYLED = {
    "title": "Överenskommelse om samverkan mellan Arbetsförmedlingen och Tingsryds kommun",
    "version": "1:1",
    "parties": [
        {
            **AF,
            "organisation_number": "202100-2114",
            "decisions": [{"case_number": "Af-2023/0071 4412"}],
            "signatories": [{"name": "Anna Berg", "title": "Sektionschef"}],
        },
        {
            **_kommun("Tingsryds kommun", organisation_number="212000-0621"),
            "deciding_bodies": [{"name": "Nämnden för arbete och lärande"}],
            "decisions": [{"case_number": "2023/118"}],
            "signatories": [{"name": "Per Sköld", "title": "Förvaltningschef"}],
        },
    ],
    "background": "Parterna har samarbetat i många år, men i flera olika avtal.\n"
    "Den här överenskommelsen samlar det på ett ställe.",
    "target_groups": [
        {
            "name": "Unga 16–24 år",
            "definition": "Unga som varken arbetar eller studerar.",
            "sizes": [{"number": "64", "source": "AF:s månadsstatistik"}],
        },
        {
            "name": "Nyanlända",
            "definition": "Personer i etableringsprogrammet.",
            "sizes": [{"number": "31", "source": "AF:s månadsstatistik"}],
        },
    ],
    "goals": [
        {
            "title": "Fler unga går till arbete eller studier",
            "description": "Tiden utan sysselsättning ska bli kortare för unga i kommunen.",
            "indicators": [
                {
                    "name": "Andel unga i arbete eller studier efter tolv månader",
                    "source": "Kolada",
                    "responsible": "Styrgruppen",
                    "values": [{"target": "60 procent"}],
                }
            ],
        },
        {
            "title": "Nyanlända kommer snabbare i arbete",
            "description": "Vägen från etableringsprogrammet till ett arbete ska vara sammanhållen.",
            "indicators": [{"name": "Andel i arbete 90 dagar efter programmet"}],
        },
    ],
    "organisation": {
        "forums": [
            {
                "name": "Styrgrupp",
                "level": "strategisk",
                "frequency": "en gång per kvartal",
                "convenor": "Förvaltningschefen",
                "duties": "Styrgruppen ansvarar för att överenskommelsen följs.",
                "members": [
                    {"actor": "Arbetsförmedlingen", "role": "Sektionschef", "deputy": "Enhetschef"},
                    {"actor": "Tingsryds kommun", "role": "Förvaltningschef"},
                ],
            },
            {
                "name": "Arbetsgrupp",
                "level": "operativ",
                "frequency": "varannan vecka",
                "purpose": "Arbetsgruppen planerar de gemensamma insatserna.",
            },
        ]
    },
    "follow_up": {"method": "Parterna går igenom målen tillsammans varje tertial."},
    "validity": {"kind": "tidsperiod", "start": "2024-01-01", "end": "2025-12-31"},
}


# -- with numbers that somebody typed, and duties listed for each party


def _numbered(w: Writer) -> None:
    w.bold("Lokal överenskommelse om unga utan arbete", 18)
    w.p(
        "Denna överenskommelse ingås mellan Arbetsförmedlingen, Alvesta kommun, Lessebo kommun, Uppvidinge kommun "
        "och Region Kronoberg."
    )
    w.bold("1. Bakgrund")
    w.p("Ungdomsarbetslösheten skiljer sig mellan kommunerna, men behoven är desamma.")
    w.bold("2. Parternas åtaganden")
    w.bold("2.1 Arbetsförmedlingen")
    w.items("utser en kontaktperson för varje kommun", "erbjuder handledning på plats i kommunen")
    w.bold("2.2 Alvesta kommun")
    w.items("håller ett ungdomscenter öppet fyra dagar i veckan")
    w.bold("2.3 Lessebo kommun")
    w.items("erbjuder praktikplatser i den egna verksamheten")
    w.bold("2.4 Uppvidinge kommun")
    w.p("Kommunen ordnar studie- och yrkesvägledning för dem som saknar gymnasieexamen.")
    w.bold("2.5 Region Kronoberg")
    w.p("Regionen bidrar med kunskap om näringslivets behov.")
    w.bold("3. Målgrupp")
    w.items(
        "Unga 16–24 år som varken arbetar eller studerar",
        "Unga som omfattas av det kommunala aktivitetsansvaret",
    )
    w.bold("4. Mål")
    w.items(
        "Varje ung person ska ha en egen plan inom en månad",
        "Antalet unga utan sysselsättning ska minska varje år",
    )
    w.bold("5. Samverkansforum")
    w.bold("5.1 Styrgrupp")
    w.p("Styrgruppen sammanträder två gånger per år. Sammankallande är Region Kronoberg.")
    w.bold("5.2 Verksamhetsgrupp")
    w.p("Verksamhetsgruppen träffas varje månad.")
    w.p("I verksamhetsgruppen ingår:")
    w.items(
        "Arbetsförmedlingen, arbetsförmedlare för unga",
        "Alvesta kommun, ungdomscoach",
        "Lessebo kommun, ungdomscoach",
    )
    w.bold("6. Uppföljning")
    w.p("Resultaten redovisas för styrgruppen varje höst.")
    w.bold("7. Giltighet och uppsägning")
    w.p("Överenskommelsen gäller tills vidare från den 1 mars 2014.")
    w.p("En part som vill lämna samarbetet säger upp överenskommelsen skriftligt.")
    w.bold("8. Underskrifter")
    for party, name, title in (
        ("Arbetsförmedlingen", "Maria Falk", "Arbetsförmedlingschef"),
        ("Alvesta kommun", "Olle Strand", "Kommunchef"),
    ):
        w.p(f"För {party}", "Alvesta 2014-02-20", "................................", name, title)


_NUMBERED = {
    "title": "Lokal överenskommelse om unga utan arbete",
    "parties": [
        {
            **AF,
            "mandate": "utser en kontaktperson för varje kommun\nerbjuder handledning på plats i kommunen",
            "signatories": [
                {
                    "name": "Maria Falk",
                    "title": "Arbetsförmedlingschef",
                    "place": "Alvesta",
                    "signed": "2014-02-20",
                }
            ],
        },
        {
            **_kommun("Alvesta kommun"),
            "mandate": "håller ett ungdomscenter öppet fyra dagar i veckan",
            "signatories": [
                {"name": "Olle Strand", "title": "Kommunchef", "place": "Alvesta", "signed": "2014-02-20"}
            ],
        },
        {**_kommun("Lessebo kommun"), "mandate": "erbjuder praktikplatser i den egna verksamheten"},
        {
            **_kommun("Uppvidinge kommun"),
            "mandate": "Kommunen ordnar studie- och yrkesvägledning för dem som saknar gymnasieexamen.",
        },
        {
            "name": "Region Kronoberg",
            "kind": "region",
            "mandate": "Regionen bidrar med kunskap om näringslivets behov.",
        },
    ],
    "background": "Ungdomsarbetslösheten skiljer sig mellan kommunerna, men behoven är desamma.",
    "target_groups": [
        {"name": "Unga 16–24 år som varken arbetar eller studerar"},
        {"name": "Unga som omfattas av det kommunala aktivitetsansvaret"},
    ],
    "goals": [
        {"title": "Varje ung person ska ha en egen plan inom en månad"},
        {"title": "Antalet unga utan sysselsättning ska minska varje år"},
    ],
    "organisation": {
        "forums": [
            {
                "name": "Styrgrupp",
                "level": "strategisk",
                "frequency": "två gånger per år",
                "convenor": "Region Kronoberg",
            },
            {
                "name": "Verksamhetsgrupp",
                "level": "operativ",
                "frequency": "varje månad",
                "members": [
                    {"actor": "Arbetsförmedlingen", "role": "arbetsförmedlare för unga"},
                    {"actor": "Alvesta kommun", "role": "ungdomscoach"},
                    {"actor": "Lessebo kommun", "role": "ungdomscoach"},
                ],
            },
        ]
    },
    "follow_up": {"reporting": "Resultaten redovisas för styrgruppen varje höst."},
    "validity": {
        "kind": "tills vidare",
        "start": "2014-03-01",
        "termination": "En part som vill lämna samarbetet säger upp överenskommelsen skriftligt.",
    },
}


# -- with headings that are only bold, all of them alike


def _bold(w: Writer) -> None:
    w.bold("Samverkansöverenskommelse Hammarö 2023–2025")
    w.bold("Parter")
    w.items(
        "Hammarö kommun, org.nr 212000-1355, genom socialnämnden", "Arbetsförmedlingen, org.nr 202100-2114"
    )
    w.bold("Syfte")
    w.p(PURPOSE)
    w.bold("Rättsliga utgångspunkter")
    w.items(
        "Förordning (2022:811) med instruktion för Arbetsförmedlingen, 14 § – myndigheten ska samverka med kommunerna",
        "Skollagen (2010:800), 29 kap. 9 §",
    )
    w.bold("Målgrupper")
    w.lead("Långtidsarbetslösa. ", "Personer som har varit utan arbete i mer än ett år.")
    w.lead(
        "Personer med ekonomiskt bistånd. ",
        "De som har försörjningsstöd och kan ta ett arbete med rätt stöd.",
    )
    w.bold("Mål")
    w.p("Mål 1: Fler lämnar försörjningsstöd för arbete")
    w.p("Mål 2: Arbetsgivare på Hammarö hittar den kompetens de söker")
    w.bold("Organisation")
    w.bold("Styrgrupp")
    w.p("Styrgruppen träffas varje kvartal. Styrgruppen består av chefer med rätt att besluta om resurser.")
    w.bold("Operativ grupp")
    w.p("Gruppen möts varannan vecka och går igenom aktuella ärenden utan namn.")
    w.bold("Processer")
    w.bold("Anvisning till kommunal insats")
    w.p("Syfte: att ingen ska vänta mer än två veckor på en plats")
    w.p("Arbetsgång:")
    w.numbered(
        "Arbetsförmedlaren frågar efter en plats", "Kommunen svarar inom fem dagar", "Trepartssamtal hålls"
    )
    w.bold("Vid oenighet")
    w.p("Frågan lyfts till styrgruppen, som avgör hur parterna går vidare.")
    w.bold("Bilagor")
    w.items("Bilaga 1a Kartläggning", "Bilaga 1b Statistik", "Bilaga 1c Kontaktlista")


_BOLD = {
    "title": "Samverkansöverenskommelse Hammarö 2023–2025",
    "parties": [
        {
            **_kommun("Hammarö kommun", organisation_number="212000-1355"),
            "deciding_bodies": [{"name": "socialnämnden"}],
        },
        {**AF, "organisation_number": "202100-2114"},
    ],
    "legal_references": [
        {
            "act": "Förordning med instruktion för Arbetsförmedlingen",
            "sfs": "2022:811",
            "provision": "14 §",
            "meaning": "myndigheten ska samverka med kommunerna",
        },
        {"act": "Skollagen", "sfs": "2010:800", "provision": "29 kap. 9 §"},
    ],
    "target_groups": [
        {"name": "Långtidsarbetslösa", "definition": "Personer som har varit utan arbete i mer än ett år."},
        {
            "name": "Personer med ekonomiskt bistånd",
            "definition": "De som har försörjningsstöd och kan ta ett arbete med rätt stöd.",
        },
    ],
    "goals": [
        {"title": "Fler lämnar försörjningsstöd för arbete"},
        {"title": "Arbetsgivare på Hammarö hittar den kompetens de söker"},
    ],
    "organisation": {
        "forums": [
            {
                "name": "Styrgrupp",
                "level": "strategisk",
                "frequency": "varje kvartal",
                "composition": "Styrgruppen består av chefer med rätt att besluta om resurser.",
            },
            {"name": "Operativ grupp", "level": "operativ", "frequency": "varannan vecka"},
        ],
        "disagreement": "Frågan lyfts till styrgruppen, som avgör hur parterna går vidare.",
    },
    "processes": [
        {
            "name": "Anvisning till kommunal insats",
            "purpose": "att ingen ska vänta mer än två veckor på en plats",
            "steps": [
                {"title": "Arbetsförmedlaren frågar efter en plats"},
                {"title": "Kommunen svarar inom fem dagar"},
                {"title": "Trepartssamtal hålls"},
            ],
        }
    ],
    "validity": {"kind": "tidsperiod", "start": "2023-01-01", "end": "2025-12-31"},
    "appendices": [
        {"number": "1", "letter": "a", "title": "Kartläggning"},
        {"number": "1", "letter": "b", "title": "Statistik"},
        {"number": "1", "letter": "c", "title": "Kontaktlista"},
    ],
}


# -- a table that only places the text: headings to the left, texts to the right


def _columns(w: Writer) -> None:
    w.large("Överenskommelse om samverkan i Nacka", 22)
    w.table(
        ("Parter", "Nacka kommun\nArbetsförmedlingen"),
        (
            "Bakgrund",
            "Kommunen och myndigheten möter ofta samma personer.\nAtt vi vet vem som gör vad sparar tid för alla.",
        ),
        ("Målgrupper", "Nyanlända\nUnga som söker sitt första arbete"),
        (
            "Prioritering mellan insatser",
            "Statliga insatser prövas före kommunens, om de kan börja inom fyra veckor.",
        ),
        ("Uppföljning", "Uppföljningen görs på ett gemensamt möte där båda parter redovisar sina siffror."),
        ("Giltighetstid", "2023-07-01 – 2024-06-30"),
        ("Uppsägning", "Vardera parten kan lämna överenskommelsen efter två månader."),
    )
    w.p("")
    w.table(
        ("För Nacka kommun", "För Arbetsförmedlingen"),
        ("_________________________", "_________________________"),
        ("Karin Ståhl", "Johan Lund"),
        ("Enhetschef", "Sektionschef"),
    )


_COLUMNS = {
    "title": "Överenskommelse om samverkan i Nacka",
    "parties": [
        {**_kommun("Nacka kommun"), "signatories": [{"name": "Karin Ståhl", "title": "Enhetschef"}]},
        {**AF, "signatories": [{"name": "Johan Lund", "title": "Sektionschef"}]},
    ],
    "background": "Kommunen och myndigheten möter ofta samma personer.\nAtt vi vet vem som gör vad sparar tid för alla.",
    "target_groups": [{"name": "Nyanlända"}, {"name": "Unga som söker sitt första arbete"}],
    "organisation": {
        "priority_rule": "Statliga insatser prövas före kommunens, om de kan börja inom fyra veckor."
    },
    "follow_up": {
        "method": "Uppföljningen görs på ett gemensamt möte där båda parter redovisar sina siffror."
    },
    "validity": {
        "kind": "tidsperiod",
        "start": "2023-07-01",
        "end": "2024-06-30",
        "termination": "Vardera parten kan lämna överenskommelsen efter två månader.",
    },
}


# -- a cover sheet as a table, and goals in one large table


def _sheet(w: Writer) -> None:
    w.document.add_paragraph("ÖVERENSKOMMELSE OM SAMVERKAN", style="Title")
    w.table(
        ("Version", "2.0"),
        ("Status", "Beslutad"),
        ("Gäller från", "2025-04-01"),
        ("Gäller till", "2027-03-31"),
    )
    w.h("Samverkande parter")
    w.table(
        ("Part", "Förvaltning eller enhet", "Org.nr"),
        ("Fagersta kommun", "Utbildningsförvaltningen", "212000-2098"),
        ("Norbergs kommun", "Välfärdsförvaltningen", "212000-2015"),
        ("Skinnskattebergs kommun", "Socialförvaltningen", "212000-1978"),
        ("Arbetsförmedlingen", "Västmanland", "202100-2114"),
    )
    w.h("Gemensamma mål")
    table = w.table(
        ("Mål", "Indikator", "Utgångsläge", "Målvärde", "Ansvarig"),
        (
            "Fler får en första anställning",
            "Antal anställningar efter insats",
            "40",
            "70",
            "Arbetsförmedlingen",
        ),
        ("", "Andel kvar efter sex månader", "52 %", "65 %", "Kommunerna"),
        ("Kortare väg till utbildning", "Antal som börjar yrkesutbildning", "18", "30", "Komvux"),
    )
    table.cell(1, 0).merge(table.cell(2, 0))
    w.h("Samverkansstruktur")
    w.table(
        ("Forum", "Syfte", "Mötesfrekvens", "Sammankallande"),
        ("Styrgrupp", "Beslutar om inriktning och resurser.", "en gång per kvartal", "Fagersta kommun"),
        ("Arbetsgrupp", "Håller ihop det dagliga arbetet.", "varje vecka", "Arbetsförmedlingen"),
    )
    w.h("Resurser")
    w.table(
        ("Resurs", "Part", "Omfattning"),
        ("Lärcentrum", "Fagersta kommun", "Lokaler och handledare två dagar i veckan."),
        ("Handläggare", "Arbetsförmedlingen", "En halv tjänst på plats."),
    )
    w.h("Informationsutbyte")
    w.table(
        ("Informationsflöde", "Från", "Till", "Vilka uppgifter", "Rättslig grund"),
        (
            "Planering för deltagare",
            "Arbetsförmedlingen",
            "Norbergs kommun",
            "Aktiviteter i planen.",
            "Uppgift av allmänt intresse.",
        ),
    )
    w.h("Kontaktpersoner")
    w.table(
        ("Part", "Namn", "Funktion", "E-post", "Telefon"),
        ("Fagersta kommun", "Lena Dahl", "Rektor", "lena.dahl@example.se", "0223-440 00"),
        ("Arbetsförmedlingen", "Omar Haddad", "Arbetsförmedlare", "omar.haddad@example.se", ""),
    )


_SHEET = {
    "title": "ÖVERENSKOMMELSE OM SAMVERKAN",
    "version": "2.0",
    "status": "beslutad",
    "parties": [
        {
            **_kommun("Fagersta kommun", organisation_number="212000-2098"),
            "unit": "Utbildningsförvaltningen",
            "contacts": [
                {
                    "name": "Lena Dahl",
                    "role": "Rektor",
                    "email": "lena.dahl@example.se",
                    "phone": "0223-440 00",
                }
            ],
        },
        {**_kommun("Norbergs kommun", organisation_number="212000-2015"), "unit": "Välfärdsförvaltningen"},
        {
            **_kommun("Skinnskattebergs kommun", organisation_number="212000-1978"),
            "unit": "Socialförvaltningen",
        },
        {
            **AF,
            "organisation_number": "202100-2114",
            "unit": "Västmanland",
            "contacts": [
                {"name": "Omar Haddad", "role": "Arbetsförmedlare", "email": "omar.haddad@example.se"}
            ],
        },
    ],
    "goals": [
        {
            "title": "Fler får en första anställning",
            "indicators": [
                {
                    "name": "Antal anställningar efter insats",
                    "responsible": "Arbetsförmedlingen",
                    "values": [{"baseline": "40", "target": "70"}],
                },
                {
                    "name": "Andel kvar efter sex månader",
                    "responsible": "Kommunerna",
                    "values": [{"baseline": "52 %", "target": "65 %"}],
                },
            ],
        },
        {
            "title": "Kortare väg till utbildning",
            "indicators": [
                {
                    "name": "Antal som börjar yrkesutbildning",
                    "responsible": "Komvux",
                    "values": [{"baseline": "18", "target": "30"}],
                }
            ],
        },
    ],
    "organisation": {
        "forums": [
            {
                "name": "Styrgrupp",
                "level": "strategisk",
                "purpose": "Beslutar om inriktning och resurser.",
                "frequency": "en gång per kvartal",
                "convenor": "Fagersta kommun",
            },
            {
                "name": "Arbetsgrupp",
                "level": "operativ",
                "purpose": "Håller ihop det dagliga arbetet.",
                "frequency": "varje vecka",
                "convenor": "Arbetsförmedlingen",
            },
        ]
    },
    "resources": [
        {
            "name": "Lärcentrum",
            "party": "Fagersta kommun",
            "description": "Lokaler och handledare två dagar i veckan.",
        },
        {"name": "Handläggare", "party": "Arbetsförmedlingen", "description": "En halv tjänst på plats."},
    ],
    "information_flows": [
        {
            "name": "Planering för deltagare",
            "sender": "Arbetsförmedlingen",
            "receiver": "Norbergs kommun",
            "categories": "Aktiviteter i planen.",
            "gdpr_ground": "Uppgift av allmänt intresse.",
        }
    ],
    "validity": {"kind": "tidsperiod", "start": "2025-04-01", "end": "2027-03-31"},
}


# -- the organisation alone, told at length: three levels and the municipalities one by one


def _forums(w: Writer) -> None:
    w.title("Bilaga 2 till överenskommelsen: organisering i Kronoberg")
    w.h("Parter")
    w.p(
        "Arbetsförmedlingen, Region Kronoberg, Länsstyrelsen i Kronobergs län, Ljungby kommun, Markaryds kommun "
        "och Älmhults kommun."
    )
    w.h("Organisering")
    w.p("Samverkan sker på tre nivåer, och varje nivå har sitt eget forum.")
    w.h("Styrgruppen", 2)
    w.p("Styrgruppen träffas en gång per kvartal.")
    w.h("Uppgifter", 3)
    w.items("fastställer mål för ett år i taget", "avgör frågor som de andra grupperna inte kan enas om")
    w.h("Beslutsordning", 3)
    w.p("Gruppen strävar efter samförstånd. Annars avgör mer än hälften av de parter som berörs.")
    w.h("Verksamhetsgruppen", 2)
    w.p("Verksamhetsgruppen möts varje månad. Sammankallande är Arbetsförmedlingen.")
    w.h("Ledamotens ansvar", 3)
    w.p("Den som sitter i gruppen för frågorna vidare i sin egen organisation.")
    w.h("Idégruppen", 2)
    w.p("Idégruppen möts var sjätte vecka och prövar nya arbetssätt.")
    w.h("Lokal samverkan i kommunerna")
    w.h("Ljungby kommun", 2)
    w.p("I Ljungby finns en lokal grupp med skolan, socialtjänsten och Arbetsförmedlingen.")
    w.h("Älmhults kommun", 2)
    w.p("Älmhult samlar alla vägar till arbete i ett gemensamt hus.")
    w.h("Nätverk")
    w.p("SYV-rådet: möts fyra gånger om året och samordnas av regionen.")
    w.h("Regional överenskommelse")
    w.p("Gruppernas arbete hänger ihop med länets strategi för kompetensförsörjning.")


_FORUMS = {
    "title": "Bilaga 2 till överenskommelsen: organisering i Kronoberg",
    "parties": [
        AF,
        {"name": "Region Kronoberg", "kind": "region"},
        {"name": "Länsstyrelsen i Kronobergs län", "kind": "länsstyrelse"},
        _kommun("Ljungby kommun"),
        _kommun("Markaryds kommun"),
        _kommun("Älmhults kommun"),
    ],
    "organisation": {
        "summary": "Samverkan sker på tre nivåer, och varje nivå har sitt eget forum.",
        "forums": [
            {
                "name": "Styrgruppen",
                "level": "strategisk",
                "frequency": "en gång per kvartal",
                "duties": "fastställer mål för ett år i taget\navgör frågor som de andra grupperna inte kan enas om",
                "decision_rule": "Gruppen strävar efter samförstånd. Annars avgör mer än hälften av de parter som berörs.",
            },
            {
                "name": "Verksamhetsgruppen",
                "level": "operativ",
                "frequency": "varje månad",
                "convenor": "Arbetsförmedlingen",
                "member_duties": "Den som sitter i gruppen för frågorna vidare i sin egen organisation.",
            },
            {"name": "Idégruppen", "frequency": "var sjätte vecka"},
        ],
        "narratives": [
            {
                "party": "Ljungby kommun",
                "text": "I Ljungby finns en lokal grupp med skolan, socialtjänsten och Arbetsförmedlingen.",
            },
            {
                "party": "Älmhults kommun",
                "text": "Älmhult samlar alla vägar till arbete i ett gemensamt hus.",
            },
        ],
        "networks": [
            {"name": "SYV-rådet", "description": "möts fyra gånger om året och samordnas av regionen."}
        ],
        "regional": {
            "description": "Gruppernas arbete hänger ihop med länets strategi för kompetensförsörjning."
        },
    },
}


# -- mapping with figures in a table, and other heading words


def _mapping(w: Writer) -> None:
    w.title("Avtal om samverkan Sävsjö och Vetlanda")
    w.p("Avtalet träffas mellan Sävsjö kommun, Vetlanda kommun och Arbetsförmedlingen.")
    w.h("Nulägesbeskrivning")
    w.h("Arbetsgivarnas behov", 2)
    w.p("Industrin söker operatörer och svetsare, och omsorgen undersköterskor.")
    w.h("Befintliga insatser", 2)
    w.p("Kommunerna driver en gemensam jobbtorgsverksamhet.")
    w.h("Insatser inom KAA", 2)
    w.p("Ungdomscoacher söker upp dem som inte hörs av.")
    w.h("Utvecklingsbehov", 2)
    w.items("Yrkessvenska på kvällstid", "Validering inom industrin")
    w.h("Statistik", 2)
    w.p("Tabell 1. Inskrivna i februari")
    w.table(
        ("", "Sävsjö", "Vetlanda"),
        ("Inskrivna 16–24 år", "41", "118"),
        ("Inskrivna 25–64 år", "203", "594"),
        ("I etableringsprogrammet", "22", "47"),
    )
    w.h("Vad vi vill uppnå")
    w.table(
        ("Målsättning", "Så mäter vi", "Datakälla"),
        ("Fler går vidare till industrin", "Antal anställda efter utbildning", "Egen uppföljning"),
    )
    w.h("Arbetsprocesser")
    w.h("Yrkessvenska och praktik", 2)
    w.p("Beskrivning: Språk och praktik varvas under tolv veckor.")
    w.p("Ansvarig: Lärcentrum", "Startpunkt: När arbetsgivaren har anmält en plats")
    w.table(
        ("Steg", "Utförs av", "Beskrivning"),
        ("Kartläggning", "Arbetsförmedlingen", "Samtal om mål och hinder."),
        ("Språkstart", "Vetlanda kommun", "Fyra veckor på lärcentrum."),
    )
    w.h("Utvärdering")
    w.p("Parterna utvärderar avtalet i en gemensam rapport.", "Avtalet ses över inför varje nytt år.")
    w.h("Avtalstid")
    w.p(
        "Avtalet gäller från och med den 15 augusti 2023 till och med den 14 augusti 2025. Det förlängs med ett år om ingen säger nej."
    )


_MAPPING = {
    "title": "Avtal om samverkan Sävsjö och Vetlanda",
    "parties": [_kommun("Sävsjö kommun"), _kommun("Vetlanda kommun"), AF],
    "mapping": {
        "employer_needs": "Industrin söker operatörer och svetsare, och omsorgen undersköterskor.",
        "measures": "Kommunerna driver en gemensam jobbtorgsverksamhet.",
        "kaa_measures": "Ungdomscoacher söker upp dem som inte hörs av.",
        "gaps": "Yrkessvenska på kvällstid\nValidering inom industrin",
        "statistics": [
            {
                "title": "Inskrivna i februari",
                "columns": [{"name": "Sävsjö"}, {"name": "Vetlanda"}],
                "rows": [
                    {"label": "Inskrivna 16–24 år", "cells": [{"value": "41"}, {"value": "118"}]},
                    {"label": "Inskrivna 25–64 år", "cells": [{"value": "203"}, {"value": "594"}]},
                    {"label": "I etableringsprogrammet", "cells": [{"value": "22"}, {"value": "47"}]},
                ],
            }
        ],
    },
    "goals": [
        {
            "title": "Fler går vidare till industrin",
            "indicators": [{"name": "Antal anställda efter utbildning", "source": "Egen uppföljning"}],
        }
    ],
    "processes": [
        {
            "name": "Yrkessvenska och praktik",
            "purpose": "Språk och praktik varvas under tolv veckor.",
            "responsible": "Lärcentrum",
            "trigger": "När arbetsgivaren har anmält en plats",
            "steps": [
                {
                    "title": "Kartläggning",
                    "actor": "Arbetsförmedlingen",
                    "description": "Samtal om mål och hinder.",
                },
                {
                    "title": "Språkstart",
                    "actor": "Vetlanda kommun",
                    "description": "Fyra veckor på lärcentrum.",
                },
            ],
        }
    ],
    "follow_up": {
        "method": "Parterna utvärderar avtalet i en gemensam rapport.",
        "revision": "Avtalet ses över inför varje nytt år.",
    },
    "validity": {
        "kind": "tidsperiod med förlängning",
        "start": "2023-08-15",
        "end": "2025-08-14",
        "extension": "Det förlängs med ett år om ingen säger nej.",
    },
}


# -- headings in capitals, running text, contacts as lines


def _capitals(w: Writer) -> None:
    w.p(
        "ÖVERENSKOMMELSE OM SAMVERKAN 2022",
        "Eskilstuna kommun och Arbetsförmedlingen",
        "Diarienummer: Eskilstuna kommun KSKF/2017:412",
    )
    w.p("INLEDNING")
    w.p("Kommunen och Arbetsförmedlingen arbetade fram den här överenskommelsen tillsammans under hösten.")
    w.p("PARTER")
    w.p("Parter är Eskilstuna kommun och Arbetsförmedlingen.")
    w.p("MÅLGRUPPER")
    w.p("Överenskommelsen rör i första hand följande grupper:")
    w.items("Utrikes födda kvinnor", "Unga utan gymnasieexamen")
    w.p("MÅL FÖR SAMVERKAN")
    w.p("Fler utrikes födda kvinnor har eget arbete.")
    w.p("Färre unga saknar gymnasieexamen vid tjugo års ålder.")
    w.p("LOKALA JOBBSPÅR")
    w.items(
        "Köksbiträde – för dem som vill arbeta i kommunens kök",
        "Lagerarbetare – tillsammans med logistikföretagen",
    )
    w.p("KONTAKTPERSONER")
    w.p("Eskilstuna kommun: Sara Nyman, samordnare, sara.nyman@example.se")
    w.p("Arbetsförmedlingen: Tomas Ek, sektionschef, 010-486 00 00")
    w.p("UPPFÖLJNING OCH REVIDERING")
    w.p("Uppföljning sker en gång per tertial. Överenskommelsen revideras när någon av parterna ber om det.")
    w.p("ÖVERENSKOMMELSENS GILTIGHET")
    w.p(
        "Överenskommelsen gäller från den 1 januari 2022 och tills vidare. Den ersätter överenskommelsen från 2017."
    )


_CAPITALS = {
    "title": "ÖVERENSKOMMELSE OM SAMVERKAN 2022",
    "background": "Kommunen och Arbetsförmedlingen arbetade fram den här överenskommelsen tillsammans under hösten.",
    "parties": [
        {
            **_kommun("Eskilstuna kommun"),
            "decisions": [{"case_number": "KSKF/2017:412"}],
            "contacts": [{"name": "Sara Nyman", "role": "samordnare", "email": "sara.nyman@example.se"}],
        },
        {**AF, "contacts": [{"name": "Tomas Ek", "role": "sektionschef", "phone": "010-486 00 00"}]},
    ],
    "target_groups": [{"name": "Utrikes födda kvinnor"}, {"name": "Unga utan gymnasieexamen"}],
    "goals": [
        {"title": "Fler utrikes födda kvinnor har eget arbete."},
        {"title": "Färre unga saknar gymnasieexamen vid tjugo års ålder."},
    ],
    "job_tracks": [
        {"name": "Köksbiträde", "competence_profile": "för dem som vill arbeta i kommunens kök"},
        {"name": "Lagerarbetare", "competence_profile": "tillsammans med logistikföretagen"},
    ],
    "follow_up": {
        "interval": "en gång per tertial",
        "revision": "Överenskommelsen revideras när någon av parterna ber om det.",
    },
    "validity": {
        "kind": "tills vidare",
        "start": "2022-01-01",
        "replaces": [{"title": "överenskommelsen från 2017"}],
    },
}


# -- being worked on: tracked changes, indicators as points below goals


def _tracked(w: Writer) -> None:
    w.title("Utkast till överenskommelse om samverkan i Strängnäs")
    w.h("1 Parter i samverkan")
    w.items("Strängnäs kommun", "Arbetsförmedlingen", "Försäkringskassan")
    w.h("2 Inledning och bakgrund")
    w.inserted(
        "Kommunen växer och ",
        "arbetslösheten sjunker",
        ", men inte för alla.",
        removed="arbetslösheten stiger",
    )
    w.h("3 Målgrupp")
    w.p("Nyanlända: personer som har etableringsprogram")
    w.p("Unga: personer mellan 16 och 24 år")
    w.h("4 Mål")
    w.items("Nyanlända i Strängnäs arbetar eller studerar efter två år")
    w.items("Andel i arbete efter 24 månader", "Andel i studier efter 24 månader", level=2)
    w.items("Unga fullföljer gymnasiet")
    w.items("Andel med examen vid 20 års ålder", level=2)
    w.h("5 Ledning och styrning")
    w.h("5.1 Ledningsgrupp", 2)
    w.p("Ledningsgruppen har möte varannan månad. Ordförande är kommunens arbetsmarknadschef.")
    w.p("Ledningsgruppen består av:")
    w.items(
        "Strängnäs kommun: arbetsmarknadschef",
        "Arbetsförmedlingen: sektionschef",
        "Försäkringskassan: enhetschef",
    )
    w.h("6 Parternas ansvar")
    w.table(
        ("Part", "Ansvar", "Förväntningar på de andra"),
        ("Strängnäs kommun", "Vuxenutbildning och försörjningsstöd.", "Snabba besked om insatser."),
        ("Försäkringskassan", "Rehabilitering och samordning.", "Tidig kontakt vid sjukdom."),
    )
    w.h("7 Sekretess")
    w.p("Uppgifter om enskilda lämnas bara med samtycke eller stöd i lag.")
    w.h("8 Period")
    w.p("Den här överenskommelsen löper 1 september 2025 – 31 augusti 2026.")


_TRACKED = {
    "title": "Utkast till överenskommelse om samverkan i Strängnäs",
    "parties": [
        {
            **_kommun("Strängnäs kommun"),
            "mandate": "Vuxenutbildning och försörjningsstöd.",
            "expectations": "Snabba besked om insatser.",
        },
        AF,
        {
            "name": "Försäkringskassan",
            "kind": "annan statlig myndighet",
            "mandate": "Rehabilitering och samordning.",
            "expectations": "Tidig kontakt vid sjukdom.",
        },
    ],
    "background": "Kommunen växer och arbetslösheten sjunker, men inte för alla.",
    "target_groups": [
        {"name": "Nyanlända", "definition": "personer som har etableringsprogram"},
        {"name": "Unga", "definition": "personer mellan 16 och 24 år"},
    ],
    "goals": [
        {
            "title": "Nyanlända i Strängnäs arbetar eller studerar efter två år",
            "indicators": [
                {"name": "Andel i arbete efter 24 månader"},
                {"name": "Andel i studier efter 24 månader"},
            ],
        },
        {"title": "Unga fullföljer gymnasiet", "indicators": [{"name": "Andel med examen vid 20 års ålder"}]},
    ],
    "organisation": {
        "forums": [
            {
                "name": "Ledningsgrupp",
                "level": "strategisk",
                "frequency": "varannan månad",
                "convenor": "kommunens arbetsmarknadschef",
                "members": [
                    {"actor": "Strängnäs kommun", "role": "arbetsmarknadschef"},
                    {"actor": "Arbetsförmedlingen", "role": "sektionschef"},
                    {"actor": "Försäkringskassan", "role": "enhetschef"},
                ],
            }
        ]
    },
    "validity": {"kind": "tidsperiod", "start": "2025-09-01", "end": "2026-08-31"},
}


# -- after Dua's model: job tracks with phases, paragraph signs, centred headings


def _tracks(w: Writer) -> None:
    w.bold("ÖVERENSKOMMELSE", 16, centred=True)
    w.bold("om lokala jobbspår i Vilhelmina", 16, centred=True)
    w.bold("§ 1 Parter", 13, centred=True)
    w.p("Vilhelmina kommun, 212000-2601", "Arbetsförmedlingen, 202100-2114")
    w.bold("§ 2 Syfte och mål", 13, centred=True)
    w.p("Mål 1 Varje jobbspår leder till arbete för minst hälften av deltagarna")
    w.bold("§ 3 Jobbspår", 13, centred=True)
    w.bold("Vård och omsorg")
    w.p("Yrke: Vårdbiträde", "Arbetsgivare: Vilhelmina kommun", "Platser: 12", "Koordinator: Lärcentrum")
    w.p("Rekrytering: Parterna väljer ut deltagare tillsammans.")
    w.p("Avslutning: Efter tjugo veckor går deltagaren till anställning.")
    w.bold("Besöksnäring")
    w.p("Yrke: Lokalvårdare", "Arbetsgivare: Hotellen i Vilhelmina", "Platser: 6")
    w.bold("§ 4 Oenighet", 13, centred=True)
    w.p("Parterna löser i första hand frågor på den nivå där de uppstår.")
    w.bold("§ 5 Giltighetstid", 13, centred=True)
    w.p("Överenskommelsen gäller 2018-01-01–2018-12-31.")
    w.bold("§ 6 Exemplar och underskrifter", 13, centred=True)
    w.p("Överenskommelsen är skriven i två likalydande exemplar.")
    w.p(
        "Vilhelmina kommun",
        "Ort och datum: ____________",
        "Namnförtydligande: Eva Norén",
        "Befattning: Kommunchef",
    )
    w.p(
        "Arbetsförmedlingen",
        "Ort och datum: ____________",
        "Namnförtydligande: Nils Åkerlund",
        "Befattning: Sektionschef",
    )


_TRACKS = {
    "title": "ÖVERENSKOMMELSE om lokala jobbspår i Vilhelmina",
    "parties": [
        {
            **_kommun("Vilhelmina kommun", organisation_number="212000-2601"),
            "signatories": [{"name": "Eva Norén", "title": "Kommunchef"}],
        },
        {
            **AF,
            "organisation_number": "202100-2114",
            "signatories": [{"name": "Nils Åkerlund", "title": "Sektionschef"}],
        },
    ],
    "goals": [{"title": "Varje jobbspår leder till arbete för minst hälften av deltagarna"}],
    "job_tracks": [
        {
            "name": "Vård och omsorg",
            "occupation": "Vårdbiträde",
            "employers": [{"name": "Vilhelmina kommun"}],
            "places": "12",
            "coordinator": "Lärcentrum",
            "recruitment": "Parterna väljer ut deltagare tillsammans.",
            "completion": "Efter tjugo veckor går deltagaren till anställning.",
        },
        {
            "name": "Besöksnäring",
            "occupation": "Lokalvårdare",
            "employers": [{"name": "Hotellen i Vilhelmina"}],
            "places": "6",
        },
    ],
    "organisation": {"disagreement": "Parterna löser i första hand frågor på den nivå där de uppstår."},
    "validity": {"kind": "tidsperiod", "start": "2018-01-01", "end": "2018-12-31"},
    "signing": {"originals": "två"},
}


TUNED = (
    Foreign("rubriker med formatmallar", _styled, _STYLED),
    Foreign("skrivna nummer, åtaganden per part", _numbered, _NUMBERED),
    Foreign("bara fet text", _bold, _BOLD),
    Foreign("tabell som uppställning", _columns, _COLUMNS),
    Foreign("försättsblad och stora tabeller", _sheet, _SHEET),
    Foreign("bilaga om organisering", _forums, _FORUMS),
    Foreign("kartläggning med siffror", _mapping, _MAPPING),
    Foreign("versaler och löpande text", _capitals, _CAPITALS),
    Foreign("spårade ändringar, punkter i punkter", _tracked, _TRACKED),
    Foreign("jobbspår med paragrafer", _tracks, _TRACKS),
)
