"""Lists typed by hand in plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.rich_text import Block, RichText, Run
from lokdesk.gui.clipboard import typed


def read(text: str) -> list[tuple[str, int, str]]:
    return [
        (piece.kind, piece.level, "".join(run.text for run in piece.runs if isinstance(run, Run)))
        for piece in typed.from_text(text)
    ]


def test_bullets_make_a_list_wherever_they_stand():
    assert read("Vi ska:\r\n• mötas\r\n\r\n• prata\r\nSlut") == [
        ("paragraph", 0, "Vi ska:"),
        ("bullet", 0, "mötas"),
        ("bullet", 0, "prata"),
        ("paragraph", 0, "Slut"),
    ]


def test_levels_show_by_the_bullets_or_by_the_room_before_them():
    assert read("•\ta\no\tb\n•\tc") == [("bullet", 0, "a"), ("bullet", 1, "b"), ("bullet", 0, "c")]
    assert read("- a\n  - b\n- c") == [("bullet", 0, "a"), ("bullet", 1, "b"), ("bullet", 0, "c")]


def test_numbers_from_one_and_upwards_make_a_list():
    assert read("1. a\n2) b") == [("number", 0, "a"), ("number", 0, "b")]


@pytest.mark.parametrize(
    "text", ["- ensam", "1. ensam", "3. a\n4. b", "1 mars\n2 april", "2026. a\n2027. b", "o nej"]
)
def test_what_may_be_something_else_is_kept_as_it_is(text: str):
    assert read(text) == [("paragraph", 0, line) for line in text.split("\n")]


def test_without_lists_every_line_is_a_paragraph():
    assert [piece.kind for piece in typed.from_text("• a\n• b", lists=False)] == ["paragraph", "paragraph"]


@given(st.text("•-–o1a2). \t\n\rå\x00\u2028", max_size=60) | st.text())
def test_no_words_are_lost_but_the_marks_of_lists(text: str):
    pieces = typed.from_text(text)
    blocks = tuple(Block(kind=piece.kind, level=piece.level, runs=piece.runs) for piece in pieces)

    assert len(RichText(blocks=blocks).blocks) == len(pieces)
    kept = [piece for piece in pieces if piece.kind == "paragraph"]
    unlisted = typed.from_text(text, lists=False)
    assert len(pieces) == len(unlisted)
    assert len(kept) <= len(unlisted)
