"""How often, in the words people use for it."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import normal
from lokdesk.agreement.frequency import Frequency, Unit, understood


@pytest.mark.parametrize("unit", get_args(Unit))
def test_every_interval_is_understood_from_the_words_it_has(unit: Unit):
    for every in range(1, 100):
        for most in (None, *range(every + 1, 100)):
            interval = Frequency(every=every, every_most=most, unit=unit)
            assert understood(str(interval)) == interval


@pytest.mark.parametrize(
    ("written", "every", "most", "unit"),
    [
        ("Varannan vecka", 2, None, "vecka"),
        ("vartannat år", 2, None, "år"),
        ("6–8 veckor", 6, 8, "vecka"),
        ("6-8 veckor", 6, 8, "vecka"),
        ("sex till åtta veckor", 6, 8, "vecka"),
        ("6 veckor", 6, None, "vecka"),
        ("en månad", 1, None, "månad"),
        ("6–8\u00a0veckor", 6, 8, "vecka"),
        ("var\u00a06:e vecka", 6, None, "vecka"),
    ],
)
def test_a_number_of_units_is_an_interval_without_words_of_its_own(
    written: str, every: int, most: int | None, unit: Unit
):
    assert understood(written) == Frequency(every=every, every_most=most, unit=unit)


@pytest.mark.parametrize(
    ("written", "every", "most", "unit"),
    [
        ("varje månad", 1, None, "månad"),
        ("en gång i kvartalet", 1, None, "kvartal"),
        ("1 gång/månad", 1, None, "månad"),
        ("två gånger per år", 1, None, "halvår"),
        ("2 ggr/år", 1, None, "halvår"),
        ("4 gånger om året", 1, None, "kvartal"),
        ("sex gånger per år", 2, None, "månad"),
        ("var sjätte vecka", 6, None, "vecka"),
        ("var 6:e till var 8:e vecka", 6, 8, "vecka"),
        ("var sjätte till var åttonde vecka", 6, 8, "vecka"),
        ("en gång varannan vecka", 2, None, "vecka"),
        ("kvartalsvis", 1, None, "kvartal"),
        ("årligen", 1, None, "år"),
        ("minst en gång per år", 1, None, "år"),
        ("ca var 6:e vecka", 6, None, "vecka"),
        ("En gång per tertial, med en samlad genomgång i februari", 1, None, "tertial"),
        ("en gång i månaden utom i juli", 1, None, "månad"),
        ("varje år i maj och oktober", 1, None, "år"),
        ("en gång i månaden i regel", 1, None, "månad"),
        ("en gång per år på hösten", 1, None, "år"),
        ("6–8 veckor, vid behov oftare", 6, 8, "vecka"),
    ],
)
def test_the_words_for_an_interval_are_kept_beside_it(written: str, every: int, most: int | None, unit: Unit):
    assert understood(written) == Frequency(every=every, every_most=most, unit=unit, text=written)


@pytest.mark.parametrize(
    "written",
    [
        "vid behov",
        "löpande",
        "varje termin",
        "tre gånger i veckan",
        "52 gånger per år",
        "0 veckor",
        "8–6 veckor",
        "100 veckor",
        "sex veckor i taget",
        "två månader under sommaren",
        "varje",
    ],
)
def test_what_is_no_interval_is_kept_as_words(written: str):
    assert understood(written) == Frequency(text=written)


def test_nothing_is_nothing():
    assert understood(" ").empty


@given(st.text() | st.text("var 1268–-:e vecka månad gång per år,", max_size=30))
def test_no_words_are_lost(written: str):
    frequency = understood(written)

    assert str(frequency) == normal.line(written) or frequency.text is None
    assert understood(str(frequency)) == frequency
