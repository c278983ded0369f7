"""The agenda of a revision from the command line: as lines and as JSON."""

import json
from pathlib import Path

from lokdesk.session import agenda
from tests.cli.conftest import Run


def test_it_is_told_line_by_line(run: Run, kronoberg: Path, tmp_path: Path) -> None:
    new = tmp_path / "ny.lokdesk"
    run("revise", kronoberg, "-o", new)

    outcome = run("agenda", new)

    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0].startswith("0 av ")
    assert "[ ] Nya mål" in lines


def test_as_json_every_point_is_told(run: Run, kronoberg: Path, tmp_path: Path) -> None:
    new = tmp_path / "ny.lokdesk"
    run("revise", kronoberg, "-o", new)

    found = json.loads(run("agenda", new, "--json").out)

    assert found["points"] == sum(len(one["points"]) for one in found["sections"]) > 0
    assert found["sections"][0]["points"][0]["kind"] == "goal"


def test_an_agreement_that_revises_none_has_nothing_to_go_through(run: Run, kronoberg: Path) -> None:
    outcome = run("agenda", kronoberg)

    assert (outcome.code, outcome.out, outcome.err) == (0, "", f"{agenda.NOTHING}\n")
    assert json.loads(run("agenda", kronoberg, "--json").out)["sections"] == []
