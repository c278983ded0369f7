"""Files that came back on a circulation: what their senders want, and nothing that they do not."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from lokdesk.agreement.discussion import Discussion, Note
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Reply, Viewpoint
from lokdesk.agreement.rich_text import plain
from lokdesk.project.problem import Problem
from lokdesk.session import accounting, document, keeping, replies, rewording
from lokdesk.word.echo import Mark
from tests.circulation import material
from tests.circulation.paper import Paper, controls_of
from tests.circulation.returned import answered, filled
from tests.session.edited import Edited, saved_by_libreoffice
from tests.session.made import LIBRARY
from tests.word import made

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


def test_a_row_that_was_moved_tells_which_were_before_it() -> None:
    draft, content = sent_out()
    (process, *_) = draft.agreement.processes
    first, second, third = process.steps
    assert third.description is not None
    assert first.description is not None
    edited = Edited(content)
    edited.move_row_before(third.description.text, first.description.text)

    (one,) = taken_in(draft, edited.docx()).viewpoints

    assert (one.kind, one.address) == ("moved", f"processes/{process.id}/steps/{third.id}")
    assert (one.sent, one.returned, one.after) == ([first.id, second.id], [], "")


def test_the_same_file_is_not_taken_in_twice() -> None:
    draft, content = sent_out()
    draft = replies.added(draft, [taken_in(draft, content)])

    with pytest.raises(Problem) as refused:
        taken_in(draft, content, "kopia.docx")

    assert str(refused.value) == "”kopia.docx” är samma fil som ”svar.docx”, som hämtades 2026-11-22."
    with pytest.raises(Problem, match=r"är redan hämtad: den hämtades 2026-11-22[.]"):
        taken_in(draft, content)


def test_a_file_that_came_into_the_draft_meanwhile_comes_to_nothing() -> None:
    before, _ = sent_out()
    content = with_comment(f"goals/{before.agreement.goals[0].id}/effect")
    draft = replies.added(before, [taken_in(before, content)])

    assert replies.added(draft, [taken_in(before, content)]) == draft


@pytest.mark.parametrize(
    "name", ["word/header1.xml", "word/footer1.xml", "word/footnotes.xml", "word/styles.xml"]
)
def test_a_file_with_a_damaged_part_is_refused_by_name(name: str) -> None:
    draft, content = sent_out()
    parts = made.parts(content)

    with pytest.raises(Problem, match=rf"”svar[.]docx” kan inte läsas[.] .*{name}.*spara den som"):
        taken_in(draft, made.zipped({**parts, name: parts[name][:100]}))


def test_a_file_of_older_word_is_refused_with_what_to_do_about_it() -> None:
    with pytest.raises(Problem) as refused:
        taken_in(sent_out()[0], bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "svar.doc")

    assert str(refused.value) == (
        "”svar.doc” kan inte läsas. Filen är i ett äldre Word-format (.doc) eller skadad. "
        "Öppna den i Word, spara den som ett nytt Word-dokument (.docx) och försök igen."
    )


def test_a_version_kept_as_pdf_is_compared_as_it_was_printed_whatever_the_template_is_now() -> None:
    example = LIBRARY.example("tva-kommuner")
    content = document.render(example, LIBRARY)
    draft, _ = keeping.keep(example, "ut.pdf", b"%PDF-1.7 x", "skickad", date(2026, 10, 1))
    for other in set(LIBRARY.template_ids) - {example.template.id}:
        now = draft.model_copy(update={"template": LIBRARY.template_use(other)})

        reply = taken_in(now, content)

        assert (reply.viewpoints, reply.version) == ((), draft.versions[0].id)


def test_a_file_of_another_agreement_is_refused() -> None:
    draft, _ = sent_out()
    _, other = sent_out("kronoberg")

    with pytest.raises(Problem, match="hör till en annan överenskommelse"):
        taken_in(draft, other)


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("Överenskommelse_version 0.9_Vimmerby.docx", "Vimmerby kommun"),
        ("Svar från Hultsfred.docx", "Hultsfreds kommun"),
        ("Hultsfreds synpunkter.docx", "Hultsfreds kommun"),
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


def test_a_new_row_brings_what_its_cells_say_and_no_word_is_taken_for_what_it_points_at() -> None:
    draft, content = sent_out("kronoberg")
    (table,) = draft.agreement.mapping.statistics
    last = table.rows[-1]
    assert last.label is not None
    edited = Edited(content)
    edited.add_row_after(last.label, "Småland", "1", "2", "3", "4", "5")

    (one,) = taken_in(draft, edited.docx()).viewpoints

    assert one.kind == "added"
    assert [cell["id"] for cell in one.returned["cells"]] == [column.id for column in table.columns]
    assert [cell["value"] for cell in one.returned["cells"]] == ["1", "2", "3", "4", "5"]


def test_a_new_row_takes_the_name_that_is_printed_without_a_field() -> None:
    draft, content = sent_out()
    forum = draft.agreement.organisation.forums[-1]
    assert forum.convenor is not None
    edited = Edited(content)
    edited.add_row_after(forum.convenor, "Nytt forum", "Operativ", "kommunen", "Varje månad")

    (one,) = taken_in(draft, edited.docx()).viewpoints

    assert (one.returned["name"], one.returned["convenor"]) == ("Nytt forum", "kommunen")


def test_a_word_in_a_new_row_is_no_party() -> None:
    draft, content = sent_out()
    first = draft.agreement.target_groups[0].sizes[0]
    edited = Edited(content)
    edited.add_row_after(first.source or "", "", "kommunen", "14", "2025", "Egen")

    said = taken_in(draft, edited.docx()).viewpoints

    assert [one.returned["party"] for one in said if one.kind == "added"] == [None]
    assert [one.text for one in said if one.kind == "outside"] == ["kommunen"]


def test_a_heading_that_was_copied_and_a_line_that_is_gone_are_told() -> None:
    draft, content = sent_out()
    name = draft.agreement.processes[0].name or ""
    edited = Edited(content)
    edited.copy_paragraph(name)
    edited.remove_paragraph("Gäller förAlla parter")

    said = taken_in(draft, edited.docx()).viewpoints

    assert [(one.kind, one.text or one.sent) for one in said] == [
        ("fixed", "Gäller för Alla parter"),
        ("outside", name),
    ]


def test_a_label_that_was_copied_is_told() -> None:
    draft, content = sent_out()
    edited = Edited(content)
    edited.copy_paragraph("Behov")

    (one,) = taken_in(draft, edited.docx()).viewpoints

    assert (one.kind, one.text) == ("outside", "Behov")


def test_words_of_a_field_that_are_no_answer_stand_beside_those_that_were_sent() -> None:
    draft, content = sent_out()
    step = draft.agreement.processes[0].steps[2]
    edited = Edited(content)
    edited.fill_in(f"processes/{draft.agreement.processes[0].id}/steps/{step.id}/actor", "Någon")

    (one,) = taken_in(draft, edited.docx()).viewpoints

    assert (one.kind, one.text) == ("outside", "Någon")
    assert {stroke.kind for stroke in one.strokes} == {"removed", "added"}


# -- who, and what they say


def test_a_tracked_change_is_told_with_its_author_and_a_silent_one_without() -> None:
    draft, content = sent_out()
    goal = draft.agreement.goals[0]
    background = draft.agreement.background
    assert goal.effect is not None and background is not None
    edited = Edited(content)
    edited.track_into(background.blocks[0].text, " Tillagt.")
    edited.replace(goal.effect.text, f"{goal.effect.text} Tyst.")

    tracked, silent = taken_in(draft, edited.docx()).viewpoints

    assert (tracked.address, tracked.author, str(tracked.written)) == (
        "background",
        "Eva",
        "2025-02-03 09:00:00",
    )
    assert [(one.author, one.text) for one in tracked.strokes if one.kind == "added"] == [
        ("Eva", " Tillagt.")
    ]
    assert (silent.author, {one.author for one in silent.strokes}) == (None, {None})


def test_words_that_were_tracked_and_edited_silently_as_well_are_kept_apart() -> None:
    marks = (
        Mark("same", "Målen följs upp "),
        Mark("removed", "varje år", "Eva"),
        Mark("added", "varje kvartal", "Bo"),
        Mark("same", ", tyst."),
    )

    found = rewording.woven("Målen följs upp varje år.", "Målen följs upp varje kvartal, tyst.", marks)

    assert [(one.kind, one.author, one.text) for one in found] == [
        ("same", None, "Målen följs upp "),
        ("removed", "Eva", "varje år"),
        ("added", "Bo", "varje kvartal"),
        ("added", None, ", tyst"),
        ("same", None, "."),
    ]


def with_comment(*addresses: str) -> bytes:
    """Return the document with a comment on each of the answers at *addresses*, all of them alike."""
    notes = tuple(
        Note(
            id=f"anteckn{number}",
            address=address,
            text=plain("Är det rätt?"),
            author="Eva Ek",
            written=datetime(2026, 11, 2, 9, 30),
        )
        for number, address in enumerate(addresses)
    )
    draft = LIBRARY.example("tva-kommuner")
    draft = draft.model_copy(update={"discussion": Discussion(notes=notes)})
    return document.render(draft, LIBRARY, comments=True)


def test_a_comment_becomes_a_note_with_author_and_time_once() -> None:
    draft, _ = sent_out()
    effect = f"goals/{draft.agreement.goals[0].id}/effect"
    content = with_comment(effect)

    reply = taken_in(draft, content)
    after = replies.added(draft, [reply])

    (one,) = reply.viewpoints
    assert (one.kind, one.address, one.text, one.author) == ("comment", effect, "Är det rätt?", "Eva Ek")
    (note,) = after.discussion.notes
    assert (note.address, note.author, note.written) == (effect, "Eva Ek", datetime(2026, 11, 2, 9, 30))
    assert note.text is not None and note.text.text == "Är det rätt?"
    again = reply.model_copy(update={"id": "annan001", "content": b"another copy"})
    again = replies.added(after, [again])
    assert (len(again.replies), again.discussion.notes) == (2, after.discussion.notes)


def test_comments_that_say_the_same_in_several_places_are_a_note_each() -> None:
    draft, _ = sent_out()
    title, effect = (f"goals/{draft.agreement.goals[0].id}/{name}" for name in ("title", "effect"))

    def reply(number: int, *addresses: str, author: str | None) -> Reply:
        written = datetime(2026, 11, 2, 9, 30) if author else None
        said = {"kind": "comment", "text": "Stämmer det här?", "author": author, "written": written}
        comments = [
            Viewpoint.model_validate({"id": f"view{n:04}", "address": address, **said})
            for n, address in enumerate(addresses)
        ]
        return Reply(
            id=f"repl{number:04}", name="svar.docx", viewpoints=tuple(comments), content=bytes([number])
        )

    nobodys = [reply(1, title, effect, author=None), reply(2, effect, author=None)]
    evas = [reply(1, title, effect, author="Eva"), reply(2, effect, author="Eva")]

    assert [one.address for one in replies.added(draft, nobodys).discussion.notes] == [title, effect, effect]
    assert [one.address for one in replies.added(draft, evas).discussion.notes] == [title, effect]


def test_a_comment_that_went_out_with_the_document_does_not_come_back_as_new() -> None:
    draft = LIBRARY.example("tva-kommuner")
    content = with_comment("background")
    draft, _ = keeping.keep(draft, "ut.docx", content, "skickad", date(2026, 10, 1))

    assert taken_in(draft, content).viewpoints == ()


def test_a_comment_that_says_once_more_what_went_out_is_new() -> None:
    draft = LIBRARY.example("tva-kommuner")
    content = with_comment("background")
    draft, _ = keeping.keep(draft, "ut.docx", content, "skickad", date(2026, 10, 1))
    effect = f"goals/{draft.agreement.goals[0].id}/effect"

    (one,) = taken_in(draft, with_comment("background", effect)).viewpoints

    assert (one.kind, one.address, one.text) == ("comment", effect, "Är det rätt?")


def test_the_rows_of_a_table_of_responses_are_told_with_what_they_are_about() -> None:
    sent = material.sent("tva-kommuner", "grundmall")
    returned_ = answered(sent, "tva-kommuner")

    reply = replies.taken_in(sent.draft, "svarstabell.docx", returned_.content, LIBRARY, DAY)

    assert {one.kind for one in reply.viewpoints} == {"row"}
    first, *_ = (one for one in reply.viewpoints if "målgrupper" in one.text)
    assert (first.place, first.reason) == ("Målgrupper", "Skäl nummer 6.")
    assert any(one.startswith("target_groups/") for one in first.nearest)


@pytest.mark.parametrize("words", ["Inga synpunkter", "inga synpunkter.", "Vi har inga synpunkter."])
def test_a_row_that_says_that_there_are_no_viewpoints_is_none(words: str) -> None:
    sent = material.sent("tva-kommuner", "grundmall")
    table = Paper(material.response_table("tva-kommuner"))
    filled(next(one for tag, one in controls_of(table.tree) if tag == "reply:rad"), words)
    table.resave(1)

    reply = replies.taken_in(sent.draft, "svarstabell.docx", table.saved(), LIBRARY, DAY)

    assert reply.viewpoints == ()
    assert not accounting.unaccounted(sent.draft, reply, LIBRARY)


def test_who_answers_in_a_table_and_when_is_the_senders_and_no_viewpoint() -> None:
    sent = material.sent("tva-kommuner", "grundmall")
    table = Paper(material.response_table("tva-kommuner"))
    filled(next(one for tag, one in controls_of(table.tree) if tag == "reply:rad"), "Skriv kortare.")
    for label, said in (("reply:svarande", "Region Kalmar län"), ("reply:datum", "2 november 2026")):
        table.choose(label, said)
    table.resave(1)

    reply = replies.taken_in(sent.draft, "svarstabell.docx", table.saved(), LIBRARY, DAY)

    assert [(one.kind, one.text) for one in reply.viewpoints] == [("row", "Skriv kortare.")]
    assert reply.sender == "Region Kalmar län"
    assert not accounting.unaccounted(sent.draft, reply, LIBRARY)


def test_a_header_that_a_program_writes_once_more_for_the_first_page_says_nothing_new() -> None:
    sent = material.sent("tva-kommuner", "grundmall")
    table = Paper(material.response_table("tva-kommuner"))
    header = next(name for name in table.parts if re.fullmatch(r"word/header\d+\.xml", name))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    type_ = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    table.add_part("header77.xml", table.parts[header].decode(), kind, type_)
    table.resave(1)

    assert replies.taken_in(sent.draft, "svarstabell.docx", table.saved(), LIBRARY, DAY).viewpoints == ()


# -- controls lost, text moved, everything pasted elsewhere


def in_text(content: bytes, change: Callable[[str], str], *, without: str = "/") -> bytes:
    """Return a document with *change* made in its text, and without the parts whose names hold a word."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if without == "/" or without not in name:
                held = old.read(name)
                new.writestr(name, change(held.decode()).encode() if name == "word/document.xml" else held)
    return out.getvalue()


