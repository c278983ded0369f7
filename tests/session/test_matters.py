"""The list of what to take a stand on: what is one matter, in which order, and how far it has come."""

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.reply import Clash, Reply
from lokdesk.agreement.rich_text import plain
from lokdesk.session import matters, standing
from lokdesk.session.matters import Matter
from tests.session.made import LIBRARY
from tests.session.test_standing import (
    AGREEMENT,
    EFFECT,
    GOAL,
    OTHER,
    TITLE,
    A,
    changed,
    data,
    draft,
    item,
    reply,
    view,
)

BOOK = LIBRARY.handbook


def listed(*replies: Reply, agreement: Agreement = AGREEMENT) -> tuple[Matter, ...]:
    return matters.matters(draft(*replies, agreement=agreement), BOOK)


def test_two_wordings_of_one_answer_are_one_conflict() -> None:
    [one] = listed(
        reply(1, "Växjö", changed(1, "Alla får arbete.")), reply(2, "Alvesta", changed(1, "Unga får arbete."))
    )
    assert one.conflict
    assert [voice.who for voice in one.voices] == ["Växjö", "Alvesta"]
    assert [voice.ref for voice in one.voices] == [A, "repl0002/view0001"]
    assert len(one.wordings) == len(one.voices)
    assert (one.address, one.section, one.state, one.now) == (EFFECT, "goals", "open", GOAL.effect)
    assert one.name == "Effekt – mål ”Fler i arbete”"


def test_two_who_change_different_words_of_one_answer_are_not_at_odds() -> None:
    one, other = changed(1, "Alla får arbete."), changed(1, "Fler får ett riktigt arbete.")
    [found] = listed(reply(1, "Växjö", one), reply(2, "Alvesta", other))
    assert (len(found.wordings), found.at_odds, found.conflict) == (2, False, False)
    [found] = listed(
        reply(1, "Växjö", one),
        reply(2, "Alvesta", other),
        reply(3, "Lessebo", changed(1, "Unga får arbete.")),
    )
    assert (len(found.wordings), found.at_odds, found.conflict) == (3, True, True)


def test_two_who_want_the_same_are_one_matter_without_a_conflict() -> None:
    same = changed(1, "Alla får arbete.")
    [one] = listed(reply(1, "Växjö", same), reply(2, "Alvesta", same))
    assert not one.conflict
    [wording] = one.wordings
    assert [voice.who for voice in wording] == ["Växjö", "Alvesta"]


def test_it_is_a_conflict_when_the_draft_has_changed_the_same_words() -> None:
    goal = GOAL.model_copy(update={"effect": plain("Ingen är utan arbete.")})
    now = AGREEMENT.model_copy(update={"goals": (goal, OTHER)})
    [one] = listed(reply(1, "Växjö", changed(1, "Alla får arbete.")), agreement=now)
    assert one.conflict
    assert one.now == goal.effect


def test_what_the_draft_says_already_is_there() -> None:
    [one] = listed(reply(1, "Växjö", changed(1, "Fler får arbete.", sent="Några får arbete.")))
    assert (one.state, one.conflict, one.undecided) == ("there", False, ())


def test_a_matter_is_decided_when_all_of_it_is() -> None:
    before = draft(
        reply(1, "Växjö", changed(1, "Alla får arbete.")), reply(2, "Alvesta", changed(1, "Unga får arbete."))
    )
    half = standing.refuse(before, A, "Nej.")
    [one] = matters.matters(half, BOOK)
    assert one.state == "open"
    assert [voice.ref for voice in one.undecided] == ["repl0002/view0001"]
    [one] = matters.matters(standing.take(half, "repl0002/view0001"), BOOK)
    assert one.state == "decided"


def test_a_comment_is_a_matter_of_its_own_right_after_the_answer() -> None:
    found = listed(
        reply(1, "Växjö", view(1, "comment", EFFECT, text="Mätbart?", author="Bo"), changed(2, "Alla.")),
        reply(2, "Alvesta", view(1, "changed", TITLE, sent="Fler i arbete", returned="Arbete")),
    )
    assert [(one.kind, one.address) for one in found] == [
        ("changed", TITLE),
        ("changed", EFFECT),
        ("comment", EFFECT),
    ]
    assert found[2].name == "Kommentar: Effekt – mål ”Fler i arbete”"
    assert found[2].voices[0].who == "Växjö (Bo)"


def test_the_list_is_in_the_order_of_the_agreement_and_the_tray_last() -> None:
    new = Goal(id="goal0009", title="Nytt")
    found = listed(
        reply(
            1,
            "Växjö",
            view(1, "outside", text="Hej", place="Efter rubriken Mål", nearest=(EFFECT,)),
            view(2, "changed", "title", returned="Ny titel"),
            view(3, "changed", "goals/goal0002/title", sent="Fler i studier", returned="Studier"),
            view(4, "added", "goals/goal0009", returned=item(new), after="goal0001"),
            view(5, "changed", EFFECT, sent=data("Fler får arbete."), returned=None),
            view(6, "changed", "parties/part0002/name", sent="Växjö kommun", returned="Växjö"),
        )
    )
    assert [one.voices[0].viewpoint.id[-1] for one in found][-4:] == ["5", "4", "3", "1"]
    assert found[-1].section == ""
    assert found[-1].name == "Text utan plats: Efter rubriken Mål"
    groups = matters.by_section(BOOK, found)
    assert [one for group in groups for one in group.matters] == list(found)
    assert groups[-1].title == matters.TRAY


