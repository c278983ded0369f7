"""The whole program is run where nothing can be sent or started, and where only calls.py changes files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lokdesk.cli.arguments import COMMANDS
from lokdesk.office import finding
from tests.tools import ROOT

CODE = 99
FORBIDDEN = """
import os, sys

NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "ssl.")
# Another program could do what this one may not.
STARTED = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork")
CHANGED = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.link",
           "os.symlink", "shutil.", "tempfile.", "sqlite3.")
CALLS = os.path.join("project", "calls.py")
ROOM = os.sep + "lokdesk" + os.sep

def forbidden(event, what):
    sys.stderr.write(f"{what}: {event}\\n")
    sys.stderr.flush()
    os._exit(99)

def ours():
    # Where in the program this is done.
    frame = sys._getframe(2)
    while frame is not None and ROOM not in frame.f_code.co_filename:
        frame = frame.f_back
    return frame.f_code.co_filename if frame is not None else ""

def forbid(event, arguments):
    if event.startswith(NETWORK):
        forbidden(event, "network")
    if event.startswith(STARTED):
        forbidden(event, "process")
    if event == "open":
        flags = arguments[2]
        written = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        if written and arguments[0] != os.devnull and not ours().endswith(CALLS):
            forbidden(f"{ours()} opens {arguments[0]}", "written")
    elif event.startswith(CHANGED) and not ours().endswith(CALLS):
        forbidden(f"{ours()} {event}", "written")

sys.addaudithook(forbid)
"""
COMMAND_LINE = """
from lokdesk import app
code = app.main(sys.argv[1:])
"""
NOTHING_LOADED = """
def loaded():
    # What could speak to a network in other ways than Python's.
    speaking = ("QtNetwork", "QtWebSockets", "_ssl", "requests")
    named = [one for one in sys.modules if one.split(".")[-1] in speaking]
    if sys.platform == "linux":
        with open("/proc/self/maps", encoding="utf-8") as maps:
            named += [line for line in maps if "Qt6Network" in line or "libcurl" in line]
        for handle in os.listdir("/proc/self/fd"):
            try:
                where = os.readlink(f"/proc/self/fd/{handle}")
            except OSError:
                # The one that the folder itself was read with.
                continue
            if where.startswith("socket:"):
                named.append(where)
    return named

assert not loaded(), loaded()
"""
WINDOW = """
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from lokdesk.gui import application as program
from lokdesk.gui.menus import MENUS
from lokdesk.gui.settings import Settings
from lokdesk.gui.window import MainWindow
from lokdesk.gui.wizard.wizard import PANES, VIEWS
from lokdesk.session.library import Library
from lokdesk.session.session import Session

folder = Path(sys.argv[1])
mistakes = []
application = QApplication([])

def mistaken(kind, error, trace):
    mistakes.append(kind.__name__)
    sys.__excepthook__(kind, error, trace)

sys.excepthook = mistaken
library = Library(Path("resources"), Path("templates"))
settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
window = MainWindow(Session(library), settings)
window.show()

# Every dialog is looked at and left.
seen = set()
def leave():
    box = application.activeModalWidget() or application.activePopupWidget()
    if isinstance(box, QDialog):
        seen.add(box.windowTitle() or box.text())
        box.reject()
    elif box is not None:
        box.close()
timer = QTimer()
timer.timeout.connect(leave)
timer.start(20)

def settle():
    for _ in range(5):
        application.processEvents()

window.files.open(folder / "a.lokdesk")
for step in library.handbook.steps:
    window.wizard.go_to_step(step.slug)
    settle()
for slug, *_ in PANES:
    window.wizard.show_pane(slug)
    settle()
for slug in VIEWS:
    window.wizard.go_to_view(slug)
    settle()
window.wizard.go_to_step("goals")
LAST = ("close", "quit")
names = [name for name in window.menus.actions if name not in LAST]
for name in names:
    window.session.set("title", f"Ändrad av {name}")
    action = window.menus.actions[name]
    if action.isEnabled():
        action.trigger()
        settle()
