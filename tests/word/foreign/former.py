"""Agreements that were held out until others were: their first figures stand in docs/revision.md."""

from typing import Any

from tests.word.foreign.agreements import AF, Foreign
from tests.word.foreign.writer import Writer


def _kommun(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "kommun", **more}


# -- headings that ask


def _questions(w: Writer) -> None:
    w.large("Så samverkar vi i Ockelbo", 24)
    w.p("Överenskommelse mellan Ockelbo kommun och Arbetsförmedlingen för 2024–2026")
    w.bold("Vilka vi är", 14)
    w.p("Ockelbo kommun (212000-2296) och Arbetsförmedlingen (202100-2114).")
    w.bold("Varför samverkar vi?", 14)
    w.p("Ingen av oss når målen på egen hand.")
    w.bold("Vilka gäller överenskommelsen?", 14)
    w.items("Nyanlända kvinnor: kvinnor under sina första fem år i Sverige", "Unga utan sysselsättning")
    w.bold("Vad vill vi uppnå?", 14)
    w.numbered("Fler kvinnor förvärvsarbetar", "Ingen ung människa står utan plan")
    w.bold("Hur träffas vi?", 14)
    w.bold("Strategisk grupp")
    w.p("Chefer från båda parter ses två gånger per termin och dessutom vid behov.")
    w.bold("Medarbetargrupp")
    w.p("Handläggarna möts varje vecka.")
    w.bold("Hur följer vi upp?", 14)
    w.p("Vi stämmer av läget på ett möte i mars och ett i oktober.")
    w.bold("Hur länge gäller överenskommelsen?", 14)
    w.p("Till och med 31 december 2026. Den som vill sluta säger upp överenskommelsen tre månader i förväg.")


_QUESTIONS = {
    "title": "Så samverkar vi i Ockelbo",
    "background": "Ingen av oss når målen på egen hand.",
    "parties": [
        _kommun("Ockelbo kommun", organisation_number="212000-2296"),
        {**AF, "organisation_number": "202100-2114"},
    ],
    "target_groups": [
        {"name": "Nyanlända kvinnor", "definition": "kvinnor under sina första fem år i Sverige"},
        {"name": "Unga utan sysselsättning"},
    ],
    "goals": [{"title": "Fler kvinnor förvärvsarbetar"}, {"title": "Ingen ung människa står utan plan"}],
    "organisation": {
        "forums": [
            {"name": "Strategisk grupp", "level": "strategisk"},
            {"name": "Medarbetargrupp", "frequency": "varje vecka"},
        ]
    },
    "follow_up": {"method": "Vi stämmer av läget på ett möte i mars och ett i oktober."},
    "validity": {
        "kind": "tidsperiod",
        "start": "2024-01-01",
        "end": "2026-12-31",
        "termination": "Den som vill sluta säger upp överenskommelsen tre månader i förväg.",
    },
}


# -- everything in tables with heading rows


