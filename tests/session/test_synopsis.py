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
from tests.session.answered import CHANGE, EFFECT, SENT_TITLE, TITLE, answered, stand, text
from tests.session.made import LIBRARY
from tests.word import made

DRAFT = answered()


@pytest.fixture(scope="module")
def told() -> Responses:
    return synopsis.told(DRAFT, LIBRARY, DRAFT.agreement.circulations[0])


def everything(told: Responses) -> list[ReportedViewpoint]:
    return [*(one for section in told.sections for one in section.viewpoints), *told.unplaced]


def words(text: RichText | None) -> str:
    return text.text if text else ""


def one(told: Responses, *wanted: str) -> ReportedViewpoint:
    """Return the viewpoint with all of *wanted* in what the sender wants."""
    (found,) = (it for it in everything(told) if all(each in words(it.wish) for each in wanted))
    return found


def test_who_was_asked_who_answered_and_who_did_not(told: Responses):
    assert told.sent == "Utkast, version 0.4, skickad den 11 september 2026"
    assert told.answered == "Arbetsförmedlingen; Vimmerby kommun"
    assert told.unanswered == "Hultsfreds kommun, socialförvaltningen"


def test_the_figures_are_those_of_every_viewpoint(told: Responses):
    by_name = {it.name: it for it in told.senders}

    assert (by_name["Arbetsförmedlingen"].all, by_name["Arbetsförmedlingen"].came) == ("6", "2026-10-05")
    assert (by_name["Vimmerby kommun"].taken, by_name["Vimmerby kommun"].untreated) == ("1", "3")
    assert (told.total.all, told.total.refused, told.total.edited) == ("11", "2", "0")
    assert told.counted == (
        "11 synpunkter har kommit in från 2 avsändare: 2 tas in, 1 tillgodoses på annat sätt, 2 avvisas, "
        "1 lyfts, 1 står redan så och 4 är inte behandlade."
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
    assert words(found.now) == "Ändrat som önskat."


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
    assert words(one(told, "tar emot praktikanter").now) == "Har inte lagts till."
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

    told = synopsis.told(draft, LIBRARY, draft.agreement.circulations[0])

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
    assert words(one(told, "Vill flytta").wish) == (
        "Vill flytta: till platsen först i listan.\nI utskicket: efter något nytt."
    )
    assert one(told, "Vad betyder").stand == "Ej behandlad"


def test_what_belongs_to_no_answer_comes_last(told: Responses):
    assert [(it.place, words(it.wish)) for it in told.unplaced] == [
        ("Överenskommelsen i dess helhet", "Föreslagen lydelse: Skriv kortare.\nSkäl: Den ska gå att läsa."),
        ("Efter rubriken Giltighet", "Skrivet: Vi saknar ett avsnitt om barnrätt."),
    ]


def test_sections_are_those_of_the_document_in_its_order(told: Responses):
    titles = [it.title or "" for it in told.sections]

    assert titles == ["Syfte", "Mål och indikatorer", "Giltighet, ändring och uppsägning"]


def test_before_anybody_has_answered():
    draft = DRAFT.model_copy(update={"replies": ()})
    told = synopsis.told(draft, LIBRARY, draft.agreement.circulations[0])

    assert (told.senders, told.sections, told.unplaced) == ((), (), ())
    assert told.counted is None and told.total.all is None
    assert told.answered is None and (told.unanswered or "").count(";") == 2


def test_the_document_says_it_all():
    wanted = companion.document(LIBRARY, "sammanstallning-synpunkter")
    (about,) = companion.subjects(DRAFT, wanted)

    said = "\n".join(made.lines(document.render(DRAFT, LIBRARY, Chosen(wanted, about))))

    for words_ in ("Har inte svarat", "11 synpunkter har kommit in", "Totalt", "Vad betyder"):
        assert words_ in said
    assert "Skriv överenskommelsens titel" not in said


def test_what_nobody_has_decided_on_but_stands_already_is_told_to():
    first, *rest = DRAFT.replies
    untreated = tuple(it.model_copy(update={"stand": None}) for it in first.viewpoints)
    replies = (first.model_copy(update={"viewpoints": untreated}), *rest)
    draft = DRAFT.model_copy(update={"replies": replies})

    told = synopsis.told(draft, LIBRARY, draft.agreement.circulations[0])

    there = [it.senders for it in everything(told) if it.stand == "Står redan så"]
    assert "Arbetsförmedlingen (Anna Ek)" in there
    assert told.total.there == str(len(there)) and f"{len(there)} står redan så" in (told.counted or "")


def test_what_has_no_wording_to_take_in_is_noted():
    first, *rest = DRAFT.replies
    noted = tuple(it.model_copy(update={"stand": stand("taken")}) for it in first.viewpoints)
    draft = DRAFT.model_copy(update={"replies": (first.model_copy(update={"viewpoints": noted}), *rest)})

    told = synopsis.told(draft, LIBRARY, draft.agreement.circulations[0])

    assert one(told, "Vad betyder").stand == one(told, "underlätta").stand == "Beaktas"
    assert one(told, "Tolv månader").stand == "Intas"


def test_where_nobody_knows_what_was_sent_the_viewpoint_itself_does():
    first, *rest = DRAFT.replies
    draft = DRAFT.model_copy(update={"replies": (first.model_copy(update={"version": None}), *rest)})

    told = synopsis.told(draft, LIBRARY, draft.agreement.circulations[0])

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

    told = synopsis.told(draft, LIBRARY, draft.agreement.circulations[0])

    assert [it.senders for it in everything(told)] == ["Okänd avsändare (svar.docx)"]


def of(*viewpoints: Viewpoint, **more: Any) -> Responses:
    """Return what is told of one reply with *viewpoints*, beside one without any."""
    sent = DRAFT.versions[-1].id
    replies = (
        Reply(id="repl0001", name="a.docx", sender="A", viewpoints=viewpoints, version=sent),
        Reply(id="repl0002", name="b.docx", sender="B", version=sent),
    )
    draft = DRAFT.model_copy(update={"replies": replies, **more})
    return synopsis.told(draft, LIBRARY, draft.agreement.circulations[0])


def comment(id_: str, said: str, author: str, **more: Any) -> Viewpoint:
    return Viewpoint(id=id_, kind="comment", address=TITLE, quoted="på väg", text=said, author=author, **more)


def test_who_answered_without_viewpoints_is_counted_as_such():
    assert of(comment("view0001", "Hur?", "Anna")).counted == (
        "1 synpunkt har kommit in från 1 avsändare: 1 är inte behandlad. "
        "1 avsändare har svarat utan synpunkter."
    )


def test_what_was_met_without_a_wording_is_not_said_to_be_taken_in():
    wants: dict[str, Any] = {
        "kind": "changed",
        "address": CHANGE,
        "sent": text("Förr."),
        "returned": text("Sedan."),
    }
    as_it_stands = stand("edited", value=text("Nu."), before=text("Nu."))
    written = stand("edited", value=text("Annat."), before=text("Nu."))
    told = of(
        Viewpoint(id="view0001", **wants, stand=as_it_stands),
        Viewpoint(id="view0002", **wants, stand=written),
    )

    stands = sorted(it.stand or "" for it in everything(told))
    assert stands == ["Intas med ändring", "Tillgodoses på annat sätt"]
    assert (told.total.edited, told.total.otherwise) == ("1", "1")


def test_an_answer_to_a_comment_is_told_under_it():
    told = of(comment("view0001", "Hur mäts det?", "Anna"), comment("view0002", "Håller med.", "Bo"))

    (found,) = everything(told)
    assert words(found.wish) == "Kommentar till ”på väg”: Hur mäts det?\nBo: Håller med."
    assert found.senders == "A (Anna); A (Bo)"


def test_an_answer_to_a_comment_that_came_to_something_else_is_a_row_of_its_own():
    noted = stand("taken")
    told = of(
        comment("view0001", "Hur mäts det?", "Anna", stand=noted), comment("view0002", "Håller med.", "Bo")
    )

    assert [(it.stand, words(it.wish).count("Hur mäts")) for it in everything(told)] == [
        ("Beaktas", 1),
        ("Ej behandlad", 1),
    ]


def test_a_comment_is_told_what_stands_now_only_where_its_words_have_changed():
    kept = comment("view0001", "Bra.", "Anna", stand=stand("taken"))
    (same,) = everything(of(kept))
    agreement = at.replace(DRAFT.agreement, TITLE, "Fler unga arbetar")
    (changed,) = everything(of(kept, agreement=agreement))

    assert same.now is None
    assert words(changed.now) == "Lydelse nu: Fler unga arbetar"


def test_a_place_has_the_name_that_was_sent():
    agreement = at.replace(DRAFT.agreement, TITLE, "Fler unga arbetar")
    (found,) = everything(of(comment("view0001", "Bra.", "Anna"), agreement=agreement))

    assert found.place == f"Mål ”{SENT_TITLE}”"


def test_where_words_were_written_is_told_though_they_went_elsewhere():
    written = Viewpoint(
        id="view0001",
        kind="outside",
        text="Om feriejobb.",
        place="under rubriken ”Resurser”",
        stand=stand("taken", address="mapping/gaps", value=text("Om feriejobb.")),
    )
    told = of(written)

    (section,) = told.sections
    (found,) = section.viewpoints
    assert (section.title, found.place) == ("Resurser", "Under rubriken ”Resurser”")
    assert found.stand == "Intas under ”Glapp”"


def test_what_is_to_go_is_told_by_what_it_says():
    size = at.get(DRAFT.agreement, "target_groups/ungautan/sizes")[0]
    address = f"target_groups/ungautan/sizes/{size.id}"
    told = of(Viewpoint(id="view0001", kind="removed", address=address, sent=size.model_dump(mode="json")))

    (found,) = everything(told)
    assert words(found.wish).startswith("Vill ta bort: Part: ") and size.number in words(found.wish)
