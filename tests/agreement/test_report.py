"""What follows from an agreement for the documents that tell of it."""

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.report import CIRCULATION, is_derived, report


def _held(*names: str | None, **answers: object) -> Agreement:
    parties = [{"id": f"part000{number}", "name": name} for number, name in enumerate(names, 1)]
    return Agreement.model_validate({"parties": parties, **answers})


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), None),
        ((None,), None),
        (("Växjö kommun",), "Växjö kommun"),
        (("Arbetsförmedlingen", None, "Växjö kommun"), "Arbetsförmedlingen och Växjö kommun"),
        (("AF", "Alvesta kommun", "Växjö kommun"), "AF, Alvesta kommun och Växjö kommun"),
    ],
)
def test_the_names_of_the_parties_are_one_phrase(names: tuple[str | None, ...], words: str | None):
    assert report(_held(*names)).names == words


def test_the_others_are_all_parties_but_the_one_that_the_document_is_about():
    held = _held("AF", "Alvesta kommun", "Växjö kommun")

    told = report(held, party=held.parties[1])

    assert [party.name for party in told.others] == ["AF", "Växjö kommun"]
    assert told.other_names == "AF och Växjö kommun"
    assert told.names == "AF, Alvesta kommun och Växjö kommun"


def test_a_document_about_no_party_has_all_of_them_for_others():
    held = _held("AF", "Växjö kommun")

    assert report(held).others == held.parties


def test_the_form_and_the_mark_follow_from_the_status():
    told = report(_held(status="avstämningsversion", version="0.5", version_date="2026-09-01"))

    assert told.form == CIRCULATION
    assert told.mark == "Avstämningsversion, version 0.5, 2026-09-01"
    assert report(_held(status="beslutad", version="1.0")).mark is None


def test_what_an_agreement_has_is_not_derived():
    assert is_derived("others/*/name") and is_derived("names")
    assert not is_derived("parties/*/name")
