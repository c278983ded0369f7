"""What differs between the draft that is open and the one that somebody else has saved in its file."""

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook
from lokdesk.session import edit, place

_LONGEST = 80


def differences(handbook: Handbook, theirs: Draft, mine: Draft) -> tuple[str, ...]:
    """Return each place where the two are not the same, in words, with what both say where that is short."""
    found = [
        _told(handbook, theirs.agreement, mine.agreement, one)
        for one in edit.differences(theirs.agreement, mine.agreement)
    ]
    if theirs.discussion != mine.discussion:
        found.append("Anteckningar, öppna frågor och ståndpunkter skiljer sig åt.")
    if theirs.evaluation != mine.evaluation:
        found.append("Utvärderingen av målen skiljer sig åt.")
    return tuple(found)


def _told(handbook: Handbook, theirs: Agreement, mine: Agreement, address: str) -> str:
    there = mine if place.exists(mine, address) else theirs
    called = place.words(handbook, there, address)
    answer = schema.patterns().get(schema.pattern(address))
    if not isinstance(answer, Answer):
        return f"{called}: {_came_or_went(theirs, mine, address)}."
    said = [_short(answer, one, address) for one in (theirs, mine)]
    return f"{called}: deras {said[0]}, ditt {said[1]}."


def _came_or_went(theirs: Agreement, mine: Agreement, address: str) -> str:
    if not place.exists(mine, address):
        return "finns bara hos dem"
    return "finns bara hos dig" if not place.exists(theirs, address) else "står i en annan ordning"


def _short(answer: Answer, agreement: Agreement, address: str) -> str:
    try:
        words = " ".join(Wording(agreement).plain(answer, at.get(agreement, address)).split())
    except UnknownAddress:
        words = ""
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST].rstrip()} …"
    return f"”{words}”" if words else "inget svar"
