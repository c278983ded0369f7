"""A line to be filled in: the label, and the prompt after it that says what to write."""

import re
from collections.abc import Sequence

from lokdesk.word import ooxml
from lokdesk.word.ooxml import Element

_LONGEST = 400


def asked(said: str) -> str:
    """Return what a prompt asks for, without what marks it as one."""
    plain = " ".join(said.split()).strip(" []<>_….")
    return plain if any(letter.isalpha() for letter in plain) else ""


def shortened(said: str) -> str:
    """Return so much of a prompt as a field has room for, to the end of a sentence where there is one."""
    if len(said) <= _LONGEST:
        return said
    cut = said[:_LONGEST]
    end = max(cut.rfind(mark) for mark in (". ", "? ", "! "))
    return cut[: end + 1] if end > 0 else f"{cut.rpartition(' ')[0]} …"


def said_by(run: Element) -> str:
    """Return what *run* says, each tab and each line break as one sign."""
    return "".join(
        (one.text or "") if ooxml.is_a(one, "w:t") else "\t"
        for one in ooxml.children(run)
        if ooxml.is_a(one, "w:t", "w:tab", "w:br")
    )


def label_end(said: str) -> int | None:
    """Return where the label that *said* begins with ends, with what parts it from the rest; or nothing."""
    found = re.match(r"[^:\t]{2,60}?(?::\s*|\t\s*|\s{3,})", said)
    return found.end() if found else None


def cut(runs: Sequence[Element], length: int) -> None:
    """Take away the words in *runs* after the first *length* signs, and let a space stand last."""
    left = length
    for run in runs:
        for text in list(ooxml.children(run)):
            if ooxml.is_a(text, "w:t"):
                said = text.text or ""
                text.text = said[:left]
                left = max(left - len(said), 0)
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            elif ooxml.is_a(text, "w:tab", "w:br"):
                if left == 0:
                    ooxml.remove(text)
                left = max(left - 1, 0)
