"""Documents with page numbers from a word processor, and as PDF."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from lokdesk.agreement.draft import Draft
from lokdesk.office import finding, outline
from lokdesk.office.office import Office
from lokdesk.project.problem import Problem
from lokdesk.session import document, printing
from lokdesk.session.printing import Pages
from lokdesk.word import pages
from lokdesk.word.flow import flow
from tests.office.standin import BrokenOffice, PaperOffice
from tests.session.made import LIBRARY


def told(given: Pages | None) -> bytes:
    """Make a document that says which pages it was told."""
    return repr(None if given is None else [tuple(one) for one in given]).encode()


class TestMade:
    def test_without_a_word_processor_pages_are_estimated(self):
        assert printing.made(told, Path("a.docx"), None) == b"None"

    def test_with_one_they_are_those_it_tells(self):
        office = PaperOffice(("1 Mål", 4))

        assert printing.made(told, Path("a.docx"), office) == "[('1 Mål', 4)]".encode()
        assert office.given == [b"None"]

    def test_with_one_that_fails_they_are_estimated(self):
        assert printing.made(told, Path("a.docx"), BrokenOffice()) == b"None"

    @pytest.mark.parametrize("name", ["a.pdf", "A.PDF"])
    def test_a_pdf_is_made_anew_with_the_pages_it_told(self, name: str):
        office = PaperOffice(("1 Mål", 4))

        assert printing.made(told, Path(name), office).startswith(b"%PDF")
        assert office.given == [b"None", "[('1 Mål', 4)]".encode()]

    def test_a_pdf_with_the_right_pages_is_made_once(self):
        office = PaperOffice(("1 Mål", 4))

        printing.pdf(lambda _: b"always the same", office)

        assert office.given == [b"always the same"]

    def test_without_a_word_processor_there_is_no_pdf_and_it_is_told_how_to_make_one(self):
        with pytest.raises(Problem, match=r"Arkiv, Spara som och PDF.*Dokumentstrukturtaggar.*PDF/A"):
            printing.made(told, Path("a.pdf"), None)
        with pytest.raises(Problem, match=r"kunde inte.*öppna det i Word"):
            printing.made(told, Path("a.pdf"), BrokenOffice())


def entries(docx: bytes) -> list[tuple[str, int]]:
    """Return what the contents of a document say, and the pages."""
    from lokdesk.word import ooxml

    with ZipFile(BytesIO(docx)) as file:
        root = ooxml.parse(file.read("word/document.xml"))
    lines: list[tuple[str, int]] = []
    for entry in ooxml.find_all(root, "w:hyperlink"):
        if (ooxml.val(entry, "w:anchor") or "").startswith("_Toc"):
            runs = [
                "".join(one.text or "" for one in ooxml.find_all(run, "w:t")) for run in ooxml.children(entry)
            ]
            words = [one for one in runs if one]
            lines.append((words[-2], int(words[-1])))
    return lines


def example(name: str) -> Draft:
    return LIBRARY.example(name)


class TestDocument:
    def test_the_contents_have_the_pages_that_are_told_and_estimates_beside(self):
        draft = example("tva-kommuner")
        estimated = entries(document.render(draft, LIBRARY))
        title, page = estimated[3]
        office = PaperOffice(("Något annat", 1), (f"3.1 {title}", page + 5))

        made = entries(document.made(draft, LIBRARY, Path("a.docx"), office))

        assert made == [*estimated[:3], (title, page + 5), *estimated[4:]]

    def test_comments_do_not_go_into_a_pdf(self):
        with pytest.raises(Problem, match="Kommentarer"):
            document.made(example("tva-kommuner"), LIBRARY, Path("a.pdf"), PaperOffice(), comments=True)

    @pytest.mark.parametrize("name", ["kronoberg", "tva-kommuner"])
    def test_our_own_estimate_is_close_to_the_pages_of_libreoffice(self, soffice: Path, name: str):
        draft = example(name)
        estimated = entries(document.render(draft, LIBRARY))
        office = found(soffice)

        told = entries(document.made(draft, LIBRARY, Path("a.docx"), office))

        assert [title for title, _ in estimated] == [title for title, _ in told]
        off = [abs(ours - theirs) for (_, ours), (_, theirs) in zip(estimated, told, strict=True)]
        right = off.count(0)
        print(f"\n{name}: {right} of {len(off)} pages right, the farthest off by {max(off)}")
        assert right >= 0.8 * len(off)
        assert max(off) <= 1

    def test_every_heading_stands_where_libreoffice_says_in_the_pdf_that_is_made(self, soffice: Path):
        draft = example("tva-kommuner")

        pdf = document.made(draft, LIBRARY, Path("a.pdf"), found(soffice))

        shown = outline.headings(pdf)
        words = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)
        assert "".join((draft.agreement.title or "").split()) in words
        for title, page in entries(document.made(draft, LIBRARY, Path("a.docx"), found(soffice))):
            assert any(page == one.page and one.title.endswith(title) for one in shown)


def found(soffice: Path) -> Office:
    assert soffice
    office = finding.found()
    assert office is not None
    return office


def test_the_flow_and_the_estimate_know_the_same_headings():
    draft = example("kronoberg")
    template = LIBRARY.template(draft.template)
    blocks = flow(draft.agreement, template).body

    estimated = pages.of_headings(blocks, template.page, ())

    assert len(estimated) == sum(block.kind == "heading" for block in blocks)
    assert estimated == sorted(estimated)
