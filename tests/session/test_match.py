"""What counts as the same words, and what is shown of a text where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.session.match import Excerpt, excerpt, fold, spans, words
from tests.strategies import ODD


def found(text: str, asked: str) -> list[str]:
    return [text[start:end] for start, end in spans(fold(text), words(asked))]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("växjö", "VÄXJÖ KOMMUN"),
        ("VÄXJÖ", "i Växjö"),
        ("ide", "idén"),
        ("idé", "en ide"),
        ("ide\u0301", "idén"),
        ("29 kap", "29\u00a0kap."),
        ("1-2", "1–2 veckor"),
        ("andra rad", "en andra\nrad"),
        ('"mål"', "ett ”mål”"),
    ],
)
def test_the_same_words_are_found_however_they_are_written(asked: str, text: str):
    assert len(found(text, asked)) == 1


@pytest.mark.parametrize(("asked", "text"), [("mal", "mål"), ("for", "för"), ("mål", "mal"), ("lar", "lär")])
def test_swedish_letters_are_letters_of_their_own(asked: str, text: str):
    assert found(text, asked) == []


def test_all_words_must_be_there():
    assert found("Unga i Växjö", "växjö unga") == ["Unga", "Växjö"]
    assert found("Unga i Alvesta", "växjö unga") == []
    assert found("Unga i Växjö", "  ") == []


def test_words_that_stand_together_are_found_together():
    assert found("Anna, Berg. Anna Berg och Anna berg", "anna berg") == ["Anna Berg", "Anna berg"]


def test_a_word_within_another_is_marked_once():
    assert found("arbetsmarknad och marknad", "marknad arbetsmarknad") == ["arbetsmarknad", "marknad"]


@given(st.sampled_from(ODD) | st.text(max_size=80))
def test_a_folded_text_is_as_long_as_the_text(text: str):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_a_short_text_is_shown_as_it_is():
    assert excerpt("Unga i Växjö", [(7, 12)]) == Excerpt("Unga i Växjö", ((7, 12),))


def test_a_long_text_is_cut_between_words_around_what_was_found():
    text = "ord " * 40 + "Växjö\nkommun " + "mer " * 60

    shown = excerpt(text, spans(fold(text), ["växjö"]))

    assert shown.text.startswith("…ord ")
    assert shown.text.endswith(" mer…")
    assert "Växjö kommun" in shown.text
    assert len(shown.text) < 150
    assert [shown.text[start:end] for start, end in shown.marks] == ["Växjö"]


@given(st.text("ab \n", max_size=300), st.sampled_from(["a", "b", "ab", "a b"]))
def test_the_marks_of_an_excerpt_stand_on_what_was_found(text: str, asked: str):
    marks = spans(fold(text), words(asked))

    shown = excerpt(text, marks)

    assert "\n" not in shown.text
    assert bool(shown.marks) == bool(marks)
    assert {fold(shown.text[start:end]) for start, end in shown.marks} <= {asked, *words(asked)}
