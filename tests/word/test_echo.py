"""What came back in a document that was sent out: who changed what, what they said, what stands beside."""

import copy
from datetime import datetime
from typing import Any

import pytest
from lxml import etree

from lokdesk.agreement.agreement import Agreement
from lokdesk.word import echo
from lokdesk.word.echo import Echo, Mark
from lokdesk.word.laid import Laid, laid
from lokdesk.word.render import render
from tests.word import made, tracking
from tests.word.made import cell, controls, edited, field, find, h, p, row, table, text

SMALL = made.template(
    p(field("title"), style="Text"),
    h(1, "Bakgrund"),
    field("fixed:bakgrund", p("Parterna har samverkat länge.")),
    text("background"),
    h(1, "Syfte"),
    text("economy"),
    h(1, "Mål"),
    p("Målen följs upp varje år."),
    field(
        "goals",
        h(2, field("goals/*/title")),
        p("Önskad effekt", style="Text"),
        text("goals/*/effect"),
        field(
            "section:indicators",
            table(
                row(cell(p("Indikator")), cell(p("Källa"))),
                field(
                    "goals/*/indicators",
                    row(
                        cell(p(field("goals/*/indicators/*/name"))),
                        cell(p(field("goals/*/indicators/*/source"))),
                    ),
                ),
            ),
        ),
    ),
    h(1, "Parter"),
    field("parties", p("Part: ", field("parties/*/name"), ".")),
)


def rich(*lines: str) -> dict[str, Any]:
    return {"blocks": [{"runs": [{"text": line}]} for line in lines]}


HELD = Agreement.model_validate(
    {
        "title": "Om jobb",
        "background": rich("Vi har länge samverkat om unga.", "Det fortsätter vi med."),
        "economy": rich("Fler i arbete eller studier."),
        "goals": [
            {
                "id": "goal0001",
                "title": "Fler i arbete",
                "effect": rich("Egen försörjning."),
                "indicators": [
                    {"id": "ind00001", "name": "Andel i arbete", "source": "AF"},
                    {"id": "ind00002", "name": "Antal i studier", "source": "CSN"},
                ],
            },
            {"id": "goal0002", "title": "Kortare väntan", "effect": rich("Alla får svar i tid.")},
        ],
        "parties": [
            {"id": "af000001", "name": "Arbetsförmedlingen"},
            {"id": "vaxjo001", "name": "Växjö kommun"},
        ],
    }
)
WRITTEN = render(HELD, SMALL)
NOON = datetime(2026, 3, 2, 12)


def after(*edits: tracking.Edit) -> Laid:
    document = WRITTEN
    for edit in edits:
        document = edited(document, edit)
    return laid(document, WRITTEN)


# -- nothing edited


def test_of_a_file_that_nobody_has_edited_nothing_is_told():
    came = after()

    assert came.reading.agreement == HELD
    assert came.came == Echo()
    assert came.reading.texts["background"] == "Vi har länge samverkat om unga.\nDet fortsätter vi med."
    assert came.reading.texts["goals/goal0001/indicators/ind00002/source"] == "CSN"


# -- tracked changes


def test_words_are_told_apart_by_what_was_done_to_them_and_by_whom():
    came = after(
        tracking.added(" och äldre", "om unga", "Anna, AF"),
        tracking.taken_out("länge ", "Bo Ek", "2026-03-05"),
    )

    assert came.came.marks == {
        "background": (
            Mark("same", "Vi har "),
            Mark("removed", "länge ", "Bo Ek", datetime(2026, 3, 5, 12)),
            Mark("same", "samverkat om unga"),
            Mark("added", " och äldre", "Anna, AF", NOON),
            Mark("same", ".\nDet fortsätter vi med."),
        )
    }
    assert came.came.rejected == {"background": "Vi har länge samverkat om unga.\nDet fortsätter vi med."}
    assert came.reading.texts["background"] == "Vi har samverkat om unga och äldre.\nDet fortsätter vi med."
    assert came.came.margin.authors == ("Bo Ek", "Anna, AF")


