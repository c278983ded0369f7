"""The entries of a zip archive that came from somebody else, looked at before anything is unpacked.

What an archive tells of itself is not believed: entries may be more than they say, lie on top of each other,
or bear names that lead elsewhere.
"""

import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How entries may be compressed. Other ways make a gigabyte of a few bytes; no honest program uses them."""
FREE = 1 << 20
"""So much may come of however little: a mebibyte of white space harms nobody."""
RATIO = 200
"""So many times its size an entry may become: documents and answers become five to fifty times as large."""
_UNIX = 3
_HEADER = 30
"""The least that stands before an entry's content."""


class Refused(ValueError):
    """An archive that is not unpacked; the message is the rest of a Swedish sentence that begins with it."""


@dataclass(frozen=True)
class Limits:
    """How many entries there may be, and how many bytes may come of all of them and of one."""

    entries: int
    total: int
    entry: int


def checked(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the entries of *archive* that are files. Raises Refused."""
    infos = archive.infolist()
    if len(infos) > limits.entries:
        raise Refused(f"den består av fler än {limits.entries} delar")
    names = [info.filename.replace("\\", "/").casefold() for info in infos]
    if len(set(names)) < len(names):
        raise Refused("den innehåller två delar med samma namn")
    for info in infos:
        _check_name(info)
    _check_sizes(infos, limits)
    _check_places(infos)
    return [info for info in infos if not info.is_dir()]


def _check_name(info: zipfile.ZipInfo) -> None:
    # Python cuts a name off where there is a NUL; this is the name as it stands in the archive.
    name = info.orig_filename.replace("\\", "/")
    if not name or any(ord(letter) < ord(" ") for letter in name):
        raise Refused("den innehåller en del vars namn har otillåtna tecken")
    first, *_ = steps = name.split("/")
    if ".." in steps or first.endswith(":"):
        raise Refused("den innehåller en del vars namn leder ut ur filen")
    if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
        raise Refused("den innehåller en genväg till något utanför filen")


def _check_sizes(infos: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    total = 0
    for info in infos:
        if info.compress_type not in KINDS:
            raise Refused("den är komprimerad på ett sätt som inte används för sådana filer")
        total += info.file_size
        if info.file_size > max(FREE, RATIO * info.compress_size):
            raise Refused("den packas upp till orimligt mycket")
        if info.file_size > limits.entry or total > limits.total:
            raise Refused("den packas upp till orimligt mycket")


def _check_places(infos: Sequence[zipfile.ZipInfo]) -> None:
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise Refused("delar av den ligger ovanpå varandra")
        end = info.header_offset + _HEADER + info.compress_size


def content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return what is in the entry *info*, never more than it says. Raises Refused, or what zipfile raises."""
    with archive.open(info) as stream:
        found = stream.read(info.file_size + 1)
    if len(found) != info.file_size:
        raise Refused("den packas upp till något annat än den säger")
    return found
