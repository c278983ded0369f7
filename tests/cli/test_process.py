"""The program as a process of its own: encodings, broken pipes, interrupts, and what is never loaded."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import ROOT

PROGRAM = [sys.executable, str(ROOT / "main.py")]


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    known = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)], capture_output=True, check=False, env=known | environment
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
)
def test_the_streams_are_utf_8_whatever_the_locale(kronoberg: Path, environment: dict[str, str]):
    done = process("answers", kronoberg, **environment)
    refused = process("växjö", **environment)

    assert done.returncode == 0
    assert "Växjö" in done.stdout.decode()
    assert b"\r" not in done.stdout
    assert refused.returncode == 2
    assert refused.stderr.decode() == "Kommandot ”växjö” finns inte. Se lokdesk --help.\n"


def test_file_names_may_have_any_letters(kronoberg: Path, tmp_path: Path):
    path = tmp_path / "Överenskommelse – Växjö.json"

    assert process("answers", kronoberg, "-o", path).returncode == 0
    assert path.is_file()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names there are always text")
def test_a_file_name_that_is_no_text_is_told_of_all_the_same(tmp_path: Path):
    odd = os.fsencode(tmp_path) + b"/v\xe4xj\xf6.lokdesk"
    done = subprocess.run([*map(os.fsencode, PROGRAM), b"answers", odd], capture_output=True, check=False)

    assert done.returncode == 2
    assert done.stderr.decode().endswith("finns inte.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes")
def test_a_reader_who_leaves_is_no_traceback(kronoberg: Path):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PROGRAM, "answers", str(kronoberg)], stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)

    assert done.returncode == 2
    assert done.stderr.decode() == (
        "Resultatet kunde inte skrivas ut: det går inte att skriva till standard ut.\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_no_traceback(kronoberg: Path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "answers", str(kronoberg)], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes")
def test_an_interrupt_is_no_traceback(tmp_path: Path):
    # Reading a pipe that nobody writes to takes until it is interrupted.
    pipe = tmp_path / "svar.json"
    os.mkfifo(pipe)
    empty = tmp_path / "a.lokdesk"
    assert process("new", "-o", empty).returncode == 0
    with subprocess.Popen(
        [*PROGRAM, "fill", str(empty), str(pipe), "-o", str(empty)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # What runs in the background, as these tests may, lets interrupts go by, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        with pipe.open("wb"):
            # The pipe is open at both ends now: the program is at work.
            running.send_signal(signal.SIGINT)
        # An interrupt that came just before the reading began is taken in once the pipe has come to its end.
        out, err = running.communicate()

    assert running.returncode == 2
    assert out == b""
    assert err.decode() == "Avbrutet.\n"


def test_without_a_screen_the_window_is_refused_in_swedish(kronoberg: Path):
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always a screen")
    for arguments in ([], [kronoberg]):
        done = process(*arguments, QT_QPA_PLATFORM="")

        assert done.returncode == 2
        assert done.stdout == b""
        assert "inte finns någon skärm" in done.stderr.decode()
        assert len(done.stderr.decode().splitlines()) == 1


@pytest.mark.parametrize("environment", [{"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "ingen"}])
def test_a_screen_that_cannot_be_reached_is_told_in_swedish(environment: dict[str, str]):
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always a screen")
    done = process(**{"QT_QPA_PLATFORM": "xcb"} | environment)

    assert done.returncode == 2
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("Fönstret kan inte öppnas: skärmen går inte att nå")


def test_no_command_loads_the_window_and_only_documents_load_what_they_need(kronoberg: Path, tmp_path: Path):
    program = f"""
import sys
from lokdesk.app import main
heavy = lambda: {{"docx", "lxml", "PySide6"}} & set(sys.modules)
assert not heavy(), heavy()
assert main(["answers", {str(kronoberg)!r}, "-o", {str(tmp_path / "a.json")!r}]) == 0
assert main(["fill", {str(kronoberg)!r}, {str(tmp_path / "a.json")!r}, "-o", {str(tmp_path / "b")!r}]) == 0
assert main(["example", "-o", {str(tmp_path / "c")!r}]) == 0
assert main(["new", "-o", {str(tmp_path / "d")!r}]) == 0
assert main(["schema", "-o", {str(tmp_path / "e")!r}]) == 0
assert main(["check", {str(kronoberg)!r}]) == 0
assert not heavy(), heavy()
assert main(["export", {str(kronoberg)!r}, "-o", {str(tmp_path / "f")!r}]) == 0
assert "PySide6" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


def test_the_package_can_be_run_by_its_name():
    done = subprocess.run(
        [sys.executable, "-m", "lokdesk", "--version"], cwd=ROOT, capture_output=True, check=False
    )

    assert done.returncode == 0
    assert done.stdout.startswith(b"lokdesk ")