def test_a_silent_edit_stands_in_the_text_without_the_tracked_ones():
    def silently(tree: etree._Element) -> None:
        made.write(find(controls(tree, "background")[0], ".//w:p")[1], "Det slutar vi med.")

    came = after(tracking.taken_out("länge ", "Bo"), silently)

    assert came.came.rejected["background"] == "Vi har länge samverkat om unga.\nDet slutar vi med."
    assert [one.kind for one in came.came.marks["background"]] == ["same", "removed", "same"]


def test_words_that_one_has_added_and_another_removed_were_in_neither():
    def edit(tree: etree._Element) -> None:
        tracking.added(" kanske", "om unga", "Anna")(tree)
        (inserted,) = find(tree, "//w:ins")
        (typed,) = list(inserted)
        typed[0].tag = tracking.tag("delText")
        deleted = tracking.change("del", "Bo")
        inserted.replace(typed, deleted)
        deleted.append(typed)

    came = after(edit)

    assert Mark("undone", " kanske", "Bo", NOON) in came.came.marks["background"]
    assert came.reading.texts["background"] == came.came.rejected["background"]


def test_a_new_paragraph_is_added_with_its_end():
    def edit(tree: etree._Element) -> None:
        last = find(controls(tree, "economy")[0], ".//w:p")[-1]
        new = copy.deepcopy(last)
        for start in find(new, ".//w:bookmarkStart | .//w:bookmarkEnd"):
            made.removed(start)
        (typed,) = find(new, ".//w:r")
        inserted = tracking.change("ins", "Anna")
        new.replace(typed, inserted)
        inserted.append(tracking.run_of("Ingen ska vänta."))
        tracking.mark(last, tracking.change("ins", "Anna"))
        last.addnext(new)

    came = after(edit)

    assert came.came.marks["economy"] == (
        Mark("same", "Fler i arbete eller studier."),
        Mark("added", "\nIngen ska vänta.", "Anna", NOON),
    )
    assert came.reading.texts["economy"] == "Fler i arbete eller studier.\nIngen ska vänta."
    assert came.came.rejected["economy"] == "Fler i arbete eller studier."


def test_what_was_moved_is_gone_here_and_come_there():
    def edit(tree: etree._Element) -> None:
        run_, _ = tracking.split(tracking.saying(tree, "länge "), "länge ")
        away = tracking.change("moveFrom", "Anna")
        away.append(tracking.run_of("länge "))
        run_.addnext(away)
        run_, _ = tracking.split(tracking.saying(tree, "eller studier"), "eller ")
        here = tracking.change("moveTo", "Anna")
        here.append(tracking.run_of("länge "))
        run_.addnext(here)

    came = after(edit)

    assert Mark("removed", "länge ", "Anna", NOON) in came.came.marks["background"]
    assert Mark("added", "länge ", "Anna", NOON) in came.came.marks["economy"]


def test_another_look_of_the_same_words_has_an_author():
    def edit(tree: etree._Element) -> None:
        (typed,) = find(controls(tree, "economy")[0], ".//w:r")
        look = etree.Element(tracking.tag("rPr"))
        typed.insert(0, look)
        etree.SubElement(look, tracking.tag("b"))
        look.append(tracking.change("rPrChange", "Anna"))

    assert after(edit).came.marks == {
        "economy": (Mark("same", "Fler i arbete eller studier.", "Anna", NOON),)
    }


def test_a_row_deleted_as_a_whole_is_an_item_that_somebody_removed():
    def edit(tree: etree._Element) -> None:
        (item,) = controls(tree, "goals/goal0001/indicators/ind00002")
        (gone,) = find(item, ".//w:tr")
        for paragraph in find(gone, ".//w:p"):
            tracking.delete_whole(paragraph, "Bo")
        tracking.row_marked(gone, tracking.change("del", "Bo"))

    came = after(edit)

    assert [one.id for one in came.reading.agreement.goals[0].indicators] == ["ind00001"]
    (mark,) = came.came.items["goals/goal0001/indicators/ind00002"]
    assert (mark.kind, mark.author, mark.written) == ("removed", "Bo", NOON)
    assert "Antal i studier" in mark.text and "CSN" in mark.text


