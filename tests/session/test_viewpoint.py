"""What came back, in words: whose it is, and what it wants, where several senders want the same."""

from datetime import UTC, datetime

from lokdesk.agreement.reply import Stroke, Viewpoint
from lokdesk.session import viewpoint

DAY = datetime(2026, 5, 4, tzinfo=UTC)


def strokes(*hands: tuple[str, str]) -> tuple[Stroke, ...]:
    """Return words that have been added, each by somebody, or by nobody who is known."""
    return tuple(
        Stroke(kind="added", text=text, author=author or None, written=DAY if author else None)
        for text, author in hands
    )


def test_the_same_hand_in_what_all_sent_is_told_once() -> None:
    one = strokes(("två", "Anna Berg"))
    assert viewpoint.hands_of_all([("Växjö", one), ("Alvesta", one)]) == (
        "Spårad ändring av Anna Berg, 2026-05-04.",
    )


def test_the_numbers_are_those_of_the_words_that_are_shown() -> None:
    shown, other = strokes(("två", "Anna Berg"), ("år", "")), strokes(("två", "Bo Öst"), ("år", ""))
    assert viewpoint.hands_of_all([("Växjö", shown), ("Alvesta", other)]) == (
        "Växjö: ¹ spårad ändring av Anna Berg, 2026-05-04; ² utan spårning.",
        "Alvesta: spårad ändring av Bo Öst, 2026-05-04; utan spårning.",
    )


def test_what_several_want_of_an_item_is_told_with_its_sender_where_it_is_not_alike() -> None:
    bare = Viewpoint(id="view0001", kind="removed", address="goals/goal0001")
    tracked = bare.model_copy(update={"author": "Anna Berg", "written": DAY})
    assert viewpoint.lines([("Växjö", bare), ("Alvesta", bare)]) == ("Vill ta bort.",)
    assert viewpoint.lines([("Växjö", tracked), ("Alvesta", bare)]) == (
        "Växjö: vill ta bort (Anna Berg, 2026-05-04).",
        "Alvesta: vill ta bort.",
    )
