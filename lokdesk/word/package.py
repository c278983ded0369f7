"""The package of a Word document: a zip of parts, their types and the relationships between them."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lokdesk.guard.archive import Limits, Refused, checked, content
from lokdesk.word import mending, ooxml
from lokdesk.word.archive import TYPES, ContentTypes, Relationship, relationships_of

LIMITS = Limits(entries=5000, total=256 << 20, entry=128 << 20)
"""A package may unpack to some three hundred times the bundled example."""


class Damaged(ValueError):
    """Bytes that are no Word document, or none that is safe to open; the text says so in Swedish."""


@dataclass(frozen=True)
class Package:
    """The parts of a document by name, in the order they were stored."""

    parts: Mapping[str, bytes]

    @cached_property
    def _relationships(self) -> dict[str, tuple[Relationship, ...]]:
        return {}

    def related(self, source: str = "") -> tuple[Relationship, ...]:
        """Return the relationships of the part *source*, or of the package itself."""
        if source not in self._relationships:
            self._relationships[source] = self._read_related(source)
        return self._relationships[source]

    def _read_related(self, source: str) -> tuple[Relationship, ...]:
        content = self.parts.get(relationships_of(source))
        if content is None:
            return ()
        found: list[Relationship] = []
        for element in ooxml.children(_parsed(content, relationships_of(source))):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            where = target if external else _resolved(source, target)
            found.append(Relationship(element.get("Id", ""), element.get("Type", ""), where, external))
        return tuple(found)

    def related_parts(self, kind: str, source: str = "") -> list[str]:
        """Return the names of the parts that *source* points at with a relationship of *kind*."""
        return [
            one.target
            for one in self.related(source)
            if one.kind == kind and not one.external and one.target in self.parts
        ]

    @cached_property
    def document(self) -> str:
        """The name of the main document part. Raises Damaged when there is none."""
        found = self.related_parts("officeDocument")
        if not found:
            raise Damaged("Filen är inget Word-dokument.")
        return found[0]

    def part(self, kind: str) -> str | None:
        """Return the name of the part of *kind* that the main document points at."""
        return next(iter(self.related_parts(kind, self.document)), None)

    def xml(self, part: str) -> ooxml.Element:
        """Return the root of the XML part of that name. Raises Damaged."""
        return _parsed(self.parts[part], part)


def _parsed(content: bytes, part: str) -> ooxml.Element:
    try:
        return mending.parsed(content)
    except ooxml.UnsafeXml as error:
        raise Damaged(f"Word-dokumentet är skadat eller inte säkert att öppna (delen {part}).") from error


def _resolved(source: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What a zip that is broken, encrypted or of an odd kind is met with."""
_OLDER = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Office began before they were packages."""


def opened(docx: bytes, within: str = "") -> Package:
    """Return the package in *docx*, or only those of its parts whose names begin with *within*.

    Raises Damaged when it is none, or too large to be an honest one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return Package(dict(_contents(archive, within)))
    except Refused as error:
        raise Damaged(f"Filen öppnas inte, eftersom {error}.") from error
    except _UNREADABLE as error:
        if docx.startswith(_OLDER):
            raise Damaged("Filen är i ett äldre Word-format (.doc) eller skadad.") from error
        raise Damaged("Filen är inget Word-dokument, eller så är den skadad.") from error


def _contents(archive: zipfile.ZipFile, within: str) -> Iterator[tuple[str, bytes]]:
    for entry in checked(archive, LIMITS):
        name = entry.filename.replace("\\", "/").lstrip("/")
        if name.startswith(within):
            yield name, content(archive, entry)


def content_types(package: Package) -> ContentTypes:
    """Return the content types of *package*. Raises Damaged."""
    if TYPES not in package.parts:
        raise Damaged("Filen är inget Word-dokument: innehållsförteckningen saknas i paketet.")
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for element in ooxml.children(package.xml(TYPES)):
        kind = element.get("ContentType", "")
        if "Extension" in element.attrib:
            defaults[str(element.get("Extension")).lower()] = kind
        else:
            overrides[str(element.get("PartName")).lstrip("/")] = kind
    return ContentTypes(defaults, overrides)
