"""What must be in place before bodies decide and parties sign."""

from datetime import date
from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.version import kept
from tests.rules.judged import DAY, agreement, found, places


def party(status: str | None = None, **answers: Any) -> Any:
    return agreement(status=status, parties=[{"id": "part0001", "name": "Alvesta kommun", **answers}])


SEVERITIES = [
    (None, "should"),
    ("utkast", "should"),
    ("avstämningsversion", "should"),
    ("på remiss", "should"),
    ("beslutsversion", "must"),
    ("Beslutsversion 2", "must"),
    ("beslutad", "must"),
    ("gällande", "must"),
]


@pytest.mark.parametrize(("status", "severity"), SEVERITIES)
def test_every_party_needs_a_case_number(status: str | None, severity: str):
    for without in (party(status), party(status, decisions=[{"kind": "uppdrag"}])):
        (finding,) = found("no_case_number", without)
        assert (finding.severity, finding.address) == (severity, "parties/part0001/decisions")
    assert places("no_case_number", party(status, decisions=[{}, {"case_number": "KS 2026/12"}])) == []


@pytest.mark.parametrize("kind", ["arbetsgivare", "leverantör", "idéburen organisation", "Företag i byn"])
def test_who_keeps_no_register_of_cases_needs_no_case_number(kind: str):
    assert places("no_case_number", party(kind=kind)) == []
    assert places("no_signatory", party(kind=kind)) != []


@pytest.mark.parametrize(("status", "severity"), SEVERITIES)
def test_every_party_needs_a_signatory_at_least_by_title(status: str | None, severity: str):
    for without in (party(status), party(status, signatories=[{"place": "Alvesta"}])):
        (finding,) = found("no_signatory", without)
        assert (finding.severity, finding.address) == (severity, "parties/part0001/signatories")
    for one in ({"name": "Anna Ek"}, {"title": "Kommundirektör"}):
        assert places("no_signatory", party(status, signatories=[one])) == []


def test_what_these_rules_say_is_not_said_twice():
    missing = places("required_answer_missing", party("beslutsversion", decisions=[{}], signatories=[{}]))

    assert not [place for place in missing if place.endswith(("decisions", "signatories", "case_number"))]


def test_ways_of_signing_are_not_mixed():
    paper, electronic = "underskrift på papper", "elektronisk underskrift"

    def signed(*methods: str | None, common: str | None = None) -> Any:
        parties = [{"signatories": [{"method": method}]} for method in methods]
        return agreement(parties=parties, signing={"method": common})

    assert places("mixed_signatures", signed(paper, electronic)) == ["signing/method"]
    assert places("mixed_signatures", signed(paper, common=electronic)) == ["signing/method"]
    assert places("mixed_signatures", signed(paper, None, paper, common=paper)) == []
    assert places("mixed_signatures", signed()) == []


APPROVED = party("beslutad", decisions=[{"kind": "godkännande", "date": "2026-02-10"}])
"""Approved by a body without a name."""


def kept_as_decided(given: Any) -> dict[str, Any]:
    return {"versions": (kept("vers0001", given, "beslut.docx", b"PK", "beslutad", DAY),)}


def test_an_edit_after_an_approval_says_who_must_decide_again():
    changed = at.replace(APPROVED, "title", "Nya villkor")

    (finding,) = found("approved_otherwise", changed, **kept_as_decided(APPROVED))

    assert finding.severity == "should"
    assert finding.address.startswith("parties/part0001/decisions/") and finding.address.endswith("/date")
    assert "behöver besluta igen: Alvesta kommun (2026-02-10). Ändrat: Titel." in finding.message
    assert "Kontakter och undertecknare får ändras utan nytt beslut" in finding.action
    assert places("approved_otherwise", APPROVED, **kept_as_decided(APPROVED)) == []
    assert places("approved_otherwise", changed, on=date(2026, 2, 9), **kept_as_decided(APPROVED)) == []


def test_what_has_been_approved_ought_to_be_kept():
    (finding,) = found("approved_not_kept", APPROVED)

    assert (finding.severity, "Alvesta kommun (2026-02-10)" in finding.message) == ("tip", True)
    assert places("approved_not_kept", APPROVED, **kept_as_decided(APPROVED)) == []
    assert places("approved_not_kept", party(decisions=[{"kind": "uppdrag", "date": "2026-02-10"}])) == []


def test_nobody_decides_again_on_what_has_been_replaced():
    over = at.replace(APPROVED, "status", "ersatt")
    changed = at.replace(over, "title", "Nya villkor")

    assert places("approved_not_kept", over) == []
    assert places("approved_otherwise", changed, **kept_as_decided(over)) == []
