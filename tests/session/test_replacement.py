"""Finding words in all answers and putting others in their place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import frequency, normal
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.rich_text import Block, Footnote, RichText, Run
from lokdesk.session.replacement import Wanted, planned, values
from lokdesk.session.session import Session
from tests.session.made import LIBRARY
from tests.strategies import agreements, rich_texts


@pytest.fixture
def session() -> Session:
    return Session(LIBRARY)


def replace(session: Session, *given: Any, **options: bool) -> list[str]:
    """Replace everywhere, and return the addresses of what has changed."""
    changes = planned(session.agreement, Wanted(*given, **options))
    session.set_many(values(changes))
    return [change.address for change in changes]


def often(every: int | None = None, unit: Any = None, text: str | None = None) -> Frequency:
    return Frequency(every=every, unit=unit, text=text)


def text(*runs: Run | Footnote) -> RichText:
    return RichText(blocks=(Block(runs=runs),))


def changed(before: RichText, *given: Any, **options: bool) -> RichText | None:
    """Return what becomes of *before* as the background of an agreement."""
    agreement = at.replace(Agreement(), "background", before)
    changes = planned(agreement, Wanted(*given, **options))
    return changes[0].after if changes else before


def test_a_unit_is_renamed_everywhere_in_one_edit(session: Session):
    party = session.add("parties", {"name": "Växjö kommun", "unit": "Arbete och välfärd"})
    forum = session.add("organisation/forums", {"frequency": "när Arbete och välfärd kallar"})
    session.set("background", "Enheten Arbete och välfärd leder arbetet.")
    before = session.draft

    told = replace(session, "Arbete och välfärd", "Jobb och stöd")

    assert set(told) == {"background", f"{party}/unit", f"{forum}/frequency"}
    assert session.value("background").text == "Enheten Jobb och stöd leder arbetet."
    assert session.value(f"{party}/unit") == "Jobb och stöd"
    assert str(session.value(f"{forum}/frequency")) == "när Jobb och stöd kallar"
    session.undo()
    assert session.draft is before


def test_figures_and_their_labels_are_replaced(session: Session):
    table = session.add("mapping/statistics")
    column = session.add(f"{table}/columns", {"name": "Kv 2025"})
    row = session.add(f"{table}/rows", {"label": "Kv i Växjö"})
    cell = f"{row}/cells/{at.last(column)}/value"
    session.set(cell, "12 kv")

    replace(session, "kv", "kvinnor")

    assert session.value(f"{column}/name") == "Kvinnor 2025"
    assert session.value(f"{row}/label") == "Kvinnor i Växjö"
    assert session.value(cell) == "12 kvinnor"


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("varje vecka på måndagar", "vecka", "månad", often(1, "månad", "varje månad på måndagar")),
        ("varje vecka på måndagar", "varje vecka", "sällan", often(text="sällan på måndagar")),
        ("varje vecka på måndagar", "varje vecka på måndagar", "", often(1, "vecka")),
        ("när det behövs", "behövs", "går", often(text="när det går")),
    ],
)
def test_an_interval_follows_the_words_that_told_it(
    session: Session, before: str, old: str, new: str, after: Frequency
):
    session.set("follow_up/interval", frequency.understood(before))

    replace(session, old, new)

    assert session.value("follow_up/interval") == after


def test_an_interval_with_words_of_their_own_beside_it_stays(session: Session):
    session.set("follow_up/interval", often(6, "vecka", "enligt kalendern"))

    replace(session, "kalendern", "årshjulet")

    assert session.value("follow_up/interval") == often(6, "vecka", "enligt årshjulet")


def test_references_dates_and_the_usual_words_of_a_choice_stay_as_they_are(session: Session):
    party = session.add("parties", {"id": "kommun00", "name": "Alvesta", "kind": "kommun"})
    session.add("target_groups", {"scope": ["kommun00"]})
    session.set("validity/start", "2026-03-01")

    assert replace(session, "kommun", "stad") == []
    assert replace(session, "2026", "2027") == []

    session.set(f"{party}/kind", "kommun i samverkan")
    assert replace(session, "kommun", "stad") == [f"{party}/kind"]
    assert session.value(f"{party}/kind") == "stad i samverkan"


def test_the_look_of_a_text_stays():
    before = text(Run(text="Vi i "), Run(text="Växjö kommun", bold=True), Run(text=" och Växjö kommun."))

    assert changed(before, "Växjö kommun", "Alvesta") == text(
        Run(text="Vi i "), Run(text="Alvesta", bold=True), Run(text=" och Alvesta.")
    )


def test_words_that_go_on_from_one_look_to_the_next_are_replaced_and_look_as_they_began():
    before = text(
        Run(text="Vi: An", bold=True), Run(text="na "), Run(text="Berg", link="a"), Run(text="s bil")
    )

    assert changed(before, "Anna Berg", "Eva Lund") == text(
        Run(text="Vi: Eva Lund", bold=True), Run(text="s bil")
    )


def test_a_footnote_is_replaced_in_and_stays_where_it_is_called():
    before = text(Run(text="Anna"), Footnote(footnote="Fråga Anna Berg."), Run(text=" Berg kallar"))

    assert changed(before, "Anna Berg", "Eva") == text(
        Run(text="Eva"), Footnote(footnote="Fråga Eva."), Run(text=" kallar")
    )


def test_words_over_two_lines_are_found_but_not_over_two_paragraphs():
    lines = text(Run(text="Anna\nBerg"))
    paragraphs = RichText(blocks=(Block(runs=(Run(text="Anna"),)), Block(runs=(Run(text="Berg"),))))

    assert changed(lines, "Anna Berg", "Eva") == text(Run(text="Eva"))
    assert changed(paragraphs, "Anna Berg", "Eva") is paragraphs


def test_lists_stay_lists_and_what_becomes_empty_goes_away():
    item = Block(kind="number", level=1, runs=(Run(text="Ta bort"),))
    kept = Block(kind="number", level=1, runs=(Run(text="Behåll"),))

    assert changed(RichText(blocks=(item, kept)), "ta bort", "") == RichText(blocks=(kept,))
    assert changed(RichText(blocks=(item,)), "ta bort", "") is None


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("Enheten och enheten", "enheten", "gruppen", "Gruppen och gruppen"),
        ("anna berg, Anna Berg", "Anna Berg", "Eva Lund", "Eva Lund, Eva Lund"),
        ("AF och Af", "AF", "Arbetsförmedlingen", "Arbetsförmedlingen och Arbetsförmedlingen"),
        ("Anna Bergs bil", "Anna Berg", "Eva Lund", "Eva Lunds bil"),
        ("1.5 och 125", "1.5", "2", "2 och 125"),
        ("C:\\1", "c:\\", "\\1", "\\11"),
    ],
)
def test_any_case_is_found_unless_asked_otherwise(before: str, old: str, new: str, after: str):
    made = changed(text(Run(text=before)), old, new)

    assert made is not None
    assert made.text == after


def test_case_can_matter():
    made = changed(text(Run(text="Enheten och enheten")), "enheten", "gruppen", same_case=True)

    assert made is not None
    assert made.text == "Enheten och gruppen"


def test_whole_words_take_their_genitive_along():
    before = text(Run(text="Berg, Bergs, Bergström, Lillberg och §5 samt Berg"))

    made = changed(before, "Berg", "Lund", whole_words=True)

    assert made is not None
    assert made.text == "Lund, Lunds, Bergström, Lillberg och §5 samt Lund"


def test_a_change_shows_what_was_and_what_will_be():
    before = text(Run(text="ord " * 60 + "Anna Berg kallar Anna Berg."))
    change = planned(at.replace(Agreement(), "background", before), Wanted("Anna Berg", "Eva"))[0]

    assert change.times == 2
    for shown, word in ((change.shown_before, "Anna Berg"), (change.shown_after, "Eva")):
        assert [shown.text[start:end] for start, end in shown.marks] == [word, word]
        assert shown.text.endswith(f"{word} kallar {word}.")


@pytest.mark.parametrize(("old", "new"), [("", "x"), ("  ", "x"), ("Anna", "Anna"), ("finns inte", "x")])
def test_nothing_is_planned_where_nothing_would_change(old: str, new: str):
    agreement = at.replace(Agreement(), "background", "Anna")

    assert planned(agreement, Wanted(old, new)) == ()


@given(rich_texts(), st.sampled_from(["a", "b", "å", "kommun"]), st.sampled_from(["", "x", "långt ord"]))
def test_only_what_is_found_changes(before: RichText | None, old: str, new: str):
    blocks = before.blocks if before else ()
    expected = [normal.text(block.text.replace(old, new)).strip() for block in blocks]

    after = changed(before, old, new, same_case=True) if before else None

    said = [block.text.strip() for block in after.blocks] if after else []
    assert [one for one in said if one] == [one for one in expected if one]
    if after is not None:
        assert RichText.model_validate(after.model_dump()) == after


@given(agreements(15))
def test_what_is_planned_can_be_done_and_undone(agreement: Agreement):
    session = Session(LIBRARY)
    session.fill(agreement.model_dump(exclude_defaults=True))
    before = session.draft

    session.set_many(values(planned(session.agreement, Wanted("a", "zz"))))

    assert planned(session.agreement, Wanted("a", "q", same_case=True)) == ()
    assert at.ids(session.agreement) == at.ids(before.agreement)
    while session.draft is not before:
        session.undo()
