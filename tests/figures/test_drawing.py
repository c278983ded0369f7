"""Every figure can be read: nothing lies over anything else, whatever the answers are."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from lokdesk.agreement.agreement import Agreement
from lokdesk.figures.drawing import Drawing
from lokdesk.figures.figure import KINDS
from tests.examples.bundled import NAMES, example
from tests.figures.geometry import faults
from tests.figures.made import crowded
from tests.strategies import agreements


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


@settings(max_examples=150, deadline=None)
@given(agreements(most=40))
def test_the_figures_of_any_agreement_can_be_read(agreement: Agreement):
    for kind, drawing in drawings(agreement):
        assert faults(drawing) == [], kind