def without_controls(xml: str) -> str:
    xml = re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt>|</?w:sdtContent>", "", xml, flags=re.DOTALL)
    return re.sub(r"<w:bookmark(?:Start|End) [^>]*/>", "", xml)


@pytest.mark.parametrize("without", ["/", "customXml/"])
@pytest.mark.parametrize("example", ["kronoberg", "tva-kommuner"])
def test_a_document_that_has_lost_all_its_controls_brings_nothing(example: str, without: str) -> None:
    draft, content = sent_out(example)

    bare = in_text(content, without_controls, without=without)

    assert taken_in(draft, bare).viewpoints == ()


def test_an_edit_is_found_where_the_controls_are_lost() -> None:
    draft, content = sent_out()
    party, goal = draft.agreement.parties[0], draft.agreement.goals[0]
    assert goal.effect is not None
    edited = Edited(in_text(content, without_controls))
    edited.replace(str(party.organisation_number), "202100-9999")
    edited.replace(goal.effect.text, f"{goal.effect.text} Det syns.")

    first, second = taken_in(draft, edited.docx()).viewpoints

    assert (first.kind, first.address, first.returned) == (
        "changed",
        f"parties/{party.id}/organisation_number",
        "202100-9999",
    )
    assert (second.kind, second.address) == ("changed", f"goals/{goal.id}/effect")
    assert second.returned["blocks"][0]["runs"][0]["text"].endswith("Det syns.")


