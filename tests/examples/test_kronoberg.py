"""Kronoberg 2020: every known fact is there, in its place, and every field of an agreement is used."""

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.handbook import book
from tests.examples import bundled
from tests.tools import ROOT

AGREEMENT = bundled.example("kronoberg")
FORUMS = {forum.name or "": forum for forum in AGREEMENT.organisation.forums}

PARTIES = {
    "Arbetsförmedlingen Kronoberg",
    "Försäkringskassan Kronoberg",
    "Region Kronoberg",
    "Länsstyrelsen i Kronobergs län",
    "Migrationsverket",
    "Samordningsförbundet Värend",
    "Sunnerbo samordningsförbund",
    "Alvesta kommun",
    "Lessebo kommun",
    "Ljungby kommun",
    "Markaryd kommun",
    "Tingsryd kommun",
    "Uppvidinge kommun",
    "Växjö kommun",
    "Älmhult kommun",
}
MUNICIPALITIES = {name for name in PARTIES if name.endswith(" kommun")}

STEERING = "Styrgruppen för ASK"
# Which local group belongs to which municipality, how often it meets, and as how many weeks or months.
LOCAL_GROUPS = {
    "Ledningsgruppen i Alvesta": ("Alvesta kommun", "en gång i månaden", (1, None, "månad")),
    "Ledningsgruppen i Älmhult": ("Älmhult kommun", "en gång i månaden (exempel)", (1, None, "månad")),
    "Samverkansgruppen i Ljungby": ("Ljungby kommun", "1 gång per kvartal", (1, None, "kvartal")),
    "Ledningsgruppen för Arbete och Lärande i Tingsryd": (
        "Tingsryd kommun",
        "en gång varannan vecka",
        (2, None, "vecka"),
    ),
    "Styrgruppen i Markaryd": ("Markaryd kommun", "6–8 veckors mellanrum", (6, 8, "vecka")),
    "Arbetsgruppen för uppföljning och kartläggning i Uppvidinge": (
        "Uppvidinge kommun",
        "löpande",
        (None, None, None),
    ),
    "Central ledningsgrupp i Lessebo (styrgrupp LÖK)": (
        "Lessebo kommun",
        "en gång i kvartalet utökas mötet",
        (1, None, "kvartal"),
    ),
    "Ledningssamverkan i Växjö": ("Växjö kommun", "månadsvis", (1, None, "månad")),
}

