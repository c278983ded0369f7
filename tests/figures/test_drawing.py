"""Every figure can be read: nothing lies over anything else, whatever the answers are."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.day import MONTHS
from lokdesk.figures.drawing import LEAST, PAGE, SMALL, WIDTH, Drawing, Room
from lokdesk.figures.figure import KINDS, figure, figures
from lokdesk.figures.svg import written
from tests.examples.bundled import NAMES, example
from tests.figures.geometry import faults, letters, text
from tests.figures.made import abundant, crowded, named
from tests.strategies import TEXTS, agreements, frequencies


def drawings(agreement: Agreement, room: Room = PAGE) -> Iterator[tuple[str, Drawing]]:
    """Yield every part of every figure there is of *agreement*, with its kind."""
    for name, kind in KINDS.items():
        if not kind.about:
            contents = [kind.content(agreement)]
        else:
            contents = [kind.content(agreement, item) for item in at.get(agreement, kind.about)]
        drawn = (kind.draw(content, room) for content in contents if content is not None)
        yield from ((name, part) for parts in drawn for part in parts)


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_of_an_example_can_be_read(name: str):
    for kind, drawing in drawings(example(name)):
        assert faults(drawing) == [], kind


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("levels", [1, 4])
@pytest.mark.parametrize("forums", [1, 2, 3, 5, 8, 13, 20])
def test_a_chart_can_be_read_however_many_forums_there_are(forums: int, levels: int, deep: bool):
    for chart in parts("organisation", crowded(forums=forums, levels=levels, deep=deep)):
        assert faults(chart) == []


@pytest.mark.parametrize("parties", [1, 2, 3, 4, 5, 9, 15])
@pytest.mark.parametrize("steps", [2, 4, 7, 12])
def test_a_swim_lane_can_be_read_however_many_take_part(parties: int, steps: int):
    for course in parts("swim-lane", crowded(forums=1, parties=parties, steps=steps)):
        assert faults(course) == []


# As much as there is, with names of 80 characters, on an upright page, on one that lies, and on a narrow one


ROOMS = (PAGE, Room(WIDTH, 390.0), Room(WIDTH * LEAST / SMALL, 500.0))


@pytest.mark.parametrize("room", ROOMS, ids=["upright", "lying", "narrow"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_of_as_much_as_there_is_can_be_read_with_every_name_in_it(kind: str, room: Room):
    held = abundant()
    shown = parts(kind, held, room)
    written = letters(text(*shown))

    assert [faults(part, room) for part in shown] == [[] for _ in shown]
    for name in named(held)[kind]:
        assert letters(name) in written, name


@pytest.mark.parametrize("kind", KINDS)
def test_the_parts_of_a_figure_say_which_they_are_and_tell_everything_in_words(kind: str):
    held = abundant()
    shown = parts(kind, held)
    described = letters(" ".join(part.description for part in shown))

    if len(shown) > 1:
        for number, part in enumerate(shown, 1):
            assert part.title.endswith(f", del {number} av {len(shown)}")
            assert f"el {number} av {len(shown)}: " in text(part)
            assert part.description.startswith(f"{part.title}: ")
    # Bars tell their main point: what each column has the most and the least of.
    for name in named(held)[kind][: 5 if kind == "bars" else None]:
        assert letters(name) in described, name


@pytest.mark.parametrize("steps", [4, 12, 25, 40])
def test_a_process_that_goes_on_does_so_with_the_step_after_the_last_one(steps: int):
    numbers = re.findall(r"\b(\d+)\. Kartlägga", text(*parts("swim-lane", crowded(steps=steps))))

    assert [int(number) for number in numbers] == list(range(1, steps + 1))


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_in_parts_is_one_above_the_other_where_there_are_no_pages(kind: str):
    held = abundant()
    about = KINDS[kind].about
    item = at.get(held, about)[0] if about else None
    shown, whole = figures(kind, held, item), figure(kind, held, item)

    assert whole is not None
    assert whole.height >= sum(part.height for part in shown)
    assert (whole is shown[0]) == (len(shown) == 1)
    assert whole.title == shown[0].title.partition(", del ")[0]


def test_the_same_answers_give_the_same_drawing():
    for (_, one), (_, other) in zip(drawings(abundant()), drawings(abundant()), strict=True):
        assert written(one) == written(other)
        ET.fromstring(written(one))


def parts(kind: str, agreement: Agreement, room: Room = PAGE) -> list[Drawing]:
    return [drawing for name, drawing in drawings(agreement, room) if name == kind]


def ids(letter: str, many: int) -> list[str]:
    return [f"{letter * 6}{number:02}" for number in range(many)]


@st.composite
def tables(draw: st.DrawFn, lines: st.SearchStrategy[str | None]) -> object:
    """Return statistics tables with numbers, and other things, in their cells."""
    columns, rows = ids("c", draw(st.integers(0, 14))), ids("r", draw(st.integers(0, 25)))
    values = st.integers(-99999, 10**8).map(str) | st.sampled_from(["", "..", "12,5 %", "färre än 5"]) | lines
    return {
        "id": "tabell01",
        "title": draw(lines),
        "unit": draw(lines),
        "columns": [{"id": id_, "name": draw(lines)} for id_ in columns],
        "rows": [
            {
                "id": id_,
                "label": draw(lines),
                "cells": [{"id": one, "value": draw(values)} for one in columns],
            }
            for id_ in rows
        ],
    }


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
            "mapping": {"statistics": [draw(tables(lines))]},
            "validity": {"start": draw(st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)))},
        }
    )


@settings(max_examples=100, deadline=None)
@given(agreements(most=40) | eventful())
def test_the_figures_of_any_agreement_can_be_read(agreement: Agreement):
    for kind, drawing in drawings(agreement):
        assert faults(drawing) == [], kind
