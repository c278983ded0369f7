"""Documents of ours that come back from a word processor: nothing that was written in them is lost."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.revision import comparison
from lokdesk.session import document, importing, returned
from lokdesk.session.importing import Import
from lokdesk.word import read
from lokdesk.word.outside import Outside
from tests.session.edited import Edited, saved_by_libreoffice
from tests.session.made import LIBRARY
from tests.word import made
from tests.word.foreign.counting import in_texts


def taken_in(docx: bytes) -> Import:
    return importing.taken_in(docx, "avtal.docx", LIBRARY)


def changes(docx: bytes, example: str = "tva-kommuner") -> dict[str, Any]:
    """Return what has changed in *docx* since it was written, of what has a place in it."""
    homes = LIBRARY.template(LIBRARY.template_use()).homes
    before = LIBRARY.example(example).agreement
    found = comparison.compare(before, taken_in(docx).agreement)
    return {one.address: one.new for one in found if schema.pattern(one.address) in homes}


@pytest.mark.parametrize("example", ["kronoberg", "tva-kommuner"])
def test_all_that_a_document_has_a_place_for_comes_back(example: str):
    docx = document.render(LIBRARY.example(example), LIBRARY)

    assert taken_in(docx).is_own
    assert changes(docx, example) == {}


def test_what_attached_files_say_is_listed_for_they_do_not_come_back():
    tray = taken_in(document.render(LIBRARY.example("kronoberg"), LIBRARY)).tray

    assert "Vad gruppen behöver" in [one.text for one in tray]
    assert {one.source for one in tray} == {"bifogad fil, som inte följer med tillbaka ur dokumentet"}


def own() -> bytes:
    draft = LIBRARY.example("tva-kommuner")
    return document.render(draft, LIBRARY)


def test_a_document_of_our_own_comes_back_whole_with_an_empty_tray():
    imported = taken_in(own())

    assert imported.is_own
    assert imported.tray == ()
    assert [goal.id for goal in imported.agreement.goals] == [
        goal.id for goal in LIBRARY.example("tva-kommuner").agreement.goals
    ]


@pytest.fixture(params=["Word", "LibreOffice"])
def edited(request: pytest.FixtureRequest, tmp_path: Path) -> Edited:
    content = own()
    if request.param == "LibreOffice":
        content = saved_by_libreoffice(content, tmp_path, request.getfixturevalue("soffice"))
        assert taken_in(content).tray == ()
        assert taken_in(content).agreement == taken_in(own()).agreement
    return Edited(content)


def test_text_that_was_typed_outside_of_every_field_is_in_the_tray(edited: Edited):
    edited.add_after("Målen beskriver den effekt", "Här har någon skrivit något eget.")

    tray = taken_in(edited.docx()).tray

    assert [one.text for one in tray] == ["Här har någon skrivit något eget."]


def test_words_that_were_typed_into_a_label_are_told_without_it(edited: Edited):
    edited.type_into("Innehåll", "sförteckning över allt")

    (one,) = taken_in(edited.docx()).tray

    assert one.text.endswith("sförteckning över allt")


def test_paragraphs_that_were_added_to_a_text_belong_to_it(edited: Edited):
    before = LIBRARY.example("tva-kommuner").agreement.background
    assert before is not None
    first, *_, last = before.blocks
    edited.add_after(last.text[:30], "Ett stycke till.")
    edited.add_after(first.text[:30], "Ett stycke emellan.")

    imported = taken_in(edited.docx())

    now = imported.agreement.background
    assert now is not None
    texts = [block.text for block in now.blocks]
    assert texts[1] == "Ett stycke emellan."
    assert texts[-1] == "Ett stycke till."
    assert len(texts) == len(before.blocks) + 2
    assert imported.tray == ()


def test_a_row_that_was_added_to_a_table_is_an_item_after_the_one_above_it(edited: Edited):
    edited.add_row_after("202100-2114", "Region Kalmar län", "Region", "232100-0073", "Regionstyrelsen")

    imported = taken_in(edited.docx())

    party = imported.agreement.parties[1]
    assert (party.name, party.kind, party.organisation_number) == (
        "Region Kalmar län",
        "region",
        "232100-0073",
    )
    assert [body.name for body in party.deciding_bodies] == ["Regionstyrelsen"]
    assert imported.tray == ()


# -- edits within fields, and rows and paragraphs that are taken away


def test_edits_within_paragraphs_and_cells_are_taken_exactly(edited: Edited):
    agreement = LIBRARY.example("tva-kommuner").agreement
    (goal, *_), (party, *_) = agreement.goals, agreement.parties
    assert goal.effect is not None and agreement.background is not None
    effect = goal.effect.text
    first = agreement.background.blocks[0].text
    edited.replace(effect, f"{effect} Det syns i statistiken.")
    edited.replace(str(party.organisation_number), "202100-9999")
    edited.replace(first, f"Inledningsvis: {first}")

    found = changes(edited.docx())

    assert set(found) == {
        f"goals/{goal.id}/effect",
        f"parties/{party.id}/organisation_number",
        "background",
    }
    assert found[f"goals/{goal.id}/effect"].text == f"{effect} Det syns i statistiken."
    assert found[f"parties/{party.id}/organisation_number"] == "202100-9999"
    assert found["background"].blocks[0].text == f"Inledningsvis: {first}"


def test_a_paragraph_that_was_taken_away_is_gone_from_its_text(edited: Edited):
    before = LIBRARY.example("tva-kommuner").agreement.background
    assert before is not None
    edited.remove_paragraph(before.blocks[1].text)

    found = changes(edited.docx())

    assert list(found) == ["background"]
    assert [one.text for one in found["background"].blocks] == [
        one.text for number, one in enumerate(before.blocks) if number != 1
    ]
    assert taken_in(edited.docx()).tray == ()


def test_a_row_that_was_taken_away_is_no_item_any_more(edited: Edited):
    (process, *_) = LIBRARY.example("tva-kommuner").agreement.processes
    first, second, third = process.steps
    assert second.description is not None
    edited.remove_row(second.description.text)

    imported = taken_in(edited.docx())

    assert imported.agreement.processes[0].steps == (first, third)
    assert changes(edited.docx()) == {}
    assert imported.tray == ()


def test_a_word_typed_into_each_field_is_in_an_answer_or_in_the_tray(edited: Edited):
    many = edited.type_into_each_field()

    imported = taken_in(edited.docx())

    said = in_texts(imported.agreement.model_dump(mode="json")) + in_texts(
        [one.text for one in imported.tray]
    )
    assert many > 100
    assert [number for number in range(many) if not said[f"ordet{number}"]] == []


def test_a_board_that_many_parties_have_is_the_party_s_own_where_it_decides():
    vaxjo = next(one for one in LIBRARY.example("kronoberg").agreement.parties if one.name == "Växjö kommun")
    board, other = vaxjo.deciding_bodies
    decision = next(one for one in vaxjo.decisions if one.body == other.id)
    edited = Edited(document.render(LIBRARY.example("kronoberg"), LIBRARY))
    edited.fill_in(f"parties/{vaxjo.id}/decisions/{decision.id}/body", str(board.name))

    found = changes(edited.docx(), "kronoberg")

    assert found == {f"parties/{vaxjo.id}/decisions/{decision.id}/body": board.id}


# -- what stands around the text


def test_words_typed_into_a_header_are_listed(edited: Edited):
    edited.into_header("Granskat av Eva")

    assert [one.text for one in taken_in(edited.docx()).tray] == ["Granskat av Eva"]


def test_open_changes_are_listed_as_they_are_taken_for_accepted(edited: Edited):
    first = LIBRARY.example("tva-kommuner").agreement.background
    assert first is not None
    edited.track_into(first.blocks[0].text, " Tillagt.")

    imported = taken_in(edited.docx())

    assert imported.agreement.background is not None
    assert imported.agreement.background.blocks[0].text.endswith("Tillagt.")
    assert [(one.text, one.source) for one in imported.tray] == [
        ("Tillagt.", "Spårad ändring, tillagt av Eva 2025-02-03")
    ]


def test_the_words_of_a_template_that_is_not_at_hand_are_in_no_answer():
    own = made.docx(
        made.h(1, made.field("title")),
        made.text("background"),
        made.p("Så står det i alla överenskommelser."),
        made.h(1, "Vad som saknas"),
        made.text("mapping/gaps"),
        made.h(1, "Slut"),
    )
    use = TemplateUse(id="egen", version="1", content=own, manifest=made.MANIFEST)
    said = {"title": "Samverkan", "background": "Vi behöver varandra.", "mapping": {"gaps": "Tid."}}
    agreement = Agreement.model_validate(said)

    imported = taken_in(document.render(Draft(agreement=agreement, template=use), LIBRARY))

    assert imported.agreement == agreement
    assert [one.text for one in imported.tray] == [
        "Så står det i alla överenskommelser.",
        "Vad som saknas",
        "Slut",
    ]


def test_what_another_version_of_the_template_says_is_in_no_answer():
    draft = LIBRARY.example("kronoberg")
    content = document.render(draft, LIBRARY)
    found = read.read(content)
    sentence = Outside("Så stod det i den förra mallen.", after="background")
    before = replace(found, template_version="0", outside=(*found.outside, sentence))

    agreement, left, _ = returned.returned(content, before, LIBRARY)

    assert agreement == found.agreement
    assert [one.text for one in left if one.source == "text utanför fälten"] == [sentence.text]
