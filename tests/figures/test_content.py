"""What stands in a figure: the answers, by roles, and the same in words."""

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.figures import chain, organisation, swim_lane, year_wheel
from lokdesk.figures.drawing import Path
from lokdesk.figures.figure import KINDS, figure
from tests.examples.bundled import NAMES, example
from tests.figures.geometry import text, words
from tests.figures.made import crowded

FORUMS = {
    "parties": [{"id": "parter01", "name": "Alvesta kommun"}, {"id": "parter02", "name": "Växjö kommun"}],
    "organisation": {
        "forums": [
            {
                "id": "forum001",
                "name": "Styrgruppen",
                "level": "strategisk",
                "convenor": "Anna Ek, enhetschef",
                "frequency": {"every": 1, "unit": "kvartal"},
                "members": [
                    {"id": "member01", "actor": "parter01", "role": "Socialchef", "name": "Bo Ek"},
                    {"id": "member02", "actor": "parter02", "role": "Socialchef", "name": "Anna Ek"},
                    {"id": "member03", "actor": "parter02", "role": "Rektor", "deputy": "Eva Al"},
                ],
            },
            {"id": "forum002", "name": "Lokala gruppen", "reports_to": "forum001", "convenor": "Bo Ek"},
        ]
    },
}


def agreement(**more: object) -> Agreement:
    return Agreement.model_validate({**FORUMS, **more})


def chart(held: Agreement) -> str:
    content = organisation.content(held)
    assert content is not None
    return text(*organisation.draw(content))


def said(kind: str, held: Agreement, item: object = None) -> str:
    drawn = figure(kind, held, item)
    assert drawn is not None
    return drawn.description


@pytest.mark.parametrize("kind", KINDS)
def test_an_agreement_without_answers_has_no_figures(kind: str):
    if not KINDS[kind].about:
        assert figure(kind, Agreement()) is None


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_says_the_same_as_its_description(name: str):
    held = example(name)
    for kind, one in KINDS.items():
        items = at.get(held, one.about) if one.about else [None]
        for item in items:
            drawn = figure(kind, held, item)
            assert drawn is None or drawn.description.startswith(drawn.title)


# The organisation


def test_a_chart_shows_forums_levels_and_who_chairs_and_takes_part_as_roles():
    shown = chart(agreement())

    for words_ in (
        "Styrgruppen",
        "Strategisk nivå",
        "Utan angiven nivå",
        "Socialchef från 2 parter",
        "Rektor",
    ):
        assert words_ in shown


def test_a_line_with_an_arrow_leads_to_the_forum_that_is_reported_to():
    content = organisation.content(agreement())
    assert content is not None
    (drawing,) = organisation.draw(content)
    named = {one.lines[0]: one.place for one in words(drawing)}
    heads = [shape for shape in drawing.shapes if isinstance(shape, Path) and shape.fill]

    assert len(heads) == 1
    tip = heads[0].points[0]
    assert named["Styrgruppen"].bottom < tip[1] < named["Lokala gruppen"].y


def test_no_person_is_named_in_a_figure():
    held = agreement(
        job_tracks=[
            {
                "id": "jobspar1",
                "coordinator": "Anna Ek",
                "planning": "Bo Ek ringer.",
                "completion": "Klart.",
                "employers": [
                    {"id": "arbetsg1", "name": "Bolaget", "signatory": "Lo Holm", "contact": "Kim Öst"}
                ],
            }
        ],
        processes=[
            {
                "id": "process1",
                "steps": [
                    {"id": "stegnr01", "title": "Möte", "role": "Anna Ek"},
                    {"id": "stegnr02", "title": "Samtal med Bo Ek", "handover": "Till Anna Ek (socialchef)"},
                ],
            }
        ],
        follow_up={"occasions": [{"id": "tillfal1", "when": "mars", "responsible": "Anna Ek"}]},
    )
    drawn = [
        figure("organisation", held),
        figure("year-wheel", held),
        figure("chain", held, held.job_tracks[0]),
        figure("swim-lane", held, held.processes[0]),
    ]

    for one in drawn:
        assert one is not None
        for name in ("Anna", "Bo Ek", "Eva", "Lo Holm", "Kim"):
            assert name not in one.svg


def test_a_person_in_the_place_of_a_role_is_called_by_the_role():
    assert "Sammankallande: Socialchef" in said("organisation", agreement())
    assert "Sammankallande: enhetschef" in said("organisation", agreement())


def test_a_name_that_begins_like_another_is_taken_out_as_a_whole_and_its_genitive_too():
    contacts = [{"id": "contac01", "name": "Eva Li"}, {"id": "contac02", "name": "Eva Lind"}]
    parties = [{"id": "parter01", "name": "Alvesta kommun", "contacts": contacts}]
    forums = [
        {"id": "forum001", "name": "Eva Linds grupp", "convenor": "Eva Lind, enhetschef"},
        {"id": "forum002", "name": "Eva Lings grupp", "convenor": "Eva Li, rektor"},
    ]

    described = said("organisation", agreement(parties=parties, organisation={"forums": forums}))

    assert "grupp. Sammankallande: enhetschef. Eva Lings grupp. Sammankallande: rektor." in described
    assert "Lind" not in described


def test_a_chart_in_words_tells_who_reports_to_whom_and_who_comes_from_where():
    described = said("organisation", agreement())

    assert "Lokala gruppen. Rapporterar till Styrgruppen." in described
    assert "Alvesta kommun (Socialchef); Växjö kommun (Socialchef, Rektor)" in described


