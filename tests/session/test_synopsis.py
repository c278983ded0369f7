"""What came back on a circulation, as the summary tells it."""

from collections import Counter
from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.reply import Reply, Viewpoint, ViewpointKind
from lokdesk.agreement.report import ReportedViewpoint, Responses
from lokdesk.agreement.rich_text import RichText, Run
from lokdesk.session import companion, document, synopsis
from lokdesk.session.companion import Chosen
from tests.session.answered import CHANGE, EFFECT, TITLE, answered, stand, text
from tests.session.made import LIBRARY
from tests.word import made

DRAFT = answered()


@pytest.fixture(scope="module")
def told() -> Responses:
    return synopsis.told(DRAFT, LIBRARY.handbook_of(DRAFT), DRAFT.agreement.circulations[0])


def everything(told: Responses) -> list[ReportedViewpoint]:
    return [*(one for section in told.sections for one in section.viewpoints), *told.unplaced]


def words(text: RichText | None) -> str:
    return text.text if text else ""


def one(told: Responses, *wanted: str) -> ReportedViewpoint:
    """Return the viewpoint with all of *wanted* in what the sender wants."""
    (found,) = (it for it in everything(told) if all(each in words(it.wish) for each in wanted))
    return found


def test_who_was_asked_who_answered_and_who_did_not(told: Responses):
    assert told.sent == "Utkast, version 0.4, skickad 2026-09-11"
    assert told.answered == "Arbetsförmedlingen; Vimmerby kommun"
    assert told.unanswered == "Hultsfreds kommun, socialförvaltningen"


def test_the_figures_are_those_of_every_viewpoint(told: Responses):
    by_name = {it.name: it for it in told.senders}

    assert (by_name["Arbetsförmedlingen"].all, by_name["Arbetsförmedlingen"].came) == ("6", "2026-10-05")
    assert (by_name["Vimmerby kommun"].taken, by_name["Vimmerby kommun"].untreated) == ("1", "4")
    assert (by_name[synopsis.ALL].all, by_name[synopsis.ALL].refused) == ("11", "2")
    assert told.counted == (
        "11 synpunkter har kommit in från 2 avsändare: 2 tas in, 1 tas in med ändring, 2 avvisas, 1 lyfts "
        "och 5 är inte behandlade."
    )


def test_every_viewpoint_of_every_sender_is_told_once(told: Responses):
    senders = Counter(
        who.partition(" (")[0] for it in everything(told) for who in (it.senders or "").split("; ")
    )

    assert senders == {"Arbetsförmedlingen": 6, "Vimmerby kommun": 5}
    assert [it.number for it in everything(told)] == [str(n + 1) for n in range(10)]


def test_what_several_want_stands_together(told: Responses):
    found = one(told, "Önskas: Fler unga", "praktik")

    assert found.senders == "Arbetsförmedlingen (Anna Ek); Vimmerby kommun"
    assert (found.stand, words(found.reason)) == ("Intas", "Praktik är ofta första steget.")
    assert words(found.now) == "Står som önskat."


def test_words_that_differ_are_told_under_names_of_their_own_and_in_bold(told: Responses):
    found = one(told, "underlätta")
    assert found.wish is not None
    _, sent, wanted = found.wish.blocks

    assert sent.text == "I utskicket: Att genom samverkan påskynda individers etablering"
    assert wanted.text == "Önskas: Att genom samverkan underlätta individers etablering"
    bold = [it.text for block in (sent, wanted) for it in block.runs if isinstance(it, Run) and it.bold]
    assert bold == ["påskynda", "underlätta"]
    assert found.senders == "Arbetsförmedlingen (Bo Lind)"


def test_the_wording_that_stands_now(told: Responses):
    assert words(one(told, "med nämnderna").now) == (
        "Lydelse nu: Styrgruppen bereder förslag till ändringar tillsammans med berörda nämnder."
    )
    assert words(one(told, "Tolv månader").now) == "Lydelsen är oförändrad."
    assert words(one(told, "tar emot praktikanter").now) == "Finns inte med."
    assert one(told, "Vad betyder").now is None


def test_a_row_does_not_repeat_what_others_have_changed_in_a_long_answer():
    def long(first: str = "Inledning", last: str = "Avslutning") -> Any:
        return text("\n".join([f"{first} av svaret.", *["Ett stycke som ingen har rört."] * 30, f"{last}."]))

    def wants(id_: str, **changed: str) -> Viewpoint:
        return Viewpoint(
            id=id_,
            kind="changed",
            address=CHANGE,
            sent=long(),
            returned=long(**changed),
            stand=stand("taken"),
        )

    viewpoints = wants("view0001", first="Början"), wants("view0002", last="Slutet är nära")
    draft = DRAFT.model_copy(
        update={
            "agreement": at.replace(DRAFT.agreement, CHANGE, long("Början", "Slutet är nära")),
            "replies": (Reply(id="repl0001", name="svar.docx", viewpoints=viewpoints),),
        }
    )

    told = synopsis.told(draft, LIBRARY.handbook, draft.agreement.circulations[0])

    first, last = (words(it.now) for it in everything(told))
    assert first.startswith("Lydelse nu: Början av svaret.") and "Slutet" not in first
    assert last.endswith("Slutet är nära.") and "Början" not in last
    assert len(first) < 150 and len(last) < 150


