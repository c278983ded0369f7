"""Judges of Word documents other than Lokdesk itself: two validators, and LibreOffice for looking at them.

A function that needs a program skips or fails the test when the program is missing: see tests/tools.py.
Neither validator sees duplicate control ids, duplicate bookmark names or unclosed bookmarks.
"""

import functools
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator

from tests import tools

# Watchdogs for what hangs; a long agreement takes LibreOffice a few seconds.
_SECONDS = 300


def sdk_errors(paths: Iterable[Path]) -> list[str]:
    """Return what the Open XML SDK objects to in the documents: a line per error, with file, part and XPath.

    The validator takes one file per process, about half a second each: hand over many files at once.
    """
    program = tools.ooxml_validator()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda path: _sdk_errors_of_one(program, path), paths)
        return [error for errors in found for error in errors]


def _sdk_errors_of_one(program: Path, path: Path) -> list[str]:
    done = subprocess.run(
        [program, path, "Microsoft365"], capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the validator stopped with status {done.returncode}: {done.stderr}")
    return [
        f"{path.name}{error['path'] or ''} {error['xPath'] or ''}: {error['description']}"
        for error in json.loads(done.stdout)["errors"]
    ]


def audit_errors(path: Path) -> list[str]:
    """Return what openxml-audit objects to in the document: one line per finding, warnings included.

    It knows some things the SDK does not, among them what makes Word offer a repair.
    """
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
    return [f"{path.name} {error}" for error in validator.validate(path).errors]


def to_pdf(document: Path, folder: Path | None = None) -> Path:
    """Return a PDF of the document made by LibreOffice, beside the document or in the folder."""
    return _convert(document, "pdf", folder or document.parent)


def resaved_by_libreoffice(document: Path, folder: Path) -> Path:
    """Return the document as LibreOffice saves it, in the folder: another one than the document's own."""
    if folder.resolve() == document.resolve().parent:
        raise ValueError("the copy would overwrite the document")
    return _convert(document, "docx", folder)


def settled_by_libreoffice(document: Path, folder: Path, *, accepting: bool) -> Path:
    """Return the document as LibreOffice saves it with all changes accepted, or rejected, in the folder."""
    made = folder / document.name
    if made == document:
        raise ValueError("the copy would overwrite the document")
    made.unlink(missing_ok=True)
    command = ".uno:AcceptAllTrackedChanges" if accepting else ".uno:RejectAllTrackedChanges"
    done = _started(
        f"macro:///Standard.Settling.Settle({document},{made},{command})", profile=_profile_with_macro()
    )
    if not made.is_file():
        raise RuntimeError(f"LibreOffice made nothing of {document.name}: {done.stdout}")
    return made


_MACRO = """Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), filter())
  document.close(True)
End Sub
"""
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling"'
    ' script:language="StarBasic">{}</script:module>'
)
_MODULES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
    ' library:readonly="false" library:passwordprotected="false"><library:element library:name="Settling"/>'
    "</library:library>"
)


@functools.cache
def _profile_with_macro() -> Path:
    profile = _office_profile()
    library = profile / "user/basic/Standard"
    if not library.is_dir():
        # What is put into a profile before its first start is written over then.
        _started("--terminate_after_init", profile=profile)
    (library / "Settling.xba").write_text(_MODULE.format(escape(_MACRO)), encoding="utf-8")
    (library / "script.xlb").write_text(_MODULES, encoding="utf-8")
    return profile


def _started(*arguments: str | Path, profile: Path) -> "subprocess.CompletedProcess[str]":
    """Start LibreOffice without a window, and wait for it to end."""
    return subprocess.run(
        [
            tools.soffice(),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            *arguments,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )


def _convert(document: Path, kind: str, folder: Path) -> Path:
    made = folder / f"{document.stem}.{kind}"
    made.unlink(missing_ok=True)
    done = _started("--convert-to", kind, "--outdir", folder, document, profile=_office_profile())
    # LibreOffice reports success also when it could not read the document.
    if not made.is_file():
        raise RuntimeError(f"LibreOffice made no {kind} of {document.name}: {done.stdout}")
    return made


@functools.cache
def _office_profile() -> Path:
    # One per test process: two at once on one profile get in each other's way, and the first start fills it.
    folder = tempfile.TemporaryDirectory(prefix="lokdesk-office-", ignore_cleanup_errors=True)
    _kept_until_exit.append(folder)
    return Path(folder.name)


_kept_until_exit: list[tempfile.TemporaryDirectory[str]] = []


def to_pages(pdf: Path, folder: Path | None = None, dots_per_inch: int = 60) -> list[Path]:
    """Return the PDF's pages as PNG files in page order, beside the PDF or in the folder."""
    stem = (folder or pdf.parent) / f"{pdf.stem}-page"
    subprocess.run(
        [tools.pdftoppm(), "-r", str(dots_per_inch), "-png", pdf, stem], check=True, timeout=_SECONDS
    )
    # pdftoppm pads the page numbers to one width.
    return sorted(stem.parent.glob(f"{stem.name}-*.png"))


def page_texts(pdf: Path) -> list[str]:
    """Return the text of each page of the PDF, in page order."""
    done = subprocess.run(
        [tools.pdftotext(), "-enc", "UTF-8", "-layout", pdf, "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
    )
    # Every page ends with a form feed.
    return done.stdout.split("\f")[:-1]
