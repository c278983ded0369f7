"""What some readers cannot use, in documents made for it; and that Lokdesk's own have nothing of it."""

import re
from dataclasses import replace
from xml.sax.saxutils import escape

import pytest

from lokdesk.agreement.draft import Draft
from lokdesk.session import companion, document
from lokdesk.session.companion import Chosen
from lokdesk.word.accessible import Remark, remarks, where
from lokdesk.word.contrast import contrast, rgb
from tests.session.made import LIBRARY
from tests.word import made
from tests.word.made import cell, h, p, row, run, table

PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    "<wp:extent cx='1' cy='1'/>{}</wp:inline></w:drawing></w:r>"
)
DECORATIVE = (
    '<wp:docPr id="1" name="a"><a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst></wp:docPr>'
)
HEADER = "<w:trPr><w:tblHeader/></w:trPr>"


def found(*body: str, styles: str = made.STYLES, header: str = "") -> list[Remark]:
    """Return what is found in a document of *body* besides that it has no title."""
    return [one for one in remarks(made.docx(*body, header=header, styles=styles)) if one.check != "title"]


def checks(*body: str, header: str = "") -> list[tuple[str, str]]:
    return [(one.check, one.place) for one in found(*body, header=header)]


def linked(text: str) -> str:
    return f'<w:hyperlink r:id="rId9">{run(text)}</w:hyperlink>'


def picture(description: str) -> str:
    return p(PICTURE.format(f'<wp:docPr id="1" name="a" descr="{escape(description)}"/>'))


def coloured(look: str, text: str = "Grått") -> str:
    return p(run(text, look))


@pytest.mark.parametrize("name", ["kronoberg", "tva-kommuner"])
def test_there_is_nothing_in_any_document_of_the_examples(name: str):
    draft = LIBRARY.example(name)
    for wanted in companion.documents(LIBRARY):
        about = companion.subjects(draft, wanted) if wanted.about else (None,)
        for subject in about:
            docx = document.render(draft, LIBRARY, Chosen(wanted, subject))

            assert remarks(docx) == [], (wanted.id, subject)


def test_there_is_nothing_in_a_document_where_nothing_is_answered():
    assert remarks(document.render(Draft(), LIBRARY)) == []


def test_a_document_needs_a_title_and_a_language():
    whole = remarks(made.docx(p("Text")))
    without = found(p("Text"), styles=re.sub(r"<w:lang[^>]*>", "", made.STYLES))

    assert [(one.check, one.place) for one in whole] == [("title", "")]
    assert [one.check for one in without] == ["language"]


def test_headings_go_down_one_level_at_a_time():
    assert checks(h(1, "Ett"), h(2, "Två"), h(3, "Tre"), h(1, "Fyra"), h(2, "Fem")) == []
    assert checks(h(1, "Ett"), h(3, "Tre"), h(3, "Fyra")) == [("heading-order", "Tre")]
    assert checks(h(2, "Två")) == [("heading-order", "Två")]
    assert checks(h(1, "Ett"), h(2), h(2, "Två")) == [("empty-heading", "Ett")]


def test_a_long_text_has_headings():
    assert checks(*[p("Text")] * 39) == []
    assert checks(*[p("Text")] * 40) == [("no-headings", "")]


def test_what_only_looks_like_a_heading_is_told():
    bold = p(run("Bakgrund", "<w:b/>"))
    strong = p(run("Bakgrund", '<w:rStyle w:val="Stark"/>'))

    for one in (bold, strong):
        assert checks(h(1, "Ett"), one, p("Text")) == [("bold-heading", "Ett")]
    assert checks(bold, bold, p(run("Viktigt.", "<w:b/>")), p("Text")) == []
    assert checks(p(run("Bakgrund: ", "<w:b/>"), "mer"), p("Text")) == []
    assert checks(p(run("Bakgrund", '<w:b w:val="0"/>')), p("Text")) == []
    assert checks(table(row(cell(bold, p("Text")))), p("Text")) == []


def test_a_table_has_a_row_of_headers():
    first = row(cell(p("Part")), cell(p("Roll")))

    assert checks(h(1, "Ett"), table(first, first)) == [("table-header", "Ett")]
    assert checks(table(first.replace("<w:tr>", f"<w:tr>{HEADER}"), first)) == []
    # What only lies beside or below each other is no table of facts.
    assert checks(table(first)) == []
    assert checks(table(row(cell(p("a"))), row(cell(p("b"))))) == []


@pytest.mark.parametrize("description", ["", " "])
def test_a_picture_is_described(description: str):
    assert checks(h(1, "Ett"), picture(description)) == [("alt-text", "Ett")]


@pytest.mark.parametrize("description", ["bild1.png", "Bildobjekt 3", "Picture"])
def test_the_name_of_a_file_is_no_description(description: str):
    assert checks(h(1, "Ett"), picture(description)) == [("alt-name", "Ett")]


def test_a_picture_that_is_described_or_only_adorns_is_in_order():
    assert checks(picture("Parterna och deras forum")) == []
    assert checks(p(PICTURE.format(DECORATIVE))) == []


def test_a_picture_in_the_header_counts_and_one_for_older_programs_does_not():
    nameless = PICTURE.format('<wp:docPr id="1" name="a"/>')
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"{}><v:imagedata/></v:shape>'
    old = f"<w:r><w:pict>{shape}</w:pict></w:r>"

    assert checks(p("Text"), header=p(nameless)) == [("alt-text", "sidhuvudet")]
    assert checks(p(old.format(""))) == [("alt-text", "")]
    assert checks(p(old.format(' alt="Parterna"'))) == []
    fallback = f"<mc:AlternateContent><mc:Fallback>{old.format('')}</mc:Fallback></mc:AlternateContent>"
    assert checks(p(f"<w:r>{fallback}</w:r>")) == []


