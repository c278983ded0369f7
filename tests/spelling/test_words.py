"""Which words of a text have a spelling."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.spelling import words
from tests.strategies import ODD


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in words.spans(text)]


def test_words_are_found_without_the_signs_around_them():
    text = "Vi (parterna) skriver: ”målet”, in-/utflyttning och/eller\nannat."

    assert found(text) == [
        "Vi",
        "parterna",
        "skriver",
        "målet",
        "in-",
        "utflyttning",
        "och",
        "eller",
        "annat",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.exempel.se/väg?a=b",
        "www.exempel.se",
        "exempel.se/överenskommelse",
        "anna.berg@exempel.se",
        "C:\\Mina\\filer",
        "2026-03-01 12,5 30 % 16-åringar 2022:811 §5",
        "KAA AF SKR:s EU:s UVAS",
        "bl.a. t.ex.",
        "مرحبا بالعالم 日本語 Привет",
        "🙂 – … ”",
        "x" * 41,
    ],
)
def test_what_is_no_word_has_no_spelling(text: str):
    assert found(text) == []


def test_a_word_goes_over_hyphens_but_not_over_dashes():
    assert found("kartläggnings- och e-post–adress") == ["kartläggnings-", "och", "e-post", "adress"]
    assert found("KAA-ansvar") == ["KAA-ansvar"]


@given(st.sampled_from(ODD) | st.text(max_size=60))
def test_words_follow_each_other_within_the_text(text: str):
    spans = list(words.spans(text))

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
