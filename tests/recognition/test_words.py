"""Words as they are compared."""

import pytest

from lokdesk.recognition import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Styrgruppen", "styrgrupp"),
        ("1. Styrgrupp", "Styrgrupp"),
        ("Mål 2", "mål 2"),
        ("KS/2024:12", "KS 2024 12"),
    ],
)
def test_names_are_the_same_whatever_their_endings_and_signs(one: str, other: str):
    assert words.same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("EX 2020/101", "EX 2020/102"), ("Bilaga 1", "Bilaga 2"), ("", "")]
)
def test_names_are_told_apart_by_their_figures(one: str, other: str):
    assert not words.same(one, other)
