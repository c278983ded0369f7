"""Questions that are asked of the XML of documents all the time."""

import pytest

from lokdesk.word import ooxml
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element


def element(xml: str) -> Element:
    (made,) = ooxml.elements(xml)
    return made


@pytest.mark.parametrize(
    ("properties", "tag"),
    [
        ('<w:tag w:val="summary"/>', "summary"),
        ('<w:alias w:val="Sammanfattning"/><w:tag w:val="summary"/>', "summary"),
        ('<w:tag w:val="summary"/><w:tag w:val="goals"/>', "summary"),
        ('<w:tag/><w:tag w:val="goals"/>', ""),
        ('<w:tag w:val=""/><w:tag w:val="goals"/>', ""),
        ("", ""),
    ],
)
def test_all_tags_are_what_each_control_says_its_own_is(properties: str, tag: str):
    inner = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent/></w:sdt>"
    body = element(f"<w:body><w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt></w:body>")
    tags = ooxml.tags(body)

    assert list(tags.values()) == ["", tag]
    assert tags == {control: ooxml.tag_of(control) for control in ooxml.find_all(body, "w:sdt")}


def test_a_child_is_the_first_of_its_name():
    paragraph = element('<w:p><w:r w:rsidR="1"/><w:r w:rsidR="2"><w:t>a</w:t></w:r></w:p>')

    assert ooxml.val(ooxml.child(paragraph, "w:r"), "w:rsidR") == "1"
    assert ooxml.child(paragraph, "w:r", "w:t") is None
    assert ooxml.child(paragraph, "w:pPr", "w:pStyle") is None
    assert ooxml.child(None, "w:r") is None


def test_of_two_levels_the_first_counts():
    levels = '<w:outlineLvl w:val="0"/><w:outlineLvl w:val="3"/>'

    assert Look(None, None).levels(element(f"<w:p><w:pPr>{levels}</w:pPr></w:p>")) == (1, None)
    assert Look(None, None).levels(element("<w:p/>")) == (None, None)
