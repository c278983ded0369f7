"""The registers: who can be a party, and which law applies when."""

from datetime import date, timedelta

import pytest

from lokdesk.agreement import vocabulary
from lokdesk.handbook.register import Act, LegalActs, alphabetical
from tests.handbook.shipped import REGISTER

ACTS = REGISTER.acts


def found(letters: str, kind: str | None = None) -> list[str]:
    return [actor.name for actor in REGISTER.search(letters, kind)]


def test_every_municipality_and_county_is_there_with_its_code():
    codes = {one.code for one in REGISTER.municipalities}
    counties = {one.code for one in REGISTER.counties}

    assert (len(REGISTER.municipalities), len(codes)) == (290, 290)
    assert (len(REGISTER.counties), len(counties)) == (21, 21)
    assert {one.county_code for one in REGISTER.municipalities} == counties
    assert all(one.code.startswith(one.county_code) for one in REGISTER.municipalities)


@pytest.mark.parametrize(
    ("official", "own"),
    [
        ("Stockholms kommun", "Stockholms stad"),
        ("Göteborgs kommun", "Göteborgs Stad"),
        ("Malmö kommun", "Malmö stad"),
        ("Gotlands kommun", "Region Gotland"),
        ("Växjö kommun", "Växjö kommun"),
    ],
)
def test_a_municipality_goes_by_the_name_it_has_chosen_and_is_found_by_both(official: str, own: str):
    assert own in {one.name for one in REGISTER.municipalities}
    assert found(official, vocabulary.MUNICIPALITY) == [own]
    assert found(own, vocabulary.MUNICIPALITY) == [own]


def test_every_county_but_gotland_has_a_region_and_all_have_a_board():
    regions = found("", "region")

    assert len(regions) == 20
    assert {"Region Kronoberg", "Västra Götalandsregionen", "Region Jämtland Härjedalen"} <= set(regions)
    assert len(found("", "länsstyrelse")) == 21
    assert "Länsstyrelsen i Kronobergs län" in found("", "länsstyrelse")


def test_all_names_and_kinds_can_be_used_for_a_party():
    names = [actor.name for actor in REGISTER.actors]

    assert len(set(names)) == len(names)
    assert {actor.kind for actor in REGISTER.actors} <= set(vocabulary.VOCABULARIES["actor_kind"])
    assert found("arbetsf") == [vocabulary.AF]


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("stock", "Stockholms stad"),
        ("Växj", "Växjö kommun"),
        ("vaxj", "Växjö kommun"),
        ("upp vä", "Upplands Väsby kommun"),
        ("ö", "Öckerö kommun"),
        ("läns kron", "Länsstyrelsen i Kronobergs län"),
        ("va\u0308xjo\u0308", "Växjö kommun"),
    ],
)
def test_a_few_letters_find_a_name(letters: str, first: str):
    assert found(letters)[0] == first


def test_letters_with_rings_and_dots_mean_themselves():
    assert not {"Ale kommun", "Arboga kommun"} & set(found("å"))
    assert found("å", vocabulary.MUNICIPALITY)[0] == "Åmåls kommun"


def test_names_that_only_match_without_rings_and_dots_come_last():
    names = found("a", vocabulary.MUNICIPALITY)

    assert names.index("Arvika kommun") < names.index("Åmåls kommun")
    assert names.index("Arvika kommun") < names.index("Älvsbyns kommun")


def test_the_search_stops_at_the_limit_and_finds_nothing_in_nonsense():
    assert len(REGISTER.search("", limit=7)) == 7
    assert REGISTER.search("qqq") == ()


def test_names_are_sorted_as_in_swedish():
    assert sorted(["Örebro", "Zorn", "Älmhult", "Åmål", "Ale"], key=alphabetical) == [
        "Ale",
        "Zorn",
        "Åmål",
        "Älmhult",
        "Örebro",
    ]


@pytest.mark.parametrize(
    ("sfs", "last", "successor"),
    [
        ("2015:502", date(2023, 2, 28), None),
        ("2001:453", date(2025, 6, 30), "2025:400"),
        ("2010:197", date(2017, 12, 31), "2017:584"),
        ("2010:409", date(2017, 12, 31), "2017:820"),
        ("2007:1030", date(2022, 11, 30), "2022:811"),
    ],
)
def test_a_repealed_act_ends_with_its_last_day(sfs: str, last: date, successor: str | None):
    act = ACTS.by_number[sfs]
    after = last + timedelta(days=1)

    assert act.in_force(last)
    assert not ACTS.repealed(act, last)
    assert not act.in_force(after)
    assert ACTS.repealed(act, after)
    new = ACTS.successor(act)
    assert (new.sfs if new else None) == successor
    assert new is None or new.in_force(after)


def test_an_act_is_not_in_force_before_its_first_day():
    act = ACTS.by_number["2025:400"]

    assert not act.in_force(date(2025, 6, 30))
    assert act.in_force(date(2025, 7, 1))
    assert not ACTS.repealed(act, date(2025, 6, 30))


def test_an_act_is_repealed_when_what_replaces_it_is_in_force():
    old = Act("2000:1", "Gammal lag (2000:1)", replaced_by="2020:1")
    acts = LegalActs((old, Act("2020:1", "Ny lag (2020:1)", valid_from=date(2020, 7, 1))))

    assert not acts.repealed(old, date(2020, 6, 30))
    assert acts.repealed(old, date(2020, 7, 1))


def test_the_register_of_acts_holds_together():
    for act in ACTS.acts:
        assert act.sfs in act.title
        assert act.sfs not in act.name
        assert act.valid_from is None or act.valid_to is None or act.valid_from <= act.valid_to
        if act.replaced_by is not None:
            new = ACTS.by_number[act.replaced_by]
            assert act.valid_to is not None
            assert new.valid_from is None or new.valid_from == act.valid_to + timedelta(days=1), act.sfs
    assert len(ACTS.by_number) == len(ACTS.acts)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("förordningen (2015:502) om samverkan", ["2015:502"]),
        ("SFS 2001:453 och lag 2017:584, se 2001:453", ["2001:453", "2017:584"]),
        ("förordning (EU) 2016/679", ["2016/679"]),
        ("klockan 20:15, kvoten 2015:50212 och 12015:502", []),
        ("2099:1 finns inte", []),
        ("ingen författning", []),
    ],
)
def test_acts_are_recognised_by_their_numbers(text: str, numbers: list[str]):
    assert [act.sfs for act in ACTS.mentioned(text)] == numbers
