"""Drawings as SVG and PNG, and the measuring of letters."""

import struct
import xml.etree.ElementTree as ET

import pytest

from lokdesk.figures import lettering, organisation, png, svg
from lokdesk.figures.drawing import PAPER, Box, Drawing, Rect, Words
from lokdesk.figures.png import Shelf
from tests.figures.made import crowded

SVG = "{http://www.w3.org/2000/svg}"
ROOM = Rect(10.0, 10.0, 80.0, 30.0)


def drawing(*lines: str) -> Drawing:
    words = Words(lines, 10.0, 20.0, ROOM)
    return Drawing("a < b", "Det & det", 100.0, 50.0, (Box(ROOM, PAPER, "#000000"), words))


def test_svg_tells_its_title_and_description_and_says_its_words():
    root = ET.fromstring(svg.written(drawing("x < y & z", "rad två")))

    assert root.findtext(f"{SVG}title") == "a < b"
    assert root.findtext(f"{SVG}desc") == "Det & det"
    assert [one.text for one in root.iter(f"{SVG}text")] == ["x < y & z", "rad två"]
    assert (root.get("width"), root.get("viewBox")) == ("100pt", "0 0 100 50")


def test_svg_keeps_to_what_every_program_knows():
    content = organisation.content(crowded())
    assert content is not None
    root = ET.fromstring(svg.written(organisation.draw(content)[0]))

    known = {"svg", "title", "desc", "rect", "circle", "polyline", "polygon", "text"}
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= known
    assert not [one for one in root.iter() if one.get("style") or one.get("class") or one.get("transform")]


def test_the_same_drawing_gives_the_same_bytes():
    written = svg.written(drawing("ord"))

    assert written == svg.written(drawing("ord"))
    assert png.painted(written, Shelf()) == png.painted(written, Shelf())


def test_a_picture_is_painted_once():
    written, shelf = svg.written(drawing("ord")), Shelf()

    assert png.painted(written, shelf) is png.painted(written, shelf)


def test_so_many_pictures_are_kept_as_there_is_room_for_those_asked_for_last():
    shelf = Shelf(100)
    for name in "abc":
        shelf.keep(name, bytes(40))
        shelf.find("a")
    shelf.keep("c", bytes(40))

    assert [name for name in "abc" if shelf.find(name) is not None] == ["a", "c"]
    assert shelf.bytes == 82


def test_png_has_the_size_of_the_drawing_and_its_words_leave_traces():
    picture = png.painted(svg.written(drawing("MMMM")))

    assert struct.unpack(">II", picture[16:24]) == (250, 125)
    assert picture != png.painted(svg.written(drawing("IIII")))


def test_a_script_that_the_font_lacks_is_no_obstacle():
    assert png.painted(svg.written(drawing("مرحبا 🙂"))).startswith(b"\x89PNG")
    assert not lettering.known("مرحبا")
    assert lettering.known("Åäö – ”§” é")


# The widths are those of Arial, in thousandths of the size.
@pytest.mark.parametrize(
    ("character", "bold", "width"),
    [("A", False, 667), ("i", False, 222), ("å", False, 556), ("–", False, 556), ("A", True, 722)],
)
def test_letters_are_as_wide_as_those_of_the_fonts_that_stand_in(character: str, bold: bool, width: int):
    assert lettering.width(character, 1000.0, bold) == pytest.approx(width, abs=1)


def test_lines_are_no_wider_than_their_room():
    words = "Överenskommelsen gäller arbetsmarknadsförvaltningen och Komvux i Örnsköldsvik"
    for room in (40.0, 60.0, 100.0, 200.0):
        lines = lettering.wrapped(words, room, 9.0)
        assert all(lettering.width(line, 9.0) <= room for line in lines)
        assert "".join(lines).replace("-", "").replace(" ", "") == words.replace(" ", "")


def test_a_line_does_not_end_within_a_number():
    assert lettering.wrapped("om 10\u00a0000 personer", 35.0, 9.0)[:2] == ("om", "10\u00a0000")


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Arbetsmarknadsförvaltningen", ("Arbetsmarknads-", "förvaltningen")),
        ("Verksamhetsutvecklare", ("Verksamhets-", "utvecklare")),
        ("Malung-Sälensområdet", ("Malung-", "Sälensområdet")),
    ],
)
def test_a_long_word_is_divided_where_its_parts_meet(word: str, lines: tuple[str, ...]):
    assert lettering.wrapped(word, 85.0, 9.0) == lines


def test_a_text_with_too_many_lines_is_cut_short_within_its_room():
    lines = lettering.wrapped("ett två tre fyra fem sex sju åtta nio tio", 50.0, 9.0, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert lettering.width(lines[-1], 9.0) <= 50.0
