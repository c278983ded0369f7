"""Files that mean harm, made when they are wanted: none of them lies anywhere to be opened by mistake."""

import io
import stat
import struct
import zipfile
from collections.abc import Mapping

ENTRY, LISTED = b"PK\x03\x04", b"PK\x01\x02"


def zipped(parts: Mapping[str, bytes], *more: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """Return *parts* in a zip, and *more* after them under whatever name."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*parts.items(), *more):
            archive.writestr(name, content)
    return result.getvalue()


def bomb(parts: Mapping[str, bytes], name: str) -> bytes:
    """Return *parts* with one more that unpacks to a thousand times its size."""
    return zipped(parts, (name, bytes(64 << 20)))


def announced(packed: bytes, name: str, size: int) -> bytes:
    """Return the zip *packed* saying everywhere that the part *name* has that *size*."""
    return _changed(packed, name, size=struct.pack("<I", size))


def renamed(packed: bytes, old: str, new: bytes) -> bytes:
    """Return the zip *packed* with the part *old* under a name of the same length."""
    if len(old.encode()) != len(new):
        raise ValueError(new)
    return packed.replace(old.encode(), new)


def linked(parts: Mapping[str, bytes], name: str) -> bytes:
    """Return *parts* with a symbolic link to a file of the system's."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped(parts, (info, b"/etc/passwd"))


def overlapping(parts: Mapping[str, bytes], name: str) -> bytes:
    """Return *parts*, of which the last is listed a second time under *name* though it is there once."""
    packed = zipped(parts)
    start = packed.rfind(LISTED)
    end = packed.rfind(b"PK\x05\x06")
    last = bytearray(packed[start:end])
    old = last[46 : 46 + struct.unpack_from("<H", last, 28)[0]]
    again = bytes(last[:28]) + struct.pack("<H", len(name)) + bytes(last[30:46]) + name.encode()
    again += bytes(last[46 + len(old) :])
    tail = bytearray(packed[end:])
    count = struct.unpack_from("<H", tail, 10)[0] + 1
    struct.pack_into("<HHI", tail, 8, count, count, struct.unpack_from("<I", tail, 12)[0] + len(again))
    return packed[:end] + again + bytes(tail)


def endless(depth: int = 200) -> bytes:
    """Return a zip in a zip in a zip …, as a quine zip looks to whoever unpacks what has been unpacked."""
    packed = b""
    for _ in range(depth):
        packed = zipped({"r.zip": packed})
    return packed


def _changed(packed: bytes, name: str, *, size: bytes) -> bytes:
    content = bytearray(packed)
    for signature, at_size, at_length, at_name in ((ENTRY, 22, 26, 30), (LISTED, 24, 28, 46)):
        place = content.find(signature)
        while place >= 0:
            length = struct.unpack_from("<H", content, place + at_length)[0]
            if content[place + at_name : place + at_name + length] == name.encode():
                content[place + at_size : place + at_size + 4] = size
            place = content.find(signature, place + 4)
    return bytes(content)