window.session.set("title", "Sist")
window.files.save()
# Not asked for: what they ask would be answered with no.
from lokdesk.session import sharing
sharing.save(window.session.project, folder / "ut.lokdesk", None)
window.wizard.go_to_view("open")
settle()
pane = next(one for one in window.findChildren(QWidget) if hasattr(one, "paper"))
pane.paper.save(folder / "öppet.pdf")
from lokdesk.session import companion, making
from lokdesk.session.companion import Chosen
every = companion.every(window.session.draft, library)
orders = [making.Order(one, folder / f"{number}.docx") for number, one in enumerate(every)]
made = making.making(window.session.draft, library, orders, None)()
assert [one.problem for one in made if one.problem] == [], made
assert len(made) > 10
assert all((folder / name).is_file() for name in ("ut.lokdesk", "öppet.pdf", "0.docx"))
window.close()
settle()
assert not window.isVisible()
assert mistakes == [], mistakes
print(len(names), len(seen))
"""


def run(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    own = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", finding.WITHOUT: "1"}
    return subprocess.run(
        [sys.executable, "-c", FORBIDDEN + program, *arguments],
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import socket; socket.socket()", "network: socket.__new__\n"),
        ("import urllib.request; urllib.request.urlopen('http://localhost')", "network: urllib.Request\n"),
        ("import subprocess; subprocess.run(['x'])", "process: subprocess.Popen\n"),
        ("open(sys.argv[1], 'w')", "written: "),
        ("os.mkdir(sys.argv[1])", "written: "),
    ],
)
def test_what_forbids_it_does(tmp_path: Path, program: str, said: str):
    done = run(program, str(tmp_path / "x"))

    assert done.returncode == CODE
    assert done.stderr.startswith(said)
    assert not (tmp_path / "x").exists()


ARGUMENTS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("example",): ("-o", "{folder}/exempel.lokdesk"),
    ("new",): ("-o", "{folder}/ny.lokdesk"),
    ("answers",): ("{project}", "-o", "{folder}/svar.json"),
    ("fill",): ("{project}", "{answers}", "-o", "{folder}/ifylld.lokdesk"),
    ("schema",): ("-o", "{folder}/schema.json"),
    ("check",): ("{project}",),
    ("documents",): ("{project}",),
    ("export",): ("{project}", "-o", "{folder}/avtal.docx"),
    ("keep",): ("{project}", "{project}", "--why", "skickad", "-o", "{folder}/behållen.lokdesk"),
    ("share",): ("{project}", "-o", "{folder}/delad.lokdesk"),
    ("revise",): ("{project}", "-o", "{folder}/reviderad.lokdesk"),
    ("replace",): (
        "{project}",
        "--unit",
        "Samverkan",
        "--with",
        "Lokal samverkan",
        "-o",
        "{folder}/bytt.lokdesk",
    ),
    ("vacancies",): ("{project}",),
    ("agenda",): ("{project}",),
    ("move",): ("{project}", "-o", "{folder}/flyttad.lokdesk"),
    ("move-back",): ("{moved}", "-o", "{folder}/tillbaka.lokdesk"),
    ("compare",): ("{project}", "{project}"),
    ("merge",): ("{project}", "{project}", "{project}", "-o", "{folder}/hopslagen.lokdesk"),
    ("redline",): ("{project}", "{project}", "-o", "{folder}/ändringar.docx"),
    ("versions",): ("{project}",),
    ("backups",): ("{project}",),
    # A PDF is made by Word or LibreOffice, other programs: here they are missing, and that is told.
    ("archive",): ("{project}", "-o", "{folder}/arkiv"),
    ("read",): ("{document}", "-o", "{folder}/läst.json"),
    ("take-in",): ("{project}", "{document}", "-o", "{folder}/svar.lokdesk"),
    ("import-word",): ("{document}", "-o", "{folder}/hämtad.lokdesk"),
    ("template", "check"): ("templates/grundmall.docx",),
    ("template", "adopt"): ("templates/grundmall.docx", "-o", "{folder}/mall.docx"),
    ("template", "show"): ("templates/grundmall.docx",),
}
CODES: dict[tuple[str, ...], int] = {("archive",): 2}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return files for the commands to read, made by commands that are watched as well."""
    folder = tmp_path_factory.mktemp("underlag")
    files = {"project": "a.lokdesk", "answers": "svar.json", "document": "a.docx", "moved": "flyttad.lokdesk"}
    paths = {kind: str(folder / name) for kind, name in files.items()}
    (folder / "svar.json").write_text('{"title": "Ny titel"}', encoding="utf-8")
    whole = COMMAND_LINE + "sys.exit(code)"
    assert run(whole, "example", "-o", paths["project"]).returncode == 0
    assert run(whole, "export", paths["project"], "-o", paths["document"]).returncode == 0
    assert run(whole, "move", paths["project"], "-o", paths["moved"]).returncode == 0
    return paths


def test_no_command_is_left_out():
    assert set(ARGUMENTS) == {command.words for command in COMMANDS}


@pytest.mark.parametrize("words", ARGUMENTS, ids=" ".join)
def test_every_command_works_without_a_network(words: tuple[str, ...], made: dict[str, str], tmp_path: Path):
    arguments = [one.format(folder=tmp_path, **made) for one in ARGUMENTS[words]]

    done = run(COMMAND_LINE + NOTHING_LOADED + "sys.exit(code)", *words, *arguments)

    assert done.returncode == CODES.get(words, 0), done.stderr


def test_the_window_works_without_a_network(made: dict[str, str], tmp_path: Path):
    (tmp_path / "a.lokdesk").write_bytes(Path(made["project"]).read_bytes())

    done = run(WINDOW + NOTHING_LOADED, str(tmp_path))

    assert done.returncode == 0, done.stderr
    commands, dialogs = map(int, done.stdout.split())
    assert commands > 60
    assert dialogs > 10
