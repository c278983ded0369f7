"""The redline between documents of two templates: no styles, lists and fixed text of the old one are lost."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.report import report
from lokdesk.word import accepted
from lokdesk.word.flow import flow
from lokdesk.word.redline import Side, redline
from lokdesk.word.render import package
from lokdesk.word.soundness import faults
from lokdesk.word.template import Template, load
from lokdesk.word.tracked import Reviser
from tests.strategies import agreements, revised
from tests.word import made
from tests.word.made import W, cell, field, h, p, row, table, text
from tests.word.story import Story

BY = Reviser("Lisa Ek", date(2026, 11, 22))


def numbered(number: int, level: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Text"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/>' + (
        f"</w:numPr></w:pPr>{made.run(level)}</w:p>"
    )


def numbering(*formats: str) -> str:
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{one}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        for n, one in enumerate(formats)
    )
    lists = "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(formats))
    )
    return f'<w:numbering xmlns:w="{W}">{definitions}{lists}</w:numbering>'


BOX = (
    '<w:style w:type="paragraph" w:styleId="Ram"><w:name w:val="Faktaruta"/><w:basedOn w:val="Text"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
)
OLD = load(
    made.docx(
        h(1, field("title")),
        p("Fast text som den var", style="Ram"),
        numbered(3, "Punkt i den gamla mallen"),
        numbered(1, "Samma punkt i båda"),
        text("background"),
        field("goals", h(2, field("goals/*/title")), text("goals/*/effect")),
        p("Bara i den gamla"),
        table(field("parties", row(cell(p(field("parties/*/name"))), cell(text("parties/*/mandate"))))),
        p("Sist"),
        styles=made.STYLES.replace("</w:styles>", f"{BOX}</w:styles>"),
        extra={"word/numbering.xml": numbering("bullet", "decimal", "upperRoman")},
    ),
    made.MANIFEST,
)
_OTHER_IDS = re.sub(r'w:styleId="Heading(\d)"', r'w:styleId="Rubrik\1"', made.STYLES)
NEW = load(
    made.docx(
        h(1, field("title")).replace("Heading1", "Rubrik1"),
        p("Fast text som den är", style="Text"),
        numbered(3, "Punkt i den nya mallen"),
        numbered(1, "Samma punkt i båda"),
        field("goals", h(2, field("goals/*/title")).replace("Heading2", "Rubrik2"), text("goals/*/effect")),
        h(1, "Ny rubrik").replace("Heading1", "Rubrik1"),
        text("background"),
        p("Sist"),
        styles=_OTHER_IDS,
        extra={"word/numbering.xml": numbering("bullet", "lowerLetter", "decimal")},
    ),
    made.MANIFEST.replace('"1"', '"2"'),
)


def told(story: Story) -> list[str]:
    """Return what *story* tells: styles by their names, and lists by how they are numbered."""
    names = {id_: look.rpartition(" ")[0] for id_, look in story.looks().items()}
    ways = story.ways()
    lines = story.lines_with(lambda number: ways.get(number, "?"))
    return [re.sub(r'w:val="([^"]*)"', lambda found: names.get(found[1], found[1]), one) for one in lines]


def alone(agreement: Agreement, template: Template) -> list[str]:
    written = flow(agreement, template, controls=False)
    return told(Story(package(written, template, report(agreement), None)))


def settled(docx: bytes, how: Callable[[Any], None]) -> list[str]:
    story = Story(docx)
    how(story.root)
    return told(story)


def assert_is_right(old: Agreement, new: Agreement, was: Template, now: Template) -> bytes:
    docx = redline(Side(old, was), Side(new, now), BY)
    assert faults(docx) == []
    assert settled(docx, accepted.accept) == alone(new, now)
    assert settled(docx, accepted.reject) == alone(old, was)
    return docx


PAIRS = agreements(8).flatmap(lambda one: st.tuples(st.just(one), revised(one)))


@given(PAIRS)
def test_random_pairs_between_two_templates(pair: tuple[Agreement, Agreement]):
    assert_is_right(*pair, OLD, NEW)


@given(PAIRS)
def test_and_the_other_way(pair: tuple[Agreement, Agreement]):
    assert_is_right(*pair, NEW, OLD)


def test_a_numbered_list_keeps_the_numbers_of_its_own_template():
    listed = Agreement.model_validate(
        {
            "background": {
                "blocks": [
                    {"kind": "number", "runs": [{"text": "Ett"}]},
                    {"kind": "number", "runs": [{"text": "Två"}]},
                ]
            }
        }
    )
    assert any("decimal" in one and "Ett" in one for one in alone(listed, OLD))
    docx = assert_is_right(listed, listed, OLD, NEW)
    assert any("lowerLetter" in one for one in settled(docx, accepted.accept))
    assert any("decimal" in one for one in settled(docx, accepted.reject))


def test_a_style_of_the_same_name_is_the_same_style_whatever_its_id():
    agreement = Agreement(title="Om jobb")
    docx = redline(Side(agreement, OLD), Side(agreement, NEW), BY)
    title = next(one for one in Story(docx).root.iter(f"{{{W}}}p") if "Om jobb" in "".join(one.itertext()))
    assert [one.tag for one in title.iter(f"{{{W}}}pPrChange")] == []


def test_a_style_that_only_the_old_template_has_comes_along_with_what_it_rests_on():
    docx = redline(Side(Agreement(), OLD), Side(Agreement(), NEW), BY)
    looks = Story(docx).looks()
    assert [one.rpartition(" ")[0] for id_, one in looks.items() if id_.endswith("Ram")] == ["Faktaruta"]


def test_between_two_of_the_same_template_nothing_comes_along():
    docx = redline(Side(Agreement(title="A"), OLD), Side(Agreement(title="B"), OLD), BY)
    assert set(Story(docx).looks()) == set(Story(OLD.content).looks())


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATIONSHIP = re.compile(r'<Relationship Id="([^"]*)" Type="[^"]*/(\w+)" Target="([^"]*)"')


def _with_drawings() -> Template:
    """Return a template that shows a chart with its figures, and a diagram."""
    chart = f'<c:chart xmlns:c="{_CHART}" r:id="rId20"/>'
    diagram = f'<dgm:relIds xmlns:dgm="{_DIAGRAM}" r:dm="rId21" r:lo="rId22"/>'
    shown = "".join(p(f"<w:r><w:drawing>{one}</w:drawing></w:r>") for one in (chart, diagram))
    parts = made.parts(made.docx(h(1, field("title")), shown, p("Sist")))
    related = (
        ("rId20", "chart", "charts/chart1.xml"),
        ("rId21", "diagramData", "diagrams/data1.xml"),
        ("rId22", "diagramLayout", "diagrams/layout1.xml"),
        ("rId23", "diagramDrawing", "diagrams/drawing1.xml"),
    )
    name = "word/_rels/document.xml.rels"
    relationships = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for id_, kind, target in related
    )
    book = f'<Relationship Id="rId1" Type="{_OFFICE}/package" Target="../embeddings/bok.xlsx"/>'
    around = parts[name].decode().partition("<Relationship ")[0]
    parts |= {
        name: parts[name].replace(b"</Relationships>", f"{relationships}</Relationships>".encode()),
        "word/charts/chart1.xml": (
            f'<c:chartSpace xmlns:c="{_CHART}" xmlns:r="{_OFFICE}"><c:externalData r:id="rId1"/>'
            "</c:chartSpace>"
        ).encode(),
        "word/charts/_rels/chart1.xml.rels": f"{around}{book}</Relationships>".encode(),
        "word/embeddings/bok.xlsx": b"siffror",
        "word/diagrams/data1.xml": (
            f'<dgm:dataModel xmlns:dgm="{_DIAGRAM}"><dsp:dataModelExt xmlns:dsp="urn:dsp" relId="rId23"/>'
            "</dgm:dataModel>"
        ).encode(),
        "word/diagrams/layout1.xml": f'<dgm:layoutDef xmlns:dgm="{_DIAGRAM}"/>'.encode(),
        "word/diagrams/drawing1.xml": b"<dsp:drawing xmlns:dsp='urn:dsp'/>",
    }
    types = parts["[Content_Types].xml"].decode()
    octets = '<Default Extension="xlsx" ContentType="application/octet-stream"/></Types>'
    parts["[Content_Types].xml"] = types.replace("</Types>", octets).encode()
    return load(made.zipped(parts), made.MANIFEST.replace('"1"', '"3"'))


def test_what_only_the_old_template_shows_comes_along_with_all_that_it_is_made_of():
    agreement = Agreement(title="Om jobb")

    docx = redline(Side(agreement, _with_drawings()), Side(agreement, NEW), BY)

    assert faults(docx) == []
    parts = made.parts(docx)
    related = {
        id_: (kind, f"word/{target}")
        for id_, kind, target in _RELATIONSHIP.findall(parts["word/_rels/document.xml.rels"].decode())
    }
    shown = re.findall(r'r:(id|dm|lo)="([^"]*)"', parts["word/document.xml"].decode())
    kinds = {"id": "chart", "dm": "diagramData", "lo": "diagramLayout"}
    pointed = {name: related[id_] for name, id_ in shown if related[id_][0] in kinds.values()}
    assert {name: kind for name, (kind, _) in pointed.items()} == kinds
    (drawing,) = re.findall('relId="([^"]*)"', parts[pointed["dm"][1]].decode())
    assert related[drawing][0] == "diagramDrawing"
    assert b"siffror" in parts.values()


def test_what_only_the_old_template_knows_a_name_for_is_named_in_full():
    glow = BOX.replace("</w:style>", "<w:rPr><w99:glow/></w:rPr></w:style>")
    styles = made.STYLES.replace("<w:styles ", '<w:styles xmlns:w99="urn:w99" ', 1)
    shape = (
        '<w:r><mc:AlternateContent><mc:Choice xmlns:w98="urn:w98" Requires="w98"><w:drawing w98:id="7"/>'
        "</mc:Choice></mc:AlternateContent></w:r>"
    )
    old = load(
        made.docx(
            h(1, field("title")),
            p("Fast text", style="Ram"),
            p(shape),
            text("background"),
            styles=styles.replace("</w:styles>", f"{glow}</w:styles>"),
            extra={"word/numbering.xml": numbering("bullet", "decimal", "upperRoman")},
        ),
        made.MANIFEST.replace('"1"', '"4"'),
    )
    assert "xmlns:w98" in old.main.start
    said = Agreement.model_validate({"background": "Taggen <w98:a> är text."})

    docx = redline(Side(said, old), Side(said, NEW), BY)

    assert faults(docx) == []
    (choice,) = Story(docx).root.iter("{*}Choice")
    assert choice.nsmap["w98"] == "urn:w98"
    assert '<w99:glow xmlns:w99="urn:w99"/>' in made.part(docx, "word/styles.xml")
    assert any("Taggen <w98:a> är text." in one for one in settled(docx, accepted.reject))


def test_between_the_two_versions_of_the_bundled_template():
    folder = made.ROOT / "templates"
    newer = load(
        (folder / "grundmall-2026.docx").read_bytes(), (folder / "grundmall-2026.toml").read_text("utf-8")
    )
    example = made.example()
    assert_is_right(example, example, made.shipped(), newer)
    assert_is_right(example, example, newer, made.shipped())