FACTS = {
    "title": ("DUA", "Kronobergs län"),
    "marking": ("Exempel, uppgifter från 2020",),
    "version_date": ("2020-11-26",),
    "collaborators/*/name": ("Linnéuniversitetet",),
    "background": (
        "Arbetsmarknadssamverkan Kronoberg (ASK)",
        "2019 och 2020",
        "AF:s reformering",
        "26 november 2020",
        "bilaga 2",
    ),
    "mapping/employer_needs": (
        "våren 2019",
        "Sweco",
        "Alvesta, Lessebo, Ljungby, Markaryd och Växjö",
        "kompetensförsörjning",
        "etableringsprogrammet",
    ),
    "mapping/measures": (
        "auktoriserade",
        "interkommunal ersättning",
        "persontransport (buss)",
        "godstransport (lastbil)",
        "Lärlingsutbildningarna",
        "industri och bygg",
        "Älmhult, Markaryd och Ljungby",
        "Gränslöst",
        "grannlänet",
        "tar gärna emot elever",
        "bilaga 3",
        "Länsövergripande projekt",
    ),
    "mapping/kaa_measures": ("KAA-nätverket", "SYV-rådet", "2019/2020"),
    "mapping/gaps": (
        "inget avtal",
        "fungerande nätverk",
        "förvaltningschefer",
        "skolchefer",
        "workshop",
        "covid-19-pandemin",
        "närvaro",
    ),
    "target_groups/*/name": (
        "Nyanlända och utrikes födda",
        "Unga 16–24 år",
        "Unga som varken arbetar eller studerar (UVAS)",
    ),
    "organisation/summary": (
        "överbyggnad för strategiska arbetsmarknadsfrågor",
        "15 parter",
        "enhetschefer",
        "handläggare",
        "lokala grupper i varje kommun",
    ),
    "organisation/forums/*/name": (STEERING, "Verksamhetsgruppen för ASK", "Idégruppen för ASK"),
    "organisation/forums/*/purpose": (
        "arbetsmarknad och etablering i Kronobergs län",
        "konkurrerar",
        "inspirerar varandra",
        "stärker samverkan i varje kommun",
        "gemensamma utmaningar",
        "AIF",
        "LÖKEN",
        "inriktning, resultat, struktur med mera",
        "prioriterade processer, strategiska samverkansfrågor",
    ),
    "organisation/forums/*/duties": (
        "däribland DUA",
        "verksamhetsplan(er)",
        "återrapportera till styrgruppen",
        "på direkt uppdrag av verksamhetsgruppen",
        "prioriterar aktiviteter",
    ),
    "organisation/forums/*/composition": (
        "en ordinarie ledamot och en ersättare",
        "Operativa chefer",
        "näringslivskontoret, civilsamhället",
    ),
    "organisation/forums/*/frequency": ("alltid i anslutning till verksamhetsgruppens sammanträde",),
    "organisation/forums/*/decision_rule": (
        "Samma beslutsordning gäller för alla projekt och verksamheter",
        "utskickade dagordningen",
        "beslutsfällig",
        "projekt och processer där den egna organisationen är part",
        "på förhand",
        "konsensus",
        "mer än hälften av berörda parter",
        "representerade/närvarande",
        "synpunkter inför mötet",
        "återkoppling på besluten i efterhand",
    ),
    "organisation/forums/*/member_duties": (
        "prioritera att vara med",
        "föregående protokoll",
        "delta aktivt",
        "sprids och/eller förankras",
        "vid förhinder",
        "mandat som behövs",
        "byte av ledamot/ersättare",
        "introducera",
        "kontaktperson",
    ),
    "organisation/forums/*/members/*/role": (
        "Avdelningschefer i kommunen",
        "HR-funktion",
        "Chef för arbetsmarknadsenheten",
        "Rektor för vuxenutbildningen",
        "Enhetschef för försörjningsstöd",
        "Näringslivsutvecklare",
        "Företagsrådgivare",
        "Sektionschef för ekonomiskt bistånd",
        "Arbetsmarknadssamordnare",
        "Chef för IFO vuxen",
        "Chef för IFO barn och familj",
        "Chef för arbetsmarknads- och integrationsenheten",
        "Ekonom för avdelningen",
        "Förvaltningschef, AIF",
        "Biträdande avdelningschef, Etablerings- och arbetsmarknadsavdelningen",
        "Barn- och utbildningsförvaltningen",
        "Socialförvaltningen",
        "Kommunchef",
        "Förvaltningschef, Arbete och Välfärd",
        "Avdelningschef, Arbete och Lärande",
        "Enhetschef, Insats",
        "Enhetschef, Koordinator",
        "Enhetschef, Projekt",
        "Enhetschefer (båda)",
    ),
    "organisation/narratives/*/text": (
        "HR och utbildningsförvaltningen",
        "ungdomsarbetslösheten",
        "unga som varken arbetar eller studerar (UVAS), projekt och andra samverkansytor",
        "LÖK tas fram",
        "hälsoområdet",
        "kommunchefen",
        "Ledningssamverkan",
        "Under 2020",
    ),
    "organisation/networks/*/name": (
        "SYV-råd",
        "Rektorsnätverket för vuxenutbildning",
        "SYV-nätverk på vuxenutbildningsnivå",
        "KAA-nätverk",
        "Öst och Väst, statsbidrag för yrkesvux",
        "Gränslöst",
    ),
    "organisation/networks/*/coordinator": ("Region Kronoberg", "Rektorsnätverket för vuxenutbildning"),
    "organisation/networks/*/description": (
        "hör inte till ASK",
        "förebygga avhopp från gymnasieskolan",
        "livslångt lärande",
        "information och ger varandra råd",
        "Växjö, Alvesta, Lessebo och Uppvidinge",
        "Ljungby, Markaryd och Älmhult",
        "Bromölla kommun (Skåne län) och Blekinge län",
        "Karlshamn",
        "workshops",
    ),
    "organisation/responsibilities": (
        "lokala överenskommelse",
        "2020",
        "kontaktvägar",
        "stort engagemang",
        "näringslivsavdelning, SFI, AME, ekonomiskt bistånd, KAA, Vux, SYV",
    ),
    "organisation/regional/title": ("SÖK", "Mottagande och etablering i arbets- och samhällsliv"),
    "organisation/regional/period": ("2019–2025",),
    "organisation/regional/description": (
        "uppdrag av ASK",
        "Linnéuniversitetet",
        "Migrationsverket",
        "asylsökande och nyanlända",
        "mångfald",
        "nuläget",
        "nio regionala delmål",
        "15 samverkansområden",
        "lokala överenskommelserna (LÖK)",
        "DUA",
    ),
    "organisation/regional/areas": (
        "Arbetsmarknad/kompetens",
        "Boende",
        "Hälsa",
        "Delaktighet",
        "Agenda 2030",
        "beroende av varandra",
    ),
    "dua/preset": ("Dua 2017",),
    "validity/alongside/*/title": ("SÖK", "LÖK", "Gränslöst"),
    "validity/alongside/*/note": ("Undertecknade i alla åtta kommuner",),
    "appendices/*/title": (
        "Målgruppen nyanlända och utrikes födda",
        "Samverkan och organisering",
        "Arbetsprocesserna kring individerna",
    ),
    "additional_answers/*/answer": (
        *(
            "AF",
            "AIF",
            "AME",
            "ASK",
            "DUA",
            "IFO",
            "KAA",
            "LÖK",
            "SFI",
            "SYV",
            "SÖK",
            "UVAS",
            "Vux",
        ),
    ),
}


