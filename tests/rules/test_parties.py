"""Parties, the law, and how long the agreement lasts."""

from datetime import date

import pytest

from tests.rules.judged import agreement, found, places

AF = {"name": "Arbetsförmedlingen", "kind": "Arbetsförmedlingen"}
ALVESTA = {"name": "Alvesta kommun", "kind": "kommun"}
REGION = {"name": "Region Kronoberg", "kind": "region"}


def test_arbetsformedlingen_and_a_municipality_belong_to_every_agreement():
    assert places("no_employment_service", agreement(parties=[ALVESTA, REGION])) == ["parties"]
    assert places("no_municipality", agreement(parties=[AF, REGION])) == ["parties"]
    both = agreement(parties=[AF, ALVESTA])
    assert places("no_employment_service", both) + places("no_municipality", both) == []


def test_an_association_of_municipalities_will_do():
    assert places("no_municipality", agreement(parties=[AF, {"kind": "kommunalförbund"}])) == []


def test_nothing_is_said_before_all_parties_have_a_kind():
    for parties in ([], [REGION, {"name": "Arbetsförmedlingen"}], [REGION, {"name": "Alvesta kommun"}]):
        given = agreement(parties=parties)
        assert places("no_employment_service", given) + places("no_municipality", given) == []


@pytest.mark.parametrize("number", ["202100-2114", "2021002114", "16202100-2114", "202100 2114"])
def test_a_right_organisation_number_is_left_alone(number: str):
    assert places("organisation_number", agreement(parties=[{"organisation_number": number}])) == []


@pytest.mark.parametrize(
    "number", ["202100-2115", "202100-211", "okänt", "20210O-2114", "1202100-2114", "٢٠٢١٠٠٢١١٤"]
)
def test_a_wrong_organisation_number_is_noticed(number: str):
    given = agreement(
        parties=[{"id": "part0001", "organisation_number": number}],
        job_tracks=[{"id": "trac0001", "employers": [{"id": "empl0001", "organisation_number": number}]}],
    )

    assert places("organisation_number", given) == [
        "parties/part0001/organisation_number",
        "job_tracks/trac0001/employers/empl0001/organisation_number",
    ]


def test_a_period_that_ends_before_it_begins_must_be_put_right():
    given = agreement(validity={"start": "2026-01-02", "end": "2026-01-01"})
    (finding,) = found("period_reversed", given, on=date(2027, 1, 1))

    assert (finding.severity, finding.address) == ("must", "validity/end")
    assert finding.message == "Överenskommelsen slutar (2026-01-01) innan den börjar (2026-01-02)."
    assert places("period_past", given, on=date(2027, 1, 1)) == []


def test_a_period_of_one_day_is_not_reversed():
    assert places("period_reversed", agreement(validity={"start": "2026-01-01", "end": "2026-01-01"})) == []


def test_a_period_is_past_from_the_day_after_its_last():
    given = agreement(validity={"start": "2024-01-01", "end": "2026-03-01"})

    assert places("period_past", given, on=date(2026, 3, 1)) == []
    (finding,) = found("period_past", given, on=date(2026, 3, 2))
    assert (finding.severity, finding.address) == ("should", "validity/end")


@pytest.mark.parametrize("status", ["ersatt", "upphörd"])
def test_an_agreement_that_is_over_may_have_its_dates_behind_it(status: str):
    given = agreement(
        status=status, validity={"end": "2020-12-31"}, follow_up={"next_revision": "2020-06-01"}
    )

    assert places("period_past", given) + places("revision_past", given) == []


def test_a_period_that_can_be_extended_asks_whether_it_has_been():
    given = agreement(validity={"end": "2025-12-31", "extension": "Ett år i taget."})
    (finding,) = found("period_past", given)

    assert "förlängts" in finding.action


def test_until_further_notice_has_no_last_day():
    given = agreement(validity={"kind": "tills vidare", "end": "2025-12-31"})

    assert places("end_without_period", given) == ["validity/end"]
    assert places("period_past", given) == []
    assert places("end_without_period", agreement(validity={"kind": "tills vidare"})) == []


def test_a_period_has_a_first_and_a_last_day():
    assert places("period_without_day", agreement(validity={"kind": "tidsperiod"})) == [
        "validity/start",
        "validity/end",
    ]
    whole = {"kind": "tidsperiod", "start": "2026-01-01", "end": "2026-12-31"}
    assert places("period_without_day", agreement(validity=whole)) == []
    assert places("period_without_day", agreement(validity={"kind": "tills vidare"})) == []


def test_a_repealed_act_is_reported_from_the_day_it_ends():
    given = agreement(legal_references=[{"id": "lega0001", "act": "Socialtjänstlag", "sfs": "2001:453"}])

    assert places("repealed_act", given, on=date(2025, 6, 30)) == []
    (finding,) = found("repealed_act", given, on=date(2025, 7, 1))
    assert (finding.severity, finding.address) == ("should", "legal_references/lega0001/sfs")
    assert finding.message == "Socialtjänstlag (2001:453) gäller inte längre."
    assert "Socialtjänstlag (2025:400)" in finding.action


def test_a_repealed_act_without_a_successor_has_no_other_to_point_at():
    given = agreement(legal_references=[{"id": "lega0001", "act": "Förordning (2015:502) om viss samverkan"}])
    (finding,) = found("repealed_act", given)

    assert finding.address == "legal_references/lega0001/act"
    assert "det som gäller nu:" not in finding.action


def test_law_in_force_and_unknown_law_is_left_alone():
    given = agreement(legal_references=[{"sfs": "2022:811"}, {"sfs": "2099:1"}, {"act": "Socialtjänstlagen"}])

    assert places("repealed_act", given) == []
