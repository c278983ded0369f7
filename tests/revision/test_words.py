"""Texts side by side, word by word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.revision import words
from tests.strategies import TEXTS


def _shown(old: str, new: str) -> str:
    marks = {"same": "{}", "removed": "[-{}]", "added": "[+{}]"}
    return "".join(marks[one.kind].format(one.text) for one in words.difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("samma", "samma", "samma"),
        ("", "nytt", "[+nytt]"),
        ("gammalt", "", "[-gammalt]"),
        ("Vi möts varje månad.", "Vi möts varje kvartal.", "Vi möts varje [-månad][+kvartal]."),
        ("Två nya mål", "Ett gammalt mål", "[-Två nya][+Ett gammalt] mål"),
        ("unga 16–24 år", "unga 16–29 år", "unga 16–[-24][+29] år"),
        (
            "Version 1.0, 2025-11-26",
            "Version 2.0, 2026-11-26",
            "Version [-1.0, 2025-11-26][+2.0, 2026-11-26]",
        ),
        ("12,5 % (2017:900)", "12,7 % (2017:900)", "[-12,5][+12,7] % (2017:900)"),
        ("a, b och c", "a, b, c och d", "a, b[+, c] och [-c][+d]"),
    ],
)
def test_words_are_told_apart_as_a_reader_would(old: str, new: str, shown: str) -> None:
    assert _shown(old, new) == shown


@given(TEXTS, TEXTS)
def test_the_pieces_are_all_of_both_texts(old: str, new: str) -> None:
    pieces = words.difference(old, new)
    assert "".join(one.text for one in pieces if one.kind != "added") == old
    assert "".join(one.text for one in pieces if one.kind != "removed") == new


@given(st.text("ab .", max_size=40), st.text("ab .", max_size=40))
def test_neighbouring_pieces_are_of_different_kinds(old: str, new: str) -> None:
    kinds = [one.kind for one in words.difference(old, new)]
    assert all(one != other for one, other in pairwise(kinds))
