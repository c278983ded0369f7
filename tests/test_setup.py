"""What gets installed is whole: the locks agree, and the wheel brings its resources and templates along."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(name: str) -> set[str]:
    """Return each `package==version ; when` of the lock."""
    return set(
        re.findall(r"^([a-z0-9].*?)(?: \\)?$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_the_larger_lock_holds_everything_of_the_smaller_at_the_same_versions():
    assert locked("requirements.lock")
    assert locked("requirements.lock") <= locked("requirements-dev.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_version_and_a_hash_and_no_address(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert all("==" in requirement for requirement in locked(name))
    assert text.count("==") <= text.count("--hash=sha256:")
    assert "//" not in text
    assert "--index" not in text


def test_every_package_that_the_program_needs_is_in_the_notice():
    notice = (ROOT / "NOTICE.md").read_text(encoding="utf-8").casefold()

    assert [name for name in locked("requirements.lock") if name.split("==")[0] not in notice] == []


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_an_installed_wheel_makes_the_example_document_far_from_the_clone(tmp_path: Path):
    wheels, installed, elsewhere = tmp_path / "wheels", tmp_path / "installed", tmp_path / "någon annanstans"
    elsewhere.mkdir()
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, cwd=ROOT)
    (wheel,) = wheels.glob("lokdesk-*.whl")
    run(
        *(sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", installed, wheel),
        cwd=elsewhere,
    )

    command = shutil.which("lokdesk", path=installed / "bin")
    assert command is not None
    home = {"PYTHONPATH": str(installed), "HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}

    guide = installed / "lokdesk" / "docs" / "anvandarhandbok.md"
    pictures = sorted(file.name for file in (guide.parent / "bilder").iterdir())
    assert guide.read_bytes() == (ROOT / "docs" / "anvandarhandbok.md").read_bytes()
    assert pictures == sorted(file.name for file in (ROOT / "docs" / "bilder").iterdir())
    assert "0.1.0" in run(command, "--version", cwd=elsewhere, **home)
    run(command, "example", "-o", "exempel.lokdesk", cwd=elsewhere, **home)
    run(command, "export", "exempel.lokdesk", "-o", "exempel.docx", cwd=elsewhere, **home)

    assert len(docx.Document(str(elsewhere / "exempel.docx")).element.xpath("//w:t")) > 100
