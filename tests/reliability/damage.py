"""How a file is damaged: on the level of its bytes, its zip, its XML or HTML, its JSON.

What is made stays small. What grew and grew would take its time here, before the program has seen it.
"""

import copy
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from lokdesk.project import naming
from lokdesk.project.container import Container, pack, unpack

LARGEST = 1 << 20
"""Bytes of what is made, unpacked; a part that is larger is left as it was before."""

_ODD = ["", "\0", "a" * 70_000, "../x", "=1+1", "&#0;", "<w:p/>", "9" * 400, "-1", "1e999", "åäö \u202e", "*"]
_ODD_JSON: list[Any] = [
    None,
    True,
    -1,
    1 << 70,
    1.5,
    [],
    {},
    [[[]]],
    {"": {}},
    "",
    "x" * 70_000,
    "../../x",
    "*",
]
_ODD_NAMES = ["../x", "a\\..\\b", "x" * 300, "CON", "word/vbaProject.bin"]
_MARKUP = (b"<", b">", b'"', b"&", b"</", b"<!--", b"]]>", b"<!DOCTYPE a>", b"\xff\xfe", b"\0")
_TAG = re.compile(rb"(<[^>]*>)")

Chance = random.Random
Way = Callable[[Chance, bytes], bytes]


def in_bytes(chance: Chance, content: bytes) -> bytes:
    """Return *content* with some bytes others, taken out, doubled, or cut off."""
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        place, length = chance.randrange(len(changed) + 1), chance.choice([1, 1, 4, 40, 2000])
        match chance.randrange(6):
            case 0:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[place : place + length]
            case 2:
                more = changed[place : place + length] * chance.choice([1, 2, 30])
                if len(changed) + len(more) <= LARGEST:
                    changed[place:place] = more
            case 3:
                changed[place:place] = chance.choice(_MARKUP)
            case 4:
                changed[place : place + 4] = chance.choice([b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f"])
            case _:
                del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)


def in_markup(chance: Chance, content: bytes) -> bytes:
    """Return *content* with tags taken out, doubled, moved, nested deep, or with odd values."""
    pieces = _TAG.split(content)
    size = len(content)
    for _ in range(chance.choice([1, 2, 8])):
        place = chance.randrange(len(pieces))
        match chance.randrange(6):
            case 0:
                del pieces[place : place + chance.choice([1, 2, 20])]
            case 1:
                more = pieces[place : place + chance.choice([1, 2, 20])] * chance.choice([1, 3])
                if (size := size + sum(map(len, more))) <= LARGEST:
                    pieces[place:place] = more
            case 2:
                other = chance.randrange(len(pieces))
                pieces[place], pieces[other] = pieces[other], pieces[place]
            case 3:
                odd = b'"' + chance.choice(_ODD).encode() + b'"'
                pieces[place] = re.sub(rb'"[^"]*"', lambda _, odd=odd: odd, pieces[place], count=1)
            case 4:
                depth = chance.choice([10, 200, 3000])
                if (size := size + len(pieces[place]) * depth) <= LARGEST:
                    pieces[place] = pieces[place] * depth
            case _:
                pieces[place] = chance.choice(_ODD).encode()
        if not pieces:
            return b""
    return b"".join(pieces)


def in_tree(chance: Chance, content: bytes) -> bytes:
    """Return the XML *content* with elements gone, doubled, moved or unwrapped, and other values and words.

    It is well-formed as before: what a program makes that does not know what it is doing.
    """
    root = etree.fromstring(content)
    for _ in range(chance.choice([1, 1, 2, 5])):
        elements = [one for one in root.iter() if isinstance(one.tag, str)]
        one = chance.choice(elements)
        parent = one.getparent()
        match chance.randrange(8):
            case 0 if parent is not None:
                parent.remove(one)
            case 1 if parent is not None:
                for _ in range(chance.choice([1, 1, 3])):
                    parent.insert(parent.index(one), copy.deepcopy(one))
            case 2 if parent is not None:
                there = chance.choice(elements)
                if there is not one and one not in there.iterancestors():
                    there.insert(chance.randrange(len(there) + 1), one)
            case 3 if parent is not None:
                place = parent.index(one)
                parent[place : place + 1] = list(one)
            case 4 if one.attrib:
                one.set(chance.choice(list(one.attrib)), _value(chance, elements))
            case 5 if one.attrib:
                del one.attrib[chance.choice(list(one.attrib))]
            case 6:
                words = [each for each in elements if each.text]
                if words:
                    chance.choice(words).text = chance.choice(
                        ["", " ", "Något annat ord", "9" * 400, "1e999"]
                    )
            case _:
                other = chance.choice(elements)
                one.tag = other.tag
    made = etree.tostring(root, encoding="UTF-8", standalone=True)
    return made if len(made) <= LARGEST else content


def _value(chance: Chance, elements: "list[etree._Element]") -> str:
    """Return an odd value, or one that stands elsewhere."""
    values = list(chance.choice(elements).attrib.values())
    return str(chance.choice([*values, *values, "", "-1", "99999999999999999999", "../x", "é", "x" * 300]))


def in_json(chance: Chance, content: bytes) -> bytes:
    """Return the JSON *content* with values of other kinds, missing, twice, or far too deep."""
    raw = json.loads(content)
    before = content
    for _ in range(chance.choice([1, 1, 3, 10])):
        places = list(_places(raw))
        if not places:
            break
        holder, key = chance.choice(places)
        match chance.randrange(7):
            case 5 | 6:
                # Words for other words: what is there is of the right kind, and only not what it was.
                alike = [(other, its) for other, its in places if type(other[its]) is type(holder[key])]
                other, its = chance.choice(alike)
                holder[key], other[its] = other[its], holder[key]
            case 0:
                del holder[key]
            case 1:
                holder[key] = [holder[key]] * chance.choice([1, 2, 300])
            case 2:
                other, its = chance.choice(places)
                holder[key] = json.loads(json.dumps(other.get(its) if isinstance(other, dict) else None))
            case 3:
                deep: Any = holder[key]
                for _ in range(chance.choice([5, 99, 400])):
                    deep = [deep]
                holder[key] = deep
            case _:
                holder[key] = chance.choice(_ODD_JSON)
        try:
            now = json.dumps(raw, ensure_ascii=False).encode()
        except (RecursionError, ValueError):
            # Deeper than can be written, or within itself.
            return before
        if len(now) > LARGEST:
            return before
        before = now
        # What is the same list at several places is a list for each from here on, as it is once written.
        raw = json.loads(now)
    return before


def _places(raw: Any) -> Iterator[tuple[Any, Any]]:
    open_ = [raw]
    while open_:
        one = open_.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        for key in keys:
            yield one, key
            open_.append(one[key])


def in_zip(chance: Chance, packed: bytes) -> bytes:
    """Return the zip *packed* with one of its parts damaged, missing, renamed, mistaken or very large."""
    parts = unzipped(packed)
    name = chance.choice(list(parts))
    match chance.randrange(5):
        case 0:
            del parts[name]
        case 1:
            parts[chance.choice([*_ODD_NAMES, name.upper()])] = parts.pop(name)
        case 2:
            other = chance.choice(list(parts))
            parts[name], parts[other] = parts[other], parts[name]
        case 3:
            parts[name] = parts[name] * chance.choice([0, 2, 50])
        case _:
            parts[name] = in_bytes(chance, parts[name])
    return zipped(parts, chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED]))


