"""Two changes of the same answer, or of the same order: what they make together, or that they cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.rich_text import Block, Footnote, RichText, Run, plain
from lokdesk.revision.three_way import Together, in_order, kept, merge_answer, merge_words
from tests.strategies import TEXTS, rich_texts

BASE = "Parterna möts en gång i månaden, och oftare vid behov, på plats i Växjö."


def _text(*blocks: Block) -> RichText:
    return RichText(blocks=blocks)


def _block(*runs: Run | Footnote, kind: str = "paragraph") -> Block:
    return Block.model_validate({"kind": kind, "runs": runs})


def _answer(pattern: str) -> Answer:
    field = schema.patterns()[pattern]
    assert isinstance(field, Answer)
    return field


@pytest.mark.parametrize(
    ("a", "b", "both"),
    [
        (BASE.replace("en", "två"), BASE.replace("Växjö", "Alvesta"), None),
        (BASE.replace("Parterna", "De"), BASE + " Alltid.", None),
        (BASE.replace("möts", "ses"), BASE.replace("möts", "ses"), BASE.replace("möts", "ses")),
        (
            BASE.replace("möts", "ses").replace("plats", "stället"),
            BASE.replace("möts", "ses").replace("oftare", "mer"),
            BASE.replace("möts", "ses").replace("plats", "stället").replace("oftare", "mer"),
        ),
    ],
)
def test_changes_with_words_between_them_stand_beside_each_other(a: str, b: str, both: str | None) -> None:
    for make in (str, plain):
        merged = merge_words(make(BASE), make(a), make(b))
        assert merged == merge_words(make(BASE), make(b), make(a))
        assert merged is not None
        if both is not None:
            assert merged.value == make(both)
    merged = merge_words(BASE, a, b)
    assert merged is not None
    new = {word for side in (a, b) for word in side.split() if word not in BASE.split()}
    assert new <= set(merged.value.split())


@pytest.mark.parametrize(
    ("base", "a", "b"),
    [
        ("ett två tre", "ett 2 tre", "ett II tre"),
        ("ett två tre", "1 två tre", "ett 2 tre"),
        ("ett två tre", "ett två och tre", "ett två eller tre"),
        ("ett två tre", None, "ett två 3"),
        ("anna.ek@vaxjo.se", "eva.ek@vaxjo.se", "anna.ek@alvesta.se"),
        ("10 000", "12 000", "10 500"),
        (None, "ett", "två"),
    ],
)
def test_changes_of_the_same_words_or_of_neighbours_cannot_both_be_had(
    base: str | None, a: str | None, b: str | None
) -> None:
    assert merge_words(base, a, b) is None
    assert merge_words(base, b, a) is None


def test_the_look_and_kind_of_words_are_merged_like_the_words() -> None:
    link = Run(text="lagen", link="https://www.riksdagen.se")
    note = Footnote(footnote="Prop. 2016/17:100.")
    base = _text(
        _block(Run(text="Vi följer "), link, Run(text=" och allt som står i den.")),
        _block(Run(text="Först det ena, sedan det andra."), kind="bullet"),
    )
    a = _text(
        _block(
            Run(text="Vi följer "),
            link,
            Run(text=" och allt som "),
            Run(text="står", bold=True),
            Run(text=" i den."),
        ),
        _block(Run(text="Först det ena, sedan det andra."), note, kind="number"),
    )
    b = _text(
        _block(Run(text="Parterna följer "), link, Run(text=" och allt som står i den.")),
        _block(Run(text="Mellan dem."), kind="paragraph"),
        _block(Run(text="Först det första, sedan det andra."), kind="bullet"),
    )
    wanted = _text(
        _block(
            Run(text="Parterna följer "),
            link,
            Run(text=" och allt som "),
            Run(text="står", bold=True),
            Run(text=" i den."),
        ),
        _block(Run(text="Mellan dem."), kind="paragraph"),
        _block(Run(text="Först det första, sedan det andra."), note, kind="number"),
    )
    assert merge_words(base, a, b) == merge_words(base, b, a) == Together(wanted)


def test_the_same_words_in_two_looks_cannot_both_be_had() -> None:
    base = _text(_block(Run(text="Vi möts ofta.")))
    bold = _text(_block(Run(text="Vi möts "), Run(text="ofta", bold=True), Run(text=".")))
    italic = _text(_block(Run(text="Vi möts "), Run(text="ofta", italic=True), Run(text=".")))
    assert merge_words(base, bold, italic) is None


@given(rich_texts() | TEXTS, rich_texts() | TEXTS)
def test_one_side_alone_gets_what_it_wants(base: RichText | str | None, a: RichText | str | None) -> None:
    assert merge_words(base, a, base) == merge_words(base, base, a) == merge_words(base, a, a) == Together(a)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=3, max_size=12), st.data())
def test_words_that_are_far_apart_are_all_there(letters: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(letters) - 3))
    other = data.draw(st.integers(place + 2, len(letters) - 1))
    base = " ".join(letters)
    a, b = (" ".join((*letters[:n], "NY", *letters[n + 1 :])) for n in (place, other))
    merged = merge_words(base, a, b)
    both = " ".join("NY" if n in (place, other) else one for n, one in enumerate(letters))
    # Where letters are repeated, another of them may be seen as changed, which is a neighbour.
    assert merged is None or merged.value == both
    if len(set(letters)) == len(letters):
        assert merged is not None


@pytest.mark.parametrize(
    ("base", "a", "b", "both"),
    [
        ("AB", "ABC", "ABD", "ABCD"),
        ("ABC", "AB", "BC", "B"),
        ("AB", "A", "B", None),
        ("", "A", "B", None),
        ("A", "", "AB", None),
    ],
)
def test_references_are_merged_one_by_one_but_all_is_a_choice_of_its_own(
    base: str, a: str, b: str, both: str | None
) -> None:
    merged = merge_answer(_answer("goals/*/scope"), tuple(base), tuple(a), tuple(b))
    assert merged == (Together(tuple(both)) if both is not None else None)
    if base:
        assert merge_answer(_answer("goals/*/target_groups"), tuple(base), tuple(a), tuple(b)) is not None


@pytest.mark.parametrize("pattern", ["validity/start", "validity/kind", "processes/*/steps/*/actor"])
def test_what_has_no_words_is_had_whole_or_not(pattern: str) -> None:
    answer = _answer(pattern)
    assert merge_answer(answer, "ett", "två", "tre") is None
    assert merge_answer(answer, "ett", "ett", "tre") == Together("tre")
    assert merge_answer(answer, "ett", "två", "två") == Together("två")


@pytest.mark.parametrize(
    ("base", "a", "b", "both"),
    [
        ("ABC", "ABCD", "ABCE", "ABCDE"),
        ("ABC", "XABC", "ABYC", "XABYC"),
        ("ABC", "CAB", "ABC", "CAB"),
        ("ABCDE", "EABCD", "ABDCE", "EABDC"),
        ("ABC", "CAB", "CAB", "CAB"),
        ("ABC", "AC", "ABXC", "AXC"),
        ("ABC", "ANBC", "ANMBC", "ANMBC"),
    ],
)
def test_an_order_follows_from_what_both_have_done(base: str, a: str, b: str, both: str) -> None:
    there = kept(base, a, b)
    assert in_order(base, a, b, there) == in_order(base, b, a, there) == (tuple(both), True)


def test_two_orders_cannot_both_be_had() -> None:
    there = frozenset("ABCD")
    assert in_order("ABCD", "DABC", "ABDC", there) == (tuple("DABC"), False)
    assert in_order("ABCD", "ABDC", "DABC", there) == (tuple("ABDC"), False)


_ORDERS = st.lists(st.sampled_from("ABCDEFGH"), unique=True)


@given(_ORDERS, _ORDERS, _ORDERS)
def test_an_order_has_each_member_once_and_is_the_same_whoever_is_asked_first(
    base: list[str], a: list[str], b: list[str]
) -> None:
    there = kept(base, a, b)
    one, other = in_order(base, a, b, there), in_order(base, b, a, there)
    assert sorted(one.members) == sorted(there)
    assert one.same is other.same
    if one.same:
        assert one == other
    assert in_order(base, a, base, kept(base, a, base)) == (tuple(a), True)
    assert in_order(base, a, a, kept(base, a, a)) == (tuple(a), True)
