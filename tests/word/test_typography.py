"""What is set in Swedish, what is left alone, and that what is read back is what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lokdesk.agreement.agreement import Agreement
from lokdesk.word.printed import printed
from lokdesk.word.read import read
from lokdesk.word.render import render
from lokdesk.word.typography import figure, restored, same, typeset
from tests.word import made

PIECES = st.lists(
    st.sampled_from(
        [
            *'12 9 16-24 10 000 5 § §§ % kap. kl. Bilaga 1c år april - – " ( ) , . : / \u00a0 a'.split(" "),
            " ",
            " ",
        ]
    )
    | st.text(max_size=3)
).map("".join)


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("enligt 29 kap. 9 § skollagen", "enligt 29_kap._9_§ skollagen"),
        ("5 a § och 6–7 §§", "5_a_§ och 6–7_§§"),
        ("10 000 personer, 1 250 000 kr", "10_000_personer, 1_250_000_kr"),
        ("se Bilaga 1c, figur 2 och tabell 4", "se Bilaga_1c, figur_2 och tabell_4"),
        ("den 15 april 2026 kl. 13", "den 15_april 2026 kl._13"),
        ("minst 50 % av 12 månader.", "minst 50_% av 12_månader."),
        ('"ord" och “ord”', "”ord” och ”ord”"),
        ("samverkan - och mer", "samverkan – och mer"),
        ("unga 16-24 år (16-24), 2025-2027", "unga 16–24_år (16–24), 2025–2027"),
        ("kl. 13.00-15.30", "kl._13.00–15.30"),
    ],
)
def test_swedish_typography(written: str, set_: str):
    assert typeset(written).replace("\u00a0", "_") == set_


@pytest.mark.parametrize(
    "written",
    [
        "namn.efter-namn@kommun.se",
        "https://kommun.se/6-8/12-13",
        "KS 2025/12-3",
        "AF 12-345",
        "212000-0704",
        "2026-03-01",
        "2026-12",
        "0470-410 00",
        "tel. 12-34",
        "yrkes- och vuxenutbildning",
        "- en punkt",
        "8-6",
    ],
)
def test_what_only_looks_like_a_range_or_a_dash_is_left_alone(written: str):
    assert typeset(written) == written


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("12345", "12_345"),
        ("1234", "1234"),
        ("1234567.5", "1_234_567,5"),
        ("-3.5", "−3,5"),
        ("01234", "01234"),
        ("1.234", "1.234"),
        ("saknas", "saknas"),
        ("10 000", "10_000"),
    ],
)
def test_figures_in_swedish_format(written: str, set_: str):
    assert figure(written).replace("\u00a0", "_") == set_


@given(PIECES)
def test_setting_twice_is_setting_once_and_no_character_moves(text: str):
    assert typeset(typeset(text)) == typeset(text)
    assert len(typeset(text)) == len(text)


@given(PIECES)
def test_what_is_restored_is_printed_the_same_and_only_spaces_differ(text: str):
    set_ = typeset(text)
    assert same(restored(set_), text)
    if "\u00a0" not in text:
        assert "\u00a0" not in restored(set_)


def test_an_edited_text_keeps_plain_spaces_and_an_untouched_one_stays_as_written():
    template = made.template(made.field("title"), made.text("background"))
    before = Agreement.model_validate(
        {
            "title": 'Avtal "A" 2025-2027',
            "background": 'Enligt 29 kap. 9 § gäller "detta".\nBilaga 1c - se där.',
        }
    )

    docx = render(before, template)

    assert read(docx).agreement == printed(before, template)

    def more(root: etree._Element) -> None:
        words = next(one for one in made.find(root, ".//w:t") if "gäller" in (one.text or ""))
        words.text = (words.text or "").replace("gäller", "gäller 10\u00a0000")

    edited = made.edited(docx, more)
    background = read(edited).agreement.background
    assert background is not None
    assert [block.text for block in background.blocks] == [
        "Enligt 29 kap. 9 § gäller 10 000 ”detta”.",
        "Bilaga 1c - se där.",
    ]
