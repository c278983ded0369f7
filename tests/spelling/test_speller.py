"""What is misspelled, and what it should have been."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.spelling.speller import SUGGESTIONS, Speller
from tests.strategies import ODD
from tests.tools import ROOT

DICTIONARY = ROOT / "resources" / "dictionaries" / "sv_SE"


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(DICTIONARY, ["årshjul hjul", "dnr"], ["Växjö", "Vårgårda"])


def wrong(speller: Speller, text: str, *known: str) -> list[str]:
    return [text[start:end] for start, end in speller.misspelled(text, frozenset(known))]


def test_misspelled_words_are_found_where_they_stand(speller: Speller):
    text = "Parterna samvärkar om målen.\nDe följs upp varje år."

    assert wrong(speller, text) == ["samvärkar"]
    assert wrong(speller, "Överenskomelsen gäler") == ["Överenskomelsen", "gäler"]


@pytest.mark.parametrize(
    "word",
    [
        "kompetensförsörjningsfrågorna",
        "vuxenutbildningsnämndens",
        "etableringsprogrammet",
        "kartläggnings-",
        "e-post",
        "Word-dokument",
        "KAA-ansvaret",
        "AF:s",
        "idé",
        "ide\u0301er",
    ],
)
def test_compounds_and_composed_words_are_right(speller: Speller, word: str):
    assert speller.correct(word, frozenset({"Word"}))


def test_own_words_are_inflected_as_the_words_they_are_like(speller: Speller):
    assert wrong(speller, "Årshjulet, årshjulens, dnr") == []


def test_names_are_right_with_their_capital_and_in_genitive(speller: Speller):
    assert wrong(speller, "Växjös och Zorks Vårgårda vårgårda zork", "Zork") == ["vårgårda", "zork"]


def test_a_known_word_may_begin_a_sentence(speller: Speller):
    assert wrong(speller, "Zorka och zorka", "zorka") == []


def test_suggestions_are_few_and_the_best_comes_first(speller: Speller):
    assert speller.suggestions("samvärkan")[0] == "samverkan"
    assert speller.suggestions("Väksjö")[0] == "Växjö"
    assert speller.suggestions("Zorkk", frozenset({"Zork"}))[0] == "Zork"
    assert speller.suggestions("årsjul")[0] == "årshjul"
    unit = frozenset({"Arbetsmarknadsenheten"})
    assert speller.suggestions("arbetsmarknnaden", unit)[0] == "arbetsmarknaden"
    assert speller.suggestions("Arbetsmarknadsenhetn", unit)[0] == "Arbetsmarknadsenheten"
    assert all(len(speller.suggestions(word)) <= SUGGESTIONS for word in ("mål", "kom", "överenskomelse"))


@given(text=st.sampled_from(ODD) | st.text(max_size=60))
def test_any_text_can_be_looked_through(speller: Speller, text: str):
    for start, end in speller.misspelled(text):
        assert text[start:end].strip() == text[start:end] != ""


def test_a_dictionary_that_is_missing_is_told_of(tmp_path: Path):
    with pytest.raises(OSError):
        Speller(tmp_path)


def test_a_dictionary_in_a_folder_with_swedish_letters_is_found(tmp_path: Path):
    folder = tmp_path / "Åsas ordböcker"
    folder.mkdir()
    (folder / "sv_SE.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / "sv_SE.dic").write_text("1\nål\n", encoding="utf-8")

    assert Speller(folder).correct("ål")
