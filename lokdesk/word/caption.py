"""Captions: paragraphs with a field that numbers figures or tables, as Word's own captions have.

The number is filled in by the writer, with a bookmark around it that references in the text point at.
"""

import re
from collections.abc import Iterable

from lokdesk.word import ooxml
from lokdesk.word.block import BOOKMARK, BOOKMARK_END, CAPTION, CONTROL, MARK_END, SEQUENCE
from lokdesk.word.ooxml import Element
from lokdesk.word.typography import NO_BREAK_SPACE

_SEQUENCE = re.compile(
    r'\s*SEQ\s+"?(?P<name>[^\W\d]\w*)"?(?:\s+\\\*\s+(?:ARABIC|MERGEFORMAT))*\s*', re.IGNORECASE
)

# LibreOffice (7.4) writes the instruction of a field among the words when it stands in the first paragraph of
# a control around paragraphs, but not when it is within a control of its own with what comes before it.
CONTROL_AROUND = f'<w:sdt><w:sdtPr><w:id w:val="{CONTROL}"/></w:sdtPr><w:sdtContent>'


def counted(field: Element) -> str | None:
    """Return the name of the sequence that *field* counts on in, ``None`` when it is no such field."""
    if not ooxml.is_a(field, "w:fldSimple"):
        return None
    found = _SEQUENCE.fullmatch(ooxml.val(field, "w:instr") or "")
    return found["name"] if found else None


def number(sequence: str, lead: str, look: str) -> str:
    """Return the field for the next number in *sequence*, in runs of that *look*, which follows *lead*."""
    return (
        f'<w:bookmarkStart w:id="{BOOKMARK}" w:name="_Ref{CAPTION}{sequence}={key(lead)}{MARK_END}"/>'
        f'<w:fldSimple w:instr=" SEQ {sequence} \\* ARABIC "><w:r>{look}<w:t>{said(sequence)}</w:t></w:r>'
        f'</w:fldSimple><w:bookmarkEnd w:id="{BOOKMARK_END}"/>'
    )


def said(sequence: str) -> str:
    """Return what stands for the number that *sequence* has come to."""
    return f"{SEQUENCE}{sequence}{MARK_END}"


def key(lead: str) -> str:
    """Return the word before a number, at the end of *lead*, as references are looked up by it."""
    words = lead.replace(NO_BREAK_SPACE, " ").split()
    return words[-1].casefold() if words else ""


def simplify(root: Element) -> None:
    """Write the fields of captions in *root* that stand in several runs, as Word likes to, in one element."""
    for begin in list(ooxml.find_all(root, "w:fldChar")):
        run = begin.getparent()
        if ooxml.val(begin, "w:fldCharType") == "begin" and run is not None:
            _simplify(run)


def _simplify(first: Element) -> None:
    runs = list(_field(first))
    instruction = "".join(one.text or "" for run in runs for one in ooxml.find_all(run, "w:instrText"))
    holder = first.getparent()
    if holder is None or not runs or _SEQUENCE.fullmatch(instruction) is None:
        return
    simple = ooxml.made("w:fldSimple")
    simple.set(ooxml.name("w:instr"), instruction)
    holder.insert(holder.index(first), simple)
    shown = [run for run in runs if next(ooxml.find_all(run, "w:t"), None) is not None]
    for run in runs:
        if run in shown:
            simple.append(run)
        else:
            holder.remove(run)


def _field(first: Element) -> Iterable[Element]:
    """Return the runs of the field that begins in *first*, none if another begins within it."""
    runs: list[Element] = []
    run: Element | None = first
    while run is not None and ooxml.is_a(run, "w:r"):
        runs.append(run)
        kinds = [ooxml.val(one, "w:fldCharType") for one in ooxml.find_all(run, "w:fldChar")]
        if "end" in kinds:
            return runs
        if "begin" in kinds and run is not first:
            break
        run = run.getnext()
    return ()
