"""Names of project files, and of the parts in them that hold files: such that every system can unpack."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path

SUFFIX = ".lokdesk"
BACKUP_SUFFIX = ".bak"

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 80
_CONFLICT = re.compile(r"-[A-Z0-9][A-Z0-9-]{3,14}(-\d{1,3})?| ?\(.*(conflict|konflikt|motstridig).*\)")
_FILE = re.compile(r"(attachments|versions|earlier|intakes|replies)/[^/]+/")


def is_project(name: str) -> bool:
    """Return whether *name* is that of a project file or of a backup of one."""
    return name.endswith((SUFFIX, SUFFIX + BACKUP_SUFFIX))


def part(attachment_id: str, name: str) -> str:
    """Return the name of the part that holds the attachment with that id and file name."""
    return f"attachments/{attachment_id}/{safe(name)}"


def version(version_id: str, name: str) -> str:
    """Return the name of the part that holds the document, called *name*, of the version with that id."""
    return f"versions/{version_id}/{safe(name)}"


def earlier_template(earlier_id: str) -> str:
    """Return where a template lies that was used before the answers were moved to another."""
    return f"earlier/{earlier_id}/template.docx"


def earlier_manifest(earlier_id: str) -> str:
    """Return where the manifest of such a template lies."""
    return f"earlier/{earlier_id}/template.toml"


def intake(intake_id: str) -> str:
    """Return where the Word file lies that was taken in with that id."""
    return f"intakes/{intake_id}/document.docx"


def reply(reply_id: str) -> str:
    """Return where the Word file lies that came back, and was taken in with that id."""
    return f"replies/{reply_id}/document.docx"


def is_file(name: str) -> bool:
    """Return whether the part called *name* is a file that came from elsewhere, and is kept as it came."""
    return _FILE.match(name) is not None


def safe(name: str) -> str:
    """Return *name* as the name of a file that every system takes."""
    name = unicodedata.normalize("NFC", _UNSAFE.sub("_", name)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = name, "", ""
    name = stem[: _LONGEST - len(dot + ending)].rstrip(" .") + dot + ending
    return f"_{name}" if not stem.strip(" .") or _RESERVED.fullmatch(name) else name


def marked_open(name: str) -> str:
    """Return the name of the file that the one called *name*, by Word, only says is open, or nothing."""
    return name.removeprefix("~$") if name.startswith("~$") else ""


def is_conflict(name: str, original: str) -> bool:
    """Return whether *name* is what a synchronised folder calls another one's version of *original*.

    OneDrive puts the name of a computer after it, and a number where that is taken; Dropbox and others say in
    words that it is in conflict.
    """
    stem, there = original.removesuffix(SUFFIX), name.removesuffix(SUFFIX)
    if stem == original or there == name or not there.startswith(stem):
        return False
    return _CONFLICT.fullmatch(there[len(stem) :]) is not None


def numbered(path: Path) -> Iterator[Path]:
    """Yield *path*, and then the same with a number after its name."""
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem} ({number})")