def test_a_row_that_words_plus_sign_gives_is_an_item_of_its_own_by_its_author():
    def edit(tree: etree._Element) -> None:
        (item,) = controls(tree, "goals/goal0001/indicators/ind00002")
        new = copy.deepcopy(item)
        item.addnext(new)
        tracking.row_marked(find(new, ".//w:tr")[0], tracking.change("ins", "Anna"))
        for typed, words in zip(find(new, ".//w:r"), ("Andel nöjda", "Enkät"), strict=True):
            holder = typed.getparent()
            assert holder is not None
            inserted = tracking.change("ins", "Anna")
            holder.replace(typed, inserted)
            inserted.append(tracking.run_of(words))

    came = after(edit)

    new = came.reading.agreement.goals[0].indicators[2]
    address = f"goals/goal0001/indicators/{new.id}"
    assert (new.name, new.source) == ("Andel nöjda", "Enkät")
    assert came.came.marks[f"{address}/name"] == (Mark("added", "Andel nöjda", "Anna", NOON),)
    assert [one.kind for one in came.came.items[address]] == ["added"]


def test_an_item_moved_with_tracking_is_taken_away_and_put_in():
    def edit(tree: etree._Element) -> None:
        (item,) = controls(tree, "goals/goal0001/indicators/ind00001")
        (other,) = controls(tree, "goals/goal0001/indicators/ind00002")
        there = copy.deepcopy(item)
        other.addnext(there)
        tracking.row_marked(find(there, ".//w:tr")[0], tracking.change("ins", "Anna"))
        tracking.row_marked(find(item, ".//w:tr")[0], tracking.change("del", "Anna"))

    came = after(edit)

    assert [one.id for one in came.reading.agreement.goals[0].indicators] == ["ind00002", "ind00001"]
    assert [one.kind for one in came.came.items["goals/goal0001/indicators/ind00001"]] == ["removed", "added"]


def test_the_end_of_a_paragraph_whose_field_stays_is_not_taken_away():
    # As LibreOffice 7.4 leaves a deletion within a field.
    def edit(tree: etree._Element) -> None:
        tracking.mark(tracking.saying(tree, "Om jobb"), tracking.change("del", "Bo"))

    assert [one.text for one in after(edit).now] == [one.text for one in after().now]


def test_a_bookmark_whose_end_was_deleted_ends_where_it_did():
    def edit(tree: etree._Element) -> None:
        paragraph = tracking.saying(tree, "Arbetsförmedlingen")
        (control,) = find(paragraph, "./w:sdt")
        (end,) = find(paragraph, "./w:bookmarkEnd")
        gone = tracking.change("del", "Bo")
        end.addprevious(gone)
        gone.extend([end, tracking.run_of(" m.fl.", "delText")])
        for one in find(control, ".//w:r"):
            control.addprevious(one)
        made.removed(control)

    assert after(edit).reading.agreement == HELD


# -- comments


def remarks(*said: tuple[str, str, str], **more: Any) -> tuple[echo.Remark, ...]:
    return laid(tracking.commented(WRITTEN, *said, **more), WRITTEN).came.margin.comments


