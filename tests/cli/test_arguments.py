"""The command line explains itself, and what it was not given right, in Swedish."""

import re
from pathlib import Path

import pytest

from lokdesk.cli.arguments import COMMANDS
from lokdesk.cli.commands import COMMANDS as DONE_BY
from tests.cli.conftest import Run, refused

# Words that argparse would use in messages and help of its own.
ENGLISH = re.compile(
    r"\b(usage|error|show this|help message|exit|positional|options?|arguments|the following|required|"
    r"invalid|choice|expected|unrecognized|default|subcommand|choose)\b",
    re.IGNORECASE,
)


def test_every_command_has_something_that_does_it():
    assert {command.words for command in COMMANDS} == set(DONE_BY)


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_help_names_every_command_and_is_swedish(run: Run, flag: str):
    outcome = run(flag)

    assert outcome.code == 0
    assert outcome.err == ""
    assert outcome.out.startswith("Användning: lokdesk")
    for command in COMMANDS:
        assert re.search(rf"^ +{command.words[0]} ", outcome.out, re.MULTILINE)
    assert not ENGLISH.search(outcome.out.replace("[--help]", ""))


@pytest.mark.parametrize("words", [(), ("template",), *(command.words for command in COMMANDS)])
def test_every_command_explains_itself_in_swedish(run: Run, words: tuple[str, ...]):
    outcome = run(*words, "--help")

    assert outcome.code == 0
    assert outcome.out.startswith(" ".join(["Användning: lokdesk", *words]))
    assert not ENGLISH.search(re.sub(r"--\w+", "", outcome.out))


def test_the_version_is_told(run: Run):
    outcome = run("--version")

    assert (outcome.code, outcome.err) == (0, "")
    assert re.fullmatch(r"lokdesk \d+\.\d+\.\d+\n", outcome.out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "Kommandot ”chek” finns inte."),
        (["växjö"], "Kommandot ”växjö” finns inte."),
        (["--snabbt"], "Kommandot tar inte: --snabbt."),
        (["template"], "Det saknas: KOMMANDO."),
        (["template", "chk", "x.docx"], "Kommandot ”chk” finns inte."),
        (["check"], "Det saknas: PROJEKT.lokdesk."),
        (["fill", "a", "b"], "Det saknas: -o/--output."),
        (["fill", "a", "b", "-o"], "Efter -o ska det stå ett värde."),
        (["fill", "a", "b", "c", "-o", "d"], "Kommandot tar inte: c."),
        (["check", "a", "--jso"], "Kommandot tar inte: --jso."),
        (["check", "a", "--json=1"], "--json tar inget värde."),
        (["check", "a", "--on", "i dag"], "--on: ”i dag” är inget datum."),
        (["check", "a", "--on", "2026-02-30"], "--on: ”2026-02-30” är inget datum."),
        (["check", "a", "--on", "20260301"], "--on: ”20260301” är inget datum."),
        (["new", "--template", "-o", "x"], "Efter --template ska det stå ett värde."),
        (["check", "a", "'b"], "Kommandot tar inte: 'b."),
        (["it's"], "Kommandot ”it's” finns inte."),
        (["{}"], "Kommandot ”{}” finns inte."),
        (["-o", "x"], "Kommandot"),
        ([""], "Kommandot"),
    ],
)
def test_what_is_not_given_right_is_told_in_one_swedish_line(run: Run, arguments: list[str], words: str):
    line = refused(run(*arguments))

    assert words in line
    assert not ENGLISH.search(re.sub(r"--\w+", "", line))


def test_options_may_stand_anywhere(run: Run, empty: Path, tmp_path: Path):
    assert run("answers", "-o", tmp_path / "a.json", empty).code == 0
    assert run("answers", empty, "--output", tmp_path / "b.json").code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_one_project_file_is_opened_at_a_time(run: Run):
    assert (
        refused(run("a.lokdesk", "b.lokdesk"))
        == "Det går att öppna en projektfil i taget. Se lokdesk --help."
    )
