"""What a paragraph on the screen says, and what it looks like: taken apart where someone looks at it."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from lokdesk.word.block import FOOTNOTE, LINK, MARK_END
from lokdesk.word.leaf import Origin, Paragraph
from lokdesk.word.paper import Align, Indent, Paper, ParagraphLook, RunLook
from lokdesk.word.tag import COPY, FIGURE, FIXED, PART, parse

SHOWING, NUMBERING = "<w:showingPlcHdr/>", "<w:numPr>"
"""What a control has that shows words in the place of an answer, and a paragraph that is on a list."""
_PARAGRAPH_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_RUN_STYLE = re.compile(r'<w:rStyle w:val="([^"]*)"')
NOTE = re.compile(f"{FOOTNOTE}(.*?){MARK_END}", re.DOTALL)
"""A footnote, with what it says."""
_LINK = re.compile(f"{LINK}(.*?){MARK_END}")
_BOOKMARK = re.compile(r'w:anchor="([^"]*)"')
_INDENT = re.compile(r"<w:ind ([^>]*)/>")
_LENGTH = re.compile(r'w:(\w+)="(-?\d+)"')
_ALIGNED = re.compile(r'<w:jc w:val="(\w+)"')
_PROPERTY = re.compile(r'<w:(b|i|u|color|sz|vertAlign)(?: w:val="(\w+)")?[ /]')
_TOKEN = re.compile(
    r"<w:sdtPr>(?P<control>.*?)</w:sdtPr>"
    r"|<w:rPr>(?P<look>.*?)</w:rPr>"
    r"|<w:t(?: [^>]*)?>(?P<text>[^<]*)</w:t>"
    r"|<w:hyperlink (?P<link>[^>]*)>"
    r"|<(?P<drawn>w:drawing|w:pict|w:object|mc:AlternateContent)[ >].*?</(?P=drawn)>"
    r"|<(?P<other>/?w:(?:sdt|r|hyperlink|tab|br|cr|noBreakHyphen|footnoteReference))\b(?P<rest>[^>]*)>",
    re.DOTALL,
)
_CHARACTERS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}


def value(pattern: re.Pattern[str], xml: str) -> str:
    """Return what *pattern* catches first in *xml*, or nothing."""
    found = pattern.search(xml)
    return found[1] if found is not None else ""


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


@lru_cache(4096)
def belongs(tag: str) -> tuple[Origin, str]:
    """Return whose words a control with that *tag* holds, and the address it has at home."""
    if tag.startswith(FIXED):
        return "fixed", ""
    if tag.startswith((PART, FIGURE)):
        return "made", ""
    found = parse(tag)
    if found.kind == "answer":
        return "answer", "" if found.copy else found.name
    return "template", "" if tag.startswith(COPY) else tag


@lru_cache(4096)
def _answered(tag: str) -> tuple[Origin, str]:
    """Return whose words an inline control with that *tag* holds, and the address of the answer."""
    origin, address = belongs(tag)
    return origin, address or (tag.removeprefix(COPY) if origin == "answer" else "")


@lru_cache(1024)
def _look(properties: str) -> tuple[str, RunLook]:
    """Return the style that run *properties* name, and the look that they give themselves."""
    found = dict[str, str]((one[1], one[2] or "") for one in _PROPERTY.finditer(properties))

    def switch(name: str) -> bool | None:
        return found[name] not in _OFF if name in found else None

    color, size = found.get("color", ""), found.get("sz", "")
    return value(_RUN_STYLE, properties), RunLook(
        switch("b"),
        switch("i"),
        switch("u"),
        color if len(color) == 6 else None,
        int(size) / 2 if size.isdecimal() and int(size) else None,
        found["vertAlign"] == "superscript" if "vertAlign" in found else None,
    )


_OFF = frozenset({"0", "false", "off", "none"})


class Run(NamedTuple):
    """Words that look alike and belong together.

    *link* is where they lead: an address on the web, or a bookmark after a number sign. *note* is the text of
    the footnote that they are the mark of.
    """

    text: str
    look: RunLook = RunLook()
    origin: Origin = "template"
    address: str = ""
    link: str = ""
    note: str = ""


def runs(paragraph: Paragraph, paper: Paper) -> tuple[Run, ...]:
    """Return what *paragraph* says, without its label."""
    xml = paragraph.block.xml
    notes: list[str] = []
    if FOOTNOTE in xml:
        notes = NOTE.findall(xml)
        xml = NOTE.sub("", xml)
    whole = paragraph.origin in ("answer", "missing")
    belongs: list[tuple[Origin, str]] = [(paragraph.origin, paragraph.block.address if whole else "")]
    result: list[Run] = []
    look, link, met = RunLook(), "", paragraph.notes

    def say(text: str, raised: bool | None = None, note: str = "") -> None:
        origin, address = belongs[-1]
        shown = look if raised is None else look._replace(raised=raised)
        run = Run(text, shown, origin, address, link, note)
        if result and result[-1]._replace(text=text) == run:
            result[-1] = run._replace(text=result[-1].text + text)
        elif text:
            result.append(run)

    start = xml.find("</w:pPr>")
    for token in _TOKEN.finditer(xml, max(start, 0)):
        match token.lastgroup:
            case "text":
                say(_unescaped(token["text"]))
            case "look":
                style, own = _look(token["look"])
                look = own.over(paper.runs[style]) if style in paper.runs else own
            case "control":
                belongs[-1] = _within(belongs[-2], token["control"])
            case "link":
                found = _LINK.search(token["link"])
                link = found[1] if found is not None else f"#{value(_BOOKMARK, token['link'])}"
            case "rest":
                other = token["other"]
                if other == "w:r":
                    look = RunLook()
                elif other == "w:sdt":
                    belongs.append(belongs[-1])
                elif other == "/w:sdt":
                    belongs.pop()
                elif other == "/w:hyperlink":
                    link = ""
                elif other == "w:footnoteReference":
                    met += 1
                    note = notes.pop(0) if notes else ""
                    say(str(met), True, _unescaped("".join(_words(note))))
                elif other in _CHARACTERS and 'w:type="page"' not in token["rest"]:
                    say(_CHARACTERS[other])
            case _:
                pass
    return tuple(result)


def _words(xml: str) -> Iterator[str]:
    return (token["text"] for token in _TOKEN.finditer(xml) if token.lastgroup == "text")


def _within(outer: tuple[Origin, str], control: str) -> tuple[Origin, str]:
    """Return whose words stand in a *control*, given its properties, that is in one of *outer*'s."""
    origin, address = _answered(value(_ANY_TAG, control))
    if outer[0] == "fixed" or origin == "template":
        return outer
    if origin == "answer" and SHOWING in control:
        return "missing", address
    return origin, address


