"""The container: named parts in a zip archive, with a manifest that lists them with their checksums.

The same parts always make the same bytes. What is read is not trusted: sizes, names and checksums are
checked before anything is used.
"""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lokdesk.guard import nesting
from lokdesk.guard.archive import Limits, Refused, checked
from lokdesk.guard.archive import content as unpacked
from lokdesk.project import naming
from lokdesk.project.version import Version

MANIFEST = "manifest.json"
LIMITS = Limits(entries=10_000, total=1 << 30, entry=512 << 20)

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6
_NAME = re.compile(r"[^/\\\x00-\x1f]+(/[^/\\\x00-\x1f]+)*")

# What the archive reader raises for entries that are encrypted, cut short or otherwise unusable.
_UNREADABLE = (zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, MemoryError)

Raw = dict[str, Any]


class NoContainer(ValueError):
    """Bytes that never were a container."""


class Broken(ValueError):
    """A container that has lost something, or that holds what none may hold."""


class Unsafe(Broken):
    """A container that is not safe to unpack; the message is the rest of a sentence that begins with it."""


@dataclass(frozen=True)
class Container:
    """What a project file holds: the format's version, the rest of the manifest, and the parts by name."""

    version: Version
    manifest: Raw
    parts: Mapping[str, bytes]


def dumps(raw: object) -> bytes:
    """Return *raw* as JSON in the form that all of Lokdesk's JSON has."""
    return (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode()


def loads(content: bytes) -> Any:
    """Return the JSON data in *content*. Raises Broken."""
    try:
        nesting.check(content)
        return json.loads(content)
    except nesting.Excessive as error:
        raise Unsafe(str(error)) from error
    except (ValueError, RecursionError) as error:
        raise Broken("not JSON") from error


def pack(container: Container) -> bytes:
    """Return *container* as the bytes of a file."""
    listed = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in container.parts.items()
    ]
    version = {"major": container.version.major, "minor": container.version.minor}
    manifest = {"format": version} | container.manifest | {"parts": listed}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        _put(archive, MANIFEST, dumps(manifest))
        for name, content in container.parts.items():
            _put(archive, name, content)
    return packed.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    # Files that come along are mostly compressed already.
    info.compress_type = zipfile.ZIP_STORED if naming.is_file(name) else zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    archive.writestr(info, content, compresslevel=_LEVEL)


def unpack(content: bytes) -> Container:
    """Return the container in *content*. Raises NoContainer or Broken.

    Entries that the manifest does not list are no part of it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = {info.filename: info for info in checked(archive, LIMITS)}
            if MANIFEST not in infos:
                raise NoContainer("without a manifest")
            manifest = loads(unpacked(archive, infos[MANIFEST]))
            version, checksums = _listed(manifest)
            parts = {name: _part(archive, infos, name, checksum) for name, checksum in checksums}
    except (NoContainer, Broken):
        raise
    except Refused as error:
        raise Unsafe(str(error)) from error
    except zipfile.BadZipFile as error:
        raise (Broken if content.startswith(b"PK") else NoContainer)("not a zip archive") from error
    except _UNREADABLE as error:
        raise Broken("an unreadable entry") from error
    rest = {key: value for key, value in manifest.items() if key not in ("format", "parts")}
    return Container(version, rest, parts)


def _listed(manifest: Any) -> tuple[Version, list[tuple[str, str]]]:
    try:
        number = manifest["format"]
        version = Version(number["major"], number["minor"])
        checksums = [(part["name"], part["sha256"]) for part in manifest["parts"]]
    except (KeyError, TypeError, IndexError) as error:
        raise NoContainer("another kind of manifest") from error
    if not all(type(one) is int and one >= 0 for one in version):
        raise NoContainer("another kind of version")
    if not all(is_name(name) for name, _ in checksums):
        raise Broken("an unusable name")
    if len({name for name, _ in checksums}) < len(checksums):
        raise Broken("a part twice")
    return version, checksums


def _part(archive: zipfile.ZipFile, infos: Mapping[str, zipfile.ZipInfo], name: str, checksum: str) -> bytes:
    if name not in infos:
        raise Broken("a part is missing")
    content = unpacked(archive, infos[name])
    if hashlib.sha256(content).hexdigest() != checksum:
        raise Broken("a part has changed")
    if name.endswith(".json") and not naming.is_file(name):
        try:
            nesting.check(content)
        except nesting.Excessive as error:
            raise Unsafe(str(error)) from error
    return content


def is_name(name: object) -> bool:
    """Return whether a part may have *name*: a relative path that stays where it is unpacked."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return False
    return not any(step in (".", "..") for step in name.split("/"))
