"""Microsoft Word on Windows: a document turned into PDF with a Word of its own, which is not seen.

Word is asked through PowerShell, which every Windows has, so that nothing needs to be installed for it.
"""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lokdesk.office import process
from lokdesk.office.office import LONGEST
from lokdesk.office.workplace import could_not, workplace

NAME = "Word"
SOURCE, RESULT, NUMBERS = "LOKDESK_SOURCE", "LOKDESK_RESULT", "LOKDESK_NUMBERS"
"""The variables that tell the script where to read and to write."""

# No quotation marks: the script is one argument on a command line. The processes that have come while Word
# was started are written down, so that they can be ended if it gets stuck.
SCRIPT = "; ".join(
    (
        "$ErrorActionPreference = 'Stop'",
        "$before = @(Get-Process WINWORD -ErrorAction SilentlyContinue | ForEach-Object { $_.Id })",
        "$word = New-Object -ComObject Word.Application",
        "@(Get-Process WINWORD | Where-Object { $before -notcontains $_.Id } | ForEach-Object { $_.Id })"
        f" | Set-Content -LiteralPath $env:{NUMBERS}",
        "try { $word.Visible = $false",
        # No questions, and no macros.
        "$word.DisplayAlerts = 0",
        "$word.AutomationSecurity = 3",
        # Without asking how to convert it, read-only, and not among the recent documents.
        f"$document = $word.Documents.Open($env:{SOURCE}, $false, $true, $false)",
        # PDF; not opened; for print; all of it, without tracked changes; with properties; bookmarks from
        # headings; tagged; no fonts as pictures; PDF/A.
        f"$document.ExportAsFixedFormat($env:{RESULT}, 17, $false, 0, 0, 1, 1, 0, $true, $true, 1, $true,"
        " $false, $true)",
        "$document.Close(0) } finally { $word.Quit(0) }",
    )
)

Runner = Callable[[Sequence[str], Mapping[str, str], float], None]
"""Runs a command with an environment, for so many seconds at most; may raise process.Stuck or OSError."""


@dataclass(frozen=True)
class Word:
    """The Word that is asked through the program *powershell*."""

    powershell: str
    run: Runner = process.run
    end: Callable[[int], None] = process.end_by_number
    longest: float = LONGEST
    name: str = NAME

    def pdf(self, docx: bytes) -> bytes:
        """Return a Word document as PDF/A, tagged and with bookmarks. Raises Failed."""
        with workplace(self.name) as folder:
            return self._converted(docx, folder)

    def _converted(self, docx: bytes, folder: Path) -> bytes:
        source, made, numbers = folder / "dokument.docx", folder / "dokument.pdf", folder / "nummer.txt"
        source.write_bytes(docx)
        try:
            self.run(
                [self.powershell, "-NoProfile", "-NonInteractive", "-Command", SCRIPT],
                {SOURCE: str(source), RESULT: str(made), NUMBERS: str(numbers)},
                self.longest,
            )
        except process.Stuck:
            self._end(numbers)
            raise
        if not made.is_file():
            raise could_not(self.name)
        return made.read_bytes()

    def _end(self, numbers: Path) -> None:
        """End the Word that was started: it goes on without the script that asked for it."""
        if numbers.is_file():
            # Written in the encoding of the computer; digits are the same in all of them.
            for line in numbers.read_text(encoding="latin-1").split():
                with suppress(ValueError):
                    self.end(int(line))


def find(platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which) -> Word | None:
    """Return the Word of a computer with Windows, if it has one."""
    if platform != "win32":
        return None
    powershell = which("powershell")
    return Word(powershell) if powershell is not None and _is_registered() else None


def _is_registered() -> bool:
    """Return whether Windows knows a program by the name that Word is asked by."""
    try:
        import winreg
    except ImportError:
        return False
    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CLSID"))  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
