"""The page about the file format says enough to read a project file with Python alone, without Lokdesk."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.rich_text import RichText
from lokdesk.project import project
from lokdesk.project.version import CURRENT, Version
from tests.test_old_files import SUMS, file
from tests.tools import ROOT

PAGE = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
(PROGRAM,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def read(path: Path, folder: Path) -> str:
    """Return what the page's own program says of the file at *path*; it sees nothing but Python's own."""
    program = folder / "las.py"
    program.write_text(PROGRAM, encoding="utf-8")
    # Isolated: neither the folder it is run in nor what is installed beside Python.
    command = [sys.executable, "-I", "-S", str(program), str(path)]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_program_on_the_page_needs_nothing_but_python():
    imported = re.findall(r"^\s*(?:import|from)\s+(.*)$", PROGRAM, re.MULTILINE)

    assert imported == ["hashlib, json, sys, zipfile"]
    assert "lokdesk" not in PROGRAM.lower()


@pytest.mark.parametrize("version", SUMS, ids=str)
def test_a_file_of_every_version_is_read_with_what_the_page_says(version: Version, tmp_path: Path):
    draft = project.open(file(version)).draft
    agreement = draft.agreement

    lines = read(file(version), tmp_path).splitlines()

    assert f"Filformat: {version}" in lines
    assert not any(line.startswith("SKADAD") for line in lines)
    assert f"Titel: {agreement.title}" in lines
    assert [f"Part: {one.name}" for one in agreement.parties] == said(lines, "Part: ")
    goals = [
        line
        for goal in agreement.goals
        for line in (
            f"Mål: {goal.title}",
            *(f"  Indikator: {one.name} | Källa: {one.source}" for one in goal.indicators),
        )
    ]
    assert goals == [line for line in lines if line.startswith(("Mål: ", "  Indikator: "))]
    assert len(goals) > 5
    files = [f"Bifogad fil: {one.name} {len(one.content)} byte" for one in draft.attachments]
    assert said(lines, "Bifogad fil: ") == files
    kept = [f"Version: {one.day} {one.why} {one.name} {len(one.content)} byte" for one in draft.versions]
    assert said(lines, "Version: ") == kept


def said(lines: list[str], start: str) -> list[str]:
    return [line for line in lines if line.startswith(start)]


def test_every_longer_text_is_there_as_plain_text(tmp_path: Path):
    draft = project.open(file(CURRENT)).draft
    out = read(file(CURRENT), tmp_path)

    texts = [
        (address, value) for address, _, value in at.answers(draft.agreement) if isinstance(value, RichText)
    ]
    assert len(texts) > 100
    missing = [address for address, text in texts if any(line not in out for line in text.text.splitlines())]
    assert missing == []
    assert [address for address, _ in texts if f"\nText {address}:\n" not in out] == []


def test_a_part_that_has_been_changed_is_told_of(tmp_path: Path):
    changed = tmp_path / "ändrad.lokdesk"
    with zipfile.ZipFile(file(CURRENT)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, json.dumps(json.loads(content)) if name == "agreement.json" else content)

    lines = read(changed, tmp_path).splitlines()

    assert "SKADAD: agreement.json" in lines
    assert "Hel: draft.json" in lines


def test_the_page_says_where_personal_data_are():
    """An archive has to know: every list of people in an agreement is named in that paragraph."""
    told = PAGE.partition("**Personuppgifter**")[2].partition("\n- ")[0]
    people = {
        address if address.startswith("processes") else address.rpartition("/*/")[0]
        for address in re.findall(r"^\| `(.*?)` \| rad \|", PAGE, re.MULTILINE)
        if address.endswith(("/email", "/phone", "/members/*/name", "/signatories/*/name", "/rapporteur"))
        or address.endswith(("recipients/*/name", "/contact", "/signatory"))
    }

    assert len(people) > 5
    assert [one for one in people if not any(place in one for place in re.findall(r"`(.*?)`", told))] == []