def test_other_kinds_say_what_they_are(told: Responses):
    assert words(one(told, "Vad betyder").wish).startswith("Kommentar till ”på väg”: Vad betyder på väg?\n")
    assert words(one(told, "tar emot").wish) == (
        "Vill lägga till: Målet: Fler arbetsgivare tar emot praktikanter"
    )
    assert one(told, "tar emot").stand == "Lyfts till styrgruppen"
    assert words(one(told, "Vill flytta").wish).startswith("Vill flytta: först i stället för efter ")
    assert one(told, "Vad betyder").stand == "Ej behandlad"


def test_what_belongs_to_no_answer_comes_last(told: Responses):
    assert [(it.place, words(it.wish)) for it in told.unplaced] == [
        ("Överenskommelsen i dess helhet", "Föreslagen lydelse: Skriv kortare.\nSkäl: Den ska gå att läsa."),
        ("Efter rubriken Giltighet", "Skrivet: Vi saknar ett avsnitt om barnrätt."),
    ]


def test_sections_come_in_the_handbooks_order(told: Responses):
    titles = [it.title or "" for it in told.sections]
    order = [step.title for step in LIBRARY.handbook.steps]

    assert len(titles) > 1 and titles == sorted(titles, key=order.index)


def test_before_anybody_has_answered():
    draft = DRAFT.model_copy(update={"replies": ()})
    told = synopsis.told(draft, LIBRARY.handbook, draft.agreement.circulations[0])

    assert (told.senders, told.sections, told.unplaced) == ((), (), ())
    assert told.counted == "Inget svar har kommit in."
    assert told.answered is None and (told.unanswered or "").count(";") == 2


def test_the_document_says_it_all():
    wanted = companion.document(LIBRARY, "sammanstallning-synpunkter")
    (about,) = companion.subjects(DRAFT, wanted)

    said = "\n".join(made.lines(document.render(DRAFT, LIBRARY, Chosen(wanted, about))))

    for words_ in ("Har inte svarat", "11 synpunkter har kommit in", "Intas med ändring", "Vad betyder"):
        assert words_ in said
    assert "Skriv överenskommelsens titel" not in said


def test_what_nobody_has_decided_on_but_stands_already_is_told_to():
    first, *rest = DRAFT.replies
    untreated = tuple(it.model_copy(update={"stand": None}) for it in first.viewpoints)
    replies = (first.model_copy(update={"viewpoints": untreated}), *rest)
    draft = DRAFT.model_copy(update={"replies": replies})

    told = synopsis.told(draft, LIBRARY.handbook, draft.agreement.circulations[0])

    there = [it for it in everything(told) if words(it.now) == "Står redan som önskat."]
    found = [it for it in there if words(it.wish).startswith("I utskicket")]
    assert [(it.stand, it.senders) for it in found] == [("Ej behandlad", "Arbetsförmedlingen (Anna Ek)")]


def test_what_has_no_wording_to_take_in_is_noted():
    first, *rest = DRAFT.replies
    noted = tuple(it.model_copy(update={"stand": stand("taken")}) for it in first.viewpoints)
    draft = DRAFT.model_copy(update={"replies": (first.model_copy(update={"viewpoints": noted}), *rest)})

    told = synopsis.told(draft, LIBRARY.handbook, draft.agreement.circulations[0])

    assert one(told, "Vad betyder").stand == one(told, "underlätta").stand == "Beaktas"
    assert one(told, "Tolv månader").stand == "Intas"


def test_where_nobody_knows_what_was_sent_the_viewpoint_itself_does():
    first, *rest = DRAFT.replies
    draft = DRAFT.model_copy(update={"replies": (first.model_copy(update={"version": None}), *rest)})

    told = synopsis.told(draft, LIBRARY.handbook, draft.agreement.circulations[0])

    assert words(one(told, "med nämnderna").now).endswith("tillsammans med berörda nämnder.")


@pytest.mark.parametrize(
    ("kind", "address", "sent", "returned"),
    [
        ("changed", EFFECT, ["x"], 7),
        ("changed", "goals/malunga1/target_groups", -5, {"id": "goal0009"}),
        ("removed", TITLE, {"id": "goal0009"}, ["vimmerby"]),
        ("moved", "goals/malunga1/target_groups", ["x"], ["vimmerby"]),
        ("added", TITLE, "x", 3),
        ("added", "nope/at/all", None, None),
    ],
)
def test_data_that_nobody_can_have_written_is_told_all_the_same(
    kind: ViewpointKind, address: str, sent: object, returned: object
):
    strange = Viewpoint(id="view0001", kind=kind, address=address, sent=sent, returned=returned)
    replies = (Reply(id="repl0001", name="svar.docx", viewpoints=(strange,)),)
    draft = DRAFT.model_copy(update={"replies": replies})

    told = synopsis.told(draft, LIBRARY.handbook, draft.agreement.circulations[0])

    assert [it.senders for it in everything(told)] == ["svar.docx"]