_ANY_TAG = re.compile(r'<w:tag w:val="([^"]*)"')


def look(paragraph: Paragraph, paper: Paper) -> ParagraphLook:
    """Return how *paragraph* looks, by its style and by itself."""
    xml, shape = paragraph.block.xml, paragraph.block.shape
    properties = xml[: xml.find("</w:pPr>") + 1]
    own, indent, align = _paragraph_look(properties)
    styled = paper.paragraph(own)
    if indent is None and NUMBERING in properties and paragraph.listed is not None:
        listed = paper.list_looks.get(paragraph.listed)
        indent = listed.indent if listed is not None else None
    return styled._replace(
        before=shape.before,
        after=shape.after,
        indent=indent if indent is not None else styled.indent,
        align=align or styled.align,
    )


@lru_cache(1024)
def _paragraph_look(properties: str) -> tuple[str, Indent | None, Align | None]:
    """Return the style that paragraph *properties* name, and their own indent and alignment."""
    found = _INDENT.search(properties)
    indent: Indent | None = None
    if found is not None:
        lengths = {one[1]: int(one[2]) / 20 for one in _LENGTH.finditer(found[1])}
        indent = Indent(
            lengths.get("left", lengths.get("start", 0.0)),
            -lengths["hanging"] if "hanging" in lengths else lengths.get("firstLine", 0.0),
            lengths.get("right", lengths.get("end", 0.0)),
        )
    return value(_PARAGRAPH_STYLE, properties), indent, _ALIGNED_AS.get(value(_ALIGNED, properties))


_ALIGNED_AS: Mapping[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
}