@pytest.mark.parametrize(
    "text", ["här", "Klicka här", "Läs mer »", "https://www.example.se/a/b", "www.example.se", ""]
)
def test_a_link_says_where_it_leads(text: str):
    assert checks(h(1, "Ett"), p(linked(text))) == [("link-text", "Ett")]


@pytest.mark.parametrize("text", ["Arbetsförmedlingens statistik", "anna@example.se", "Läs mer om dua"])
def test_a_link_that_says_so_is_in_order(text: str):
    assert checks(p(linked(text))) == []


def test_a_list_is_a_list():
    assert checks(h(1, "Ett"), p("- ett"), p("- två"), p("– tre")) == [("typed-list", "Ett")]
    assert checks(p("1. ett"), p("2) två")) == [("typed-list", "")]
    assert checks(p("<w:r><w:t>• ett</w:t><w:br/><w:t>• två</w:t></w:r>")) == [("typed-list", "")]
    assert checks(p("– Repliken står ensam"), p("Text"), p("- också")) == []
    assert checks(p("2 kommuner"), p("–"), p("-5 grader")) == []
    item = '<w:p><w:pPr><w:pStyle w:val="Punkt"/></w:pPr><w:r><w:t>- ett</w:t></w:r></w:p>'
    assert checks(item, item) == []


def test_many_headings_need_contents_and_its_links_lead_somewhere():
    headings = [h(1, f"Rubrik {number}") for number in range(20)]
    contents = '<w:p><w:r><w:instrText> TOC \\o "1-2" </w:instrText></w:r></w:p>'
    lost = p(f'<w:hyperlink w:anchor="_Toc1">{run("Rubrik")}</w:hyperlink>')

    assert checks(*headings[:19]) == []
    assert checks(*headings) == [("contents", "")]
    assert checks(contents, *headings) == []
    assert checks(lost) == [("contents", "")]


def test_text_can_be_told_from_its_ground():
    grey, white = '<w:color w:val="999999"/>', '<w:color w:val="FFFFFF"/>'

    assert checks(h(1, "Ett"), coloured(grey)) == [("contrast", "Ett")]
    assert checks(coloured('<w:color w:val="595959"/>')) == []
    assert checks(coloured('<w:color w:val="auto"/>')) == []
    # Large text needs less of it, and what is not shown none at all.
    assert checks(coloured('<w:color w:val="8A8A8A"/><w:sz w:val="36"/>')) == []
    assert checks(coloured('<w:b/><w:color w:val="8A8A8A"/><w:sz w:val="28"/>')) == []
    assert checks(coloured(f"<w:vanish/>{grey}")) == []
    assert checks(coloured(grey, " ")) == []
    assert checks(coloured(f'{white}<w:highlight w:val="darkBlue"/>')) == []
    assert checks(coloured(f'{white}<w:highlight w:val="yellow"/>')) == [("contrast", "")]
    assert checks(coloured(f'{white}<w:shd w:val="clear" w:fill="003366"/>')) == []


def test_the_ground_is_the_nearest_of_paragraph_cell_and_table():
    white = coloured('<w:color w:val="FFFFFF"/>')
    dark = '<w:shd w:val="clear" w:color="auto" w:fill="003366"/>'

    assert checks(white.replace("<w:p>", f"<w:p><w:pPr>{dark}</w:pPr>")) == []
    assert checks(table(row(cell(white).replace("</w:tcPr>", f"{dark}</w:tcPr>")))) == []
    assert checks(table(row(cell(white)))) == [("contrast", "")]


def test_the_style_of_a_table_tells_of_its_first_row():
    style = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblStylePr w:type="firstRow">'
        '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:fill="{}"/></w:tcPr></w:tblStylePr></w:style></w:styles>'
    )

    def said_of(fill: str, look: str) -> list[str]:
        styled = table(row(cell(p("a"))), row(cell(p("b"))))
        styled = styled.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="T"/>').replace(
            "</w:tblPr>", f"<w:tblLook {look}/></w:tblPr>"
        )
        return [
            one.message
            for one in found(styled, styles=made.STYLES.replace("</w:styles>", style.format(fill)))
        ]

    assert said_of("003366", 'w:firstRow="1"') == said_of("003366", 'w:val="0020"') == []
    assert len(said_of("EEEEEE", 'w:val="0020"')) == 1 and "”a”" in said_of("EEEEEE", 'w:firstRow="1"')[0]
    assert said_of("EEEEEE", 'w:firstRow="0"') == []


def test_the_same_two_colours_are_told_of_once():
    grey = coloured('<w:color w:val="999999"/>')

    assert len(found(grey, grey, h(1, "Ett"), grey)) == 1


def test_contrast_is_reckoned_as_the_guidelines_do():
    assert contrast(rgb("000000"), rgb("FFFFFF")) == pytest.approx(21)
    assert contrast(rgb("777777"), rgb("FFFFFF")) == pytest.approx(4.48, abs=0.01)


def test_where_a_remark_is_begins_a_line():
    remark = Remark("a", "Mål", "En rubrik är tom.", "Skriv en rubrik.")

    assert where(remark) == "Under ”Mål”: "
    assert where(replace(remark, place="")) == ""
