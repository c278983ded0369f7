"""The words of a Word file counted without any of the program's own reading."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def in_word_file(docx: bytes) -> Counter[str]:
    """Return the words in *docx*, with every tracked change accepted, and each header counted once."""
    counted: Counter[str] = Counter()
    edges: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            if not _PARTS.fullmatch(name):
                continue
            for said in _paragraphs(etree.fromstring(archive.read(name))):
                if "header" in name or "footer" in name:
                    if said in edges:
                        continue
                    edges.add(said)
                counted.update(_WORD.findall(said))
    return counted


def _paragraphs(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            # It is there again for programs that know less.
            continue
        said = "".join(_said(paragraph))
        if said.strip():
            yield said


def _said(element: Any) -> Iterator[str]:
    for one in element:
        if one.tag in (f"{W}t", _MATH):
            yield one.text or ""
        elif one.tag == f"{W}noBreakHyphen":
            yield "-"
        elif one.tag in (f"{W}br", f"{W}tab", f"{W}ptab", f"{W}cr"):
            yield " "
        elif one.tag not in (f"{W}p", f"{W}del", f"{W}moveFrom", f"{W}sdtPr", f"{W}pPr", _FALLBACK):
            # A paragraph within it, in a box, is met by itself.
            yield from _said(one)


def in_texts(value: Any) -> Counter[str]:
    """Return the words in the strings of *value*, but for ids."""
    counted: Counter[str] = Counter()
    if isinstance(value, str):
        counted.update(_WORD.findall(value))
    elif isinstance(value, dict):
        for key, one in cast("dict[str, Any]", value).items():
            if key != "id":
                counted += in_texts(one)
    elif isinstance(value, list | tuple):
        for one in cast("list[Any]", value):
            counted += in_texts(one)
    return counted
