"""The names of bookmarks."""

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import schema
from lokdesk.word import anchor
from tests.strategies import IDS


def test_a_name_tells_the_address_what_came_before_and_the_placeholder():
    name = anchor.name("title")
    whole = name + anchor.preceding_mark("Om jobb:") + anchor.placeholder_mark("Skriv titeln")

    parsed = anchor.parsed(whole)

    assert parsed is not None and parsed.address == name
    assert parsed.is_placeholder("Skriv titeln") and not parsed.is_placeholder("Om jobb")
    assert parsed.without_preceding("Om  jobb: Titeln") == "Titeln"
    assert parsed.without_preceding("Titeln") == "Titeln"


def test_the_number_of_a_paragraph_is_no_part_of_the_address():
    assert anchor.parsed(f"{anchor.name('background')}_12") == anchor.parsed(anchor.name("background"))


def test_bookmarks_of_others_are_left_alone():
    assert anchor.parsed("_Toc100000001") is None
    assert anchor.parsed("lokal") is None


@given(st.sampled_from(sorted(schema.patterns())), IDS, st.text(), st.text())
def test_a_name_is_never_longer_than_word_allows(pattern: str, id_: str, before: str, placeholder: str):
    name = anchor.name(pattern.replace("*", id_))

    longest = name + anchor.preceding_mark(before) + anchor.placeholder_mark(placeholder)

    assert len(longest) <= anchor.LONGEST
    assert longest.isascii() and longest[0].isalpha()
