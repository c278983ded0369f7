"""A Word file in a draft: confirmed, moved, rejected and placed as edits, with nothing dropped on the way."""

import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.intake import Intake
from lokdesk.agreement.rich_text import RichText
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.session import document, importing, intake, proposed, revising
from lokdesk.session.session import Session
from tests.session.made import LIBRARY
from tests.word.foreign.agreements import TUNED
from tests.word.foreign.counting import in_texts, in_word_file
from tests.word.foreign.held_out import HELD_OUT
from tests.word.foreign.writer import Writer

DAY = date(2026, 3, 2)


def taken_in(docx: bytes, name: str = "avtal.docx") -> Draft:
    return intake.begun(importing.taken_in(docx, name, LIBRARY), name, docx, LIBRARY, DAY).draft


def written() -> bytes:
    writer = Writer()
    writer.h("Mål")
    writer.items("Fler unga i arbete", "Fler arbetar deltid")
    writer.h("Kaffe")
    writer.p("Det finns alltid kaffe.")
    writer.p("Och te.")
    return writer.docx()


def of(draft: Draft) -> Intake:
    found = intake.of(draft)
    assert found is not None
    return found


def saying(draft: Draft, words: str) -> str:
    """Return the id of the proposal whose value is *words*."""
    return next(one.id for one in of(draft).proposals if one.value == words)


def left(draft: Draft, words: str):
    return next(one for one in intake.tray(of(draft)) if one.text == words)


def titles(draft: Draft) -> list[str | None]:
    return [one.title for one in draft.agreement.goals]


def lines(text: RichText | None) -> str:
    return text.text if text is not None else ""


def missing(docx: bytes, draft: Draft) -> Counter[str]:
    """Return the words of *docx* that are neither in an answer, in the tray nor in a remark."""
    answers = in_texts(draft.agreement.model_dump(mode="json"))
    kept = of(draft)
    rest = in_texts([one.text for one in intake.tray(kept)] + [one.text for one in kept.remarks])
    return in_word_file(docx) - (answers + rest)


DOCUMENTS = tuple(one.docx() for one in TUNED[:3])
EVERY = (*TUNED, *HELD_OUT)


@pytest.mark.parametrize("one", EVERY, ids=[one.name for one in EVERY])
def test_a_draft_of_a_word_file_has_every_word_in_an_answer_or_in_its_tray_also_once_it_is_saved(
    one, tmp_path: Path
):
    docx = one.docx()
    project.save(
        intake.begun(importing.taken_in(docx, "a.docx", LIBRARY), "a.docx", docx, LIBRARY, DAY),
        tmp_path / "a.lokdesk",
    )

    draft = project.open(tmp_path / "a.lokdesk").draft

    assert missing(docx, draft) == Counter()
    assert of(draft).content == docx
    assert draft == taken_in(docx, "a.docx").model_copy(update={"intakes": draft.intakes})


def test_the_tray_in_a_draft_is_the_one_that_was_found():
    docx = written()
    found = importing.taken_in(docx, "avtal.docx", LIBRARY)

    assert intake.tray(of(taken_in(docx))) == tuple(one for one in found.tray if one.passage is not None)


def test_what_is_confirmed_is_no_longer_waited_for_and_the_answers_are_the_same():
    draft = taken_in(written())
    waiting = intake.waiting(of(draft))

    after = intake.confirmed(draft, [saying(draft, "Fler unga i arbete")])

    assert intake.waiting(of(after)) == waiting - 1
    assert after.agreement == draft.agreement


def test_what_is_rejected_leaves_its_answer_and_stands_in_the_tray_and_an_empty_item_goes_with_it():
    draft = taken_in(written())

    after = intake.rejected(draft, [saying(draft, "Fler unga i arbete")])

    assert titles(after) == ["Fler arbetar deltid"]
    assert left(after, "Fler unga i arbete").passage == 1
    assert missing(written(), after) == Counter()


