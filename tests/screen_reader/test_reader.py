"""One way through the program as a screen reader goes it: by roles, names and what is announced."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from lokdesk.agreement.draft import Draft
from lokdesk.project import project
from lokdesk.project.project import Project
from tests import tools

ROOT = Path(__file__).resolve().parent.parent.parent


def test_a_screen_reader_leads_from_the_first_question_to_a_saved_agreement(tmp_path: Path):
    file = tmp_path / "samverkan.lokdesk"
    command = [*tools.screen_reader(), "-W", "ignore", str(ROOT / "tests/screen_reader/reader.py"), str(file)]
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    file.write_bytes(project.dumps(Project(Draft())))

    run = subprocess.run(
        [*command, sys.executable, str(ROOT / "main.py")], capture_output=True, text=True, env=environment
    )

    assert run.returncode == 0, run.stderr
    heard = json.loads(run.stdout.splitlines()[-1])
    assert heard["order"] == ["Steg", "Titel", "Nästa", "Hjälp till frågan"]
    assert heard["title"]["description"] == "Vad ska överenskommelsen heta? Ska besvaras"
    assert "Exempel på svar" in heard["help"]
    assert any(step.startswith("3. Mål, orört") for step in heard["steps"])
    assert heard["announced"] == [one for one in heard["announced"] if "går inte att förstå" in one]
    assert heard["announced"][0] in heard["wrong"]

    agreement = project.open(file).draft.agreement
    assert agreement.title == "Samverkan i Hultsfred"
    assert agreement.version == "0.1"
    assert agreement.validity.start == date(2026, 3, 1)
    assert [goal.title for goal in agreement.goals] == ["Fler unga i arbete"]
