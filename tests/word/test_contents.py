"""The table of contents, filled in."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.agreement import Agreement
from lokdesk.word.block import FOOTNOTE, MARK_END, Block, Shape
from lokdesk.word.flow import flow
from lokdesk.word.pages import Cells, Page, of_headings
from lokdesk.word.render import render
from tests.strategies import agreements
from tests.word import made
from tests.word.made import field, find, h, p

PAGE = Page(width=450, height=100)
LINE = Shape(size=10, line=10)
HEADING = Shape(size=10, line=10, keeps_next=True)


def heading(shape: Shape = HEADING) -> Block:
    return Block("heading", "", text="Rubrik", shape=shape)


def paragraph(lines: int = 1, shape: Shape = LINE) -> Block:
    return Block("paragraph", "", text="\n".join(["ord"] * lines), shape=shape)


def pages(*blocks: Block, page: Page = PAGE) -> list[int]:
    return of_headings(blocks, page, ())


def row(lines: int, xml: str = "<w:tr>", shape: Shape = LINE) -> list[Block]:
    return [
        Block("row", xml),
        Block("cell", "", level=4000),
        paragraph(lines, shape),
        Block("cell_end", ""),
        Block("row_end", ""),
    ]


def table(*rows: list[Block], xml: str = "<w:tbl>") -> list[Block]:
    return [Block("table", xml), *(block for one in rows for block in one), Block("table_end", "")]


class TestContents:
    template = made.template(
        field("part:contents", p("Innehåll"), p("Uppdateras", style="TOC1")),
        h(1, field("title")),
        field("goals", h(2, field("goals/*/title")), h(3, "Djupare")),
    )
    held = Agreement.model_validate(
        {"title": "Om  jobb", "goals": [{"id": "goal0001", "title": "A"}, {"id": "goal0002", "title": "B"}]}
    )
    written = made.root(render(held, template))

    def test_there_is_an_entry_for_each_heading_of_the_levels_wanted(self):
        entries = find(self.written, ".//w:hyperlink")

        assert [made.words(entry) for entry in entries] == ["Om jobb1", "A1", "B1"]
        assert find(self.written, ".//w:p[w:hyperlink]/w:pPr/w:pStyle/@w:val") == ["TOC1", "TOC2", "TOC2"]
        assert made.words(made.controls(self.written, "part:contents")[0]).startswith("InnehållOm jobb")

    def test_each_entry_leads_to_a_bookmark_on_its_heading(self):
        for entry in find(self.written, ".//w:hyperlink"):
            anchor = str(find(entry, "@w:anchor")[0])
            target = find(self.written, f".//w:p[w:bookmarkStart/@w:name='{anchor}']")

            assert anchor.startswith("_Toc")
            assert made.words(target[0]).split() == made.words(entry).removesuffix("1").split()
            assert any(f"PAGEREF {anchor}" in str(one.text) for one in find(entry, ".//w:instrText"))

    def test_a_heading_that_was_left_empty_is_none(self):
        template = made.template(field("part:contents", p("x", style="TOC1")), h(1), h(1, "Mål"))

        entry = find(made.root(render(self.held, template)), ".//w:hyperlink")
        assert [made.words(one) for one in entry] == ["Mål1"]
        anchor = str(find(entry[0], "@w:anchor")[0])
        assert find(made.root(render(self.held, template)), f".//w:bookmarkStart[@w:name='{anchor}']")

    def test_fields_are_closed_as_often_as_they_are_opened(self):
        kinds = [str(one) for one in find(self.written, ".//w:fldChar/@w:fldCharType")]

        assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 4

    def test_without_contents_headings_have_no_bookmarks_for_it(self):
        written = render(self.held, made.template(h(1, field("title"))))

        assert "_Toc" not in made.part(written)


class TestTold:
    template = made.template(
        field("part:contents", p("Innehåll"), p("Uppdateras", style="TOC1")),
        field("goals", h(2, field("goals/*/title"))),
    )
    held = Agreement.model_validate(
        {
            "goals": [
                {"id": "goal0001", "title": "Fler  i arbete"},
                {"id": "goal0002", "title": "Mål"},
                {"id": "goal0003", "title": "Mål"},
            ]
        }
    )

    def entries(self, *told: tuple[str, int]) -> list[str]:
        written = made.root(render(self.held, self.template, pages=told))
        return [made.words(entry) for entry in find(written, ".//w:hyperlink")]

    def test_pages_are_those_that_are_told(self):
        told = (("1 Fler i\u00a0arbete", 3), ("2 Mål", 4), ("3 Mål", 9))

        assert self.entries(*told) == ["Fler i arbete3", "Mål4", "Mål9"]

    def test_headings_that_are_not_told_of_are_estimated_and_others_left_aside(self):
        assert self.entries(("Bilaga", 2), ("Mål", 4)) == ["Fler i arbete1", "Mål4", "Mål1"]
        assert self.entries() == ["Fler i arbete1", "Mål1", "Mål1"]


class TestPages:
    def test_a_heading_lands_on_the_page_that_its_lines_reach(self):
        assert pages(heading(), paragraph(5), heading(), paragraph(9), heading()) == [1, 1, 2]

    def test_a_heading_stays_with_what_follows(self):
        assert pages(paragraph(8), heading(), paragraph()) == [1]
        assert pages(paragraph(9), heading(), paragraph()) == [2]
        assert pages(paragraph(7), heading(), heading(), paragraph(3)) == [2, 2]
        assert pages(paragraph(7), heading(), *table(row(4))) == [2]

    def test_no_line_of_a_paragraph_is_left_alone(self):
        assert pages(paragraph(8), paragraph(3), heading()) == [2]
        assert pages(paragraph(7), paragraph(4), paragraph(6), heading(), paragraph()) == [2]
        assert pages(paragraph(7), paragraph(4), paragraph(7), heading(), paragraph()) == [3]

    def test_the_space_between_paragraphs_is_the_larger_of_theirs(self):
        spaced = LINE._replace(before=20, after=10)
        close = spaced._replace(close_to="list")

        assert pages(paragraph(1, spaced), paragraph(1, spaced), paragraph(6), heading(LINE)) == [2]
        assert pages(paragraph(1, spaced), paragraph(1, spaced), paragraph(4), heading(LINE)) == [1]
        assert pages(paragraph(1, close), paragraph(1, close), paragraph(6), heading(LINE)) == [1]

    def test_page_breaks_count(self):
        breaking = HEADING._replace(breaks_before=True)

        assert pages(heading(breaking), paragraph(), heading(breaking), heading()) == [1, 2, 2]
        assert pages(paragraph(1, LINE._replace(breaks_after=True)), heading()) == [2]

    def test_long_lines_take_several(self):
        assert pages(Block("paragraph", "", text="x" * 1100, shape=LINE), heading()) == [2]

    def test_lines_around_a_paragraph_take_room(self):
        assert pages(paragraph(9), heading(LINE)) == [1]
        assert pages(paragraph(9, LINE._replace(frame=1)), heading(LINE)) == [2]

    def test_rows_stay_whole(self):
        assert pages(*table(row(4), row(4), row(4)), heading()) == [2]

    def test_the_head_of_a_table_is_repeated(self):
        head = row(2, "<w:tr><w:trPr><w:tblHeader/></w:trPr>")

        assert pages(*table(row(2), row(4), row(4), row(4), row(4)), heading()) == [2]
        assert pages(*table(head, row(4), row(4), row(4), row(4)), heading()) == [3]

    def test_cells_keep_room_and_rows_have_lines(self):
        roomy = Page(width=450, height=100, tables={"T": Cells(above=4, below=2, line=1)})
        styled = '<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr>'

        assert pages(*table(row(4), row(4), xml=styled), heading(LINE)) == [1]
        assert pages(*table(row(4), row(4), xml=styled), heading(LINE), page=roomy) == [2]

    def test_a_table_in_a_cell_takes_room_there(self):
        inner = [*row(1)[:2], *table(row(4), row(4)), *row(1)[3:]]

        assert pages(*table(inner), paragraph(2), heading(LINE)) == [2]

    def test_a_row_may_be_as_high_as_it_says(self):
        high = '<w:tr><w:trPr><w:trHeight w:val="1800"/></w:trPr>'

        assert pages(*table(row(1, high)), heading(LINE)) == [1]
        assert pages(*table(row(1, high)), paragraph(), heading(LINE)) == [2]

    def test_footnotes_take_room_at_the_foot(self):
        note = f"{FOOTNOTE}<w:t>En not</w:t>{MARK_END}"
        noted = Block("paragraph", f"<w:p>{note}{note}</w:p>", text="Se", shape=LINE)

        assert pages(noted, paragraph(6), heading(LINE)) == [2]
        assert pages(paragraph(), paragraph(6), heading(LINE)) == [1]

    def test_a_section_has_pages_of_its_own(self):
        size = '<w:pgSz w:w="10000" w:h="1400"/><w:pgMar w:top="200" w:bottom="200" w:left="0" w:right="0"/>'
        ends = LINE._replace(breaks_after=True)
        low = Block("paragraph", f"<w:p><w:pPr><w:sectPr>{size}</w:sectPr></w:pPr></w:p>", shape=ends)

        # The first section has room for five lines a page, the second for ten.
        assert pages(paragraph(4), heading(LINE), low, *[paragraph(9)], heading(LINE)) == [1, 3]

    def test_a_paragraph_longer_than_a_page_goes_on(self):
        assert pages(paragraph(35), heading()) == [4]


@given(agreements(20), st.floats(15, 900), st.floats(10, 900))
def test_whatever_is_agreed_and_however_small_the_page_every_heading_has_one_in_order(
    agreement: Agreement, width: float, height: float
):
    template = made.shipped()
    blocks = flow(agreement, template).body
    page = replace(template.page, width=width, height=height)

    found = of_headings(blocks, page, [("Innehåll", LINE)])

    assert len(found) == sum(block.kind == "heading" for block in blocks)
    assert found == sorted(found)
    assert all(number >= 1 for number in found)
