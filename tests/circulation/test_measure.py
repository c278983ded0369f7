"""The smaller example is edited, and each edit found and placed; `make circulation` measures all of them."""

import re

import pytest

from tests.circulation import material, measure, returned
from tests.circulation.paper import Paper, remove, w
from tests.circulation.returned import KINDS_WITHIN, Returned

SHORT = tuple(returned.by_word(short=True))


@pytest.mark.parametrize("document", SHORT, ids=lambda one: one.name)
def test_each_edit_is_found_and_placed_and_nothing_else_is_told(document: Returned):
    figures = measure.measured([document])

    assert figures.faults == []


def test_there_are_edits_of_most_kinds():
    kinds = {edit.kind for document in SHORT for edit in document.edits}

    assert len(kinds & KINDS_WITHIN) >= 15
    assert len(kinds - KINDS_WITHIN) >= 15


@pytest.mark.parametrize(
    "document", [one for one in returned.unedited() if "tva" in one.name], ids=lambda one: one.name
)
def test_nothing_is_told_of_a_document_that_nobody_has_edited(document: Returned):
    assert measure.measured([document]).faults == []


def test_a_paragraph_that_has_lost_its_bookmark_beside_others_of_its_text_is_of_it_still():
    sent = material.sent("tva-kommuner", material.TEMPLATES[0])
    paper = Paper(sent.content)
    first = paper.paragraphs("mapping/measures")[0]
    for one in (*first.iter(w("bookmarkStart")), *first.iter(w("bookmarkEnd"))):
        remove(one)
    for control in list(paper.tree.iter(w("sdt"))):
        paper.uncontrol(control)
    program = b"<Application>LibreOffice/7.4.7.2</Application>"
    paper.parts["docProps/app.xml"] = re.sub(
        rb"<Application>.*</Application>", program, paper.parts["docProps/app.xml"]
    )

    assert program in paper.parts["docProps/app.xml"]
    assert measure.measured([Returned(sent, "a.docx", paper.saved(), ())]).faults == []
