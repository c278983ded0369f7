"""The examples as Word documents: nothing falls away from the one, and the other falls away cleanly."""

import io
import re
import zipfile
from functools import cache

import pytest
from lxml import etree

from lokdesk.session.library import Library
from lokdesk.word import render
from tests.examples import bundled
from tests.tools import ROOT

LIBRARY = Library(ROOT / "resources", ROOT / "templates")
TEMPLATE = "templates/grundmall.docx"

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The styles of headings by level; those without a number of their own belong to the first.
HEADINGS = {
    "Heading1": 1,
    "HeadingPlain": 1,
    "HeadingNewPage": 1,
    "AppendixHeading": 1,
    "Heading2": 2,
    "Heading3": 3,
}
# Where no party is named the words are those for all of them together.
ALL_TOGETHER = re.compile(r"/(sizes|values|outcomes)/\w+/party$")


@cache
def document(name: str) -> etree._Element:
    draft = LIBRARY.example(name)
    files = {attachment.id: attachment for attachment in draft.attachments}
    return body(render.render(draft.agreement, LIBRARY.template(draft.template), files))


def body(docx: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def level(paragraph: etree._Element) -> int | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return HEADINGS.get(style.get(f"{W}val", "")) if style is not None else None


def words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def headings(document: etree._Element) -> set[str]:
    """Return the headings that say the same in every document."""
    paragraphs = (p for p in document.iter(f"{W}p") if level(p) is not None)
    return {words(p) for p in paragraphs if p.find(f".//{W}sdt") is None}


def test_every_section_of_the_template_stands_in_kronoberg():
    template = headings(body((ROOT / TEMPLATE).read_bytes()))
    assert template
    assert template - headings(document("kronoberg")) == set()


def test_no_answer_in_kronoberg_is_left_to_be_filled_in_but_in_tables():
    left = []
    for placeholder in document("kronoberg").iter(f"{W}showingPlcHdr"):
        properties = placeholder.getparent()
        tag = properties.find(f"{W}tag") if properties is not None else None
        assert tag is not None
        if next(placeholder.iterancestors(f"{W}tc"), None) is None:
            left.append(tag.get(f"{W}val", ""))
    assert [tag for tag in left if not ALL_TOGETHER.search(tag)] == []


def test_the_two_municipalities_have_no_sections_that_they_do_not_use():
    gone = {
        "Samverkansaktörer",
        "Statistik",
        "Samverkan lokalt",
        "Nätverk",
        "Kontaktvägar",
        "Lokala jobbspår",
        "Duas modell för nyanlända (historisk)",
        "Övriga frågor",
        "Bilagor",
    }
    assert gone <= headings(document("kronoberg"))
    assert gone & headings(document("tva-kommuner")) == set()


@pytest.mark.parametrize("name", bundled.NAMES)
def test_every_heading_has_something_under_it(name: str):
    blocks = [
        block
        for block in document(name).iter(f"{W}p", f"{W}tbl")
        if block.tag == f"{W}tbl" or not any(parent.tag == f"{W}tbl" for parent in block.iterancestors())
    ]
    levels = [(level(block) if block.tag == f"{W}p" else None, block) for block in blocks]
    for (above, heading), (below, _) in zip(levels, [*levels[1:], (1, blocks[-1])], strict=True):
        assert above is None or below is None or below > above, words(heading)


# What no style can carry: which item of a list it is, the shape of tables, and the look of words.
NOT_FOR_STYLES = {
    "pPr": {"pStyle", "numPr", "sectPr"},
    "rPr": {"rStyle", "b", "i"},
    "trPr": {"cantSplit", "tblHeader"},
    "tcPr": {"tcW"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"},
}


@pytest.mark.parametrize("name", bundled.NAMES)
def test_nothing_is_formatted_that_a_style_could_carry(name: str):
    for holder, allowed in NOT_FOR_STYLES.items():
        found = {str(one.tag).removeprefix(W) for held in document(name).iter(W + holder) for one in held}
        assert found <= allowed, holder
    lists = document(name).iterfind(f".//{W}numPr/{W}numId")
    assert all(int(one.get(f"{W}val", "0")) > 3 for one in lists), "only restarts"


@pytest.mark.parametrize("name", bundled.NAMES)
def test_every_table_but_those_to_sign_in_has_a_caption_above_it(name: str):
    tables = list(document(name).iter(f"{W}tbl"))
    assert tables
    for table in tables:
        style = table.find(f"{W}tblPr/{W}tblStyle")
        above = next((one for one in table.itersiblings(preceding=True) if one.tag == f"{W}p"), None)
        if style is not None and style.get(f"{W}val") == "AgreementTable":
            assert above is not None and re.match("Tabell\u00a0\\d+\\. .", words(above))
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None


@pytest.mark.parametrize("name", bundled.NAMES)
def test_every_word_is_said_to_be_swedish(name: str):
    draft = LIBRARY.example(name)
    docx = render.render(draft.agreement, LIBRARY.template(draft.template))
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {part: package.read(part).decode() for part in package.namelist() if part.endswith(".xml")}
    languages = {
        language
        for xml in parts.values()
        for element in re.findall(r"<w:(?:lang|themeFontLang|lid)\b[^>]*>", xml)
        for language in re.findall(r'="([^"]*)"', element)
    }

    assert languages == {"sv-SE"}
    assert "<dc:language>sv-SE</dc:language>" in parts["docProps/core.xml"]
