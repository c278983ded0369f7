"""A statistics table as bars: what is drawn of it, what is told beside, and when there is nothing to draw."""

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.figures import bars
from lokdesk.figures.bars import Statistics
from lokdesk.figures.drawing import ACCENT, INK, PAGE, Box, Drawing, Path
from lokdesk.figures.figure import figure, figures
from tests.examples.bundled import example
from tests.figures.geometry import faults, text, words

ROWS = (("Alvesta", "412", "438"), ("Ljungby", "430", "465"), ("Växjö", "1 890", "2 040"))


def statistics(*rows: tuple[str, ...], columns: tuple[str, ...] = ("Kvinnor", "Män")) -> Agreement:
    ids = [f"column{n:02}" for n in range(len(columns))]
    table = {
        "id": "tabell01",
        "title": "Inskrivna",
        "unit": "personer",
        "period": "31 oktober 2020",
        "columns": [{"id": id_, "name": name} for id_, name in zip(ids, columns, strict=True)],
        "rows": [
            {
                "id": f"rownu{n:03}",
                "label": label,
                "cells": [
                    {"id": id_, "value": value} for id_, value in zip(ids, values, strict=True) if value
                ],
            }
            for n, (label, *values) in enumerate(rows)
        ],
    }
    return Agreement.model_validate({"mapping": {"statistics": [table]}})


def content(held: Agreement) -> Statistics | None:
    return bars.content(held, held.mapping.statistics[0])


def drawn(held: Agreement) -> Drawing:
    shown = content(held)
    assert shown is not None
    (drawing,) = bars.draw(shown)
    assert faults(drawing) == []
    return drawing


def lengths(drawing: Drawing) -> list[float]:
    return [one.place.width for one in drawing.shapes if isinstance(one, Box) and one.fill == ACCENT]


def test_every_number_has_a_bar_of_its_length_with_the_number_beside_it():
    drawing = drawn(statistics(*ROWS))
    row = lengths(drawing)

    assert [round(one / row[0] * 412) for one in row] == [412, 438, 430, 465, 1890, 2040]
    for number in ("412", "465", "1\u00a0890", "2\u00a0040"):
        assert number in text(drawing)


def test_bars_begin_at_a_line_for_zero_in_each_column():
    drawing = drawn(statistics(*ROWS))
    lines = [shape.points[0][0] for shape in drawing.shapes if isinstance(shape, Path) and shape.line == INK]
    starts = {one.place.x for one in drawing.shapes if isinstance(one, Box) and one.fill == ACCENT}

    assert len(lines) == 2
    assert starts == set(lines)


def test_a_number_below_zero_has_its_bar_to_the_left_of_the_line():
    drawing = drawn(statistics(("Alvesta", "-12"), ("Växjö", "6"), columns=("Förändring",)))
    (line,) = [shape.points[0][0] for shape in drawing.shapes if isinstance(shape, Path)]
    below, above = [one.place for one in drawing.shapes if isinstance(one, Box) and one.fill == ACCENT]

    assert below.right == pytest.approx(line)
    assert above.x == pytest.approx(line)
    assert below.width == pytest.approx(2 * above.width)
    assert "−12" in text(drawing)


def test_a_row_that_sums_the_others_up_is_told_and_not_drawn():
    drawing = drawn(statistics(*ROWS, ("Hela länet", "2 732", "2 943")))

    assert len(lengths(drawing)) == 6
    assert "Hela länet: Kvinnor 2\u00a0732 och Män 2\u00a0943." in text(drawing)


def test_a_single_row_is_compared_downwards():
    shown = content(statistics(("Antal", "412", "438"), columns=("Kvinnor", "Män")))

    assert shown is not None
    assert (shown.rows, [field.name for field in shown.fields]) == (("Kvinnor", "Män"), ["Antal"])


def test_shares_have_a_scale_of_their_own():
    held = statistics(("Alvesta", "412", "50 %"), ("Växjö", "824", "100 %"), columns=("Antal", "Andel"))
    drawing = drawn(held)
    number, share, most, all_ = lengths(drawing)

    assert number * 2 == pytest.approx(most)
    assert share * 2 == pytest.approx(all_)
    assert all_ > most / 2
    assert "Andelar har en egen skala." in text(drawing)


def test_what_is_no_number_stands_in_the_place_of_a_bar():
    drawing = drawn(statistics(("Alvesta", ".."), ("Ljungby", "12"), ("Växjö", "30"), columns=("Antal",)))

    assert ".." in text(drawing)
    assert len(lengths(drawing)) == 2


def test_a_column_of_words_is_left_out():
    held = statistics(("Alvesta", "412", "ja"), ("Växjö", "430", "nej"), columns=("Antal", "Ökar"))
    shown = content(held)

    assert shown is not None
    assert [field.name for field in shown.fields] == ["Antal"]


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (("Alvesta", "412"),),
        (("Alvesta", "många"), ("Växjö", "fler")),
        (("Alvesta", "412"), ("Växjö", "")),
        (("Alvesta", "0"), ("Växjö", "0")),
        (("Alvesta", "5 %"), ("Växjö", "12")),
        tuple((f"Rad {n}", str(n)) for n in range(bars.MOST_BARS + 2)),
    ],
)
def test_where_there_is_nothing_to_compare_or_too_much_nothing_is_drawn(rows: tuple[tuple[str, ...], ...]):
    assert content(statistics(*rows, columns=("Antal",))) is None


def test_in_words_it_is_said_what_is_the_most_and_the_least_and_where_the_numbers_are():
    held = statistics(*ROWS, ("Totalt", "2 732", "2 943"))
    one = figure("bars", held, held.mapping.statistics[0])

    assert one is not None
    assert one.description == (
        "Stapeldiagram: Inskrivna. Personer, 31 oktober 2020. "
        "Kvinnor: högst är Växjö med 1\u00a0890, lägst är Alvesta med 412. "
        "Män: högst är Växjö med 2\u00a0040, lägst är Alvesta med 438. "
        "Totalt: Kvinnor 2\u00a0732 och Män 2\u00a0943. Alla siffror finns i tabellen."
    )


def test_rows_with_the_same_number_are_named_together():
    held = statistics(
        ("A", "5"), ("B", "5"), ("C", "2"), ("D", "2"), ("E", "2"), ("F", "2"), columns=("Antal",)
    )
    one = figure("bars", held, held.mapping.statistics[0])

    assert one is not None
    assert "högst är A och B med 5, lägst är C, D, E och 1 till med 2." in one.description


def test_many_municipalities_go_on_in_a_part_with_the_same_scale():
    rows = [(f"Kommun {n}", *(str(n * 100 + m) for m in range(4))) for n in range(1, 50)]
    held = statistics(*rows, columns=("Kvinnor", "Män", "Unga", "Äldre"))
    parts = figures("bars", held, held.mapping.statistics[0])
    shown = content(held)
    assert shown is not None
    drawings = bars.draw(shown, PAGE)

    assert len(parts) == len(drawings) > 1
    assert [faults(one) for one in drawings] == [[] for _ in drawings]
    first, last = (max(lengths(one)) for one in drawings)
    assert first / last == pytest.approx(2503 / 4903)
    assert {one.size for drawing in drawings for one in words(drawing)} == {9.0, 9.5}


def test_the_statistics_of_an_example_are_drawn_without_a_bar_for_the_whole_county():
    held = example("kronoberg")
    shown = content(held)

    assert shown is not None
    assert "Hela länet" not in shown.rows
    assert [told.partition(":")[0] for told in shown.totals] == ["Hela länet"]
