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


def test_between_the_two_versions_of_the_bundled_template():
    folder = made.ROOT / "templates"
    newer = load(
        (folder / "grundmall-2026.docx").read_bytes(), (folder / "grundmall-2026.toml").read_text("utf-8")
    )
    example = made.example()
    assert_is_right(example, example, made.shipped(), newer)
    assert_is_right(example, example, newer, made.shipped())
