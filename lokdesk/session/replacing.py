"""One person or unit in the place of another, everywhere, from a day on; and the places that nobody has."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lokdesk.agreement import address as at
from lokdesk.agreement import normal, schema, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Note
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.parties import Contact
from lokdesk.agreement.rich_text import plain
from lokdesk.agreement.value import Item, new_id
from lokdesk.handbook.book import Handbook
from lokdesk.revision.weighing import Weighed
from lokdesk.session import match, place, replacement
from lokdesk.session.replacement import Change, Wanted

Kind = Literal["person", "unit"]
PERSON: Kind = "person"
UNIT: Kind = "unit"
_NAMES: dict[Kind, tuple[str, ...]] = {
    PERSON: (
        "parties/*/contacts/*/name",
        "collaborators/*/contacts/*/name",
        "organisation/forums/*/members/*/name",
        "organisation/forums/*/members/*/deputy",
        "parties/*/signatories/*/name",
        "parties/*/decisions/*/rapporteur",
        "job_tracks/*/employers/*/signatory",
    ),
    UNIT: (
        "parties/*/unit",
        "collaborators/*/unit",
        "parties/*/contacts/*/unit",
        "collaborators/*/contacts/*/unit",
    ),
}
"""Where names of persons and units stand by themselves. They may stand in any other answer too."""
_CONTACTS = ("parties/*/contacts/*/name", "collaborators/*/contacts/*/name")
_SEATS = (
    *_CONTACTS,
    "organisation/forums/*/members/*/name",
    "parties/*/signatories/*/name",
    "job_tracks/*/employers/*/signatory",
)
"""The names of those who have a role, a seat or a pen."""
_WAYS = ("email", "phone")
"""How a contact is reached, by the names of the answers."""
_VACANT = frozenset({"vakant", "vakans", "vakansatt", "n.n.", "n.n", "nn", "ej utsedd", "tillsätts"})
"""What is written in the place of a name."""


@dataclass(frozen=True)
class Swap:
    """*old*, a person or a unit, is to be *new* from *day* on; nobody yet where that is empty.

    *email* and *phone* are those of the new person where contacts are listed.
    """

    kind: Kind
    old: str
    new: str
    day: date | None = None
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Place:
    """An answer that would be another one. Not *meant* is one that is right as it is, as *remark* says."""

    change: Change
    meant: bool = True
    remark: str = ""


def names(agreement: Agreement, kind: Kind) -> tuple[str, ...]:
    """Return the persons or units in *agreement* by name, those first that stand in most places."""
    found = Counter(
        value for pattern in _NAMES[kind] for _, value in at.found(agreement, pattern) if _is_name(value)
    )
    return tuple(name for name, _ in found.most_common())


def _is_name(value: str | None) -> bool:
    return value is not None and value.casefold() not in _VACANT


def planned(agreement: Agreement, swap: Swap) -> tuple[Place, ...]:
    """Return every answer in *agreement* that *swap* would change, in the order of the agreement.

    The mail address and telephone number of a contact go with its name.
    """
    old = normal.spaced(swap.old)
    if not old or old == normal.spaced(swap.new):
        return ()
    wanted = Wanted(old, swap.new, same_case=True, whole_words=True)
    return tuple(_places(agreement, swap, replacement.planned(agreement, wanted)))


def _places(agreement: Agreement, swap: Swap, changes: Iterable[Change]) -> Iterator[Place]:
    reached: set[str] = set()
    for change in changes:
        if change.address in reached:
            # It may have the old name in it, and is told of as a whole.
            continue
        pattern = schema.pattern(change.address)
        remark = _settled(agreement, change.address, pattern)
        if not remark and not swap.new.strip() and not _is_alone(change, swap):
            remark = "nämns i en längre text"
        yield Place(change, not remark, remark)
        if swap.kind == PERSON and pattern in _CONTACTS and _is_alone(change, swap):
            contact = at.parent(change.address)
            reached |= {at.join(contact, way) for way in _WAYS}
            yield from _ways(at.get(agreement, contact), contact, swap)


def _is_alone(change: Change, swap: Swap) -> bool:
    return isinstance(change.before, str) and normal.spaced(change.before) == normal.spaced(swap.old)


def _settled(agreement: Agreement, address: str, pattern: str) -> str:
    """Return why the name at *address* is that of who did something then, if it is."""
    if pattern == "parties/*/signatories/*/name":
        signed: date | None = at.get(agreement, at.parent(address)).signed
        return f"undertecknade {signed.isoformat()}" if signed else ""
    if pattern == "parties/*/decisions/*/rapporteur":
        made: date | None = at.get(agreement, at.parent(address)).date
        return f"beslutat {made.isoformat()}" if made else ""
    return ""


def _ways(contact: Contact, address: str, swap: Swap) -> Iterator[Place]:
    """Yield how to reach whoever is the *contact* at *address* now, where that is another way than before."""
    for way in _WAYS:
        before, after = getattr(contact, way), normal.line(getattr(swap, way)) or None
        if after != before:
            was, now = (match.excerpt(text, ((0, len(text)),)) for text in (before or "", after or ""))
            yield Place(Change(at.join(address, way), before, after, was, now, 1))


def replaced(agreement: Agreement, changes: Sequence[Change]) -> Agreement:
    """Return *agreement* with *changes* made."""
    for change in changes:
        agreement = at.replace(agreement, change.address, change.after)
    return agreement


def weighed(agreement: Agreement, changes: Sequence[Change]) -> Weighed | None:
    """Return what *changes* weigh, where the agreement has been decided and that matters."""
    decided = vocabulary.stage(agreement.status) > vocabulary.stage(vocabulary.DECISION_VERSION)
    return Weighed(agreement, replaced(agreement, changes)) if decided else None


def made(
    draft: Draft,
    swap: Swap,
    changes: Sequence[Change],
    author: str,
    now: datetime,
    version: str | None = None,
) -> Draft:
    """Return *draft* with *changes* made, and the day from which it is so in a note at the first of them.

    The answers have no room for when somebody took over, and an agreement tells who it is now; the note goes
    with the file, and not into the document. With a *version*, that and its date are set too.
    """
    agreement = replaced(draft.agreement, changes)
    if version is not None:
        agreement = agreement.model_copy(update={"version": version, "version_date": swap.day or now.date()})
    said = draft.discussion
    note = Note(
        id=new_id({one.id for one in said.notes}),
        address=changes[0].address,
        text=plain(_told(swap, len({at.parent(one.address) for one in changes}))),
        author=normal.line(author) or None,
        written=now,
    )
    discussion = said.model_copy(update={"notes": (*said.notes, note)})
    return draft.model_copy(update={"agreement": agreement, "discussion": discussion})


def _told(swap: Swap, count: int) -> str:
    since = f" från och med {swap.day.isoformat()}" if swap.day else ""
    where = "på ett ställe" if count == 1 else f"på {count} ställen"
    if not swap.new.strip():
        return f"Vakant efter {swap.old}{since}, {where}."
    return f"{swap.new} efter {swap.old}{since}, {where}."


def name(swap: Swap) -> str:
    """Return what the edit is called that makes *swap*."""
    return f"bytet av ”{swap.old}” mot ”{swap.new}”" if swap.new.strip() else f"vakansen efter ”{swap.old}”"


# Vacancies


@dataclass(frozen=True)
class Vacancy:
    """A role or a seat without a name: the *address* where that goes, *where* it is and *what* it is."""

    address: str
    where: str
    what: str


def vacancies(handbook: Handbook, agreement: Agreement) -> tuple[Vacancy, ...]:
    """Return the roles and seats that are described and have nobody, in the order of the agreement."""
    return tuple(_vacancies(handbook, agreement))


def _vacancies(handbook: Handbook, agreement: Agreement) -> Iterator[Vacancy]:
    for pattern in _SEATS:
        for address, value in at.found(agreement, pattern):
            item: Item = at.get(agreement, at.parent(address))
            others = [field for field in schema.fields(type(item)) if field != at.last(address)]
            if not _is_name(value) and any(getattr(item, field) for field in others):
                holder = place.place(handbook, agreement, at.parent(address)).words
                label = handbook.question(address).label
                yield Vacancy(address, holder, f"{label}: {value}" if value else f"{label} saknas")
