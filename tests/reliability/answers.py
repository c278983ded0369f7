"""What a Word document says and what was read in it, told apart by other means than the program's own."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.wording import Wording
from lokdesk.word.read import Reading

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_COMMENTS = ("commentReference", "commentRangeStart", "commentRangeEnd")
_UNSEEN = frozenset(
    {
        f"{_W}{one}"
        for one in ("del", "moveFrom", "drawing", "pict", "object", "sdtPr", "rPr", "pPr", *_COMMENTS)
    }
    | {f"{_MC}Fallback"}
)
_IGNORED = re.compile(r"(?:copy|fixed|part):")
_ID = re.compile(r"/[^/]{8}(?=/|$)")


def letters(text: str) -> str:
    """Return the letters and digits of *text*, however they are written, with nothing between them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if one.isalnum())


def _part(docx: bytes, name: str) -> "etree._Element | None":
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        if name not in archive.namelist():
            return None
        return etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=False, resolve_entities=False))


def _seen(root: "etree._Element") -> Iterator["etree._Element"]:
    """Yield the elements in *root* that are on the page."""
    open_ = [root]
    while open_:
        one = open_.pop()
        if isinstance(one.tag, str) and one.tag not in _UNSEEN:
            yield one
            open_.extend(reversed(one))


def said(docx: bytes) -> str:
    """Return the letters of all that the document says, in its text and its notes."""
    roots = (_part(docx, name) for name in ("word/document.xml", "word/footnotes.xml"))
    return "\n".join(letters(_words(root)) for root in roots if root is not None)


def _words(root: "etree._Element") -> str:
    return "".join(one.text or "" for one in _seen(root) if one.tag == f"{_W}t")


def controls(docx: bytes) -> Iterator[tuple[str, str]]:
    """Yield the answers that the document has a control for, each with the letters that stand in it."""
    root = _part(docx, "word/document.xml")
    if root is None:
        return
    for control in _seen(root):
        if control.tag != f"{_W}sdt":
            continue
        tag = _tag(control)
        around = [_tag(one) for one in control.iterancestors(f"{_W}sdt")]
        if any(_IGNORED.match(one) for one in (tag, *around)):
            continue
        answer = schema.patterns().get(_ID.sub("/*", tag))
        # What a reference points at may have another name by now, or be a file that is not among the answers.
        if not isinstance(answer, Answer) or answer.refers_to is not None:
            continue
        if control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
            continue
        inside = "".join(_said_in(run) for run in _seen(control) if run.tag == f"{_W}r")
        if said := letters(inside):
            yield tag, said


def _said_in(run: "etree._Element") -> str:
    """Return what *run* says: where its last text is all that is before it, LibreOffice 7 wrote it twice."""
    *texts, last = ["", *(one.text or "" for one in _seen(run) if one.tag == f"{_W}t")]
    said = "".join(texts)
    return last if said == last else said + last


def _tag(control: "etree._Element") -> str:
    found = control.find(f"{_W}sdtPr/{_W}tag")
    return "" if found is None else found.get(f"{_W}val", "")


def read(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield every answer in *reading* that is words, with the letters of each stretch of it."""
    wording = Wording(reading.agreement)
    for address, answer, value in at.answers(reading.agreement):
        if value is None or value == ():
            continue
        if isinstance(value, RichText):
            for block in value.blocks:
                for run in block.runs:
                    yield address, letters(getattr(run, "footnote", "") or getattr(run, "text", ""))
        elif answer.kind not in ("reference", "references"):
            yield address, letters(wording.plain(answer, value))


def all_letters(reading: Reading) -> str:
    """Return the letters of all that was read, answers and what could not be placed."""
    wording = Wording(reading.agreement)
    found = [one.text for one in reading.unplaced]
    for _, answer, value in at.answers(reading.agreement):
        if isinstance(value, RichText):
            found += ["".join(getattr(run, "text", "") for run in block.runs) for block in value.blocks]
        elif value is not None:
            found.append(wording.plain(answer, value))
    return "\n".join(letters(one) for one in found)


def shape(address: str) -> str:
    """Return *address* with stars for its ids, which may be what somebody else has written."""
    return _ID.sub("/*", address)[:100]
