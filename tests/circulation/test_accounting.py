"""Whatever anybody does in a document that was sent out, every word that came and went is in a viewpoint."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lokdesk.agreement.reply import Reply
from lokdesk.session import accounting, replies
from lokdesk.session.accounting import Unaccounted
from tests import tools
from tests.circulation import anywhere, material
from tests.circulation.paper import Paper, elements, remove, w, words
from tests.session.made import LIBRARY

_PLACES = st.integers(0, 10_000)
_EDITS = st.lists(st.tuples(st.sampled_from(anywhere.NAMES), _PLACES), min_size=1, max_size=6)


def sent() -> material.Sent:
    return material.sent("tva-kommuner", material.TEMPLATES[0])


def taken_in(content: bytes) -> Reply:
    return replies.taken_in(sent().draft, "svar.docx", content, LIBRARY, material.CAME)


def unaccounted(content: bytes) -> Unaccounted:
    return accounting.unaccounted(sent().draft, taken_in(content), LIBRARY)


@settings(
    max_examples=1000 if tools.exploring() else 25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(_EDITS, _PLACES)
def test_every_word_is_accounted_for_whatever_is_edited(edits: list[tuple[str, int]], seed: int):
    assert not unaccounted(anywhere.edited(sent(), edits, seed))


@pytest.mark.parametrize("name", anywhere.NAMES)
def test_every_word_of_one_edit_is_accounted_for(name: str):
    assert not unaccounted(anywhere.edited(sent(), [(name, 1)], 1))


def in_part(part: str, old: str, new: str) -> Reply:
    paper = Paper(sent().content)
    paper.edit_part(f"word/{part}", old, new)
    return taken_in(paper.saved())


def test_a_word_in_a_header_is_told_of_though_answers_have_the_same():
    reply = in_part("footer2.xml", "</w:p>", "<w:r><w:t>kommun</w:t></w:r></w:p>")

    assert [(one.kind, one.text) for one in reply.viewpoints] == [("outside", "kommun")]


def test_another_number_in_a_footer_is_told_of_but_not_that_of_a_page():
    reply = in_part("footer1.xml", "EX\u00a02026/202", "EX\u00a02026/209")
    (one,) = reply.viewpoints

    assert one.kind == "fixed"
    assert [(it.kind, it.text) for it in one.strokes if it.kind != "same"] == [
        ("removed", "2026/202"),
        ("added", "2026/209"),
    ]
    assert in_part("footer1.xml", "<w:t>1</w:t>", "<w:t>17</w:t>").viewpoints == ()


def test_what_is_changed_in_one_of_two_headers_that_say_the_same_is_told_of():
    reply = in_part("header2.xml", "Utkast, version 0.4", "Utkast för Växjö, version 0.4")
    (one,) = reply.viewpoints

    assert one.kind == "fixed"
    assert "".join(it.text for it in one.strokes if it.kind == "added").split() == ["för", "Växjö"]
    assert not accounting.unaccounted(sent().draft, reply, LIBRARY)


def test_words_in_a_text_box_of_old_word_are_told_of():
    paper = Paper(sent().content)
    anywhere_in_the_text = next(one for one in paper.body if len(one) > 1)
    anywhere_in_the_text.append(elements(anywhere.BOX.format("Utred kostnaden"))[0])

    assert [(one.kind, one.text) for one in taken_in(paper.saved()).viewpoints] == [
        ("outside", "Utred kostnaden")
    ]


@pytest.mark.parametrize("author", ["", "Eva"])
def test_a_heading_taken_away_with_the_answer_in_it_is_told_of_where_the_template_has_it_still(author: str):
    paper = Paper(sent().content)
    paper.delete_paragraph(paper.paragraphs("processes/prosunga/variants/varivimm/party")[0], author)
    reply = taken_in(paper.saved())

    assert [(one.kind, one.sent) for one in reply.viewpoints if one.kind == "fixed"] == [
        ("fixed", "Lokal variant: Vimmerby kommun")
    ]
    assert {one.author or "" for one in reply.viewpoints} == {author}
    assert not accounting.unaccounted(sent().draft, reply, LIBRARY)


@pytest.mark.parametrize("author", ["", "Eva"])
def test_what_stands_where_nothing_is_answered_is_told_of_when_it_is_taken_away(author: str):
    address = "organisation/forums/styrhuvi/scope"
    paper = Paper(sent().content)
    (paragraph,) = paper.paragraphs(address)
    said = words(paragraph)
    paper.replace(paragraph, said.index("Alla parter"), len(said), "", author)
    reply = taken_in(paper.saved())
    (one,) = reply.viewpoints

    assert (one.kind, one.sent, one.returned, one.nearest) == ("fixed", "Alla parter", "", (address,))
    assert one.place == "Gäller för – forum ”Styrgruppen”"
    assert [(it.kind, it.text, it.author or "") for it in one.strokes] == [("removed", "Alla parter", author)]
    assert not accounting.unaccounted(sent().draft, reply, LIBRARY)


def test_what_is_all_of_a_paragraph_is_told_of_by_the_answer_it_stood_there_for_and_each_by_itself():
    kronoberg = material.sent("kronoberg", material.TEMPLATES[0])
    addresses = ("resources/reshandl/scope", "resources/resprocl/scope")
    paper = Paper(kronoberg.content)
    for address in addresses:
        (paragraph,) = paper.paragraphs(address)
        paper.replace(paragraph, 0, len(words(paragraph)), "", "")
    reply = replies.taken_in(kronoberg.draft, "svar.docx", paper.saved(), LIBRARY, material.CAME)
    told = {one.nearest: one.place for one in reply.viewpoints}

    assert set(told) == {(one,) for one in addresses}
    assert len(set(told.values())) == len(addresses)
    assert all(one.startswith("Gäller för – resurs ”") for one in told.values())
    assert not accounting.unaccounted(kronoberg.draft, reply, LIBRARY)


def test_a_header_that_says_nothing_any_more_is_told_of():
    reply = in_part("header2.xml", "Utkast, version 0.4, 2026-09-14", "")

    assert [(one.kind, one.sent, one.returned) for one in reply.viewpoints] == [
        ("fixed", "Utkast, version 0.4, 2026-09-14", "")
    ]


def test_a_row_of_which_one_word_is_found_in_a_heading_is_read():
    paper = Paper(sent().content)
    heading = next(one for one in paper.body.iter(w("p")) if words(one) == "Ledamot och ersättare")
    paper.replace(heading, 0, len("Ledamot och "), "", "Eva")
    remove(paper.control("organisation/forums/styrhuvi/members/styrledh"))

    assert not unaccounted(paper.saved())


def test_an_answer_without_its_control_that_word_copies_into_a_new_row_is_told_of():
    paper = Paper(sent().content)
    signatory = "parties/vimmerby/signatories/vimmund1"
    paper.uncontrol(paper.control(f"{signatory}/authority"))
    paper.plus(signatory, [("place", "Vimmerby"), ("name", "Eva Ek")])
    reply = taken_in(paper.saved())
    told = "Behörighet: Socialnämndens reglemente"

    assert [one.text for one in reply.viewpoints if one.kind == "outside"] == [told]
    assert not accounting.unaccounted(sent().draft, reply, LIBRARY)