def test_a_new_item_has_a_name_though_it_is_not_there() -> None:
    new = Goal(id="goal0009", title="Nytt")
    [one] = listed(reply(1, "Växjö", view(1, "added", "goals/goal0009", returned=item(new))))
    assert one.gone
    assert one.name == "Mål ”Nytt”"


def test_the_same_new_item_from_two_is_one_matter_whatever_its_id() -> None:
    first, second = Goal(id="goal0008", title="Nytt"), Goal(id="goal0009", title="Nytt")
    [one] = listed(
        reply(1, "Växjö", view(1, "added", "goals/goal0008", returned=item(first))),
        reply(2, "Alvesta", view(1, "added", "goals/goal0009", returned=item(second))),
    )
    assert not one.conflict
    taken = standing.take(
        draft(*(voice.reply for voice in one.voices)),
        one.voices[0].ref,
    )
    [one] = matters.matters(taken, BOOK)
    assert one.state == "decided"
    assert [goal.title for goal in taken.agreement.goals] == ["Nytt", "Fler i arbete", "Fler i studier"]


def test_to_remove_and_to_move_an_item_is_a_conflict() -> None:
    [one] = listed(
        reply(1, "Växjö", view(1, "removed", "goals/goal0001", sent=item(GOAL))),
        reply(2, "Alvesta", view(1, "moved", "goals/goal0001", after="goal0002")),
    )
    assert one.conflict


def test_to_remove_an_item_is_a_conflict_with_what_others_want_in_it() -> None:
    found = listed(
        reply(1, "Växjö", view(1, "removed", "goals/goal0001", sent=item(GOAL))),
        reply(2, "Alvesta", changed(1, "Alla får arbete.")),
        reply(3, "Lessebo", view(1, "changed", "goals/goal0002/title", returned="Studier")),
    )
    assert [(one.kind, one.conflict) for one in found] == [
        ("removed", True),
        ("changed", True),
        ("changed", False),
    ]
    assert matters.others(found) == {found[0].key: ("Alvesta",), found[1].key: ("Växjö",)}


def test_who_wants_a_change_there_on_another_card_is_told_until_there_is_a_stand_on_it() -> None:
    before = draft(
        reply(1, "Växjö", changed(1, "Alla får arbete."), view(2, "comment", EFFECT, text="Mätbart?")),
        reply(2, "Alvesta", view(1, "row", EFFECT, text="Unga får arbete.")),
        reply(3, "Lessebo", view(1, "row", TITLE, text="Studier")),
    )
    found = matters.matters(before, BOOK)
    told = matters.others(found)
    assert [(one.address, one.kind, told.get(one.key)) for one in found] == [
        (TITLE, "row", None),
        (EFFECT, "changed", ("Alvesta",)),
        (EFFECT, "comment", None),
        (EFFECT, "row", ("Växjö",)),
    ]
    assert matters.others(matters.matters(standing.refuse(before, A, "Nej."), BOOK)) == {}


def test_by_sender_a_matter_stands_under_each_of_its_senders() -> None:
    before = draft(
        reply(1, "Växjö", changed(1, "Alla får arbete."), view(2, "comment", EFFECT, text="Mätbart?")),
        reply(2, "Alvesta", changed(1, "Unga får arbete.")),
    )
    groups = matters.by_sender(before, matters.matters(before, BOOK))
    assert [(one.title, len(one.matters), one.progress) for one in groups] == [
        ("Växjö", 2, (0, 2)),
        ("Alvesta", 1, (0, 1)),
    ]
    after = standing.refuse(before, "repl0001/view0002", "Nej.")
    groups = matters.by_sender(after, matters.matters(after, BOOK))
    assert [(one.title, one.progress) for one in groups] == [("Växjö", (1, 2)), ("Alvesta", (0, 1))]


def test_what_two_copies_disagree_about_is_in_the_list() -> None:
    clash = Clash(
        id="clas0001", address=EFFECT, mine=data("Fler får arbete."), theirs=data("Alla."), name="b"
    )
    one_draft = Draft(agreement=AGREEMENT, clashes=(clash,))
    [one] = matters.matters(one_draft, BOOK)
    assert (one.kind, one.clash, one.state, one.conflict, one.section) == (
        "clash",
        clash,
        "open",
        True,
        "goals",
    )
    [group] = matters.by_sender(one_draft, [one])
    assert group.title == "Kopian ”b”"
    settled = clash.model_copy(update={"settled": "mine"})
    [one] = matters.matters(one_draft.model_copy(update={"clashes": (settled,)}), BOOK)
    assert one.state == "decided"
