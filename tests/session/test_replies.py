"""Files that came back on a circulation: what their senders want, and nothing that they do not."""

from datetime import date
from pathlib import Path

import pytest

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Reply
from lokdesk.project.problem import Problem
from lokdesk.session import document, keeping, replies
from tests.session.edited import Edited, saved_by_libreoffice
from tests.session.made import LIBRARY

DAY = date(2026, 11, 22)


def sent_out(example: str = "tva-kommuner") -> tuple[Draft, bytes]:
    """Return an example that has been sent out to its parties, and the document."""
    draft = LIBRARY.example(example)
    content = document.render(draft, LIBRARY)
    names = [party.name or "" for party in draft.agreement.parties]
    draft, _ = keeping.keep(draft, "ut.docx", content, "skickad", date(2026, 10, 1), recipients=names)
    return draft, content


def taken_in(draft: Draft, content: bytes, name: str = "svar.docx") -> Reply:
    return replies.taken_in(draft, name, content, LIBRARY, DAY)


@pytest.mark.parametrize("example", ["kronoberg", "tva-kommuner"])
def test_a_file_that_nobody_has_edited_brings_nothing(example: str) -> None:
    draft, content = sent_out(example)

    reply = taken_in(draft, content)

    assert reply.viewpoints == ()
    assert reply.version == draft.versions[0].id
    assert (reply.name, reply.received, reply.content) == ("svar.docx", DAY, content)


@pytest.mark.parametrize("example", ["kronoberg", "tva-kommuner"])
def test_a_file_that_libreoffice_has_saved_brings_nothing(
    example: str, tmp_path: Path, soffice: Path
) -> None:
    draft, content = sent_out(example)

    assert taken_in(draft, saved_by_libreoffice(content, tmp_path, soffice)).viewpoints == ()


def test_an_edit_is_a_viewpoint_with_what_was_sent_and_what_came_back() -> None:
    draft, content = sent_out()
    goal = draft.agreement.goals[0]
    assert goal.effect is not None
    edited = Edited(content)
    edited.replace(goal.effect.text, f"{goal.effect.text} Det syns i statistiken.")

    (one,) = taken_in(draft, edited.docx()).viewpoints

    assert (one.kind, one.address) == ("changed", f"goals/{goal.id}/effect")
    assert one.sent == goal.effect.model_dump(mode="json")
    assert one.returned["blocks"][0]["runs"][0]["text"].endswith("Det syns i statistiken.")
    assert [stroke.text for stroke in one.strokes if stroke.kind == "added"] == [" Det syns i statistiken."]
    assert "".join(one.text for one in one.strokes if one.kind != "added") == goal.effect.text


def test_a_row_that_was_taken_away_is_an_item_that_went() -> None:
    draft, content = sent_out()
    (process, *_) = draft.agreement.processes
    first, second, _ = process.steps
    assert second.description is not None
    edited = Edited(content)
    edited.remove_row(second.description.text)

    (one,) = taken_in(draft, edited.docx()).viewpoints

    assert (one.kind, one.address) == ("removed", f"processes/{process.id}/steps/{second.id}")
    assert (one.sent["id"], one.returned, one.after) == (second.id, None, first.id)


def test_the_same_file_is_not_taken_in_twice() -> None:
    draft, content = sent_out()
    draft = replies.added(draft, [taken_in(draft, content)])

    with pytest.raises(Problem) as refused:
        taken_in(draft, content, "kopia.docx")

    assert str(refused.value) == "”kopia.docx” är redan hämtad 2026-11-22, som ”svar.docx”."


def test_a_file_of_another_agreement_is_refused() -> None:
    draft, _ = sent_out()
    _, other = sent_out("kronoberg")

    with pytest.raises(Problem, match="hör till en annan överenskommelse"):
        taken_in(draft, other)


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("Överenskommelse_version 0.9_Vimmerby.docx", "Vimmerby kommun"),
        ("svar.docx", None),
    ],
)
def test_the_name_of_a_file_may_tell_who_sends_it(name: str, sender: str | None) -> None:
    draft, content = sent_out()

    assert taken_in(draft, content, name).sender == sender


def test_a_cell_that_was_emptied_is_an_answer_that_changed() -> None:
    draft, content = sent_out("kronoberg")
    (table,) = draft.agreement.mapping.statistics
    row, cell = table.rows[0], table.rows[0].cells[3]
    edited = Edited(content)
    edited.replace(cell.value or "", "")

    (one,) = taken_in(draft, edited.docx()).viewpoints

    address = f"mapping/statistics/{table.id}/rows/{row.id}/cells/{cell.id}/value"
    assert (one.kind, one.address, one.sent, one.returned) == ("changed", address, cell.value, None)