def test_fixed_text_that_was_changed_is_told_as_such() -> None:
    draft, content = sent_out()
    edited = Edited(content)
    edited.replace("Varje part svarar för sina egna beslut", "Varje part ansvarar för sina beslut")

    (one,) = taken_in(draft, edited.docx()).viewpoints

    assert (one.kind, one.address) == ("fixed", "")
    assert "Varje part svarar för sina egna beslut" in str(one.sent)
    assert "Varje part ansvarar för sina beslut" in str(one.returned)
    assert one.place == "under rubriken ”Parter”"


def test_words_outside_of_every_answer_propose_the_nearest_places() -> None:
    draft, content = sent_out()
    edited = Edited(content)
    edited.add_after("Målen beskriver den effekt", "Här har någon skrivit något eget.")

    (one,) = taken_in(draft, edited.docx()).viewpoints

    assert (one.kind, one.text, one.address) == ("outside", "Här har någon skrivit något eget.", "")
    assert any(address.startswith("goals/") for address in one.nearest)


def test_a_letter_of_its_own_is_outside_of_the_answers_and_takes_nothing_away() -> None:
    draft, _ = sent_out()
    letter = made.docx(
        made.p("Yttrande över överenskommelsen"),
        made.p("Vi vill att styrgruppen beslutar med enkel majoritet."),
    )

    reply = taken_in(draft, letter, "Yttrande Vimmerby kommun.docx")

    assert reply.sender == "Vimmerby kommun"
    assert [(one.kind, one.text) for one in reply.viewpoints] == [
        ("outside", "Yttrande över överenskommelsen"),
        ("outside", "Vi vill att styrgruppen beslutar med enkel majoritet."),
    ]
