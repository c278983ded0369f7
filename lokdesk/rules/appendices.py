"""Rules for appendices."""

import re
from collections.abc import Iterator

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.follow_up import Appendix
from lokdesk.rules.context import Context
from lokdesk.rules.rule import AGREEMENT, TEXTS, Remark, Rule

APPENDICES = "appendices"
APPENDIX = "appendices/*"

_DIGITS = re.compile(r"\d+")
# "bilaga 3", "Bilaga 1c"; not "bilaga 2 till …", which belongs to something else.
_MENTION = re.compile(r"\bbilag(?:a|an|orna)\s+(\d{1,2})([a-zåäö]\b)?(?!\w|\s+(?:till|i)\b)", re.IGNORECASE)


def _missing_appendix(context: Context, address: str, appendix: Appendix) -> Iterator[Remark]:
    if appendix.attachment is not None and appendix.attachment not in context.attachments:
        yield Remark(at.join(address, "attachment"))


def _empty_appendix(context: Context, address: str, appendix: Appendix) -> Iterator[Remark]:
    """Find appendices without contents."""
    if _is_bare(appendix) and not _takes_a_part(context, appendix):
        yield Remark(at.join(address, "text"))


def _is_bare(appendix: Appendix) -> bool:
    return appendix.text is None and appendix.attachment is None


def _takes_a_part(context: Context, appendix: Appendix) -> bool:
    """Return whether *appendix* is of a kind that parts of the agreement move to."""
    return appendix.kind is not None and context.texts.finds("appendices_made_of_answers", appendix.kind)


def _kind_twice(context: Context, _: str, agreement: Agreement) -> Iterator[Remark]:
    """Find appendices that stay empty, as the part that would move there has moved to one before."""
    taken: set[str | None] = set()
    for appendix in agreement.appendices:
        if _is_bare(appendix) and _takes_a_part(context, appendix):
            if appendix.kind in taken:
                yield Remark(at.join(APPENDICES, appendix.id, "kind"))
            taken.add(appendix.kind)


def _mark(appendix: Appendix) -> tuple[str, str] | None:
    """Return the number and sub-letter of *appendix*, or ``None`` when it has no number."""
    number = _DIGITS.search(appendix.number or "")
    return (str(int(number[0])), (appendix.letter or "").casefold()) if number else None


def _number_twice(_: Context, __: str, agreement: Agreement) -> Iterator[Remark]:
    seen: set[tuple[str, str]] = set()
    for appendix in agreement.appendices:
        mark = _mark(appendix)
        if mark in seen:
            yield Remark(at.join(APPENDICES, appendix.id, "number"), values={"number": "".join(mark)})
        elif mark is not None:
            seen.add(mark)


def _unlisted_appendix(context: Context, address: str, text: str) -> Iterator[Remark]:
    if "ilag" not in text:
        return
    mentions = tuple(_MENTION.finditer(text))
    if not mentions:
        return
    listed = {mark for mark in map(_mark, context.agreement.appendices) if mark is not None}
    numbers = {number for number, _ in listed}
    for match in mentions:
        number, letter = str(int(match[1])), (match[2] or "").casefold()
        if (number, letter) not in listed and (letter or number not in numbers):
            yield Remark(address, values={"number": number + letter})
            return


RULES = (
    Rule("missing_appendix", "must", (APPENDIX,), _missing_appendix),
    Rule("empty_appendix", "should", (APPENDIX,), _empty_appendix),
    Rule("appendix_kind_twice", "should", (AGREEMENT,), _kind_twice, reads=(APPENDICES,)),
    Rule("appendix_number_twice", "should", (AGREEMENT,), _number_twice, reads=(APPENDICES,)),
    Rule(
        "unlisted_appendix",
        "should",
        (TEXTS,),
        _unlisted_appendix,
        reads=("appendices/*", "appendices/*/number", "appendices/*/letter", "status"),
        waits_for=APPENDICES,
    ),
)
