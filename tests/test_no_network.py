"""The program needs no network: it works where nothing can be sent or asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FORBIDDEN = """
import sys

def forbid(event, _):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")):
        sys.stderr.write(f"network: {event}\\n")
        sys.stderr.flush()
        import os
        os._exit(99)

sys.addaudithook(forbid)
"""
WINDOW = """
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from lokdesk.gui.window import MainWindow
from lokdesk.gui.settings import Settings
from lokdesk.session.library import Library
from lokdesk.session.session import Session

application = QApplication([])
library = Library(Path("resources"), Path("templates"))
settings = Settings(QSettings(sys.argv[1], QSettings.Format.IniFormat))
window = MainWindow(Session(library), settings)
window.show()
window.session.new(library.example("kronoberg"))
for step in library.handbook.steps:
    window.wizard.go_to_step(step.slug)
    application.processEvents()
for pane in ("help", "discussion", "document", "figures"):
    window.wizard.show_pane(pane)
    application.processEvents()
assert window.session.document()
print("whole")
"""


def run(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", FORBIDDEN + program, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_what_forbids_the_network_does():
    done = run("import socket; socket.socket()")

    assert (done.returncode, done.stderr) == (99, "network: socket.__new__\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "{project}"),
        ("export", "{project}", "--estimate", "-o", "{folder}/a.docx"),
        ("share", "{project}", "-o", "{folder}/b.lokdesk"),
        ("template", "show", "templates/grundmall.docx"),
    ],
    ids=lambda words: words[0],
)
def test_the_command_line_works_without_a_network(arguments: tuple[str, ...], tmp_path: Path):
    program = "from lokdesk import app\nsys.exit(app.main(sys.argv[1:]))"
    path = tmp_path / "a.lokdesk"
    assert run(program, "example", "-o", str(path)).returncode == 0

    done = run(program, *(word.format(project=path, folder=tmp_path) for word in arguments))

    assert "network" not in done.stderr
    assert done.returncode in (0, 1)


def test_the_window_works_without_a_network(tmp_path: Path):
    done = run(WINDOW, str(tmp_path / "settings.ini"))

    assert (done.stdout, done.returncode) == ("whole\n", 0), done.stderr
