"""What a draft can be held against, and what differs, by section and by party."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, Earlier, HandbookUse, Predecessor, TemplateUse
from lokdesk.agreement.version import kept
from lokdesk.revision.words import Piece, difference
from lokdesk.session import comparison, differing
from tests.session.made import LIBRARY
from tests.strategies import agreements, revised

HANDBOOK = LIBRARY.handbook
PARTIES = [{"id": "part0001", "name": "Växjö kommun"}, {"id": "part0002", "name": "Alvesta kommun"}]
OLD = Agreement.model_validate(
    {
        "title": "Samverkan",
        "parties": [*PARTIES, {"id": "part0003", "name": "Region Kronoberg"}],
        "goals": [
            {"id": "goal0001", "title": "A", "scope": ["part0001"]},
            {"id": "goal0002", "title": "B"},
        ],
        "organisation": {
            "forums": [
                {"id": "forum001", "members": [{"id": "memb0001", "actor": "part0002", "role": "Chef"}]}
            ]
        },
    }
)


def groups(new: Agreement) -> dict[str, list[str]]:
    changes = comparison.changes(HANDBOOK, OLD, new)
    return {one.title: [c.address for c in one.changes] for one in differing.by_party(OLD, new, changes)}


def changed(**parts: object) -> Agreement:
    return Agreement.model_validate(OLD.model_dump() | parts)


def test_the_latest_predecessor_comes_first_then_the_latest_version():
    old = Agreement.model_validate({"version": "1.0", "validity": {"start": "2024-01-01"}})
    draft = Draft(
        predecessors=(
            Predecessor(id="year0001", agreement=Agreement()),
            Predecessor(id="year0002", agreement=old),
        ),
        versions=(kept("vers0001", old, "a.docx", b"", "utskickad", date(2026, 3, 2)),),
    )
    found = differing.bases(draft)
    assert [one.id for one in found] == ["year0002", "year0001", "vers0001"]
    assert found[0].name == "Förra överenskommelsen, version 1.0 (2024)"
    assert found[1].name == "Tidigare överenskommelse"
    assert found[0].draft.agreement is old


def moved(to: str, template: str, *earlier: Earlier) -> TemplateUse:
    """Return the template that the agreement before is written with, in a draft moved to another."""
    before = Predecessor(id="year0001", agreement=Agreement(), handbook="2026.1")
    draft = Draft(
        predecessors=(before,),
        earlier=earlier,
        template=TemplateUse(id=template),
        handbook=HandbookUse(version=to),
    )
    return differing.bases(draft)[0].draft.template


def test_the_agreement_before_is_written_with_the_template_that_it_was_made_with():
    first = Earlier(id="earl0001", agreement=Agreement(), template="grundmall", handbook="2026.1")
    second = Earlier(id="earl0002", agreement=Agreement(), template="grundmall-2026", handbook="2026.2")

    assert moved("2026.2", "grundmall-2026", first).id == "grundmall"
    assert moved("2027.1", "another", first, second).id == "grundmall"
    # Gone back to it, or never told: with the one in use.
    assert moved("2026.1", "grundmall", second).id == "grundmall"
    assert moved("2026.2", "grundmall-2026").id == "grundmall-2026"


def test_what_names_a_party_concerns_it_and_what_names_nobody_concerns_all():
    goals = [one.model_dump() | {"title": f"{one.title} ny"} for one in OLD.goals]
    assert groups(changed(goals=goals, title="Ny")) == {
        "Växjö kommun": ["goals/goal0001/title"],
        differing.EVERYBODY: ["title", "goals/goal0002/title"],
    }


def test_what_names_another_party_than_it_did_concerns_both():
    goals = [OLD.goals[0].model_dump() | {"scope": ["part0002"]}, OLD.goals[1].model_dump()]
    assert groups(changed(goals=goals)) == {
        "Växjö kommun": ["goals/goal0001/scope"],
        "Alvesta kommun": ["goals/goal0001/scope"],
    }


def test_what_an_item_that_is_gone_named_is_concerned_and_so_is_a_party_that_is_gone():
    organisation = OLD.organisation.model_dump() | {"forums": []}
    assert groups(changed(organisation=organisation, parties=PARTIES)) == {
        "Alvesta kommun": ["organisation/forums/forum001"],
        "Region Kronoberg": ["parties/part0003"],
    }


def test_what_this_version_of_the_handbook_does_not_ask_for_stands_last():
    new = changed(dua={"preset": "Dua 2017"}, title="Ny")
    groups_ = differing.by_section(HANDBOOK, comparison.changes(HANDBOOK, OLD, new))
    assert [(one.title, len(one.changes)) for one in groups_] == [
        ("Parter och uppdrag – Framsida", 1),
        ("Övrigt", 1),
    ]


@given(agreements(12).flatmap(lambda one: st.tuples(st.just(one), revised(one))))
def test_every_change_stands_under_one_section_and_under_a_party_at_least(pair: tuple[Agreement, Agreement]):
    old, new = pair
    changes = list(comparison.changes(HANDBOOK, old, new))
    sections = [one for group in differing.by_section(HANDBOOK, changes) for one in group.changes]
    parties = [one for group in differing.by_party(old, new, changes) for one in group.changes]
    assert sorted(map(repr, sections)) == sorted(map(repr, changes))
    assert set(map(repr, parties)) == set(map(repr, changes))
    decided = list(differing.of_substance(old, new, changes))
    assert set(map(repr, decided)) <= set(map(repr, changes))


def test_what_is_the_same_is_cut_short_between_whole_words():
    long = " ".join(["ordet"] * 80)
    pieces = differing.shortened(difference(f"{long} a {long} b {long}", f"{long} x {long} y {long}"))
    same = [one.text for one in pieces if one.kind == "same"]
    assert [len(one) < 140 for one in same] == [True] * len(same)
    assert same[0].startswith(" … ordet") and same[-1].endswith("ordet … ")
    assert {word for one in same for word in one.split()} == {"ordet", "…"}


@given(st.text(max_size=400), st.text(max_size=400))
def test_what_differs_is_never_cut_short(old: str, new: str):
    pieces = difference(old, new)
    short = differing.shortened(pieces)
    assert [one for one in short if one.kind != "same"] == [one for one in pieces if one.kind != "same"]


def test_of_a_text_that_many_have_changed_only_the_places_that_one_touches_are_told():
    words = [f"ord{number}" for number in range(300)]
    sent = " ".join(words)
    mine = sent.replace("ord150 ", "mitt ")
    others = sent.replace("ord5 ", "annat5 ").replace("ord280", "annat280")
    both = others.replace("ord150 ", "mitt ")

    kept = differing.touched(difference(sent, both), difference(sent, mine))
    refused = differing.touched(difference(sent, others), difference(sent, mine))

    assert [one for one in kept if one.kind != "same"] == [Piece("removed", "ord150"), Piece("added", "mitt")]
    assert "".join(one.text for one in refused if one.kind != "removed").count("ord150") == 1
    for shown in (kept, refused):
        told = "".join(one.text for one in shown)
        assert len(told) < 300 and "annat" not in told


def test_what_others_have_put_in_the_same_place_is_cut_short_but_not_the_own_words():
    own, more = " Det egna tillägget.", " Någon annans mening om annat." * 20
    pieces = differing.touched(
        difference("Som det var.", f"Som det var.{own}{more}"),
        [Piece("same", "Som det var."), Piece("added", own)],
    )
    assert Piece("added", own) in pieces
    assert len("".join(one.text for one in pieces)) < 200


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_short_texts_are_told_in_full(sent: str, wanted: str, now: str):
    pieces = differing.touched(difference(sent, now), difference(sent, wanted))
    assert "".join(one.text for one in pieces if one.kind != "removed") == now


def test_changes_of_different_texts_are_told_as_they_are():
    pieces = difference("Ett gammalt svar", "Ett nytt svar")
    assert differing.touched(pieces, difference("Något annat", "Något helt annat")) == pieces


def test_pieces_are_read_out():
    assert differing.spoken([Piece("same", "Ett "), Piece("removed", "gammalt"), Piece("added", "nytt")]) == (
        "Ett (borttaget: gammalt) (tillagt: nytt)"
    )