@pytest.mark.parametrize("pattern", FACTS)
def test_the_facts_stand_in_their_place(pattern: str):
    found = "\n".join(words for here, words in bundled.answers(AGREEMENT) if here == pattern)
    assert [fact for fact in FACTS[pattern] if fact not in found] == []


def test_fifteen_parties_sign():
    assert len(AGREEMENT.parties) == 15
    assert {party.name for party in AGREEMENT.parties} == PARTIES


def test_the_three_levels_of_forums_report_upwards():
    by_id = {forum.id: forum.name for forum in FORUMS.values()}
    levels = [STEERING, "Verksamhetsgruppen för ASK", "Idégruppen för ASK"]
    assert [FORUMS[name].level for name in levels] == ["strategisk", "operativ", "medarbetarnivå"]
    assert [by_id.get(FORUMS[name].reports_to or "") for name in levels] == [None, *levels[:2]]


def test_every_party_has_an_ordinary_member_and_a_deputy_in_the_steering_group():
    seats = FORUMS[STEERING].members
    assert {seat.actor for seat in seats} == {party.id for party in AGREEMENT.parties}
    assert len(seats) == 15
    assert all(seat.membership == "ordinarie" and seat.deputy for seat in seats)


def test_the_decision_rule_has_five_points():
    rule = FORUMS[STEERING].decision_rule
    assert rule is not None
    assert [block.kind for block in rule.blocks] == ["number"] * 5


@pytest.mark.parametrize("name", LOCAL_GROUPS)
def test_a_local_group_meets_as_often_as_its_municipality_says(name: str):
    municipality, words, interval = LOCAL_GROUPS[name]
    forum = FORUMS[name]
    scope = {party.name for party in AGREEMENT.parties if party.id in forum.scope}
    assert forum.level == "lokal"
    assert scope & MUNICIPALITIES == {municipality}
    assert forum.members
    assert forum.frequency is not None
    assert words in str(forum.frequency)
    assert (forum.frequency.every, forum.frequency.every_most, forum.frequency.unit) == interval


def test_each_municipality_has_a_narrative():
    names = {party.id: party.name for party in AGREEMENT.parties}
    assert {names[story.party or ""] for story in AGREEMENT.organisation.narratives} == MUNICIPALITIES


def test_local_agreements_are_signed_in_all_eight_municipalities():
    local = next(one for one in AGREEMENT.validity.alongside if one.kind == "lokal överenskommelse")
    names = {party.id: party.name for party in AGREEMENT.parties}
    assert {names[party] for party in local.parties} == {*MUNICIPALITIES, "Arbetsförmedlingen Kronoberg"}


def test_what_we_made_up_says_so():
    organisation = AGREEMENT.organisation
    named = [
        *(goal.title for goal in AGREEMENT.goals),
        *(process.name for process in AGREEMENT.processes),
        *(track.name for track in AGREEMENT.job_tracks),
        *(resource.name for resource in AGREEMENT.resources),
        *(flow.name for flow in AGREEMENT.information_flows),
        *(perspective.name for perspective in AGREEMENT.perspectives),
        *(table.title for table in AGREEMENT.mapping.statistics),
        *(path.matter for path in organisation.contact_paths),
        *(occasion.name for occasion in AGREEMENT.follow_up.occasions),
        *(supplement.title for supplement in AGREEMENT.validity.supplements),
        *(replaced.title for replaced in AGREEMENT.validity.replaces),
    ]
    assert [name for name in named if not (name or "").endswith("(exempel)")] == []


def test_figures_we_made_up_say_so():
    sources = [
        words
        for pattern, words in bundled.answers(AGREEMENT)
        if pattern.endswith("/source") and not pattern.startswith("legal_references")
    ]
    assert [words for words in sources if "åhittade siffror, exempel" not in words] == []


def test_every_field_of_an_agreement_is_used():
    used = {pattern for pattern, _ in bundled.answers(AGREEMENT)}
    handbook = book.load(ROOT / "resources" / "handbook" / "2026.1")
    every = {pattern for pattern in handbook.places if isinstance(schema.patterns()[pattern], Answer)}
    assert every - used == set()


def test_no_section_of_the_handbook_is_empty():
    used = {pattern for pattern, _ in bundled.answers(AGREEMENT)}
    handbook = book.load(ROOT / "resources" / "handbook" / "2026.1")
    sections = [section for step in handbook.steps for section in step.sections if section.questions]
    assert sections
    for section in sections:
        assert any(question.address in used for question in section.questions), section.slug


def test_the_texts_show_all_that_rich_text_can_do():
    blocks = [block for _, _, value in at.answers(AGREEMENT) for block in getattr(value, "blocks", ())]
    runs = [run for block in blocks for run in block.runs]
    assert {block.kind for block in blocks} == {"paragraph", "bullet", "number"}
    assert max(block.level for block in blocks) > 0
    for look in ("bold", "italic", "link", "footnote"):
        assert any(getattr(run, look, None) for run in runs), look
