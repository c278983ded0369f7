"""What two copies say differently is settled for one of them or a third, and can be asked again."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import reference
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion, Note
from lokdesk.agreement.draft import Attachment, Draft, Earlier, SetAside, TemplateUse
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.mapping import Cell, TargetGroup
from lokdesk.agreement.reply import Clash, Reply, Viewpoint
from lokdesk.agreement.rich_text import plain
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.session import cells, clash, joining, standing, wishes
from tests.strategies import edited

BASE = Draft(
    agreement=Agreement(
        title="Överenskommelse",
        background=plain("En text"),
        goals=(Goal(id="goal0001", title="Ett"), Goal(id="goal0002", title="Två"), Goal(id="goal0003")),
    ),
    discussion=Discussion(notes=(Note(id="note0001", address="title", text=plain("Är det rätt?")),)),
    set_aside=(SetAside(rule="x", address="title", reason="Beslutat"),),
)


def changed(draft: Draft, **answers: Any) -> Draft:
    agreement = draft.agreement
    for address, value in answers.items():
        agreement = at.replace(agreement, address.replace("__", "/"), value)
    return draft.model_copy(update={"agreement": agreement})


def joined(mine: Draft, theirs: Draft, base: Draft = BASE) -> Draft:
    return joining.joined(Project(mine), Project(theirs), "deras.lokdesk", Project(base)).draft


def only(draft: Draft) -> Clash:
    (one,) = draft.clashes
    return one


def title(draft: Draft) -> str | None:
    return draft.agreement.title


def test_an_answer_is_settled_for_either_and_reopened():
    draft = joined(changed(BASE, title="Min"), changed(BASE, title="Deras"))
    id_ = only(draft).id

    assert (title(draft), clash.now(draft, only(draft))) == ("Min", "Min")
    mine, theirs = (clash.settle(draft, id_, one) for one in ("mine", "theirs"))
    assert (title(mine), only(mine).settled) == ("Min", "mine")
    assert (title(theirs), only(theirs).settled) == ("Deras", "theirs")
    assert clash.left(theirs) == ()
    assert clash.settle(theirs, id_, "mine") == mine
    assert clash.reopen(theirs, id_) == clash.reopen(mine, id_) == draft
    assert clash.reopen(draft, id_) is draft


def test_a_third_wording_is_written_in_the_place_of_both():
    draft = joined(changed(BASE, background=plain("Min")), changed(BASE, background=plain("Deras")))

    third = clash.settle(draft, only(draft).id, "edited", plain("Vår gemensamma"))

    assert third.agreement.background == plain("Vår gemensamma")
    assert only(third).settled == "edited"
    assert clash.said(draft, only(draft), only(draft).theirs) == "”Deras”"
    assert clash.reopen(third, only(draft).id) == draft


def test_what_was_written_there_meanwhile_counts_as_mine():
    draft = changed(joined(changed(BASE, title="Min"), changed(BASE, title="Deras")), title="Ännu bättre")

    kept = clash.settle(draft, only(draft).id, "mine")

    assert (title(kept), only(kept).settled) == ("Ännu bättre", "mine")


@pytest.mark.parametrize("swapped", [False, True])
def test_an_item_that_one_has_taken_away_and_the_other_changed(swapped: bool):
    sides = [
        BASE.model_copy(update={"agreement": at.remove(BASE.agreement, "goals/goal0001")}),
        changed(BASE, goals__goal0001__title="Ett annat"),
    ]
    draft = joined(*(reversed(sides) if swapped else sides))
    gone, stays = ("theirs", "mine") if swapped else ("mine", "theirs")

    assert [one.id for one in draft.agreement.goals] == ["goal0001", "goal0002", "goal0003"]
    without = clash.settle(draft, only(draft).id, gone)
    kept = clash.settle(draft, only(draft).id, stays)

    assert [one.id for one in without.agreement.goals] == ["goal0002", "goal0003"]
    assert clash.now(without, only(without)) is None
    assert kept.agreement.goals[0].title == "Ett annat"
    assert clash.reopen(without, only(draft).id) == clash.reopen(kept, only(draft).id) == draft
    assert clash.said(draft, only(draft), None) == "borttaget"
    assert clash.said(draft, only(draft), only(draft).theirs or only(draft).mine) == "står kvar"


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_what_was_written_there_meanwhile_or_since_stays_when_a_choice_is_taken_back(choice: clash.Choice):
    draft = changed(joined(changed(BASE, title="Min"), changed(BASE, title="Deras")), title="Ännu bättre")
    id_ = only(draft).id

    assert clash.reopen(clash.settle(draft, id_, choice), id_) == draft
    since = changed(clash.settle(draft, id_, choice), title="Bäst")
    assert title(clash.reopen(since, id_)) == "Bäst"


def test_an_item_comes_back_with_all_that_referred_to_it():
    groups = (TargetGroup(id="grou0001", name="Unga"), TargetGroup(id="grou0002", name="Nyanlända"))
    base = changed(BASE, target_groups=groups, goals__goal0002__target_groups=["grou0001"])
    gone = changed(base, target_groups=groups[1:], goals__goal0002__target_groups=[])
    draft = joined(changed(base, target_groups__grou0001__name="Unga vuxna"), gone, base)
    one = next(one for one in draft.clashes if one.address == "target_groups/grou0001")

    without = clash.settle(draft, one.id, "theirs")

    assert [it.id for it in without.agreement.target_groups] == ["grou0002"]
    assert clash.reopen(without, one.id) == draft


def test_one_of_two_files_changes_places_with_the_other():
    file = Attachment(id="atta0001", name="Karta.pdf", content=b"karta")
    base = BASE.model_copy(update={"attachments": (file,)})
    mine, theirs = (
        base.model_copy(
            update={"attachments": (file.model_copy(update={"name": f"Karta {n}.pdf", "content": c}),)}
        )
        for n, c in (("A", b"a"), ("B", b"b"))
    )
    draft = joined(mine, theirs, base)
    one = only(draft)
    assert [clash.said(draft, one, side) for side in (one.mine, one.theirs)] == [
        "”Karta A.pdf”",
        "”Karta B.pdf”",
    ]

    chosen = clash.settle(draft, one.id, "theirs")

    files = {it.id: (it.name, it.content) for it in chosen.attachments}
    assert files.pop("atta0001") == ("Karta B.pdf", b"b")
    assert list(files.values()) == [("Karta A.pdf", b"a")]
    assert clash.now(chosen, one) == one.theirs
    assert clash.reopen(chosen, one.id) == clash.settle(draft, one.id, "mine").model_copy(
        update={"clashes": draft.clashes}
    )


def test_an_order():
    first, second, third = BASE.agreement.goals
    draft = joined(changed(BASE, goals=(first, third, second)), changed(BASE, goals=(third, second, first)))
    one = only(draft)
    assert one.address == "goals"

    theirs = clash.settle(draft, one.id, "theirs")

    assert [goal.id for goal in theirs.agreement.goals] == one.theirs
    assert clash.now(theirs, one) == one.theirs
    assert clash.said(draft, one, one.theirs) == "i en annan ordning"
    assert clash.reopen(theirs, one.id) == draft
    mine = clash.settle(draft, one.id, "mine")
    assert [goal.id for goal in mine.agreement.goals] == one.mine
    assert clash.reopen(mine, one.id) == draft


def test_what_stands_around_the_agreement():
    def noted(words: str, reason: str) -> Draft:
        (note,) = BASE.discussion.notes
        new = note.model_copy(update={"text": plain(words)})
        aside = (SetAside(rule="x", address="title", reason=reason),)
        return BASE.model_copy(update={"discussion": Discussion(notes=(new,)), "set_aside": aside})

    draft = joined(noted("Min", "Mitt skäl"), noted("Deras", "Deras skäl"))
    assert [one.address for one in draft.clashes] == ["discussion/notes/note0001/text", "set_aside"]

    settled = draft
    for one in draft.clashes:
        assert clash.now(settled, one) == one.mine
        settled = clash.settle(settled, one.id, "theirs")
        assert clash.now(settled, one) == one.theirs
        assert clash.said(draft, one, one.theirs) == "något annat"

    assert settled.discussion.notes[0].text == plain("Deras")
    assert [one.reason for one in settled.set_aside] == ["Deras skäl"]
    for one in draft.clashes:
        settled = clash.reopen(settled, one.id)
    assert settled == draft


def test_a_template_of_the_other_comes_with_its_document():
    own = TemplateUse(id="egen", version="1", content=b"deras", manifest="id = 'egen'")
    mine = BASE.model_copy(update={"template": TemplateUse(id="annan", version="2")})
    draft = joined(mine, BASE.model_copy(update={"template": own}))
    one = only(draft)

    assert one.address == "template"
    theirs = clash.settle(draft, one.id, "theirs")

    assert theirs.template == own
    assert clash.reopen(theirs, one.id).template == mine.template
    assert all(isinstance(earlier, Earlier) for earlier in draft.earlier)


def test_a_place_that_is_gone_and_a_file_that_is_gone_are_told_of():
    draft = joined(changed(BASE, goals__goal0001__title="Min"), changed(BASE, goals__goal0001__title="Deras"))
    gone = draft.model_copy(update={"agreement": at.remove(draft.agreement, "goals/goal0001")})

    assert clash.now(gone, only(gone)) is None
    with pytest.raises(Problem, match="finns inte längre"):
        clash.settle(gone, only(gone).id, "theirs")
    with pytest.raises(KeyError):
        clash.settle(draft, "saknas00", "mine")

    reply = Reply(id="repl0001", name="svar.docx", content=b"docx")
    told = reply.model_dump(mode="json")
    lost = Clash(id="clas0001", address="replies/repl0001", base=told, mine=None, theirs=told)
    with pytest.raises(Problem, match="Filen"):
        clash.settle(BASE.model_copy(update={"clashes": (lost,)}), lost.id, "theirs")


# -- what points at an item that one has taken away and the other changed

REFERRING = Agreement.model_validate(
    {
        "parties": [
            {
                "id": "part0001",
                "name": "Växjö",
                "deciding_bodies": [{"id": "body0001", "name": "Nämnden"}],
                "decisions": [{"id": "deci0001", "body": "body0001"}],
            },
            {"id": "part0002", "name": "Alvesta"},
        ],
        "target_groups": [{"id": "grou0001", "name": "Unga"}, {"id": "grou0002", "name": "Nyanlända"}],
        "goals": [
            {
                "id": "goal0001",
                "target_groups": ["grou0001", "grou0002"],
                "scope": ["part0001"],
                "indicators": [
                    {
                        "id": "indi0001",
                        "name": "Andel",
                        "values": [
                            {"id": "valu0001", "party": "part0001", "target": "1"},
                            {"id": "valu0002", "party": "part0002", "target": "2"},
                        ],
                    }
                ],
            },
            {"id": "goal0002", "target_groups": ["grou0001"], "scope": ["part0001", "part0002"]},
        ],
        "organisation": {
            "forums": [
                {"id": "foru0001", "name": "Styrgruppen", "scope": ["part0002"]},
                {"id": "foru0002", "name": "Gruppen", "reports_to": "foru0001"},
            ]
        },
        "mapping": {
            "statistics": [
                {
                    "id": "tabl0001",
                    "columns": [{"id": "colu0001", "name": "2024"}, {"id": "colu0002", "name": "2025"}],
                    "rows": [
                        {"id": id_, "cells": [{"id": f"colu000{n}", "value": f"{n}"} for n in (1, 2)]}
                        for id_ in ("rows0001", "rows0002")
                    ],
                }
            ]
        },
    }
)
COLUMN = "mapping/statistics/tabl0001/columns/colu0001"


def without(agreement: Agreement, address: str) -> Agreement:
    """Return *agreement* without an item, as the window takes one away."""
    bare = cells.without(agreement, address)
    return reference.released(bare, reference.loose(agreement, bare))


def settled(base: Agreement, mine: Agreement, theirs: Agreement, choice: clash.Choice) -> Agreement:
    """Return what becomes of two when every clash is settled for the same of them."""
    draft = joined(Draft(agreement=mine), Draft(agreement=theirs), Draft(agreement=base))
    for one in draft.clashes:
        draft = clash.settle(draft, one.id, choice)
    return draft.agreement


@pytest.mark.parametrize("address", [COLUMN, "parties/part0001", "target_groups/grou0001"])
def test_what_points_at_it_stays_with_it_and_goes_with_it(address: str):
    keeper, remover = at.replace(REFERRING, f"{address}/name", "Annat"), without(REFERRING, address)

    for mine, theirs in ((keeper, remover), (remover, keeper)):
        draft = joined(Draft(agreement=mine), Draft(agreement=theirs), Draft(agreement=REFERRING))
        assert [one.address for one in draft.clashes] == [address]
        assert draft.agreement == keeper
        assert settled(REFERRING, mine, theirs, "mine") == mine
        assert settled(REFERRING, mine, theirs, "theirs") == theirs


def test_what_is_said_to_be_chosen_stays_chosen_until_that_goes():
    one, two = ({"id": f"prop000{number}", "value": f"{number}"} for number in (1, 2))

    def with_said(*proposals: dict[str, Any], **more: Any) -> Draft:
        matter = {"id": "alte0001", "address": "title", "proposals": proposals, **more}
        return Draft(discussion=Discussion.model_validate({"alternatives": [matter]}))

    chosen = {"chosen": {"proposal": "prop0001"}}
    keeper = with_said({**one, "person": "Eva"}, two, **chosen)

    base = changed(with_said(one, two, **chosen), title="Före")
    draft = joined(keeper, with_said(two), base)

    assert draft.discussion == keeper.discussion
    assert only(draft).address == "discussion/alternatives/alte0001/proposals/prop0001"
    assert clash.settle(draft, only(draft).id, "theirs").discussion == with_said(two).discussion


def test_a_file_stays_attached_until_it_goes():
    def with_file(name: str) -> Draft:
        file = Attachment(id="file0001", name=name, content=b"karta")
        agreement = Agreement.model_validate({"appendices": [{"id": "appe0001", "attachment": "file0001"}]})
        return Draft(agreement=agreement, attachments=(file,))

    gone = Draft(agreement=Agreement.model_validate({"appendices": [{"id": "appe0001"}]}))
    draft = joined(gone, with_file("ny.pdf"), with_file("karta.pdf"))

    assert draft.agreement.appendices[0].attachment == "file0001"
    assert clash.settle(draft, only(draft).id, "mine").agreement == gone.agreement


@st.composite
def edits(draw: st.DrawFn) -> Agreement:
    """Return the agreement after items have gone or got other names, and a few other edits."""
    agreement = REFERRING
    for _ in range(draw(st.integers(1, 3))):
        address = draw(st.sampled_from([one for one, _ in at.items(agreement)]))
        name = f"{address}/name"
        if draw(st.booleans()) or "name" not in type(at.get(agreement, address)).model_fields:
            agreement = without(agreement, address)
        else:
            agreement = at.replace(agreement, name, draw(st.sampled_from(("Ett", "Två"))))
    return draw(edited(agreement, 2))


@given(edits(), edits(), st.sampled_from(("mine", "theirs")))
def test_when_every_place_is_settled_for_one_side_all_that_it_says_is_there(
    mine: Agreement, theirs: Agreement, choice: clash.Choice
):
    chosen, other = (mine, theirs) if choice == "mine" else (theirs, mine)
    now = settled(REFERRING, mine, theirs, choice)
    kept = at.ids(now) - at.ids(other)
    """The items that the other side has taken away, and that stand."""
    items, others = dict(at.items(now)), dict(at.items(other))
    for address, item in at.items(chosen):
        list_ = at.parent(address)
        if address not in items and (not at.parent(list_) or held(now, list_) is not None):
            assert held(REFERRING, address) == item and address not in others, address
            about = item.id if isinstance(item, Cell) else getattr(item, "party", None)
            assert about not in kept, address
    for address, answer, value in at.answers(chosen):
        if value in (None, ()) or (at.parent(address) in dict(at.items(chosen)).keys() - items.keys()):
            continue
        was, theirs_, stands = (held(one, address) for one in (REFERRING, other, now))
        if answer.refers_to:
            let_go = set(ids(value)) & kept - set(ids(stands))
            # What the other side has let point at something else points there.
            assert not let_go or (answer.kind == "reference" and theirs_ is not None), address
        elif value == was:
            # The other side may have said something else; that is no clash.
            assert stands in (value, theirs_), address
        else:
            assert stands is not None, address


def held(agreement: Agreement, address: str) -> Any:
    try:
        return at.get(agreement, address)
    except at.UnknownAddress:
        return None


def ids(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


# -- what was decided differently

EFFECT = "goals/goal0001/effect"
SENT, ALL, YOUNG = "Fler får arbete.", "Alla får arbete.", "Fler unga får arbete."
REF = "repl0001/view0001"


def with_view(returned: str) -> Draft:
    sent = wishes.data(EFFECT, plain(SENT))
    view = Viewpoint(
        id="view0001",
        kind="changed",
        address=EFFECT,
        sent=sent,
        returned=wishes.data(EFFECT, plain(returned)),
    )
    replies = tuple(
        Reply(id=f"repl000{n}", name=f"{n}.docx", content=b"%d" % n, viewpoints=(view,)) for n in (1, 2)
    )
    return changed(BASE, goals__goal0001__effect=plain(SENT)).model_copy(update={"replies": replies})


STANDS: dict[str, Callable[[Draft], Draft]] = {
    "taken": lambda draft: standing.take(draft, REF),
    "refused": lambda draft: standing.refuse(draft, REF, "Nej."),
    "edited": lambda draft: standing.edit(draft, REF, YOUNG),
    "lifted": lambda draft: standing.lift(draft, REF, body="Nämnden"),
}
SAYS = {"taken": ALL, "refused": SENT, "edited": YOUNG, "lifted": SENT}


@pytest.mark.parametrize(("mine", "theirs"), list(permutations(SAYS, 2)))
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_stand_and_agreement_agree_once_it_is_chosen_whose_stand_holds(
    mine: str, theirs: str, choice: clash.Choice
):
    base = with_view(ALL)
    draft = joined(STANDS[mine](base), STANDS[theirs](base), base)
    clashes = [one for one in draft.clashes if one.address.endswith("/stand")]
    assert len(clashes) == 2
    wanted = mine if choice == "mine" else theirs

    settled = clash.settle(draft, clashes[0].id, choice)

    stands = [wishes.found(settled, f"repl000{n}/view0001")[1].stand for n in (1, 2)]
    assert [one and one.decision for one in stands] == [wanted, wanted]
    effect = wishes.now(settled.agreement, EFFECT)
    assert effect.text == SAYS[wanted]
    assert [one.lifted and one.lifted.body for one in settled.discussion.alternatives] == (
        ["Nämnden"] if wanted == "lifted" else []
    )
    assert not [one for one in clash.left(settled) if one.address.endswith("/stand")]
    for one in clashes:
        assert clash.reopen(settled, one.id) == draft
    # Taken back, it leaves what there was.
    again = standing.reopen(settled, REF)
    assert wishes.now(again.agreement, EFFECT).text == SENT
    assert again.discussion == base.discussion
