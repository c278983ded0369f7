"""Comparing agreements: what differs is told once, by ids, and is all that there is."""

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.goals import Goal, Indicator
from lokdesk.agreement.parties import Party
from lokdesk.revision.comparison import Difference, compare, compare_part, sharing
from tests.strategies import agreements, revised

ONE, TWO, THREE = (Goal(id=f"goal000{n}", title=f"Mål {n}") for n in (1, 2, 3))
PAIRS = agreements(15).flatmap(lambda one: st.tuples(st.just(one), revised(one)))


def _differences(old: Agreement, new: Agreement) -> list[Difference]:
    return list(compare(old, new))


def test_the_same_agreement_has_no_differences() -> None:
    agreement = Agreement(goals=(ONE, TWO))
    assert _differences(agreement, Agreement.model_validate(agreement.model_dump())) == []


@given(PAIRS)
def test_what_shares_all_that_is_the_same_is_what_it_was_and_differs_as_it_did(
    pair: tuple[Agreement, Agreement],
) -> None:
    old, new = pair
    apart = Agreement.model_validate_json(old.model_dump_json())
    found = []
    for name in schema.fields(Agreement):
        shared = sharing(name, getattr(apart, name), getattr(new, name))
        assert shared == getattr(old, name)
        found += compare_part(name, shared, getattr(new, name))
    assert found == _differences(old, new)


def test_all_that_is_the_same_is_shared() -> None:
    old = Agreement(goals=(ONE, TWO))
    new = Agreement(goals=(TWO.model_copy(update={"title": "Annat"}), ONE.model_copy()))
    one, two = sharing("goals", old.goals, new.goals)
    assert one is new.goals[1] and two == TWO


def test_an_answer_that_is_given_changed_or_taken_back() -> None:
    old = Agreement(title="Samverkan", goals=(ONE.model_copy(update={"title": None}), TWO))
    new = Agreement(title="Samverkan 2027", goals=(ONE, TWO.model_copy(update={"title": None})))
    assert _differences(old, new) == [
        Difference("changed", "title", "Samverkan", "Samverkan 2027"),
        Difference("added", "goals/goal0001/title", None, "Mål 1"),
        Difference("removed", "goals/goal0002/title", "Mål 2", None),
    ]


def test_an_item_that_came_or_went_is_one_difference_with_all_that_is_in_it() -> None:
    whole = TWO.model_copy(update={"indicators": (Indicator(id="indi0001", name="Andel"),)})
    assert _differences(Agreement(goals=(ONE,)), Agreement(goals=(ONE, whole))) == [
        Difference("added", "goals/goal0002", None, whole)
    ]
    assert _differences(Agreement(goals=(ONE, whole, THREE)), Agreement(goals=(ONE, THREE))) == [
        Difference("removed", "goals/goal0002", whole, None)
    ]


def test_one_item_that_changed_place_is_the_only_one_that_moved() -> None:
    old, new = Agreement(goals=(ONE, TWO, THREE)), Agreement(goals=(THREE, ONE, TWO))
    assert _differences(old, new) == [Difference("moved", "goals/goal0003", 3, 1)]


def test_items_around_one_that_came_or_went_have_not_moved() -> None:
    assert [
        one.kind for one in _differences(Agreement(goals=(ONE, TWO)), Agreement(goals=(THREE, ONE, TWO)))
    ] == ["added"]
    assert [
        one.kind for one in _differences(Agreement(goals=(ONE, TWO, THREE)), Agreement(goals=(TWO, THREE)))
    ] == ["removed"]


def test_an_item_that_moved_and_changed_is_told_of_twice() -> None:
    old, new = Agreement(goals=(ONE, TWO)), Agreement(goals=(TWO.model_copy(update={"title": "Nytt"}), ONE))
    kinds = {(one.kind, one.address) for one in _differences(old, new)}
    assert kinds in (
        {("moved", "goals/goal0002"), ("changed", "goals/goal0002/title")},
        {("moved", "goals/goal0001"), ("changed", "goals/goal0002/title")},
    )


def test_what_applied_to_all_parties_and_applies_to_some_has_changed() -> None:
    party = Party(id="party001", name="Alvesta kommun")
    old = Agreement(parties=(party,), goals=(ONE,))
    new = at.replace(old, "goals/goal0001/scope", ("party001",))
    assert _differences(old, new) == [Difference("changed", "goals/goal0001/scope", (), ("party001",))]


def test_what_went_stands_where_it_was() -> None:
    differences = _differences(
        Agreement(goals=(ONE, TWO, THREE)), Agreement(goals=(THREE.model_copy(update={"title": "Nytt"}),))
    )
    assert [one.address for one in differences] == [
        "goals/goal0001",
        "goals/goal0002",
        "goals/goal0003/title",
    ]


@given(PAIRS)
def test_the_differences_made_in_the_old_agreement_give_the_new_one(
    pair: tuple[Agreement, Agreement],
) -> None:
    old, new = pair
    assert _made(old, _differences(old, new), new) == new


def _made(old: Agreement, differences: list[Difference], new: Agreement) -> Agreement:
    """Return *old* with the *differences* made in it: first what goes and what is lifted out to be moved."""
    made, lifted = old, {}
    for one in differences:
        if one.kind == "moved":
            lifted[one.address] = at.get(made, one.address)
        if one.kind == "moved" or (one.kind == "removed" and hasattr(one.old, "id")):
            made = at.remove(made, one.address)
    for one in differences:
        if one.kind == "moved":
            made = at.insert(made, at.parent(one.address), lifted[one.address], one.new - 1)
        elif one.kind == "added" and hasattr(one.new, "id"):
            number = [item.id for item in at.get(new, at.parent(one.address))].index(one.new.id)
            made = at.insert(made, at.parent(one.address), one.new, number)
        elif one.kind != "removed" or not hasattr(one.old, "id"):
            made = at.replace(made, one.address, one.new)
    return made


@given(PAIRS)
def test_from_new_to_old_the_same_places_differ(pair: tuple[Agreement, Agreement]) -> None:
    old, new = pair
    there = {one.address for one in compare(old, new) if one.kind != "moved"}
    assert there == {one.address for one in compare(new, old) if one.kind != "moved"}