def unzipped(packed: bytes) -> dict[str, bytes]:
    """Return the parts of the zip *packed*."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return *parts* in a zip; to pack them tight would take more of the time than to open them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", kind, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return packed.getvalue()


def in_document(chance: Chance, packed: bytes) -> bytes:
    """Return a damaged form of the Word document *packed*, most often damaged in its text."""
    match chance.randrange(8):
        case 0:
            return in_bytes(chance, packed)
        case 1:
            return in_zip(chance, packed)
        case _:
            parts = unzipped(packed)
            names = [one for one in parts if one.endswith((".xml", ".rels"))]
            name = chance.choice([*names, "word/document.xml", "word/document.xml"])
            how = chance.choice([in_bytes, in_markup, in_markup, in_tree, in_tree, in_tree, in_tree])
            parts[name] = how(chance, parts[name])
            return zipped(parts)


def in_project(chance: Chance, packed: bytes) -> tuple[bytes, str]:
    """Return a damaged form of the project file *packed*, and the part whose checksum is right again.

    The name is empty where the file as a whole has been damaged.
    """
    match chance.randrange(6):
        case 0:
            return in_bytes(chance, packed), ""
        case 1:
            return in_zip(chance, packed), ""
        case _:
            whole = unpack(packed)
            parts = dict(whole.parts)
            name = chance.choice([one for one in parts if one.endswith(".json") and not naming.is_file(one)])
            how = chance.choice([in_json, in_json, in_bytes])
            parts[name] = how(chance, parts[name])
            return pack(Container(whole.version, whole.manifest, parts)), name
