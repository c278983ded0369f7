"""What must be in place before bodies decide and parties sign."""

from typing import Any

import pytest

from tests.rules.judged import agreement, found, places


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