def test_a_comment_is_about_the_answer_that_its_words_stand_in():
    (one,) = remarks(("länge samverkat", "Anna, AF", "Sedan 2015?"))

    assert (one.address, one.quoted, one.text) == ("background", "länge samverkat", "Sedan 2015?")
    assert (one.author, one.written) == ("Anna, AF", datetime(2026, 3, 1, 9, 30))
    assert one.place == "under rubriken ”Bakgrund”"


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Andel i arbete", "goals/goal0001/indicators/ind00001/name"),
        ("Kortare väntan", "goals/goal0002/title"),
        ("Växjö kommun", "parties/vaxjo001/name"),
        ("Om jobb", "title"),
        ("Önskad", "goals/goal0001"),
        ("Mål", "goals"),
        ("Syfte", "economy"),
    ],
)
def test_a_comment_is_about_what_is_nearest(words: str, address: str):
    (one,) = remarks((words, "Anna", "Hm."))

    assert (one.address, one.quoted) == (address, words)


def test_a_comment_on_the_templates_own_words_tells_what_is_around_it():
    (one,) = remarks(("Målen följs upp", "Anna", "Hur då?"))

    assert one.address == ""
    assert one.nearest == ("goals/goal0001/title", "economy")
    assert one.place == "under rubriken ”Mål”"


def test_a_comment_on_the_table_of_contents_is_about_the_heading_there():
    def edit(tree: etree._Element) -> None:
        first = find(tree, "//w:body/w:p")[0]
        listed = p("Syfte", "<w:r><w:tab/></w:r>", "3", style="TOC1")
        first.addprevious(etree.fromstring(f"<x {made.NAMESPACES}>{listed}</x>")[0])

    (one,) = laid(
        tracking.commented(edited(WRITTEN, edit), ("Syfte", "Anna", "Byt namn.")), WRITTEN
    ).came.margin.comments

    assert (one.address, one.place) == ("economy", "rubriken ”Syfte”")


def test_a_comment_without_words_says_nothing():
    assert remarks(("länge", "Anna", "  ")) == ()


def test_those_that_answer_a_comment_come_with_it_in_their_order():
    (one,) = remarks(
        ("länge", "Anna", "Sedan när?"),
        ("samverkat", "Bo", "2015."),
        ("unga", "Anna", "Tack."),
        answers=[(1, 0), (2, 0)],
        settled=[0],
    )

    assert [(reply.author, reply.text) for reply in one.replies] == [("Bo", "2015."), ("Anna", "Tack.")]
    assert one.settled


def test_comments_come_in_the_order_of_their_words():
    found = remarks(("Växjö", "Anna", "Sist"), ("länge", "Bo", "Först"))

    assert [one.text for one in found] == ["Först", "Sist"]


def test_a_comment_on_words_that_were_taken_out_quotes_them():
    document = tracking.commented(WRITTEN, ("länge ", "Anna", "Bort?"))

    def edit(tree: etree._Element) -> None:
        (start,) = find(tree, "//w:commentRangeStart")
        said = start.getnext()
        assert said is not None
        said[0].tag = tracking.tag("delText")
        gone = tracking.change("del", "Bo")
        start.addnext(gone)
        gone.append(said)

    (one,) = laid(edited(document, edit), WRITTEN).came.margin.comments

    assert (one.address, one.quoted) == ("background", "länge")


def test_a_comment_that_went_out_with_the_document_is_not_told():
    sent = tracking.commented(WRITTEN, ("länge", "Arbetsgruppen", "Kolla årtalet."))
    came = tracking.commented(
        WRITTEN, ("länge", "Arbetsgruppen", "Kolla årtalet."), ("unga", "Anna", "Och äldre?")
    )

    assert [one.text for one in laid(came, sent).comments] == ["Och äldre?"]


def test_an_answer_to_a_comment_of_ours_stands_where_that_does():
    ours, theirs = ("länge samverkat", "Arbetsgruppen", "Kolla årtalet."), ("om unga", "Anna", "2015.")
    sent = tracking.commented(WRITTEN, ours)

    (one,) = laid(tracking.commented(WRITTEN, ours, theirs, answers=[(1, 0)]), sent).comments

    assert (one.text, one.address, one.quoted) == ("2015.", "background", "länge samverkat")


# -- beside the answers


