"""Every figure can be read: nothing lies over anything else, whatever the answers are."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.day import MONTHS
from lokdesk.figures.drawing import Drawing
from lokdesk.figures.figure import KINDS
from tests.examples.bundled import NAMES, example
from tests.figures.geometry import faults
from tests.figures.made import crowded
from tests.strategies import TEXTS, agreements, frequencies


def drawings(agreement: Agreement) -> Iterator[tuple[str, Drawing]]:
    """Yield every figure there is of *agreement*, with its kind."""
    for name, kind in KINDS.items():
        if not kind.about:
            contents = [kind.content(agreement)]
        else:
            contents = [kind.content(agreement, item) for item in getattr(agreement, kind.about)]
        yield from ((name, kind.draw(content)) for content in contents if content is not None)


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_of_an_example_can_be_read(name: str):
    for kind, drawing in drawings(example(name)):
        assert faults(drawing) == [], kind


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("levels", [1, 4])
@pytest.mark.parametrize("forums", [1, 2, 3, 5, 8, 13, 20])
def test_a_chart_can_be_read_however_many_forums_there_are(forums: int, levels: int, deep: bool):
    chart = dict(drawings(crowded(forums=forums, levels=levels, deep=deep)))["organisation"]

    assert faults(chart) == []


@pytest.mark.parametrize("parties", [1, 2, 3, 4, 5, 9, 15])
@pytest.mark.parametrize("steps", [2, 4, 7, 12])
def test_a_swim_lane_can_be_read_however_many_take_part(parties: int, steps: int):
    course = dict(drawings(crowded(forums=1, parties=parties, steps=steps)))["swim-lane"]

    assert faults(course) == []


@pytest.mark.parametrize("kind", ["chain", "year-wheel"])
def test_a_figure_of_long_answers_can_be_read(kind: str):
    assert faults(dict(drawings(crowded()))[kind]) == []


def ids(letter: str, many: int) -> list[str]:
    return [f"{letter * 6}{number:02}" for number in range(many)]


@st.composite
def eventful(draw: st.DrawFn) -> Agreement:
    """Return agreements with nothing but what figures are drawn from, in any words and any order."""
    lines = st.none() | TEXTS | st.text("abcdefåäö -", min_size=1, max_size=200)
    actors = ids("p", draw(st.integers(0, 15)))
    forums = ids("f", draw(st.integers(0, 20)))
    actor = st.none() | st.sampled_from([*actors, "missing1"])
    levels = st.none() | st.sampled_from(vocabulary.VOCABULARIES["level"]) | TEXTS
    frequency = st.none() | frequencies()
    return Agreement.model_validate(
        {
            "parties": [{"id": id_, "name": draw(lines)} for id_ in actors],
            "organisation": {
                "forums": [
                    {
                        "id": id_,
                        "name": draw(lines),
                        "level": draw(levels),
                        "reports_to": draw(st.none() | st.sampled_from(forums)),
                        "convenor": draw(lines),
                        "frequency": draw(frequency),
                        "members": [
                            {"id": member, "actor": draw(actor), "role": draw(lines)}
                            for member in ids("m", draw(st.integers(0, 4)))
                        ],
                    }
                    for id_ in forums
                ]
            },
            "processes": [
                {
                    "id": "process1",
                    "steps": [
                        {"id": id_, "actor": draw(actor)}
                        | {name: draw(lines) for name in ("title", "role", "trigger", "handover")}
                        for id_ in ids("s", draw(st.integers(0, 12)))
                    ],
                }
            ],
            "job_tracks": [
                {"id": "jobspar1", "scope": draw(st.lists(st.sampled_from(actors or ["missing1"])))}
                | {name: draw(lines) for name in ("planning", "recruitment", "completion", "occupation")}
            ],
            "follow_up": {
                "interval": draw(frequency),
                "occasions": [
                    {"id": id_, "name": draw(lines), "when": draw(st.sampled_from(MONTHS) | lines)}
                    for id_ in ids("o", draw(st.integers(0, 12)))
                ],
            },
            "validity": {"start": draw(st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)))},
        }
    )


@settings(max_examples=100, deadline=None)
@given(agreements(most=40) | eventful())
def test_the_figures_of_any_agreement_can_be_read(agreement: Agreement):
    for kind, drawing in drawings(agreement):
        assert faults(drawing) == [], kind
