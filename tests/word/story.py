"""What a document tells, as lines to compare: paragraphs, tables, rows and cells, notes and pictures.

Written on its own, with nothing of what writes documents, so that it can tell when that is wrong.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACELESS = ("bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak")


class Story:
    """A document opened to be told; *root* is its main part, in which changes can be made before."""

    W = _W[1:-1]

    def __init__(self, docx: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self._parts["word/document.xml"])
        self._targets = self._relationships("word/document.xml")
        self._notes = self._footnotes()
        self._lists: dict[str, str] = {}
        self._listed: Callable[[str], str] | None = None
        self._fields: list[bool] = []
        """For each open field, over one paragraph or more, whether it has come to what it says."""

    def _relationships(self, part: str) -> dict[str, tuple[str, bool]]:
        name = join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")
        if name not in self._parts:
            return {}
        return {
            one.get("Id", ""): (one.get("Target", ""), one.get("TargetMode") == "External")
            for one in etree.fromstring(self._parts[name])
        }

    def _footnotes(self) -> dict[str, str]:
        if "word/footnotes.xml" not in self._parts:
            return {}
        root = etree.fromstring(self._parts["word/footnotes.xml"])
        return {note.get(f"{_W}id", ""): "".join(note.itertext(f"{_W}t")) for note in root}

    def lines(self) -> list[str]:
        """Return what the document tells."""
        body = self.root.find(f"{_W}body")
        assert body is not None
        return list(self._told(body, ""))

    def lines_with(self, listed: Callable[[str], str]) -> list[str]:
        """Return what the document tells, each list told by what *listed* says of its number."""
        self._listed = listed
        return self.lines()

    def ways(self) -> dict[str, str]:
        """Return how each list is numbered on its first level, by its number."""
        if "word/numbering.xml" not in self._parts:
            return {}
        root = etree.fromstring(self._parts["word/numbering.xml"])
        formats = {
            one.get(f"{_W}abstractNumId"): getattr(one.find(f"{_W}lvl/{_W}numFmt"), "get", str)(f"{_W}val")
            for one in root.iter(f"{_W}abstractNum")
        }
        return {
            one.get(f"{_W}numId", ""): str(formats.get(abstract.get(f"{_W}val")))
            for one in root.iter(f"{_W}num")
            if (abstract := one.find(f"{_W}abstractNumId")) is not None
        }

    def looks(self) -> dict[str, str]:
        """Return what each style looks like, by its id: its name and a digest, whatever else it is called."""
        styles = etree.fromstring(self._parts["word/styles.xml"])
        found: dict[str, str] = {}
        for style in styles.iter(f"{_W}style"):
            xml = _NUMBER.sub("", _OWN.sub("", _canonical(style)))
            name = style.find(f"{_W}name")
            called = "" if name is None else _OWN.sub("", name.get(f"{_W}val", ""))
            digest = hashlib.sha256(xml.encode()).hexdigest()[:8]
            found[style.get(f"{_W}styleId", "")] = f"{called} {digest}"
        return found

    def _told(self, holder: etree._Element, indent: str) -> Iterator[str]:
        for one in holder:
            name = etree.QName(one).localname
            if name == "p":
                yield indent + self._paragraph(one)
            elif name == "tbl":
                yield indent + "table"
                for row in one.iterchildren(f"{_W}tr"):
                    yield (
                        indent
                        + "  row"
                        + (" head" if row.find(f"{_W}trPr/{_W}tblHeader") is not None else "")
                    )
                    for cell in row.iterchildren(f"{_W}tc"):
                        yield indent + "    cell"
                        yield from self._told(cell, indent + "      ")
            elif name == "sdt":
                content = one.find(f"{_W}sdtContent")
                if content is not None:
                    yield from self._told(content, indent)

    def _paragraph(self, paragraph: etree._Element) -> str:
        properties = paragraph.find(f"{_W}pPr")
        look = "" if properties is None else self._properties(properties)
        pieces: list[tuple[str, str]] = []
        for run_look, text in self._inside(paragraph, ""):
            if pieces and pieces[-1][0] == run_look:
                pieces[-1] = (run_look, pieces[-1][1] + text)
            else:
                pieces.append((run_look, text))
        return f"p[{look}] " + "".join(f"{{{one}}}{text}" for one, text in pieces if text)

    def _properties(self, properties: etree._Element) -> str:
        told: list[str] = []
        for one in properties:
            name = etree.QName(one).localname
            if name == "numPr":
                told.append(f"list {self._list(one)}")
            elif name == "rPr":
                continue
            else:
                told.append(f"{name}={_canonical(one)}")
        return " ".join(told)

    def _list(self, numbering: etree._Element) -> str:
        level, number = (
            (found.get(f"{_W}val", "") if (found := numbering.find(f"{_W}{name}")) is not None else "")
            for name in ("ilvl", "numId")
        )
        # Lists are told apart by which came first, not by the numbers they happen to have.
        said = self._listed(number) if self._listed is not None else ""
        return f"{said}{self._lists.setdefault(number, f'#{len(self._lists)}')}/{level}"

    def _inside(self, holder: etree._Element, link: str) -> Iterator[tuple[str, str]]:
        for one in holder:
            name = etree.QName(one).localname
            if name in _PLACELESS or name in ("pPr", "sdtPr", "sdtEndPr"):
                continue
            if name == "r":
                yield from self._run(one, link)
            elif name == "hyperlink":
                target = self._targets.get(one.get(f"{_R}id", ""), ("", False))[0]
                yield from self._inside(one, f"->{target}" if target else link)
            elif name in ("fldSimple", "sdt", "sdtContent", "smartTag"):
                yield from self._inside(one, link)
            else:
                yield link, f"<{name}>{self._drawn(one)}"

    def _run(self, run: etree._Element, link: str) -> Iterator[tuple[str, str]]:
        properties = run.find(f"{_W}rPr")
        look = link + ("" if properties is None else "".join(_canonical(one) for one in properties))
        for one in run:
            name = etree.QName(one).localname
            if name == "fldChar":
                kind = one.get(f"{_W}fldCharType")
                if kind == "begin":
                    self._fields.append(False)
                elif kind == "separate":
                    self._fields[-1] = True
                else:
                    self._fields.pop()
            elif name in ("rPr", "instrText", "lastRenderedPageBreak") or not all(self._fields):
                continue
            elif name == "t":
                yield look, one.text or ""
            elif name == "footnoteReference":
                yield look, f"<note {self._notes[one.get(f'{_W}id', '')]}>"
            else:
                yield look, f"<{name}>{self._drawn(one)}"

    def _drawn(self, element: etree._Element) -> str:
        """Return the digests of the pictures that *element* shows."""
        shown: list[str] = []
        for one in element.iter():
            for key, value in one.attrib.items():
                if str(key).startswith(_R) and value in self._targets:
                    target = normpath(join("word", self._targets[str(value)][0]))
                    shown.append(hashlib.sha256(self._parts.get(target, b"")).hexdigest()[:12])
        return ",".join(shown)


_OWN = re.compile(r"[mt][0-9a-f]{10}")
"""What the names of what comes along in a document begin with."""
_NUMBER = re.compile(r"<w:numId [^>]*/>")
_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')


def _canonical(element: etree._Element) -> str:
    return _NAMESPACES.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