def test_forums_that_report_to_each_other_in_a_ring_are_drawn():
    ring = at.replace(agreement(), "organisation/forums/forum001/reports_to", "forum002")

    assert "Styrgruppen" in chart(ring)


def test_where_all_roles_have_no_room_it_is_said_how_many_are_left():
    assert " till" in chart(crowded(forums=8, parties=4))


# A process


def test_a_swim_lane_has_a_lane_for_each_who_takes_a_step():
    assert swim_lane.lanes(["b", "a", "b", ""]) == ["b", "a", swim_lane.NOBODY]


def test_where_lanes_are_many_those_with_few_steps_share_one():
    lanes = swim_lane.lanes(["a", "b", "c", "c", "d", "d", "e", "e"])

    assert lanes == ["c", "d", "e", swim_lane.OTHERS]


def test_a_process_with_one_step_is_not_drawn():
    held = crowded(steps=1)

    assert figure("swim-lane", held, held.processes[0]) is None


def test_a_figure_that_tells_no_more_than_its_table_is_left_out_of_a_document():
    held = crowded(steps=3)

    assert figure("swim-lane", held, held.processes[0]) is not None
    assert figure("swim-lane", held, held.processes[0], telling=True) is None


def test_a_process_in_words_has_its_steps_in_order():
    held = crowded(steps=2, parties=1)
    described = said("swim-lane", held, held.processes[0])

    assert described.index("1. Kartlägga") < described.index("2. Kartlägga")
    assert "Arbetsförmedlingen (Arbetsmarknads- och integrationschef)" in described
    assert "Startar när: Besked om bosättning från Migrationsverket." in described


# A job track


def test_a_chain_goes_from_the_employers_needs_to_employment():
    held = crowded()
    content = chain.content(held, held.job_tracks[0])

    assert content is not None
    assert [link.name for link in content.links] == [
        "Arbetsgivarnas behov",
        "Planering",
        "Rekrytering",
        "Genomförande",
        "Avslutning",
        "Anställning",
    ]


def test_phases_without_an_answer_are_no_links():
    track = {"id": "jobspar1", "planning": "Planera.", "occupation": "snickare"}
    held = agreement(job_tracks=[track])
    content = chain.content(held, held.job_tracks[0])

    assert content is not None
    assert [(link.name, link.words) for link in content.links] == [
        ("Planering", ("Planera.",)),
        ("Anställning", ("Snickare",)),
    ]


# The year


@pytest.mark.parametrize(
    ("when", "months"),
    [
        ("Februari", [2]),
        ("i mars och oktober varje år", [3, 10]),
        ("15 sept.", [9]),
        ("senast den 1 jan", [1]),
        ("Efter läsåret", []),
        ("marschera", []),
        ("december–januari", [12, 1]),
    ],
)
def test_months_are_found_in_the_words_of_an_occasion(when: str, months: list[int]):
    assert year_wheel.months(when) == months


def test_a_year_has_what_recurs_what_falls_in_a_month_and_what_does_neither():
    held = agreement(
        follow_up={
            "interval": {"every": 6, "every_most": 8, "unit": "vecka"},
            "next_revision": "2028-03-01",
            "occasions": [
                {
                    "id": "tillfal1",
                    "name": "Årsuppföljning",
                    "when": "Februari",
                    "responsible": "Styrgruppen",
                },
                {"id": "tillfal2", "name": "Samtal", "when": "Efter läsåret"},
            ],
        },
        validity={"start": "2027-01-01", "end": "2029-12-31"},
    )
    year = year_wheel.content(held)

    assert year is not None
    assert [(one.often, one.times, one.names) for one in year.rounds] == [
        ("med 6–8 veckors mellanrum", 7, (year_wheel.FOLLOW_UP,)),
        ("en gång per kvartal", 4, ("Styrgruppen",)),
    ]
    assert [(one.months, one.when) for one in year.marks] == [
        ((1,), "1 januari 2027"),
        ((2,), "Februari"),
        ((3,), "1 mars 2028"),
        ((12,), "31 december 2029"),
    ]
    assert year.others == (("Samtal", "Efter läsåret"),)


def test_what_comes_round_less_than_once_a_year_is_told_in_words():
    held = agreement(follow_up={"interval": {"every": 2, "unit": "år"}})

    assert f"{year_wheel.FOLLOW_UP}: vartannat år." in said("year-wheel", held)


def test_a_frequency_in_words_alone_makes_no_wheel():
    held = Agreement.model_validate(
        {"organisation": {"forums": [{"id": "forum001", "name": "Gruppen", "frequency": "vid behov"}]}}
    )

    assert figure("year-wheel", held) is None


def test_the_same_content_is_drawn_once():
    held = agreement()
    same = at.replace(held, "title", "En annan titel")

    assert figure("organisation", held) is figure("organisation", same)


def test_what_there_is_no_room_for_is_not_drawn():
    held = crowded(forums=80, steps=60)

    assert figure("organisation", held) is None
    assert figure("year-wheel", held) is None
    assert figure("swim-lane", held, held.processes[0]) is None
    assert figure("organisation", crowded(forums=organisation.MOST)) is not None
    assert figure("swim-lane", held, crowded(steps=swim_lane.MOST).processes[0]) is not None
