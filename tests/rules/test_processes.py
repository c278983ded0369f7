"""Processes, information flows and job tracks."""

from datetime import date
from typing import Any

import pytest

from tests.rules.judged import agreement, found, places

GROUND = "flow_without_ground"


def flow(**answers: Any) -> Any:
    return agreement(information_flows=[{"id": "flow0001", "name": "Anmälan", **answers}])


def test_every_target_group_belongs_in_a_process():
    given = agreement(
        target_groups=[{"id": "grou0001", "name": "Unga"}, {"id": "grou0002", "name": "Nyanlända"}],
        processes=[{"target_groups": ["grou0001"]}],
    )
    (finding,) = found("target_group_in_no_process", given)

    assert (finding.severity, finding.address) == ("should", "target_groups/grou0002/name")
    assert finding.message == "Målgruppen ”Nyanlända” ingår inte i någon process."


@pytest.mark.parametrize(
    ("status", "waits"), [(None, True), ("utkast", True), ("utkast 2", True), ("avstämningsversion", False)]
)
def test_nobody_is_told_in_a_draft_of_processes_that_nobody_has_come_to(status: str | None, waits: bool):
    given = agreement(status=status, target_groups=[{"name": "Unga"}])
    begun = agreement(
        status=status, target_groups=[{"name": "Unga"}], processes=[{"name": "Väg till arbete"}]
    )

    assert bool(found("target_group_in_no_process", given)) is not waits
    assert found("target_group_in_no_process", begun)


@pytest.mark.parametrize("level", [None, "individuppgifter", "individuppgifter och statistik i fritext"])
def test_information_about_individuals_needs_both_grounds(level: str | None):
    assert places(GROUND, flow(level=level)) == [
        "information_flows/flow0001/secrecy_ground",
        "information_flows/flow0001/gdpr_ground",
    ]
    assert places(GROUND, flow(level=level, secrecy_ground="Samtycke, OSL 10 kap. 1 §")) == [
        "information_flows/flow0001/gdpr_ground"
    ]
    both = flow(level=level, secrecy_ground="Samtycke", gdpr_ground="Allmänt intresse")
    assert places(GROUND, both) == []


@pytest.mark.parametrize(
    "level", ["avidentifierade uppgifter", "aggregerade uppgifter", "Aggregerad statistik"]
)
def test_information_about_nobody_needs_no_ground(level: str):
    assert places(GROUND, flow(level=level)) == []


def test_a_ground_that_is_repealed_is_no_ground():
    given = flow(secrecy_ground="Socialtjänstlagen (2001:453)", gdpr_ground="Lag (2002:546)")

    assert places("repealed_ground", given, on=date(2025, 6, 30)) == []
    (finding,) = found("repealed_ground", given, on=date(2025, 7, 1))
    assert finding.address == "information_flows/flow0001/secrecy_ground"
    assert "2025:400" in finding.action
    assert places("repealed_act_in_text", given) == []


def test_three_job_tracks_are_asked_for_under_the_preset_of_2017_only():
    two = [{"name": "Vård"}, {"name": "Industri"}]

    assert places("few_job_tracks", agreement(job_tracks=two)) == []
    (finding,) = found("few_job_tracks", agreement(job_tracks=two, dua={"preset": "Dua 2017"}))
    assert (finding.severity, finding.address) == ("should", "job_tracks")
    three = [*two, {"name": "Handel"}]
    assert places("few_job_tracks", agreement(job_tracks=three, dua={"preset": "Dua 2017"})) == []
