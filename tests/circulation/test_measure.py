"""The smaller example is edited, and each edit found and placed; `make circulation` measures all of them."""

import pytest

from tests.circulation import measure, returned
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
