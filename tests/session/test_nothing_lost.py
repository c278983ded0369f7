"""Words that came back where nobody expects them: each is told of, and nothing that nobody wrote."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from docx.oxml import parse_xml

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Reply, Viewpoint
from lokdesk.session import accounting, replies
from lokdesk.session.accounting import Unaccounted
from tests.session.edited import Edited, typed
from tests.session.made import LIBRARY
from tests.session.test_replies import DAY
from tests.session.test_replies import sent_out as sent_out_anew

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RUN = "<w:r><w:t>Xyzzy plugh</w:t></w:r>"


@cache
def sent_out() -> tuple[Draft, bytes]:
    return sent_out_anew()


def with_after(heading: str, *elements: Any) -> Reply:
    """Return what comes of the document with *elements* right after a *heading*."""
    draft, content = sent_out()
    edited = Edited(content)
    place = edited.home(heading)
    for element in reversed(elements):
        place.addnext(element)
    return replies.taken_in(draft, "svar.docx", edited.docx(), LIBRARY, DAY)


def element(xml: str) -> Any:
    return parse_xml(xml.replace(">", f" {_NAMESPACES}>", 1))


def table(*rows: Sequence[str]) -> Any:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    lines = ("".join(map(cell, row)) for row in rows)
    return element(f"<w:tbl>{''.join(f'<w:tr>{one}</w:tr>' for one in lines)}</w:tbl>")


def unaccounted(reply: Reply) -> Unaccounted:
    return accounting.unaccounted(sent_out()[0], reply, LIBRARY)


PLACES = {
    "a formula": "<w:p><m:oMath><m:r><m:t>Xyzzy plugh</m:t></m:r></m:oMath></w:p>",
    "an old text box": "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>"
    f"{_RUN}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    "the look of a table of contents": f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{_RUN}</w:p>',
    "a table of contents": '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    f"</w:docPartObj></w:sdtPr><w:sdtContent><w:p>{_RUN}</w:p></w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("xml", PLACES.values(), ids=PLACES)
def test_words_are_told_of_wherever_they_stand(xml: str) -> None:
    (one,) = with_after("Organisering", element(xml)).viewpoints

    assert (one.kind, one.text) == ("outside", "Xyzzy plugh")


def test_the_words_of_a_heading_with_a_year_are_no_line_of_the_contents() -> None:
    (one,) = with_after("Organisering", typed(element("<w:p></w:p>"), "Organisering 2027")).viewpoints

    assert (one.kind, one.text) == ("outside", "Organisering 2027")


def test_contents_that_were_pasted_as_text_are_nobodys_words() -> None:
    lines = ("2 Syfte 3", "6 Målgrupper 4", "8 Organisering 5", "10 Resurser 6")

    reply = with_after("Parter", *(typed(element("<w:p></w:p>"), one) for one in lines))

    assert reply.viewpoints == ()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("", "")], [("outside", "Förslag | Motivering", "")]),
        (
            [("Anordna mässa", "Behövs")],
            [("outside", "Förslag | Motivering", ""), ("row", "Anordna mässa", "Behövs")],
        ),
    ],
    ids=["empty", "filled in"],
)
def test_the_headings_of_a_table_of_ones_own_are_told_of(
    rows: list[tuple[str, str]], told: list[tuple[str, str, str]]
) -> None:
    reply = with_after("Organisering", table(("Förslag", "Motivering"), *rows))

    assert [(one.kind, one.text, one.reason) for one in reply.viewpoints] == told
    assert not unaccounted(reply)


def test_what_nothing_else_tells_of_lies_in_the_tray() -> None:
    reply = with_after(
        "Organisering", table(("Förslag", "Skäl", "Avsnitt"), ("Ny lydelse", "", ""), ("", "", "Xyzzy plugh"))
    )

    assert said(reply.viewpoints[-1]) == (
        "outside",
        "Xyzzy plugh",
        "på ett ställe som inte har gått att fastställa",
    )
    assert not unaccounted(reply)


def test_words_under_a_heading_are_nearest_to_what_stands_under_it() -> None:
    (one,) = with_after("Bakgrund", typed(element("<w:p></w:p>"), "Xyzzy plugh")).viewpoints

    assert one.place == "under rubriken ”Bakgrund”"
    assert one.nearest and all(address.startswith("background") for address in one.nearest)


def test_words_in_a_section_without_answers_are_near_to_none_of_another() -> None:
    (one,) = with_after("Resurser", typed(element("<w:p></w:p>"), "Xyzzy plugh")).viewpoints

    assert (one.place, one.nearest) == ("under rubriken ”Resurser”", ())


def said(one: Viewpoint) -> tuple[str, str, str]:
    return one.kind, one.text, one.place
