"""Word files from elsewhere as templates: what is kept of them, what is put in, and what can be corrected."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.project.problem import Problem
from lokdesk.recognition.slots import Below
from lokdesk.session import adopting, document, template_file
from lokdesk.session.adopting import Adoption
from lokdesk.word.adoption import Adopted
from tests import validators
from tests.session.made import LIBRARY
from tests.session.test_importing import PARTS, written
from tests.word import made as made_of_xml
from tests.word.foreign.held_out_outlines import HELD_OUT_OUTLINES
from tests.word.foreign.outlines import OUTLINES, Outline
from tests.word.foreign.writer import Writer


def taken_in(content: bytes) -> Adoption:
    return adopting.taken_in(content, "mall.docx", LIBRARY)


def adopted(content: bytes) -> Adopted:
    return adopting.adopted(taken_in(content), "Vår mall", LIBRARY)


def drafted(made: Adopted, example: str = "tva-kommuner") -> Draft:
    use = TemplateUse(id="var-mall", version="1", content=made.docx, manifest=made.manifest)
    return LIBRARY.example(example).model_copy(update={"template": use})


def on_disk(made: Adopted, folder: Path) -> Path:
    path = folder / "T.docx"
    path.write_bytes(made.docx)
    path.with_suffix(".toml").write_text(made.manifest, encoding="utf-8")
    return path


ALL = (*OUTLINES, *HELD_OUT_OUTLINES)
NAMES = [one.name for one in ALL]


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_a_template_that_was_adopted_passes_the_check_of_templates(one: Outline, tmp_path: Path):
    path = on_disk(adopted(one.docx()), tmp_path)

    assert template_file.mismatches(path, LIBRARY) == []


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_the_example_is_written_after_it_and_read_back(one: Outline):
    draft = drafted(adopted(one.docx()))

    written = document.render(draft, LIBRARY)

    read = document.read(written, "x.docx").agreement
    homes = LIBRARY.template(draft.template).homes
    if "goals/*/title" in homes:
        assert [goal.title for goal in read.goals] == [goal.title for goal in draft.agreement.goals]
    if "background" in homes:
        assert read.background == draft.agreement.background
    assert homes


def outline(name: str) -> bytes:
    """Return the outline whose name begins or ends with *name*."""
    return next(one.docx() for one in ALL if one.name.endswith(name))


def read_back(made: Adopted) -> Agreement:
    draft = drafted(made, "kronoberg")
    return document.read(document.render(draft, LIBRARY), "x.docx").agreement


@pytest.mark.parametrize("name", ["tabeller med siffror", "ifylld", "kursiva anvisningar", "romerska tal"])
def test_a_table_of_figures_becomes_a_place_for_statistics_that_are_read_back(name: str):
    made = adopted(outline(name))

    assert "mapping/statistics" in {one.address for one in made.placed}
    assert read_back(made).mapping.statistics == LIBRARY.example("kronoberg").agreement.mapping.statistics


def tables(content: bytes, first: str) -> list[Any]:
    """Return the tables whose first words are *first*, those in controls among them."""
    found = docx.Document(io.BytesIO(content)).element.xpath(".//w:tbl")
    return [one for one in found if one.xpath(".//w:t/text()")[:1] == [first]]


def test_a_table_of_figures_keeps_its_look_and_what_stands_in_its_corner():
    made = adopted(outline("tabeller med siffror"))
    written = document.render(drafted(made, "kronoberg"), LIBRARY)
    style, corner = ".//w:tblStyle/@w:val", ".//w:tc//w:t/text()"

    (before,) = tables(outline("tabeller med siffror"), "Kommun")
    (after,) = tables(written, "Kommun")
    assert after.xpath(style) == before.xpath(style)
    assert after.xpath(corner)[:3] == ["Kommun", "Kvinnor", "Män"]
    assert "Tabell 1. Inskrivna arbetslösa" not in texts(written)


def test_statistics_get_a_table_also_where_the_document_has_none():
    writer = Writer()
    writer.h("Statistik")

    made = adopted(writer.docx())

    assert [one.address for one in made.placed] == ["mapping/statistics"]
    assert read_back(made).mapping.statistics == LIBRARY.example("kronoberg").agreement.mapping.statistics


def test_what_a_form_asks_is_answered_in_the_frame_below():
    made = adopted(outline("blankett med ramar"))
    written = document.render(drafted(made), LIBRARY)

    (frame,) = tables(written, "2. Bakgrund till överenskommelsen")
    assert frame.xpath(".//w:tr[2]//w:tag[@w:val='background']")


def kept(below: Below) -> list[str]:
    writer = Writer()
    writer.h("Mål")
    writer.p("Målen ska gå att följa.")
    writer.h("Mål för unga", 2)
    writer.p("Fler unga ska nå arbete.")
    writer.h("Uppföljning")
    adoption = taken_in(writer.docx())
    slot = next(one for one in adoption.blueprint.standing if one.address == "goals")
    adoption = adopting.keep(adoption, slot.id, below)
    return texts(adopting.adopted(adoption, "Mall", LIBRARY).docx)


def test_the_text_in_a_place_stays_goes_or_says_what_to_write():
    assert {"Målen ska gå att följa.", "Mål för unga", "Fler unga ska nå arbete."} <= set(kept("keep"))
    assert "Målen ska gå att följa." not in kept("prompt")
    assert "Mål för unga" in kept("prompt")
    assert not {"Målen ska gå att följa.", "Mål för unga", "Fler unga ska nå arbete."} & set(kept("gone"))
    assert "Uppföljning" in kept("gone")


def test_what_is_not_to_be_in_the_template_is_taken_out_with_what_stands_below_it():
    writer = Writer()
    writer.h("Parter")
    writer.p("Storbyns kommun")
    writer.h("Bakgrund")
    adoption = taken_in(writer.docx())
    other = adoption.blueprint.source.passages[1]
    slot = next(one for one in adoption.blueprint.standing if one.address == "parties")
    adoption = adopting.reject(adoption, slot.id)

    out = adopting.take_out(adoption, slot.passage, gone=True)
    made = adopting.adopted(out, "Mall", LIBRARY)

    assert other.text == "Storbyns kommun"
    assert not {"Parter", "Storbyns kommun"} & set(texts(made.docx))
    assert "Parter" not in made.without_answer
    back = adopting.take_out(out, slot.passage, gone=False)
    assert "Storbyns kommun" in texts(adopting.adopted(back, "Mall", LIBRARY).docx)


def test_the_rows_of_a_table_that_somebody_filled_in_go_when_they_are_to():
    writer = Writer()
    writer.table(("Mål", "Indikator", "Målvärde"), ("Fler i arbete", "Andel", "60 %"), head=True)
    adoption = taken_in(writer.docx())

    kept = adopting.adopted(adoption, "Mall", LIBRARY)
    gone = adopting.adopted(adopting.keep_all(adoption, "gone"), "Mall", LIBRARY)

    assert "Fler i arbete" in _xml(kept.docx).decode()
    assert "Fler i arbete" not in _xml(gone.docx).decode()
    assert "goals/*/title" in _xml(gone.docx).decode()


def test_what_belongs_to_an_item_is_written_with_the_items():
    writer = Writer()
    writer.h("Mål")
    writer.h("Fler i arbete", 2)
    writer.h("Indikatorer", 3)
    writer.table(("Indikator", "Utgångsläge", "Målvärde"), ("Andel", "50", "60"), head=True)
    adoption = taken_in(writer.docx())

    assert [one.address for one in adoption.blueprint.standing] == ["goals"]
    gone = adopting.adopted(adopting.keep_all(adoption, "gone"), "Mall", LIBRARY)
    assert gone.without_answer == ()
    assert not {"Fler i arbete", "Indikatorer"} & set(texts(gone.docx))


def test_who_has_not_answered_is_not_written_among_those_who_have():
    writer = Writer()
    writer.h("Parternas uppdrag och förväntningar")
    draft = drafted(adopted(writer.docx()), "kronoberg")
    without = [one.name for one in draft.agreement.parties if not one.expectations]

    said = texts_in_controls(document.render(draft, LIBRARY))

    assert without
    assert said.count("Förväntningar på de andra") == len(draft.agreement.parties) - len(without)


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_what_has_been_placed_is_not_told_to_have_no_place(one: Outline):
    made = adopted(one.docx())

    placed = {each.address for each in made.placed if each.kind != "control"}
    assert not placed & set(made.without_place)


def test_two_answers_below_one_heading_are_both_there_though_the_first_takes_the_place_of_the_prompt():
    writer = Writer()
    writer.bold("1. Samverkansstruktur")
    writer.p("Beskriv grupper och möten.")
    writer.bold("2. Uppsägning")
    writer.p("Ange hur överenskommelsen sägs upp.")

    made = adopted(writer.docx())

    assert [one.address for one in made.placed][:2] == ["organisation/summary", "organisation/forums"]
    draft = drafted(made)
    names = [one.name for one in draft.agreement.organisation.forums]
    said = [one.text for one in docx.Document(io.BytesIO(document.render(draft, LIBRARY))).element.iter()]
    assert names and all(name in said for name in names)


def test_a_place_of_its_own_stays_where_the_text_around_it_goes():
    writer = Writer()
    writer.h("Underskrifter")
    writer.p("Underskriftssätt: elektroniskt")
    writer.h("För Storbyns kommun", 2)
    writer.p("______________")

    made = adopted(writer.docx())

    assert {one.address for one in made.placed} == {"parties/*/signatories", "signing/method"}
    assert made.without_answer == ()
    assert "För Storbyns kommun" not in texts(made.docx)


@pytest.mark.parametrize("styled", [True, False])
def test_contents_are_made_anew(styled: bool):
    writer = Writer()
    writer.h("Innehåll")
    if styled:
        style = writer.document.styles.add_style("toc 1", 1)
        for text in ("Bakgrund\t1", "Något helt annat\t2"):
            writer.document.add_paragraph(text, style=style)
    writer.h("Bakgrund")
    writer.h("Kaffe")

    made = adopted(writer.docx())
    said = texts_in_controls(document.render(drafted(made), LIBRARY))

    assert not any(one.startswith("Något helt annat") for one in said)
    assert sum(one.startswith("Kaffe") for one in said) == 2


def test_an_answer_with_two_labels_is_repeated_at_the_second():
    writer = Writer()
    writer.p("Version: ______")
    writer.h("Om dokumentet")
    writer.p("Version:\t9.9")

    made = adopted(writer.docx())
    draft = drafted(made)

    assert [one.address for one in made.placed] == ["version"]
    assert 'w:val="copy:version"' in _xml(made.docx).decode()
    assert "9.9" not in _xml(made.docx).decode()
    said = [one for one in texts_in_controls(document.render(draft, LIBRARY)) if one.startswith("Version")]
    assert len(said) == 2
    assert all(one.endswith(str(draft.agreement.version)) for one in said)


def texts_in_controls(content: bytes) -> list[str]:
    """Return what the paragraphs say, what stands in controls in them too."""
    body = docx.Document(io.BytesIO(content)).element.xpath("//w:body//w:p")
    return ["".join(one.xpath(".//w:t/text()")) for one in body]


def test_instructions_in_italics_say_in_the_field_what_to_write():
    made = adopted(outline("kursiva anvisningar"))

    assert "Räkna upp insatserna." not in texts(made.docx)
    assert "Räkna upp insatserna" in _xml(made.docx).decode()


def test_adopted_templates_and_what_is_written_after_them_are_valid(tmp_path: Path):
    paths: list[Path] = []
    for number, one in enumerate(ALL):
        made = adopted(one.docx())
        for name, content in (("mall", made.docx), ("ifylld", document.render(drafted(made), LIBRARY))):
            paths.append(tmp_path / f"{name}-{number}.docx")
            paths[-1].write_bytes(content)

    assert [error for path in paths for error in validators.audit_errors(path)] == []
    assert validators.sdk_errors(paths) == []


def texts(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_styles_headers_footers_and_fixed_words_stay():
    made = adopted(OUTLINES[0].docx())
    kept = docx.Document(io.BytesIO(made.docx))

    assert kept.sections[0].header.paragraphs[0].text == "Mall för överenskommelse"
    assert kept.sections[0].footer.paragraphs[0].text == "Kommunens logotyp"
    assert "Målen ska gå att följa över tid." in texts(made.docx)
    heading = next(one for one in kept.paragraphs if one.text == "Bakgrund")
    assert heading.style is not None and heading.style.name == "Heading 1"


def test_a_logo_stays():
    writer = Writer()
    picture = Path(__file__).parents[2] / "docs" / "bilder"
    logo = next(picture.glob("*.png"))
    writer.document.sections[0].header.paragraphs[0].add_run().add_picture(str(logo))
    writer.h("Bakgrund")

    made = adopted(writer.docx())

    package = docx.Document(io.BytesIO(made.docx)).part.package
    assert package is not None
    assert [one.blob for one in package.image_parts] == [logo.read_bytes()]


def test_a_prompt_becomes_the_prompt_of_the_control_in_its_place():
    made = adopted(OUTLINES[0].docx())
    assert "[Beskriv bakgrunden till överenskommelsen.]" not in texts(made.docx)
    assert "<w:t>Beskriv bakgrunden till överenskommelsen</w:t>" in _xml(made.docx).decode().replace(
        ' xml:space="preserve"', ""
    )


def _xml(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml")


def test_controls_that_are_there_are_kept_and_used_where_they_are_understood():
    made = adopted(next(one for one in OUTLINES if one.name.startswith("innehållskontroller")).docx())
    xml = _xml(made.docx).decode()

    assert 'w:val="Ärendets handläggare"' in xml
    for tag in ("title", "version", "validity/notice_period"):
        assert xml.count(f'<w:tag w:val="{tag}"') == 1


def test_headings_without_answers_and_answers_without_a_place_are_listed():
    made = adopted(next(one for one in OUTLINES if one.name.startswith("andra rubrikord")).docx())

    assert "Kaffe och bullar" in made.without_answer
    assert "Samverkansforum" not in made.without_answer
    assert "job_tracks" in made.without_place


def test_a_slot_can_be_moved_rejected_and_added():
    writer = Writer()
    writer.h("Bakgrund")
    writer.h("Kaffebröd")
    adoption = taken_in(writer.docx())
    (slot,) = adoption.blueprint.standing
    (other,) = adoption.blueprint.without_slot

    adoption = adopting.place(adoption, other.number, "processes")
    assert [one.address for one in adopting.adopted(adoption, "Mall", LIBRARY).placed] == [
        "background",
        "processes",
    ]
    moved = adopting.move(adoption, slot.id, "mapping/gaps")
    assert "mapping/gaps" in addresses(moved)
    assert "background" not in addresses(adopting.reject(adoption, slot.id))
    assert adopting.confirm(adoption, slot.id).blueprint.by_id[slot.id].state == "confirmed"


def addresses(adoption: Adoption) -> set[str]:
    made = adopting.adopted(adoption, "Mall", LIBRARY)
    return {one.address for one in made.placed}


def test_the_place_that_was_chosen_last_is_the_one_that_counts():
    w = Writer()
    w.h("Bakgrund", 1)
    w.p("Vi har samverkat länge.")
    w.h("Nuläge", 1)
    w.p("Läget är gott.")
    w.h("Kompassen", 1)
    w.p("Den pekar framåt.")
    adoption = taken_in(w.docx())
    number = {one.text: one.number for one in adoption.blueprint.source.passages}

    def of(adoption: Adoption) -> list[int]:
        return [one.passage for one in adoption.blueprint.standing if one.address == "background"]

    for heading in ("Kompassen", "Nuläge", "Bakgrund", "Kompassen"):
        adoption = adopting.place(adoption, number[heading], "background")
        assert of(adoption) == [number[heading]]
    (slot,) = adoption.blueprint.by_passage(number["Kompassen"])
    adoption = adopting.move(adoption, slot.id, "mapping/gaps")
    # What was proposed to begin with stands again where nobody has chosen anything else.
    assert of(adoption) == [number["Bakgrund"]]
    adoption = adopting.move(adoption, slot.id, "background")
    assert of(adoption) == [number["Kompassen"]]


def test_the_style_of_prompts_is_the_document_s_own_whatever_its_id():
    """Word in Swedish has Swedish ids for the styles that it calls by English names."""
    styles = made_of_xml.STYLES.replace("Platshallare", "Platshllartext")
    assert 'w:styleId="Platshllartext"' in styles
    content = made_of_xml.docx(made_of_xml.h(1, "Bakgrund"), made_of_xml.p("Text."), styles=styles)

    made = adopted(content)

    assert [one.address for one in made.placed] == ["background"]
    assert 'w:rStyle w:val="Platshllartext"' in made_of_xml.part(made.docx)


@pytest.mark.parametrize(
    "loose",
    [
        made_of_xml.p("Text", style="Borttagen"),
        '<w:p><w:r><w:rPr><w:rStyle w:val="Borttagen"/></w:rPr><w:t>Text</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr></w:pPr>'
        "<w:r><w:t>Text</w:t></w:r></w:p>",
        '<w:tbl><w:tblPr><w:tblStyle w:val="Borttagen"/></w:tblPr><w:tblGrid/><w:tr><w:tc><w:p><w:r>'
        "<w:t>Text</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        '<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id="77"/></w:r></w:p>',
    ],
    ids=["paragraph", "run", "list", "table", "note"],
)
def test_what_text_is_said_to_look_like_and_nobody_knows_is_left_out(loose: str):
    """Word shows such text as any other, and says nothing of it."""
    heading = made_of_xml.h(1, "Bakgrund")

    made = adopted(made_of_xml.docx(loose, heading, made_of_xml.p("Så är det."), header=loose))

    assert [one.address for one in made.placed] == ["background"]
    for part in ("word/document.xml", "word/header1.xml"):
        written = made_of_xml.part(made.docx, part)
        assert ">Text<" in written
        assert not any(one in written for one in ("Borttagen", 'w:val="99"', 'w:id="77"'))


def test_headings_with_the_same_words_ask_a_question_each():
    w = Writer()
    for heading in ("Kompassen", "Kommentar", "Spegeln", "Kommentar"):
        w.h(heading, 1)
        w.p("Det här står kvar.")
    adoption = taken_in(w.docx())
    headings = [one.number for one in adoption.blueprint.source.passages if one.text == "Kommentar"]

    for number in headings:
        adoption = adopting.place(adoption, number, adopting.own_question(adoption, number))

    made = adopting.adopted(adoption, "Mall", LIBRARY)
    asked = LIBRARY.own_questions(TemplateUse(id="mall", content=made.docx, manifest=made.manifest))
    assert [one.prompt for one in asked.values()] == ["Kommentar", "Kommentar"]
    # One that was made before is the same however often it is asked for.
    again = [adopting.own_question(adoption, number) for number in headings]
    assert again == [one.address for one in made.placed if one.address.startswith("additional_answers/")]


def test_only_what_there_is_can_be_given_a_place():
    adoption = taken_in(OUTLINES[0].docx())

    with pytest.raises(Problem, match="varken ett svar eller en lista"):
        adopting.move(adoption, adoption.blueprint.slots[0].id, "validity")


def test_what_is_no_word_file_is_refused_by_name():
    with pytest.raises(Problem, match=r"mall[.]docx"):
        taken_in(b"hej")


@given(st.lists(PARTS, max_size=12))
@settings(max_examples=25)
def test_any_document_becomes_a_template_that_can_be_written_with(parts: list[tuple[object, ...]]):
    made = adopted(written(parts))

    assert document.render(drafted(made), LIBRARY)