@pytest.mark.parametrize("one", EVERY, ids=[one.name for one in EVERY])
def test_where_all_is_rejected_no_answer_is_left_and_no_word_is_lost(one):
    docx = one.docx()
    draft = taken_in(docx)

    after = intake.rejected(draft, [one.id for one in of(draft).proposals if one.role == "answer"])

    blank = LIBRARY.started(after.template).agreement
    assert after.agreement == blank
    assert missing(docx, after) == Counter()


def test_what_is_moved_leaves_its_old_answer_for_the_new_one():
    draft = taken_in(written())

    after = intake.moved(draft, saying(draft, "Fler arbetar deltid"), "title")

    assert after.agreement.title == "Fler arbetar deltid"
    assert titles(after) == ["Fler unga i arbete"]
    assert of(after).proposals[-1].state in ("proposed", "confirmed")
    assert missing(written(), after) == Counter()


def test_what_is_left_over_can_be_placed_in_an_item_that_is_not_there_yet():
    draft = taken_in(written())
    address = at.join("target_groups", "abcd1234", "name")

    after = intake.placed(draft, left(draft, "Och te."), address)

    assert [one.name for one in after.agreement.target_groups] == ["Och te."]
    assert all(one.text != "Och te." for one in intake.tray(of(after)))


def test_several_passages_become_one_text_in_the_order_of_the_file():
    draft = taken_in(written())

    for words in ("Och te.", "Det finns alltid kaffe."):
        draft = intake.placed(draft, left(draft, words), "background")

    assert lines(draft.agreement.background) == "Det finns alltid kaffe.\nOch te."


def test_what_somebody_has_written_meanwhile_stays():
    session = Session(LIBRARY, taken_in(written()))
    goal = session.agreement.goals[0]
    session.set(f"goals/{goal.id}/title", "Alla unga i arbete")

    after = intake.rejected(session.draft, [saying(session.draft, "Fler unga i arbete")])

    assert titles(after) == ["Alla unga i arbete", "Fler arbetar deltid"]
    assert left(after, "Fler unga i arbete")


def test_a_text_that_somebody_has_gone_on_with_gets_the_passage_after_it_and_loses_only_that():
    draft = taken_in(written())
    own = at.replace(draft.agreement, "background", "Vi har skrivit det här själva.")
    draft = draft.model_copy(update={"agreement": own})

    both = intake.placed(draft, left(draft, "Och te."), "background")
    assert lines(both.agreement.background) == "Vi har skrivit det här själva.\nOch te."
    placed = next(one.id for one in of(both).proposals if one.address == "background")

    assert intake.rejected(both, [placed]).agreement.background == draft.agreement.background


@pytest.mark.parametrize("own", [False, True], ids=["from the file", "written since"])
def test_nothing_takes_the_place_of_an_answer_that_is_there(own: bool):
    draft = taken_in(written())
    if own:
        draft = draft.model_copy(update={"agreement": at.replace(draft.agreement, "title", "Vår egen")})
    else:
        draft = intake.moved(draft, saying(draft, "Fler unga i arbete"), "title")

    with pytest.raises(Problem, match="har redan ett svar"):
        intake.placed(draft, left(draft, "Och te."), "title")


def test_words_that_are_no_day_are_not_placed_as_one():
    draft = taken_in(written())

    with pytest.raises(Problem, match=r"”Och te\.” går inte att använda som svar"):
        intake.placed(draft, left(draft, "Och te."), "validity/start")
    known = intake.recognition(of(draft))
    where = intake.span(of(draft), left(draft, "Och te."))
    assert not intake.fits(known, [where], "validity/start")
    assert intake.fits(known, [where], "background")


def test_a_part_of_a_passage_is_placed_without_the_rest_of_it():
    writer = Writer()
    writer.h("Giltighet")
    writer.p(
        "Överenskommelsen gäller från den 1 januari 2026 till och med den 31 december 2026, om solen lyser."
    )
    draft = taken_in(writer.docx())
    rest = next(one for one in intake.tray(of(draft)) if "solen" in one.text)

    after = intake.placed(draft, rest, "background")

    assert lines(after.agreement.background) == rest.text
    assert after.agreement.validity == draft.agreement.validity


