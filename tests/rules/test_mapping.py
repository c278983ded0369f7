"""Figures: where they come from, and whether they are too small to show."""

from typing import Any

import pytest

from lokdesk.rules.count import is_small
from tests.rules.judged import TEXTS, agreement, found, places

SOURCE = "figure_without_source"
PERIOD = "figure_without_period"
SMALL = "small_count"


def table(
    value: str | None = "12", column: str = "Antal", row: str = "Alvesta", **rest: Any
) -> dict[str, Any]:
    cells = [{"id": "colu0001", "value": value}] if value else []
    return {
        "id": "tabl0001",
        "title": "Inskrivna",
        "columns": [{"id": "colu0001", "name": column}],
        "rows": [{"id": "rows0001", "label": row, "cells": cells}],
        **rest,
    }


def with_table(*args: Any, **rest: Any) -> Any:
    return agreement(mapping={"statistics": [table(*args, **rest)]})


CELL = "mapping/statistics/tabl0001/rows/rows0001/cells/colu0001/value"


def test_a_table_with_figures_needs_a_source():
    (finding,) = found(SOURCE, with_table())

    assert (finding.severity, finding.address) == ("should", "mapping/statistics/tabl0001/source")
    assert finding.message == "Källa saknas för tabell ”Inskrivna”."
    assert places(SOURCE, with_table(source="SCB")) == []
    assert places(SOURCE, with_table(None)) == []


def test_a_table_with_figures_needs_a_day_or_a_period():
    (finding,) = found(PERIOD, with_table())

    assert (finding.severity, finding.address) == ("should", "mapping/statistics/tabl0001/period")
    assert finding.message == "Dag eller period saknas för tabell ”Inskrivna”."
    assert places(PERIOD, with_table(period="2025")) == []
    assert places(PERIOD, with_table(None)) == []


def test_the_size_of_a_target_group_needs_a_source():
    sizes = [{"id": "size0001", "number": "120"}, {"id": "size0002"}, {"number": "80", "source": "Kolada"}]
    given = agreement(target_groups=[{"id": "grou0001", "name": "Unga", "sizes": sizes}])

    assert places(SOURCE, given) == ["target_groups/grou0001/sizes/size0001/source"]


def test_an_outcome_comes_from_its_indicators_source_unless_it_names_its_own():
    def indicator(source: str | None, own: str | None) -> Any:
        outcomes = [{"id": "outc0001", "value": "54 %", "source": own}]
        indicators = [{"id": "indi0001", "name": "Andel", "source": source, "outcomes": outcomes}]
        return agreement(goals=[{"id": "goal0001", "title": "Mål", "indicators": indicators}])

    here = "goals/goal0001/indicators/indi0001"
    assert places(SOURCE, indicator(None, None)) == [f"{here}/source", f"{here}/outcomes/outc0001/source"]
    assert places(SOURCE, indicator(None, "Kolada")) == [f"{here}/source"]
    assert places(SOURCE, indicator("Kolada", None)) == []


@pytest.mark.parametrize(
    ("value", "small"),
    [
        ("0", False),
        ("1", True),
        ("4", True),
        ("5", False),
        ("4 personer", True),
        ("ca 3", True),
        ("3 st", True),
        ("4 %", False),
        ("4 procent", False),
        ("3,5", False),
        ("3.5", False),
        ("1–4", False),
        ("<5", False),
        ("färre än 4", False),
        ("1 234", False),
        ("1\u00a0234", False),
        ("4 000", False),
        ("3 år", False),
        ("2 veckor", False),
        ("uppgift saknas", False),
        ("..", False),
        ("", False),
    ],
)
def test_a_count_below_the_limit_is_small(value: str, small: bool):
    assert is_small(value, 5, TEXTS) is small
    assert is_small(None, 5, TEXTS) is False


def test_small_counts_are_found_in_tables():
    (finding,) = found(SMALL, with_table("3"))

    assert (finding.severity, finding.address) == ("should", CELL)
    assert "1–4" in finding.message
    assert "siffra ”Antal” (rad ”Alvesta”, tabell ”Inskrivna”)" in finding.message


@pytest.mark.parametrize(
    "given",
    [
        with_table("3", unit="procent"),
        with_table("3", column="Andel (%)"),
        with_table("3", row="Andel av befolkningen"),
        with_table("3", title="Arbetslöshet i procent"),
        with_table("3", unit="månader"),
        with_table("12"),
    ],
)
def test_shares_and_lengths_of_time_are_no_counts(given: Any):
    assert places(SMALL, given) == []


@pytest.mark.parametrize("unit", ["personer per år", "antal deltagare 16–24 år"])
def test_a_unit_that_names_people_counts_them_whatever_else_it_names(unit: str):
    assert places(SMALL, with_table("3", unit=unit)) == [CELL]


def test_a_heading_that_also_counts_does_not_hide_a_small_count():
    assert places(SMALL, with_table("3", title="Antal och andel inskrivna")) == [CELL]


def test_small_counts_are_found_in_sizes_baselines_and_outcomes_but_not_in_targets():
    indicator = {
        "id": "indi0001",
        "name": "Antal i arbete",
        "values": [{"id": "valu0001", "baseline": "2", "target": "4"}],
        "outcomes": [{"id": "outc0001", "value": "3"}],
    }
    given = agreement(
        target_groups=[{"id": "grou0001", "sizes": [{"id": "size0001", "number": "4"}]}],
        goals=[{"id": "goal0001", "indicators": [indicator]}],
    )

    assert places(SMALL, given) == [
        "target_groups/grou0001/sizes/size0001/number",
        "goals/goal0001/indicators/indi0001/values/valu0001/baseline",
        "goals/goal0001/indicators/indi0001/outcomes/outc0001/value",
    ]


def test_an_indicator_of_shares_holds_no_counts():
    indicator = {"name": "Andel som går till arbete", "values": [{"baseline": "4"}]}

    assert places(SMALL, agreement(goals=[{"indicators": [indicator]}])) == []


def test_the_parties_set_the_limit():
    given = with_table("7")

    assert places(SMALL, given) == []
    assert places(SMALL, given, small_count_limit=10) == [CELL]
    assert "1–9" in found(SMALL, given, small_count_limit=10)[0].message
    assert places(SMALL, with_table("1"), small_count_limit=1) == []
    assert "1 person " in found(SMALL, with_table("1"), small_count_limit=2)[0].message


def test_a_figure_in_a_column_that_is_gone_must_be_seen_to():
    (finding,) = found("cell_without_column", with_table(columns=[]))

    assert (finding.severity, finding.address) == ("must", "mapping/statistics/tabl0001/rows/rows0001/cells")
    assert places("cell_without_column", with_table()) == []
