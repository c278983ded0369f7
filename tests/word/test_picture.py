"""Figures in a document: a picture drawn from the answers, in two forms, with the same said in words."""

import struct
import xml.etree.ElementTree as ET

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.steps import finished
from lokdesk.figures.drawing import LEAST
from lokdesk.figures.figure import figure
from lokdesk.word.block import Block
from lokdesk.word.flow import flow, steps
from lokdesk.word.memory import Memory
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import package, render
from lokdesk.word.soundness import faults
from lokdesk.word.template import Template, load
from tests.word import made
from tests.word.made import controls, field, find, p, table

CHART = field("figure:organisation", p("Ritas", style="Text"), p("Figur: forumen"))
HELD = Agreement.model_validate(
    {
        "title": "Om jobb",
        "parties": [{"id": "parter01", "name": "Växjö kommun"}],
        "organisation": {
            "forums": [
                {"id": "forum001", "name": "Styrgruppen", "level": "strategisk"},
                {"id": "forum002", "name": "Lokala gruppen", "reports_to": "forum001"},
            ]
        },
        "processes": [
            {
                "id": f"process{number}",
                "name": f"Process {number}",
                "steps": [
                    {"id": f"stegnr{number}{step}", "title": f"Steg {step}", "actor": "parter01"}
                    for step in range(steps_)
                ],
            }
            for number, steps_ in ((1, 3), (2, 4))
        ],
    }
)
SMALL = made.template(p(field("title")), CHART)


def figures(agreement: Agreement, template: Template) -> list[Block]:
    return [block for block in flow(agreement, template).body if block.kind == "figure"]


def test_a_figure_is_a_block_of_its_own_that_says_in_words_what_it_shows():
    (block,) = figures(HELD, SMALL)
    drawn = figure("organisation", HELD)

    assert drawn is not None
    assert (block.svg, block.text) == (drawn.svg, drawn.description)
    assert (block.level, block.shape.line) == (pytest.approx(drawn.width * 20, abs=1), drawn.height)


def test_a_picture_is_written_as_svg_and_as_png_with_its_description():
    document = render(HELD, SMALL)
    parts, tree = made.parts(document), made.root(document)
    svg, png = parts["word/media/figure1.svg"], parts["word/media/figure1.png"]
    (block,) = figures(HELD, SMALL)

    assert svg.decode() == block.svg
    assert png.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", png[16:24])
    assert wide / high == pytest.approx(block.level / 20 / block.shape.line, rel=0.01)
    (properties,) = tree.iter("{*}docPr")
    assert properties.get("descr") == block.text
    (picture,) = tree.iter("{*}blip")
    (vector,) = tree.iter("{*}svgBlip")
    embed = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
    targets = {
        one.get("Id"): one.get("Target") for one in made.root(document, "word/_rels/document.xml.rels")
    }
    assert targets[picture.get(embed)] == "media/figure1.png"
    assert targets[vector.get(embed)] == "media/figure1.svg"
    assert faults(document) == []


def test_a_figure_is_locked_together_with_its_caption():
    (control,) = controls(made.root(render(HELD, SMALL)), "figure:organisation")

    assert find(control, "./w:sdtPr/w:lock")[0].get(f"{{{made.W}}}val") == "contentLocked"
    assert made.words(control) == "Figur: forumen"


def test_where_there_is_nothing_to_draw_the_caption_falls_away_with_the_figure():
    document = render(Agreement(title="Om jobb"), SMALL)

    assert made.lines(document) == ["Om jobb"]
    assert not [name for name in made.parts(document) if "media" in name]


def test_a_section_around_a_figure_alone_stands_while_there_is_something_to_draw():
    template = made.template(p(field("title")), field("section:figur", p("Så ser det ut"), CHART))

    assert "Så ser det ut" in made.lines(render(HELD, template))
    assert "Så ser det ut" not in made.lines(render(Agreement(title="Om jobb"), template))


def test_each_process_has_a_figure_of_its_own_when_it_has_more_steps_than_a_glance_takes_in():
    lane = field("figure:swim-lane", p("Ritas"), p("Figur: ", field("copy:processes/*/name")))
    template = made.template(p(field("title")), field("processes", p(field("processes/*/name")), lane))

    (block,) = figures(HELD, template)

    assert block.address == "processes/process2"
    assert made.lines(render(HELD, template))[-1] == "Figur: Process 2"


def test_each_table_with_numbers_to_compare_has_bars_of_its_own():
    bars = field("figure:bars", p("Ritas"), p("Figur: ", field("copy:mapping/statistics/*/title")))
    tables = field("mapping/statistics", p(field("mapping/statistics/*/title")), bars)
    document = render(made.example(), made.template(p(field("title")), tables))

    (control,) = controls(made.root(document), "figure:bars")
    (picture,) = control.iter("{*}docPr")
    assert (picture.get("descr") or "").endswith("Alla siffror finns i tabellen.")
    assert made.words(control).startswith("Figur: Inskrivna arbetslösa")
    assert faults(document) == []