def test_a_reference_to_an_item_goes_when_the_item_does_and_comes_back_with_it():
    docx = TUNED[0].docx()
    draft = taken_in(docx)
    name = next(
        one
        for one in of(draft).proposals
        if one.address.startswith("parties/") and one.address.endswith("/name")
    )
    item = at.parent(name.address)
    ids = [
        one.id for one in of(draft).proposals if one.role == "answer" and one.address.startswith(f"{item}/")
    ]

    after = intake.rejected(draft, ids)

    assert at.last(item) not in {one.id for one in after.agreement.parties}
    assert at.last(item) not in str(after.agreement.model_dump(mode="json"))


def test_each_step_is_one_edit_that_can_be_undone():
    session = Session(LIBRARY, taken_in(written()))
    before = session.draft

    session.change(
        intake.rejected(before, [saying(before, "Fler unga i arbete")]), name="avvisandet av ett svar"
    )
    session.undo()

    assert session.draft == before


def test_the_file_can_be_taken_out_of_the_draft_and_the_answers_stay():
    draft = taken_in(written())

    assert intake.without(draft) == draft.model_copy(update={"intakes": ()})


def test_of_a_document_of_our_own_the_answers_come_back_and_what_has_no_place_can_be_placed():
    own = LIBRARY.example()
    opened = Document(io.BytesIO(document.render(own, LIBRARY)))
    opened.add_paragraph("En rad som någon har skrivit sist.")
    changed = io.BytesIO()
    opened.save(changed)

    draft = taken_in(changed.getvalue())
    assert of(draft).own
    assert not of(draft).proposals
    assert draft.agreement.title == own.agreement.title
    (line,) = (one for one in intake.tray(of(draft)) if "någon har skrivit sist" in one.text)
    after = intake.placed(draft, line, "background")

    assert lines(after.agreement.background).endswith("\nEn rad som någon har skrivit sist.")
    assert not [one for one in intake.tray(of(after)) if "någon har skrivit sist" in one.text]


def test_a_word_file_that_is_revised_is_the_frozen_agreement_and_lies_within_with_its_tray(tmp_path: Path):
    path = tmp_path / "avtal-2025.docx"
    path.write_bytes(written())

    revision = revising.begin(revising.opened(path, LIBRARY, DAY), DAY)
    project.save(revision.project, tmp_path / "ny.lokdesk")
    new = project.open(tmp_path / "ny.lokdesk").draft

    assert [one.title for one in new.predecessors[-1].agreement.goals] == [
        "Fler unga i arbete",
        "Fler arbetar deltid",
    ]
    assert of(new).content == path.read_bytes()
    assert left(new, "Och te.")
    assert intake.placed(new, left(new, "Och te."), "background").predecessors == new.predecessors


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_no_word_is_lost_whatever_is_done(data: st.DataObject):
    # The documents themselves would fill the screen where something is wrong.
    docx = DOCUMENTS[data.draw(st.integers(0, len(DOCUMENTS) - 1))]
    draft = taken_in(docx)
    targets = [one.pattern for one in proposed.targets(LIBRARY.handbook) if "*" not in one.pattern]
    for _ in range(data.draw(st.integers(1, 5))):
        ids = [one.id for one in of(draft).proposals if one.role == "answer"]
        match data.draw(st.sampled_from(["confirm", "reject", "move", "place"])):
            case "confirm":
                draft = intake.confirmed(draft, [data.draw(st.sampled_from(ids))])
            case "reject":
                draft = intake.rejected(draft, [data.draw(st.sampled_from(ids))])
            case "move":
                draft = tried(
                    draft, intake.moved, data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(targets))
                )
            case _ if there := intake.tray(of(draft)):
                draft = tried(
                    draft,
                    intake.placed,
                    data.draw(st.sampled_from(there)),
                    data.draw(st.sampled_from(targets)),
                )
            case _:
                pass

    assert missing(docx, draft) == Counter()


def tried(draft: Draft, do, what, address: str) -> Draft:
    try:
        return do(draft, what, address)
    except Problem:
        return draft
