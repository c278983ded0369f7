"""How a package is written: parts, types and relationships, zipped to the same bytes every time."""

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TYPES = "[Content_Types].xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
COMPRESSION_LEVEL = 3
"""More effort would make a document a fifth smaller and take as long again as all the rest of writing it."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
# The earliest day a zip can hold: equal drafts give equal bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Relationship:
    """A pointer from one part to another (*target* is then the name of the part), or to the outside."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type, such as ``styles`` or ``header``."""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True)
class ContentTypes:
    """The type of each part, by its ending or by its name."""

    defaults: Mapping[str, str]
    overrides: Mapping[str, str]

    def of(self, part: str) -> str | None:
        """Return the type of the part of that name."""
        return self.overrides.get(part) or self.defaults.get(part.rpartition(".")[2].lower())

    def xml(self) -> str:
        """Return the content types as the part that every package starts with."""
        defaults = "".join(
            f'<Default Extension="{ending}" ContentType="{kind}"/>'
            for ending, kind in sorted(self.defaults.items())
        )
        overrides = "".join(
            f'<Override PartName="/{part}" ContentType="{kind}"/>'
            for part, kind in sorted(self.overrides.items())
        )
        return f'{DECLARATION}<Types xmlns="{_PACKAGE}content-types">{defaults}{overrides}</Types>'


def relationships_of(part: str) -> str:
    """Return the name of the part that holds the relationships of *part*, or of the package itself."""
    folder, _, own = part.rpartition("/")
    return f"{folder}/_rels/{own}.rels".lstrip("/")


def relationships_xml(source: str, relationships: Iterable[Relationship]) -> str:
    """Return the part that holds the *relationships* of the part *source*."""
    folder = posixpath.dirname(source)
    written = "".join(
        f'<Relationship Id="{one.id}" Type="{one.type}" '
        + (
            f'Target="{escaped(one.target)}" TargetMode="External"/>'
            if one.external
            else f'Target="{_from(folder, one.target)}"/>'
        )
        for one in relationships
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">{written}</Relationships>'


def _from(folder: str, target: str) -> str:
    return escaped(posixpath.relpath(target, folder) if folder else target)


def escaped(text: str) -> str:
    """Return *text* as it stands in XML, in an attribute or between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return the *parts* as a package, in their order."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            # A PNG is compressed already.
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            # Without these two the bytes would differ from one operating system to the next.
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, content, compresslevel=COMPRESSION_LEVEL)
    return result.getvalue()
