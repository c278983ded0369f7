"""Files that mean harm, made when they are wanted: none of them lies anywhere to be opened by mistake."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

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


def quine(name: str = "a/zip/in/a/zip/in/a/zip/me.zip") -> bytes:
    """Return a zip that holds nothing but itself: whoever unpacks what was unpacked never comes to an end.

    Its one entry is made of the two commands that the compression knows, to put down what follows and to
    repeat what was put down, so that they put down themselves together with the *head* and the *tail*. The
    checksum stands within what it is the checksum of. Since it adds up bit by bit, it is found by solving
    equations, and not by trying.
    """
    if len(name) != 30:
        raise ValueError("only with a name of that length are the commands all equally long")

    def whole(checksum: int, size: int = 0, packed: int = 0) -> tuple[bytes, int]:
        told = struct.pack("<IIIHH", checksum, packed, size, len(name), 0)
        head = ENTRY + struct.pack("<HHHHH", 20, 0, 8, 0, 0x21) + told + name.encode()
        tail = _LAST + LISTED + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0x21) + told
        tail += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
        tail += b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(tail) - 2, len(head) + packed, 0)
        first, again = _put(len(head) + 5), _once_more(len(head) + 5)
        # What repeats the tail stands before it, and is as long as it is.
        last = _repeat(len(tail) + _LONG)
        code = first + head + first + again
        code += _put(5) + again + _put(5) + _put(5)
        four, twice = _put(20), _repeat_four()
        code += four + again + _put(5) + _put(5) + four + twice
        code += four + twice + four + twice + four + twice
        end = _put(len(last) + len(tail))
        code += four + twice + _put(0) + _put(0) + end + twice
        code += _put(0) + _put(0) + end + last + tail + last
        return head + code + tail, len(code) + len(_LAST)

    made, packed = whole(0)
    size = len(made)
    checksum = _fixed_point(lambda one: zlib.crc32(whole(one, size, packed)[0]))
    return whole(checksum, size, packed)[0]


_LAST = b"\x03\x00"
"""The end of what is compressed, which says nothing."""
_LONG = 9


def _put(length: int) -> bytes:
    """Return the command to put down the *length* bytes that follow, in five bytes."""
    return struct.pack("<BHH", 0, length, 0xFFFF ^ length)


def _bits(value: int, width: int) -> str:
    """Return the bits of *value* in the order in which they are read."""
    return f"{value:0{width}b}"[::-1] if width else ""


def _bytes(bits: str) -> bytes:
    padded = bits + "0" * (-len(bits) % 8)
    return bytes(int(padded[place : place + 8][::-1], 2) for place in range(0, len(padded), 8))


_BLOCK, _END = "0" + "10", "0" * 7
"""The beginning of a block that is not the last one, with the codes that everyone knows, and its end."""


def _match(length: int, distance: int) -> str:
    """Return the bits that repeat *length* bytes from *distance* before."""
    sizes = [(257 + n, 3 + n, 0) for n in range(8)]
    start = 11
    for extra in range(1, 6):
        for _ in range(4):
            sizes.append((257 + len(sizes), start, extra))
            start += 1 << extra
    symbol, base, extra = next(one for one in reversed(sizes) if one[1] <= length)
    code = f"{symbol - 256:07b}" if symbol < 280 else f"{symbol - 280 + 0xC0:08b}"
    found = code + _bits(length - base, extra)
    places = [(n, n + 1, 0) for n in range(4)]
    start = 5
    for extra in range(1, 14):
        for _ in range(2):
            places.append((len(places), start, extra))
            start += 1 << extra
    symbol, base, extra = next(one for one in reversed(places) if one[1] <= distance)
    return found + f"{symbol:05b}" + _bits(distance - base, extra)


def _repeat_four() -> bytes:
    """Return the command to repeat the last twenty bytes, in five bytes."""
    return _exactly(_BLOCK + _match(10, 20) * 2 + _END, 5)


def _once_more(length: int) -> bytes:
    """Return the command to repeat the last *length* bytes, 65 of them, in five bytes."""
    return _exactly(_BLOCK + _match(length, length) + _END + _BLOCK + _END, 5)


def _repeat(length: int) -> bytes:
    """Return the command to repeat the last *length* bytes, in as many bytes as `_LONG` says."""
    return _bytes(_BLOCK + _match(length, length) + _END + "000").ljust(5, b"\0") + _put(0)[1:]


def _exactly(bits: str, length: int) -> bytes:
    if len(bits) != 8 * length:
        raise ValueError(bits)
    return _bytes(bits)


def _fixed_point(sum_of: Callable[[int], int]) -> int:
    """Return the number whose sum is itself, where the sum of a number adds up bit by bit."""
    constant = sum_of(0)
    rows: list[int] = []
    columns = [sum_of(1 << bit) ^ constant ^ (1 << bit) for bit in range(32)]
    for bit in range(32):
        row = sum(((column >> bit) & 1) << place for place, column in enumerate(columns))
        rows.append(row | ((constant >> bit) & 1) << 32)
    for place in range(32):
        pivot = next(n for n in range(place, 32) if rows[n] >> place & 1)
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for other in range(32):
            if other != place and rows[other] >> place & 1:
                rows[other] ^= rows[place]
    return sum((row >> 32 & 1) << place for place, row in enumerate(rows))


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
