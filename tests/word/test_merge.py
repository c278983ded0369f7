"""Attached Word files and pictures: taken apart, and put into the document with all that is theirs."""

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment
from lokdesk.word import appearance, enclosure, probe, sheet
from lokdesk.word.enclosure import Beside
from lokdesk.word.flow import Flow, flow
from lokdesk.word.leaf import paragraphs
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import render
from lokdesk.word.soundness import Fault, faults
from lokdesk.word.template import Template
from tests import validators
from tests.word import made
from tests.word.made import W, field, find, h, lines, p, part, parts, root, template, text

CONTENT = field("part:appendix-content", p("Här står bilagan", style="Text"))
LIST = field("appendices", p(field("appendices/*/number")))
TEMPLATE = template(
    h(1, field("title")),
    field("part:contents", p("Innehåll")),
    LIST,
    field(
        "appendices",
        field(
            "section:appendix",
            h(1, field("part:appendix-label"), ": ", field("copy:appendices/*/title")),
            field("section:own", text("appendices/*/text")),
            CONTENT,
        ),
    ),
    h(1, "Efter bilagorna"),
)


def png(wide: int = 40, high: int = 20) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    rows = b"".join(b"\0" + b"\x33\x66\x99" * wide for _ in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def saved(document: Document) -> bytes:
    """Return *document* as a file."""
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def word(*build: Callable[[Document], object]) -> bytes:
    """Return a Word file as another program makes it."""
    document = docx.Document()
    for one in build:
        one(document)
    return saved(document)


def with_xml(xml: str) -> Callable[[Document], None]:
    """Return what puts *xml* last in the text of a file."""

    def add(document: Document) -> None:
        names = made.NAMESPACES.partition(" mc:Ignorable")[0]
        for element in etree.fromstring(f"<x {names}>{xml}</x>"):
            body: Any = document.element[0]
            body.insert(len(body) - 1, element)

    return add


def plain(document: Document) -> None:
    document.add_heading("Handlingsplan", 1)
    document.add_paragraph("Vi gör så här.")


def held(*files: tuple[str, bytes], text: str | None = None) -> tuple[Agreement, dict[str, Attachment]]:
    """Return an agreement with an appendix for each of *files*, and the files."""
    ids = [f"filer{number:03}" for number in range(len(files))]
    attached = {
        id_: Attachment(id=id_, name=name, content=content)
        for id_, (name, content) in zip(ids, files, strict=True)
    }
    appendices = [
        {
            "id": f"bilag{n:03}",
            "number": str(n + 1),
            "title": f"Bilaga om {n}",
            "attachment": id_,
            "text": text,
        }
        for n, id_ in enumerate(ids)
    ]
    return Agreement.model_validate({"title": "Om jobb", "appendices": appendices}), attached


def written(*contents: bytes, by: Template = TEMPLATE) -> bytes:
    """Return a document with the Word files *contents* as appendices; it is sound."""
    result = render(*_with_template(held(*((f"plan{n}.docx", one) for n, one in enumerate(contents))), by))
    assert faults(result) == []
    return result


def _with_template(
    given: tuple[Agreement, dict[str, Attachment]], by: Template
) -> tuple[Agreement, Template, dict[str, Attachment]]:
    return given[0], by, given[1]


def becomes(name: str, content: bytes, by: Template = TEMPLATE) -> object:
    agreement, files = held((name, content))
    (content_,) = enclosure.contents(by)
    return content_.becomes(agreement.appendices[0], files["filer000"])


def why_not(content: bytes) -> str:
    """Return why the Word file *content* is not merged."""
    found = becomes("plan.docx", content)
    assert isinstance(found, Beside)
    return found.why


def flowed(*contents: bytes) -> Flow:
    agreement, files = held(*((f"plan{n}.docx", one) for n, one in enumerate(contents)))
    return flow(agreement, TEMPLATE, files)


# -- text


def test_the_text_of_an_attached_file_follows_the_heading_of_its_appendix():
    said = lines(written(word(plain)))

    place = said.index("Bilaga\N{NO-BREAK SPACE}1: Bilaga om 0")
    assert said[place + 1 : place + 3] == ["Handlingsplan", "Vi gör så här."]


def test_headings_of_a_file_stand_below_that_of_its_appendix_without_gaps():
    def headings(document: Document) -> None:
        document.add_heading("Yttre", 2)
        document.add_heading("Inre", 4)
        document.add_heading("Yttre igen", 2)

    found = [(one.text, one.level) for one in flowed(word(headings)).body if one.kind == "heading"]
    levels = dict(found)

    assert (levels["Inre"], levels["Yttre igen"]) == (3, 2)
    outline = find(root(written(word(headings)), "word/styles.xml"), ".//w:outlineLvl/@w:val")
    assert [str(one) for one in outline][-2:] == ["1", "2"]


def test_a_file_that_begins_with_the_heading_of_its_appendix_does_not_say_it_twice():
    def titled(document: Document) -> None:
        document.add_heading("BILAGA 1 – Bilaga om 0", 1)
        document.add_heading("Handlingsplan", 2)
        document.add_paragraph("Vi gör så här.")

    said = lines(written(word(titled)))
    levels = [(one.text, one.level) for one in flowed(word(titled)).body if one.kind == "heading"]

    assert not any("BILAGA" in line for line in said)
    assert ("Handlingsplan", 2) in levels


def test_a_file_that_begins_with_another_heading_keeps_it():
    assert "Handlingsplan" in lines(written(word(plain)))


def test_the_contents_list_the_headings_of_a_file_below_its_appendix():
    entries = [one.text for one in flowed(word(plain)).body if one.address == "part:contents" and one.text]

    assert [one.partition("\t")[0] for one in entries if "\t" in one] == [
        "Om jobb",
        "Bilaga 1: Bilaga om 0",
        "Handlingsplan",
        "Efter bilagorna",
    ]


def test_a_table_of_contents_of_the_file_is_left_out():
    contents = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Handlingsplan 7</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>Annat 9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )

    said = lines(written(word(with_xml(contents), plain)))

    assert "Annat 9" not in said
    assert "Handlingsplan 7" not in said
    assert "Vi gör så här." in said


