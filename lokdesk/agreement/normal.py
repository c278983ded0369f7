"""The normal form of text: what a string may hold before it becomes part of an answer.

Equal answers must compare equal and every answer must survive a trip through XML, so each string is put
into one form on its way in: Unicode NFC, newline as the only line break, no tabs, and only characters that
XML 1.0 allows.
"""

import re
import unicodedata

# Every way of saying "new line" that pastes from Word, the web or a spreadsheet bring along.
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What XML 1.0 forbids, the non-characters of the basic plane, and the marks nobody can see.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\u00ad]")


def text(value: str) -> str:
    """Return *value* in normal form, with its line breaks kept and its ends untouched."""
    # What can be printed holds nothing that is forbidden, and no white space but the plain space.
    if value.isprintable() and unicodedata.is_normalized("NFC", value):
        return value
    value = _LINE_BREAK.sub("\n", value).replace("\t", " ")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", value))


def line(value: str) -> str:
    """Return *value* in normal form as one line without white space at its ends."""
    value = text(value)
    if "\n" in value:
        # By pieces: a pattern for white space around a break takes the square of the white space's length.
        value = " ".join(piece for one in value.split("\n") if (piece := one.strip()))
    return value.strip()


def spaced(value: str) -> str:
    """Return *value* as one line with a single plain space between words, to be understood and not kept."""
    return " ".join(line(value).split())