def test_the_same_picture_is_kept_once_in_a_document():
    parts = made.parts(render(HELD, made.template(p(field("title")), CHART, CHART)))

    assert [name for name in parts if "media" in name] == ["word/media/figure1.png", "word/media/figure1.svg"]


def test_a_figure_comes_out_the_same_without_controls():
    bare = package(flow(HELD, SMALL, controls=False), SMALL, HELD, None)

    assert "word/media/figure1.svg" in made.parts(bare)
    assert made.lines(bare) == made.lines(render(HELD, SMALL))


@pytest.mark.parametrize("name", ["kronoberg", "tva-kommuner"])
def test_answers_come_back_from_a_document_with_figures(name: str):
    document = render(made.example(name), made.shipped())

    assert any("media" in part for part in made.parts(document))
    assert read(document).agreement == printed(made.example(name), made.shipped())


def test_a_table_after_a_figure_keeps_apart_from_the_one_before_it():
    template = made.template(p(field("title")), table(made.row(made.cell(p("x")))), CHART)

    assert faults(render(HELD, template)) == []


@pytest.mark.parametrize("kind", [("svg", "image/svg+xml"), ("png", "image/png")])
def test_a_picture_of_the_templates_own_keeps_its_name(kind: tuple[str, str]):
    name = f"word/media/figure1.{kind[0]}"
    content = made.parts(SMALL.content) | {name: b"their own"}
    types = content["[Content_Types].xml"].decode()
    own = f'<Default Extension="{kind[0]}" ContentType="{kind[1]}"/></Types>'
    content["[Content_Types].xml"] = types.replace("</Types>", own).encode()
    parts = made.parts(render(HELD, load(made.zipped(content), made.MANIFEST)))

    assert parts[name] == b"their own"
    assert {"word/media/figure2.png", "word/media/figure2.svg"} <= set(parts)


def test_a_remembered_flow_draws_a_figure_anew_when_what_it_shows_has_changed():
    memory = Memory()
    finished(steps(HELD, SMALL, memory=memory))
    renamed = at.replace(HELD, "organisation/forums/forum001/name", "Ledningsgruppen")

    again = finished(steps(renamed, SMALL, memory=memory))

    assert "Ledningsgruppen" in next(block for block in again.body if block.kind == "figure").text


LONG = Agreement.model_validate(
    {
        "title": "Om jobb",
        "parties": [{"id": "parter01", "name": "Växjö kommun"}],
        "processes": [
            {
                "id": "process1",
                "name": "Unga",
                "steps": [
                    {"id": f"stegnr{n:02}", "title": f"Steg {n} " + "mer " * 15, "actor": "parter01"}
                    for n in range(38)
                ],
            }
        ],
    }
)


def of_a_process(*, width: int = 11906, height: int = 16838) -> Template:
    """Return a template with the figure of a process, on pages so large in twentieths of a point."""
    lane = field("figure:swim-lane", p("Ritas"), p("Figur: ", field("copy:processes/*/name")))
    inside = field("processes", p(field("processes/*/name")), lane)
    content = made.parts(made.docx(p(field("title")), inside))
    document = content["word/document.xml"].decode()
    sized = document.replace('w:w="11906" w:h="16838"', f'w:w="{width}" w:h="{height}"')
    return load(made.zipped(content | {"word/document.xml": sized}), made.MANIFEST)


def test_a_figure_that_has_no_room_on_a_page_is_several_pictures_with_one_caption():
    document = render(LONG, of_a_process())
    (control,) = controls(made.root(document), "figure:swim-lane")
    names = [one.get("name") for one in control.iter("{*}docPr")]

    assert names == [f"Arbetsgång: Unga, del {n} av {len(names)}" for n in range(1, len(names) + 1)]
    assert len(names) > 1
    assert made.lines(document)[-1:] == ["Figur: Unga"]
    loose = [find(one, "./w:pPr/w:keepNext") for one in find(control, ".//w:p")]
    assert [len(one) for one in loose] == [1] * (len(names) - 1) + [0, 0]
    assert faults(document) == []


@pytest.mark.parametrize(
    ("width", "height"), [(11906, 16838), (16838, 11906), (8391, 11906)], ids=["A4", "lying", "A5"]
)
def test_type_in_a_figure_is_never_smaller_on_paper_than_can_be_read(width: int, height: int):
    for block in figures(LONG, of_a_process(width=width, height=height)):
        root = ET.fromstring(block.svg)
        drawn = float(root.get("viewBox", "").split()[2])
        sizes = {float(one.get("font-size", "0")) for one in root.iter("{http://www.w3.org/2000/svg}text")}

        assert min(sizes) * block.level / 20 / drawn >= LEAST - 0.01
