"""How wide letters are, and where lines break."""

import pytest

from lokdesk.word import letters

WORDS = "Parterna samverkar om unga och nyanlända i hela länet."


def test_wide_letters_are_wider_than_narrow_ones_and_bold_ones_wider_than_others():
    assert letters.width("W", "Calibri", False) > letters.width("i", "Calibri", False)
    assert letters.width(WORDS, "Calibri", True) > letters.width(WORDS, "Calibri", False)


def test_fonts_differ_and_unknown_ones_are_taken_for_the_standard_one():
    widths = {
        letters.width(WORDS, font, False) for font in ("Calibri", "Cambria", "Arial", "Times New Roman")
    }

    assert len(widths) == 4
    assert letters.width(WORDS, "Skrivstil", False) == letters.width(WORDS, letters.STANDARD, False)
    assert letters.single_line("Skrivstil") == letters.single_line(letters.STANDARD)


def lines(text: str, first: float, room: float | None = None) -> int:
    return letters.lines(text, "Calibri", False, first, first if room is None else room)


def test_lines_break_between_words():
    # Twice five words of equal width: what does not fit whole goes to the next line.
    room = letters.width("ordet ordet orde", "Calibri", False)

    assert lines("ordet " * 4 + "ordet", room) == 3
    assert lines("ordetordetordetordetordet", room) == 2
    assert lines("ordet ordet", room) == 1


def test_lines_break_after_hyphens_and_where_the_text_says_so():
    room = letters.width("region- och läns", "Calibri", False)

    assert lines("a\nb\n\nc", room) == 4
    assert lines("utbildnings-utbildning", letters.width("utbildnings-ut", "Calibri", False)) == 2


def test_the_first_line_may_have_other_room():
    room = letters.width("fem ord", "Calibri", False)

    assert lines("fem ord fem ord", room) == 2
    assert lines("fem ord fem ord", 2.5 * room, room) == 1
    assert lines("fem ord fem ord", room / 2, room) == 3


@pytest.mark.parametrize("text", ["", " ", "x" * 5000, "🙂" * 300, "مرحبا " * 200, "\u00a0" * 500])
def test_any_text_takes_at_least_a_line_and_no_more_than_its_letters(text: str):
    assert 1 <= lines(text, 1.0) <= max(len(text), 1)
