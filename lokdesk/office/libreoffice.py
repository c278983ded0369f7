"""LibreOffice: where it is, and a document turned into PDF with it.

It runs with a profile of its own in a folder that is taken away afterwards, so that it neither meets nor
disturbs the LibreOffice that the user may have open, and it fetches nothing from anywhere.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lokdesk.office import process
from lokdesk.office.office import LONGEST
from lokdesk.office.workplace import could_not, workplace

NAME = "LibreOffice"
_FLATPAK = "org.libreoffice.LibreOffice"

_FILTER = {
    # PDF/A-2b, which keeps transparency.
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "ExportNotes": {"type": "boolean", "value": "false"},
}
_OPTIONS = (
    "--headless",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nolockcheck",
    "--convert-to",
    f"pdf:writer_pdf_Export:{json.dumps(_FILTER)}",
)
# What a new profile begins with: nothing is run, nothing is fetched, nothing is asked.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


@dataclass(frozen=True)
class LibreOffice:
    """The LibreOffice that is started by *command*.

    It can read and write in the folder *within*, where it cannot do so everywhere.
    """

    command: tuple[str, ...]
    within: Path | None = None
    longest: float = LONGEST
    name: str = NAME

    def pdf(self, docx: bytes) -> bytes:
        """Return a Word document as PDF/A-2b, tagged and with bookmarks. Raises Failed."""
        with workplace(self.name, self.within) as folder:
            return self._converted(docx, folder)

    def _converted(self, docx: bytes, folder: Path) -> bytes:
        source, profile = folder / "dokument.docx", folder / "profil"
        source.write_bytes(docx)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        shared = (f"--filesystem={folder}", _FLATPAK) if _FLATPAK in self.command else ()
        command = [one for one in self.command if one != _FLATPAK]
        process.run(
            [
                *command,
                *shared,
                f"-env:UserInstallation={profile.as_uri()}",
                *_OPTIONS,
                "--outdir",
                str(folder),
                str(source),
            ],
            # Without a screen there is nothing to draw on, whatever desktop is running.
            {"SAL_USE_VCLPLUGIN": "svp"},
            self.longest,
        )
        made = source.with_suffix(".pdf")
        # LibreOffice tells of success also when it could not read the document.
        if not made.is_file():
            raise could_not(self.name)
        return made.read_bytes()


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )


Which = Callable[[str], str | None]


def find(
    platform: str, environment: Mapping[str, str], home: Path, root: Path, which: Which = shutil.which
) -> LibreOffice | None:
    """Return the LibreOffice of a computer, if it has one, on the *platform* as ``sys.platform`` calls it.

    *home* is the user's folder, and *root* that which all others are in.
    """
    for name in ("soffice", "libreoffice"):
        if (on_path := which(name)) is not None:
            return _started_by(Path(on_path), home, root)
    for place in _places(platform, environment, home, root):
        if place.is_file():
            return _started_by(place, home, root)
    flatpak = which("flatpak")
    apps = (root / "var/lib/flatpak/app", home / ".local/share/flatpak/app")
    if flatpak is not None and any((folder / _FLATPAK).is_dir() for folder in apps):
        # The system's folder for what is temporary is another one within.
        return LibreOffice(
            (flatpak, "run", "--die-with-parent", _FLATPAK), home / f".var/app/{_FLATPAK}/cache"
        )
    return None


def _started_by(program: Path, home: Path, root: Path) -> LibreOffice:
    if program.is_relative_to(root / "snap"):
        # What comes as a snap sees no hidden folders, and has a folder of its own for what is temporary.
        return LibreOffice((str(program),), home / "snap/libreoffice/common")
    console = program.with_suffix(".com")
    # On Windows, only the program for consoles is there until the work is done.
    if program.suffix.lower() == ".exe" and console.is_file():
        program = console
    return LibreOffice((str(program),))


def _places(platform: str, environment: Mapping[str, str], home: Path, root: Path) -> Iterator[Path]:
    if platform == "win32":
        for variable in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
            if environment.get(variable):
                yield Path(environment[variable]) / "LibreOffice" / "program" / "soffice.exe"
    elif platform == "darwin":
        for folder in (root / "Applications", home / "Applications"):
            yield folder / "LibreOffice.app" / "Contents" / "MacOS" / "soffice"
    else:
        yield root / "usr/lib/libreoffice/program/soffice"
        yield root / "usr/lib64/libreoffice/program/soffice"
        yield from sorted((root / "opt").glob("libreoffice*/program/soffice"), reverse=True)
        yield root / "snap/bin/libreoffice"