def _tables(w: Writer) -> None:
    w.h("Lokal överenskommelse Mora och Orsa", 1)
    w.table(
        ("Kommun eller myndighet", "Org.nr", "Ansvarig nämnd"),
        ("Mora kommun", "212000-2213", "Kommunstyrelsen"),
        ("Orsa kommun", "212000-2205", "Kommunstyrelsen"),
        ("Arbetsförmedlingen", "202100-2114", ""),
        head=True,
    )
    w.h("Prioriterade grupper", 2)
    w.table(
        ("Grupp", "Vilka som ingår", "Behov"),
        ("Långtidsarbetslösa", "Inskrivna mer än tolv månader", "Meriterande arbete"),
        ("Nya i Sverige", "Deltagare i sfi", "Språkpraktik"),
        head=True,
    )
    w.h("Våra mål", 2)
    w.table(
        ("Nr", "Mål", "Önskad effekt", "Nyckeltal"),
        ("1", "Kortare tid i arbetslöshet", "Fler försörjer sig själva", "Antal dagar inskrivna"),
        ("2", "Fler klarar sfi", "Språket räcker för arbete", "Andel med godkänd kurs D"),
        head=True,
    )
    w.h("Möten", 2)
    w.table(
        ("Grupp", "Deltagare", "Hur ofta", "Leds av"),
        ("Styrgrupp", "Förvaltningschefer och sektionschef", "varannan månad", "Mora kommun"),
        ("Samordnargrupp", "Samordnare från varje part", "varannan vecka", "Arbetsförmedlingen"),
        head=True,
    )
    w.h("Årshjul", 2)
    w.table(
        ("När", "Aktivitet", "Ansvar"),
        ("Februari", "Genomgång av föregående år", "Styrgruppen"),
        ("September", "Nya siffror", "Samordnargruppen"),
        head=True,
    )
    w.h("Lagar som styr", 2)
    w.table(
        ("Lag", "Paragraf", "Vad den innebär"),
        ("Förvaltningslagen", "8 §", "Myndigheter hjälper varandra."),
        head=True,
    )
    w.h("Bilagor", 2)
    w.table(("Nr", "Titel"), ("1", "Kontaktlista"), ("2", "Statistik för båda kommunerna"), head=True)
    w.h("Undertecknas", 2)
    w.table(
        ("Part", "Namn", "Befattning", "Ort och datum"),
        ("Mora kommun", "Stina Hed", "Kommundirektör", ""),
        ("Arbetsförmedlingen", "Ali Rezai", "Sektionschef", ""),
        head=True,
    )


_TABLES = {
    "title": "Lokal överenskommelse Mora och Orsa",
    "parties": [
        {
            **_kommun("Mora kommun", organisation_number="212000-2213"),
            "deciding_bodies": [{"name": "Kommunstyrelsen"}],
            "signatories": [{"name": "Stina Hed", "title": "Kommundirektör"}],
        },
        {
            **_kommun("Orsa kommun", organisation_number="212000-2205"),
            "deciding_bodies": [{"name": "Kommunstyrelsen"}],
        },
        {
            **AF,
            "organisation_number": "202100-2114",
            "signatories": [{"name": "Ali Rezai", "title": "Sektionschef"}],
        },
    ],
    "target_groups": [
        {
            "name": "Långtidsarbetslösa",
            "definition": "Inskrivna mer än tolv månader",
            "needs": "Meriterande arbete",
        },
        {"name": "Nya i Sverige", "definition": "Deltagare i sfi", "needs": "Språkpraktik"},
    ],
    "goals": [
        {
            "title": "Kortare tid i arbetslöshet",
            "effect": "Fler försörjer sig själva",
            "indicators": [{"name": "Antal dagar inskrivna"}],
        },
        {
            "title": "Fler klarar sfi",
            "effect": "Språket räcker för arbete",
            "indicators": [{"name": "Andel med godkänd kurs D"}],
        },
    ],
    "organisation": {
        "forums": [
            {
                "name": "Styrgrupp",
                "level": "strategisk",
                "composition": "Förvaltningschefer och sektionschef",
                "frequency": "varannan månad",
                "convenor": "Mora kommun",
            },
            {
                "name": "Samordnargrupp",
                "composition": "Samordnare från varje part",
                "frequency": "varannan vecka",
                "convenor": "Arbetsförmedlingen",
            },
        ]
    },
    "follow_up": {
        "occasions": [
            {"name": "Genomgång av föregående år", "when": "Februari", "responsible": "Styrgruppen"},
            {"name": "Nya siffror", "when": "September", "responsible": "Samordnargruppen"},
        ]
    },
    "legal_references": [
        {"act": "Förvaltningslagen", "provision": "8 §", "meaning": "Myndigheter hjälper varandra."}
    ],
    "appendices": [
        {"number": "1", "title": "Kontaktlista"},
        {"number": "2", "title": "Statistik för båda kommunerna"},
    ],
}


# -- a long text with numbers down to the third level