def test_tracked_words_outside_of_answers_have_their_author():
    came = after(tracking.added(" Minst.", "varje år.", "Anna"))

    ((number, words),) = came.came.besides.items()
    assert came.now[number].text == "Målen följs upp varje år. Minst."
    assert words == (Mark("same", "Målen följs upp varje år."), Mark("added", " Minst.", "Anna", NOON))


def test_a_paragraph_that_was_taken_out_says_by_whom():
    came = after(tracking.paragraph_taken_out("Målen följs upp", "Bo"))

    assert came.came.gone == ((Mark("removed", "Målen följs upp varje år.", "Bo", NOON),),)


def test_words_of_an_answer_that_has_lost_its_field_have_their_author():
    def edit(tree: etree._Element) -> None:
        (control,) = controls(tree, "economy")
        (paragraph,) = find(control, ".//w:p")
        for one in find(paragraph, ".//w:bookmarkStart | .//w:bookmarkEnd"):
            made.removed(one)
        control.addprevious(paragraph)
        made.removed(control)

    came = after(edit, tracking.added(" snart", "eller studier", "Anna"))

    assert Mark("added", " snart", "Anna", NOON) in came.came.marks["economy"]
    assert came.came.rejected["economy"] == "Fler i arbete eller studier."


# -- the table of responses

ROWS = (
    ("Avsnitt", "Nuvarande lydelse eller plats", "Föreslagen lydelse", "Skäl"),
    ("Syfte", "s. 3", "Fler unga i arbete.", "Tydligare"),
    ("Mål", "", "", ""),
    ("", "", "", "Bra i övrigt"),
)


def responses(rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    return table(*(row(*(cell(p(words) if words else p()) for words in one)) for one in rows))


def test_a_table_of_responses_that_was_pasted_is_known_by_its_headings():
    def edit(tree: etree._Element) -> None:
        last = find(tree, "//w:body/w:sectPr")[-1]
        pasted = p("Svarande", "<w:r><w:tab/></w:r>", "Växjö kommun") + responses()
        for one in etree.fromstring(f"<x {made.NAMESPACES}>{pasted}</x>"):
            last.addprevious(one)

    came = after(edit)

    assert came.came.margin.rows == (
        echo.ResponseRow("Syfte", "s. 3", "Fler unga i arbete.", "Tydligare"),
        echo.ResponseRow("Mål"),
        echo.ResponseRow(reason="Bra i övrigt"),
    )
    assert [one.is_filled for one in came.came.margin.rows] == [True, False, True]
    assert came.came.margin.sender == "Växjö kommun"
    # It is read as rows, and is nothing that was written beside the answers.
    assert [one.text for one in came.now] == [one.text for one in came.sent]


def test_a_table_in_the_agreement_itself_is_no_table_of_responses():
    assert after().came.margin.rows == ()
    assert not echo.answers_in_a_table(WRITTEN)


def test_the_shipped_table_is_read_by_its_controls_with_rows_that_were_added():
    sent = (made.ROOT / "templates/svarstabell.docx").read_bytes()

    def edit(tree: etree._Element) -> None:
        (fifth,) = controls(tree, "reply:rad")[4:5]
        cells = find(fifth, ".//w:tc")
        for one, words in zip(cells, ("Mål", "s. 4", "Färre mål.", "För många"), strict=True):
            made.write(one, words)
        again = copy.deepcopy(fifth)
        fifth.addnext(again)
        made.write(find(again, ".//w:tc")[3], "Som förut")
        made.write(controls(tree, "reply:svarande")[0], "Region Kronoberg")

    assert echo.answers_in_a_table(sent)
    came = laid(edited(sent, edit), sent)

    filled = [one for one in came.came.margin.rows if one.is_filled]
    assert filled == [
        echo.ResponseRow("Mål", "s. 4", "Färre mål.", "För många"),
        echo.ResponseRow("Mål", "s. 4", "Färre mål.", "Som förut"),
    ]
    assert came.came.margin.sender == "Region Kronoberg"
    assert not [one for one in laid(sent, sent).came.margin.rows if one.is_filled]