def test_what_has_been_changed_is_accepted_and_comments_and_controls_are_gone():
    document = written(
        word(
            with_xml(
                '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>Nytt</w:t></w:r></w:ins>'
                '<w:del w:id="2" w:author="x">'
                "<w:r><w:delText>Gammalt</w:delText></w:r></w:del></w:p>"
                '<w:sdt><w:sdtPr><w:tag w:val="title"/></w:sdtPr><w:sdtContent>'
                "<w:p><w:r><w:t>I fält</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            )
        )
    )

    assert {"Nytt", "I fält"} <= set(lines(document))
    assert "Gammalt" not in part(document)
    assert len(made.controls(root(document), "title")) == 1


def test_what_is_merged_is_no_answer():
    agreement, files = held(("plan.docx", word(plain)), text="Bilagans egna ord.")

    reading = read(render(agreement, TEMPLATE, files))

    assert reading.agreement == printed(agreement, TEMPLATE)
    assert reading.unplaced == ()


# -- looks


def test_styles_come_along_under_names_of_their_own_with_what_the_file_begins_with():
    def look(document: Document) -> None:
        normal, heading = document.styles["Normal"], document.styles["Heading 1"]
        assert isinstance(normal, ParagraphStyle)
        assert isinstance(heading, ParagraphStyle)
        normal.font.name = "Georgia"
        heading.font.color.rgb = RGBColor(0x12, 0x34, 0x56)
        plain(document)

    document = written(word(look))
    styles = root(document, "word/styles.xml")
    (heading,) = find(styles, ".//w:style[w:rPr/w:color/@w:val='123456']")
    normal = find(styles, ".//w:style[w:rPr/w:rFonts/@w:ascii='Georgia']")[0]

    named = str(heading.get(f"{{{W}}}styleId"))
    assert re.fullmatch(r"m[0-9a-f]{10}Heading1", named)
    assert f'<w:pStyle w:val="{named}"/>' in part(document)
    # python-docx's own template spaces paragraphs by its defaults, which now stand in the style.
    assert find(normal, "./w:pPr/w:spacing[@w:after='200'][@w:line='276']")
    assert find(normal, "./w:rPr/w:sz[@w:val='22']")
    assert "Theme" not in etree.tostring(normal).decode()


def test_the_documents_own_styles_stay_as_they_were():
    before = root(render(Agreement(), TEMPLATE), "word/styles.xml")
    after = root(written(word(plain)), "word/styles.xml")

    assert [etree.tostring(one, method="c14n") for one in before] == [
        etree.tostring(one, method="c14n") for one in list(after)[: len(before)]
    ]


def test_lists_of_two_files_are_lists_of_their_own_and_count_from_one():
    def listed(document: Document) -> None:
        for line in ("Ett", "Två"):
            document.add_paragraph(line, style="List Number")

    document = written(word(listed), word(listed, plain))
    numbers = find(root(document, "word/numbering.xml"), "./w:num/w:abstractNumId/@w:val")
    styled = find(
        root(document, "word/styles.xml"), ".//w:style[contains(@w:styleId, 'ListNumber')]//w:numId/@w:val"
    )

    assert len(set(styled)) == 2
    assert len(numbers) == len(set(numbers))
    body = flowed(word(listed)).body
    assert [one.label for one in body if one.text in ("Ett", "Två")] == ["1.", "2."]
    leaves = sheet.sheet(flowed(word(listed)), appearance.of(TEMPLATE)).leaves
    said = [one for leaf in leaves for one in paragraphs(leaf) if one.block.text in ("Ett", "Två")]
    assert [(one.label, one.origin) for one in said] == [("1.", "made"), ("2.", "made")]


def test_paragraphs_in_a_table_keep_the_spacing_of_its_style():
    def tabled(document: Document) -> None:
        document.add_table(1, 1, style="Table Grid").cell(0, 0).text = "I rutan"

    (cell,) = find(root(written(word(tabled))), ".//w:tc/w:p")

    assert find(cell, "./w:pPr/w:spacing[@w:after='0'][@w:line='240']")


# -- pictures, notes and links


def test_pictures_come_along_once_and_are_related_to():
    def pictured(document: Document) -> None:
        for _ in range(2):
            document.add_picture(io.BytesIO(png()))

    document = written(word(pictured))

    media = [name for name in parts(document) if name.startswith("word/media/")]
    assert [parts(document)[name] for name in media] == [png()]
    assert part(document).count("<pic:pic") == 2


def test_footnotes_and_endnotes_become_footnotes_after_those_before():
    note = (
        '<w:p><w:r><w:t>Se här</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:endnoteReference w:id="7"/></w:r></w:p>'
    )
    content = made.docx(
        note,
        extra={
            "word/footnotes.xml": (
                f'<w:footnotes {made.NAMESPACES}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
                "<w:t>Vid foten</w:t></w:r></w:p></w:footnote></w:footnotes>"
            ),
            "word/endnotes.xml": (
                f'<w:endnotes {made.NAMESPACES}><w:endnote w:id="7"><w:p><w:r><w:endnoteRef/></w:r><w:r>'
                "<w:t>Vid slutet</w:t></w:r></w:p></w:endnote></w:endnotes>"
            ),
        },
    )
    content = _related(content, footnotes="footnotes.xml", endnotes="endnotes.xml")
    document = written(content)

    notes = root(document, "word/footnotes.xml")
    assert [made.words(one) for one in find(notes, "./w:footnote[not(@w:type)]")] == [
        "Vid foten",
        "Vid slutet",
    ]
    used = find(root(document), ".//w:footnoteReference/@w:id")
    assert used == find(notes, "./w:footnote[not(@w:type)]/@w:id")


def _related(content: bytes, **parts_: str) -> bytes:
    """Return the file *content* with parts related to, each by its kind, which is a part of its id too."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relate(tree: etree._Element) -> None:
        for kind, target in parts_.items():
            etree.SubElement(
                tree,
                f"{{{tree.nsmap[None]}}}Relationship",
                Id=f"rId{kind}",
                Type=f"{office}/{kind}",
                Target=target,
            )

    def typed(tree: etree._Element) -> None:
        etree.SubElement(
            tree, f"{{{tree.nsmap[None]}}}Default", Extension="xlsx", ContentType="application/x-bok"
        )
        if "chart" in parts_:
            etree.SubElement(
                tree,
                f"{{{tree.nsmap[None]}}}Override",
                PartName=f"/word/{parts_['chart']}",
                ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            )

    related = made.edited(content, relate, "word/_rels/document.xml.rels")
    return made.edited(related, typed, "[Content_Types].xml")


def test_references_within_the_file_lead_where_they_led_and_others_become_words():
    reference = (
        '<w:p><w:bookmarkStart w:id="1" w:name="mål"/><w:r><w:t>Målet</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/></w:p>'
        '<w:p><w:fldSimple w:instr=" REF mål \\h "><w:r><w:t>Målet</w:t></w:r></w:fldSimple>'
        '<w:hyperlink w:anchor="mål"><w:r><w:t>dit</w:t></w:r></w:hyperlink>'
        '<w:hyperlink w:anchor="saknas"><w:r><w:t>ingenstans</w:t></w:r></w:hyperlink>'
        '<w:fldSimple w:instr=" FILENAME \\p "><w:r><w:t>C:/hemligt.docx</w:t></w:r></w:fldSimple></w:p>'
    )
    document = written(word(with_xml(reference)), word(with_xml(reference)))
    tree = root(document)

    names = find(tree, ".//w:bookmarkStart/@w:name[starts-with(., '_m')]")
    anchors = find(tree, ".//w:hyperlink/@w:anchor[starts-with(., '_m')]")
    assert len(set(names)) == 2
    assert anchors == names
    assert [str(one).split()[:2] for one in find(tree, ".//w:fldSimple/@w:instr")] == [
        ["REF", str(name)] for name in names
    ]


def test_a_field_that_asks_another_program_for_its_words_is_only_its_words():
    field_ = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Så blev det</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    document = written(word(with_xml(field_)))

    assert "DDEAUTO" not in part(document)
    assert "Så blev det" in lines(document)


def test_a_chart_comes_along_in_its_own_colours_and_leaves_its_workbook_behind():
    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="3000000" cy="2000000"/><wp:docPr id="1" name="Diagram"/>'
        f'<a:graphic xmlns:a="{main}"><a:graphicData uri="{chart}">'
        f'<c:chart xmlns:c="{chart}" r:id="rIdchart"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        "</w:r></w:p>"
    )
    content = made.docx(
        drawing,
        extra={
            "word/charts/chart1.xml": (
                f'<c:chartSpace xmlns:c="{chart}" xmlns:a="{main}" xmlns:r="{office}"><c:chart><c:plotArea/>'
                '</c:chart><c:spPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></c:spPr>'
                '<c:externalData r:id="rId1"/></c:chartSpace>'
            ),
            "word/charts/_rels/chart1.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{office}/package" Target="../embeddings/bok.xlsx"/>'
                "</Relationships>"
            ),
            "word/embeddings/bok.xlsx": "PK",
            "word/theme/theme1.xml": (
                f'<a:theme xmlns:a="{main}"><a:themeElements><a:clrScheme name="x"><a:accent1>'
                '<a:srgbClr val="AB12CD"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
            ),
        },
    )
    content = _related(content, theme="theme/theme1.xml", chart="charts/chart1.xml")

    document = written(content)

    name = next(one for one in parts(document) if one.startswith("word/charts/"))
    assert b'<a:srgbClr val="AB12CD"/>' in parts(document)[name]
    assert b"externalData" not in parts(document)[name]
    assert not any("bok" in one for one in parts(document))


def test_of_alternatives_what_any_program_understands_is_kept():
    strange = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x="urn:x"'
    document = written(
        word(
            with_xml(
                f'<w:p><w:r><mc:AlternateContent {strange}><mc:Choice Requires="x"><x:nytt/></mc:Choice>'
                "<mc:Fallback><w:t>Gammalt nog</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            )
        )
    )

    assert "Gammalt nog" in lines(document)
    assert "urn:x" not in part(document)


# -- pages


def landscape(document: Document) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    document.add_paragraph("På tvären")


def test_landscape_pages_stay_so_and_those_of_the_document_go_on_after_them():
    document = written(word(plain, landscape))
    sections = find(root(document), ".//w:sectPr")

    sizes = [find(one, "./w:pgSz/@w:w")[0] for one in sections]
    assert [int(str(one)) > 15000 for one in sizes] == [False, False, True, False]
    assert all(one.getparent() is not None for one in sections)


def test_pages_that_end_the_document_are_its_last():
    by = template(LIST, field("appendices", field("section:x", h(1, field("part:appendix-label")), CONTENT)))
    document = written(word(plain, landscape), by=by)

    last = find(root(document), "./w:body/w:sectPr/w:pgSz/@w:w")
    assert int(str(last[0])) > 15000
    assert lines(document)[-2:] == ["På tvären", ""]


def test_pages_like_those_around_need_no_sections():
    def two(document: Document) -> None:
        plain(document)
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_paragraph("Nästa sida")

    tree = root(written(word(two)))

    assert len(find(tree, ".//w:sectPr")) == 1
    assert find(tree, ".//w:p[w:pPr/w:pageBreakBefore]//w:t/text()") == ["Nästa sida"]


# -- what is not merged


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK nonsens", "inte går att läsa"),
        (word(with_xml('<w:altChunk r:id="rId99"/>')), "från en annan fil"),
        (word(with_xml("<w:p><w:r><w:object/></w:r></w:p>")), "inbäddat objekt"),
        (word(), "inte innehåller någon text"),
    ],
    ids=["damaged", "another file", "object", "empty"],
)
def test_a_file_that_cannot_be_brought_over_whole_lies_beside_the_document(content: bytes, why: str):
    assert why in why_not(content)


def test_a_picture_outside_of_the_file_is_not_fetched():
    def linked(document: Document) -> None:
        document.add_picture(io.BytesIO(png()))
        document.part.rels.get_or_add_ext_rel(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
            "https://exempel.se/x.png",
        )
        blip = next(document.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
        attribute = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
        del blip.attrib[f"{attribute}embed"]
        blip.set(f"{attribute}link", next(one for one, rel in document.part.rels.items() if rel.is_external))

    assert "utanför filen" in why_not(word(linked))


def test_a_file_that_our_own_checks_object_to_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(probe, "faults", lambda _: [Fault("x", "", "Något är fel.")])

    assert why_not(word(plain, plain)) == "den skulle skada dokumentet: något är fel"


def test_a_file_is_only_taken_apart_once(monkeypatch: pytest.MonkeyPatch):
    content = word(plain, plain, plain)
    first = flowed(content).body
    monkeypatch.setattr(probe, "faults", lambda _: [Fault("x", "", "Något är fel.")])

    assert flowed(content).body == first


# -- other files


def test_a_picture_is_placed_with_the_title_of_its_appendix_for_those_who_do_not_see_it():
    agreement, files = held(("karta.png", png(4000, 1000)))

    document = render(agreement, TEMPLATE, files)

    assert faults(document) == []
    (described,) = root(document).iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    assert described.get("descr") == "Bilaga om 0"
    (extent,) = root(document).iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    )
    wide, high = int(extent.get("cx", "")), int(extent.get("cy", ""))
    assert wide <= 453.6 * 12700
    assert wide == pytest.approx(high * 4, rel=0.01)
    assert [one for name, one in parts(document).items() if name.startswith("word/media/")] == [
        png(4000, 1000)
    ]


def test_a_picture_is_seen_on_the_screen():
    agreement, files = held(("karta.png", png()))
    (block,) = [one for one in flow(agreement, TEMPLATE, files).body if one.kind == "figure"]

    assert "data:image/png;base64," in block.svg
    assert block.text == "Bilaga om 0"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("avtal.pdf", b"%PDF-1.7"),
        ("tabell.xlsx", b"PK"),
        ("trasig.png", b"\x89PNG\r\n\x1a\n"),
        ("trasig.jpg", b"\xff\xd8"),
    ],
)
def test_other_files_are_said_to_lie_beside(name: str, content: bytes):
    agreement, files = held((name, content))

    assert becomes(name, content) == Beside()
    assert f"Bilagan finns i filen ”{name}”." in lines(render(agreement, TEMPLATE, files))


def test_the_words_for_a_file_beside_are_the_templates_own():
    by = template(
        field("appendices", CONTENT), manifest=made.MANIFEST + '[words]\nbeside = "Se {file} intill."\n'
    )
    agreement, files = held(("avtal.pdf", b"%PDF"))

    assert lines(render(agreement, by, files))[0] == "Se avtal.pdf intill."


def test_an_appendix_without_a_file_says_nothing_of_one():
    agreement = Agreement.model_validate({"appendices": [{"id": "bilag000", "title": "Tom"}]})

    assert "Bilaga" not in "".join(lines(render(agreement, TEMPLATE, {})))


# -- what other programs say


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a document after the shipped template's look with one appendix of each kind."""

    def rich(document: Document) -> None:
        plain(document)
        document.add_heading("Steg", 2)
        for line in ("Ett", "Två"):
            document.add_paragraph(line, style="List Number")
        document.add_picture(io.BytesIO(png()), width=Cm(4))
        table = document.add_table(2, 2, style="Light Grid Accent 1")
        table.cell(0, 0).text = "Rubrik"

    agreement, files = held(
        ("plan.docx", word(rich)),
        ("tvär.docx", word(plain, landscape)),
        ("karta.png", png()),
        ("a.pdf", b"%PDF"),
    )
    path = tmp_path_factory.mktemp("merged") / "helt.docx"
    path.write_bytes(render(agreement, TEMPLATE, files))
    return path


def test_validators_find_no_error(ooxml_validator: Path, whole: Path):
    assert ooxml_validator.is_file()
    assert validators.sdk_errors([whole]) == []
    assert faults(whole.read_bytes()) == []


def test_libreoffice_shows_all_headings_tables_and_pictures(soffice: Path, whole: Path, tmp_path: Path):
    assert soffice
    saved_ = validators.resaved_by_libreoffice(whole, tmp_path).read_bytes()

    assert part(saved_).count("<w:tbl>") == part(whole.read_bytes()).count("<w:tbl>") == 1
    assert part(saved_).count("<w:drawing>") == part(whole.read_bytes()).count("<w:drawing>") == 2
    said = lines(saved_)
    assert [line for line in ("Handlingsplan", "Steg", "På tvären") if line in said] == [
        "Handlingsplan",
        "Steg",
        "På tvären",
    ]
