"""What two copies say differently is settled for one of them or a third, and can be asked again."""

from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion, Note
from lokdesk.agreement.draft import Draft, Earlier, SetAside, TemplateUse
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.reply import Clash, Reply
from lokdesk.agreement.rich_text import plain
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.session import clash, joining

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
    assert {one.title for one in clash.reopen(without, only(draft).id).agreement.goals} == {
        "Ett annat",
        "Två",
        None,
    }
    assert clash.said(draft, only(draft), None) == "borttaget"
    assert clash.said(draft, only(draft), only(draft).theirs or only(draft).mine) == "står kvar"


def test_an_order():
    first, second, third = BASE.agreement.goals
    draft = joined(changed(BASE, goals=(first, third, second)), changed(BASE, goals=(third, second, first)))
    one = only(draft)
    assert one.address == "goals"

    theirs = clash.settle(draft, one.id, "theirs")

    assert [goal.id for goal in theirs.agreement.goals] == one.theirs
    assert clash.now(theirs, one) == one.theirs
    assert clash.said(draft, one, one.theirs) == "i en annan ordning"
    assert [goal.id for goal in clash.reopen(theirs, one.id).agreement.goals] == one.mine


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