def _deep(w: Writer) -> None:
    w.title("Överenskommelse om samordning av etablering i Sollefteå")
    w.h("1. Allmänt", 1)
    w.h("1.1 Bakgrund", 2)
    w.p("Kommunen tar emot många nyanlända i förhållande till sin storlek.")
    w.h("1.2 Avtalsparter", 2)
    w.p(
        "Sollefteå kommun, genom individ- och omsorgsnämnden",
        "Arbetsförmedlingen",
        "Samordningsförbundet Sollefteå",
    )
    w.h("1.3 Lagstöd", 2)
    w.p("Lagen (2017:584) om ansvar för etableringsinsatser", "Socialtjänstlagen (2025:400)")
    w.h("2. Innehåll i samverkan", 1)
    w.h("2.1 Målgruppens sammansättning", 2)
    w.h("2.1.1 Nyanlända med kort utbildning", 3)
    w.p("Personer som har gått högst sex år i skola.")
    w.h("2.1.2 Kvinnor på väg till arbete", 3)
    w.p("Kvinnor som vill ha sitt första arbete i Sverige.")
    w.h("2.2 Målsättningar", 2)
    w.h("2.2.1 Etableringen går fortare", 3)
    w.p("Vägen till arbete ska vara tydlig från första dagen.")
    w.p("Effekt: Fler betalar skatt i kommunen")
    w.p("Mått: Andel i arbete efter tre år (källa SCB)")
    w.h("2.3 Gemensamma processer", 2)
    w.h("2.3.1 Mottagande", 3)
    w.p("Processägare: Kommunens integrationsenhet")
    w.items("Hembesök första veckan", "Möte med alla parter inom en månad")
    w.h("3. Styrning", 1)
    w.h("3.1 Styrgrupp för etablering", 2)
    w.p("Gruppen sammanträder kvartalsvis.", "Beslut fattas i enighet.")
    w.h("4. Övrigt", 1)
    w.h("4.1 Tvist", 2)
    w.p("En tvist avgörs av parternas högsta chefer.")
    w.h("4.2 Ändringar och tillägg", 2)
    w.p("Ändringar görs skriftligt och gäller när alla har skrivit under.")
    w.h("4.3 Giltighet", 2)
    w.p("Överenskommelsen träder i kraft den 1 februari 2026 och gäller till och med den 31 januari 2028.")


_DEEP = {
    "title": "Överenskommelse om samordning av etablering i Sollefteå",
    "background": "Kommunen tar emot många nyanlända i förhållande till sin storlek.",
    "parties": [
        {**_kommun("Sollefteå kommun"), "deciding_bodies": [{"name": "individ- och omsorgsnämnden"}]},
        AF,
        {"name": "Samordningsförbundet Sollefteå", "kind": "samordningsförbund"},
    ],
    "legal_references": [
        {"act": "Lagen om ansvar för etableringsinsatser", "sfs": "2017:584"},
        {"act": "Socialtjänstlagen", "sfs": "2025:400"},
    ],
    "target_groups": [
        {
            "name": "Nyanlända med kort utbildning",
            "definition": "Personer som har gått högst sex år i skola.",
        },
        {
            "name": "Kvinnor på väg till arbete",
            "definition": "Kvinnor som vill ha sitt första arbete i Sverige.",
        },
    ],
    "goals": [
        {
            "title": "Etableringen går fortare",
            "description": "Vägen till arbete ska vara tydlig från första dagen.",
            "effect": "Fler betalar skatt i kommunen",
            "indicators": [{"name": "Andel i arbete efter tre år (källa SCB)"}],
        }
    ],
    "processes": [
        {
            "name": "Mottagande",
            "responsible": "Kommunens integrationsenhet",
            "steps": [{"title": "Hembesök första veckan"}, {"title": "Möte med alla parter inom en månad"}],
        }
    ],
    "organisation": {
        "forums": [
            {
                "name": "Styrgrupp för etablering",
                "level": "strategisk",
                "frequency": "kvartalsvis",
                "decision_rule": "Beslut fattas i enighet.",
            }
        ],
        "disagreement": "En tvist avgörs av parternas högsta chefer.",
    },
    "validity": {
        "kind": "tidsperiod",
        "start": "2026-02-01",
        "end": "2028-01-31",
        "change": "Ändringar görs skriftligt och gäller när alla har skrivit under.",
    },
}


FORMER = (
    Foreign("frågor som rubriker", _questions, _QUESTIONS),
    Foreign("allt i tabeller", _tables, _TABLES),
    Foreign("tre nivåer med nummer", _deep, _DEEP),
)
