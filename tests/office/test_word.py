"""Word asked for PDF, where Word is not at hand: what it would be told, and what becomes of its answer."""

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from lokdesk.office import process, word
from lokdesk.office.office import Failed
from lokdesk.office.word import NUMBERS, RESULT, SCRIPT, SOURCE, Word

_PDF = b"%PDF-1.7"


class Windows:
    """What PowerShell and Word would do."""

    def __init__(self, pdf: bytes | None = _PDF, fault: Exception | None = None) -> None:
        self.pdf = pdf
        self.fault = fault
        self.command: Sequence[str] = ()
        self.read = b""
        self.folder = Path()
        self.ended: list[int] = []

    def run(self, command: Sequence[str], environment: Mapping[str, str], seconds: float) -> None:
        assert seconds > 0
        self.command = command
        self.read = Path(environment[SOURCE]).read_bytes()
        self.folder = Path(environment[SOURCE]).parent
        Path(environment[NUMBERS]).write_bytes(b"4711\r\n\r\n4712\r\n")
        if self.fault is not None:
            raise self.fault
        if self.pdf is not None:
            Path(environment[RESULT]).write_bytes(self.pdf)

    def asked(self, docx: bytes = b"PK") -> bytes:
        return Word("powershell.exe", self.run, self.ended.append).pdf(docx)


def test_word_is_given_the_document_and_asked_for_a_pdf():
    windows = Windows()

    assert windows.asked(b"PK...") == _PDF
    assert windows.read == b"PK..."
    assert windows.command[0] == "powershell.exe"
    assert windows.command[-2:] == ["-Command", SCRIPT]
    assert windows.ended == []
    assert not windows.folder.exists()


def test_the_script_asks_for_a_tagged_pdf_with_bookmarks_made_for_archives_and_lets_word_go():
    export = SCRIPT[SCRIPT.index("ExportAsFixedFormat(") :].partition("(")[2].partition(")")[0]
    arguments = [one.strip() for one in export.split(",")]

    # In the order of Document.ExportAsFixedFormat: 17 is PDF, bookmarks 1 are those of headings.
    assert len(arguments) == 14
    assert arguments[:3] == [f"$env:{RESULT}", "17", "$false"]
    assert dict(zip(("bookmarks", "tags", "pictures", "archive"), arguments[10:], strict=True)) == {
        "bookmarks": "1",
        "tags": "$true",
        "pictures": "$false",
        "archive": "$true",
    }
    assert SCRIPT.endswith("finally { $word.Quit(0) }")
    assert '"' not in SCRIPT


def test_a_document_that_word_cannot_read_is_told():
    with pytest.raises(Failed, match="Word kunde inte göra PDF"):
        Windows(pdf=None).asked()


def test_a_word_that_gets_stuck_is_ended():
    windows = Windows(fault=process.Stuck())

    with pytest.raises(Failed, match="för lång tid"):
        windows.asked()

    assert windows.ended == [4711, 4712]
    assert not windows.folder.exists()


def test_a_powershell_that_cannot_be_started_is_told():
    with pytest.raises(Failed, match="gick inte att starta"):
        Windows(fault=OSError(2, "not found")).asked()


def test_word_is_looked_for_on_windows_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(word, "_is_registered", lambda: True)

    assert word.find("linux", lambda _: "pwsh") is None
    assert word.find("win32", lambda _: None) is None
    assert word.find("win32", lambda _: "powershell.exe") == Word("powershell.exe")

    monkeypatch.setattr(word, "_is_registered", lambda: False)
    assert word.find("win32", lambda _: "powershell.exe") is None


@pytest.mark.skipif(sys.platform == "win32", reason="there is a register on Windows")
def test_where_there_is_no_register_there_is_no_word():
    assert not word._is_registered()


def test_a_program_that_runs_too_long_is_ended_with_what_it_has_started(tmp_path: Path):
    beats = tmp_path / "beats"
    beats.touch()
    inner = f"import time\nwhile True:\n    open({str(beats)!r}, 'a').write('x')\n    time.sleep(0.05)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"

    with pytest.raises(process.Stuck):
        process.run([sys.executable, "-c", outer], {}, 3.0)

    assert process._running == set()
    counted = beats.stat().st_size
    time.sleep(0.5)
    assert beats.stat().st_size == counted > 0
