"""The documents that can be made of a draft: the agreement in its forms, and its companions."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.circulation import Circulation
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.parties import Decision, Party
from lokdesk.agreement.report import PUBLISHING, SIGNING, Report, report
from lokdesk.project.problem import Problem
from lokdesk.session import agenda, registering, revised, synopsis, telling
from lokdesk.session.library import Library

if TYPE_CHECKING:
    from lokdesk.word.manifest import Manifest

AGREEMENT = "overenskommelse"
_COPIES = (
    (
        "underskriftsexemplar",
        "Underskriftsexemplar",
        SIGNING,
        "Överenskommelsen för underskrift, utan fält som går att ändra i Word.",
    ),
    (
        "publiceringsexemplar",
        "Publiceringsexemplar",
        PUBLISHING,
        "Överenskommelsen för webben, utan kontaktlista och underskrifter.",
    ),
)
_PURPOSE = "Hela överenskommelsen med sina bilagor, som den är just nu."
GROUPS = {
    "agreement": "Överenskommelse",
    "circulation": "För avstämning och remiss",
    "decision": "För beslut",
    "work": "För arbetet",
    "after": "Efter beslutet",
    "other": "Övrigt",
}
"""What documents are made for, in the order in which they come, and what users find them under."""
DECISIONS = "decisions"
"""The list of a party's decisions."""
_MOST_OF_A_SLUG = 60
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
_FIELDS = {
    "parties/*": "party",
    "parties/*/deciding_bodies/*": "body",
    "job_tracks/*": "track",
    "circulations/*": "circulation",
    "workshops/*": "workshop",
}
"""For each pattern that a document can be about, the field of a report that holds the item."""


@dataclass(frozen=True)
class Document:
    """A document that can be made of any draft.

    It is the agreement in a *form*, or else a companion with a template of its own; then *manifest* is that
    template's. *purpose* says in a sentence what it is for.
    """

    id: str
    name: str
    form: str | None = None
    purpose: str = ""
    manifest: "Manifest | None" = None

    @property
    def group(self) -> str:
        """What the document is made for, one of :data:`GROUPS`."""
        if self.manifest is not None:
            return self.manifest.group
        return "after" if self.form else "agreement"

    @property
    def about(self) -> str:
        """The pattern of the items that there is one document each for, empty for one document in all."""
        return (self.manifest.about or "") if self.manifest else ""


@dataclass(frozen=True)
class Subject:
    """What one document is about: an item of the agreement, by its address, and what it is called."""

    address: str
    name: str

    @property
    def id(self) -> str:
        """The item's id."""
        return at.last(self.address)


@dataclass(frozen=True)
class Chosen:
    """One document to make: of what kind, and what it is *about* where there is one for each item."""

    document: Document
    about: Subject | None = None

    @property
    def is_agreement(self) -> bool:
        """Whether it is the agreement, in any form."""
        return self.document.manifest is None


def documents(library: Library) -> tuple[Document, ...]:
    """Return the documents that can be made: the agreement first, then its copies and its companions.

    Raises Problem when a template that comes with the program cannot be used.
    """
    copies = (Document(*copy) for copy in _COPIES)
    companions = (Document(one.id, one.name, purpose=one.purpose, manifest=one) for one in library.companions)
    return (Document(AGREEMENT, "Överenskommelse", purpose=_PURPOSE), *copies, *companions)


def document(library: Library, document_id: str) -> Document:
    """Return the document with that id. Raises Problem when there is none."""
    found = {one.id: one for one in documents(library)}
    if document_id not in found:
        known = ", ".join(found)
        raise Problem(f"Dokumentet ”{document_id}” finns inte. De dokument som finns är: {known}.")
    return found[document_id]


def subjects(draft: Draft, wanted: Document) -> tuple[Subject, ...]:
    """Return what there is a document of that kind each for, in the agreement's order."""
    return tuple(one for one, decides in _fitting(draft, wanted) if decides)


def advisers(draft: Draft, wanted: Document) -> tuple[Subject, ...]:
    """Return what there is no document of that kind for, only because it gives no more than its opinion."""
    return tuple(one for one, decides in _fitting(draft, wanted) if not decides)


def _fitting(draft: Draft, wanted: Document) -> Iterator[tuple[Subject, bool]]:
    """Yield what a document of that kind can be about, and whether it is decided there what it prepares."""
    manifest = wanted.manifest
    if manifest is None or not wanted.about:
        return
    counts = Counter[str]()
    for address, item in at.found(draft.agreement, wanted.about):
        counts[at.parent(address)] += 1
        party = _party(draft.agreement, address)
        if _is_for(party, manifest):
            number = counts[at.parent(address)]
            subject = Subject(address, _name(draft.agreement, address, item, number))
            yield subject, _decides(party, subject.id, manifest)


def every(draft: Draft, library: Library) -> Iterator[Chosen]:
    """Yield every document that can be made of *draft*. Raises Problem."""
    for wanted in documents(library):
        if not wanted.about:
            yield Chosen(wanted)
        for about in subjects(draft, wanted):
            yield Chosen(wanted, about)


def asked_first(draft: Draft, wanted: Document) -> str:
    """Return the address of the list that needs an item before there is anything to make *wanted* for.

    Empty for a document that is about nothing. Where there are such items, but none of them decides in the
    matter, it is that of a party's decisions.
    """
    if wanted.manifest is None or not wanted.about:
        return ""
    for one in advisers(draft, wanted):
        party = _party(draft.agreement, one.address)
        if party is not None:
            return at.join("parties", party.id, DECISIONS)
    list_ = at.parent(wanted.about)
    above, within, name = list_.partition("/*/")
    if not within:
        return list_
    holders = at.found(draft.agreement, f"{above}/*")
    fitting = (at.join(address, name) for address, one in holders if _is_for(one, wanted.manifest))
    return next(fitting, above)


def subject(draft: Draft, wanted: Document, item_id: str) -> Subject:
    """Return what the document about the item with that id is about. Raises Problem when there is none."""
    there = subjects(draft, wanted)
    found = next((one for one in there if one.id == item_id), None)
    if found is None:
        if not wanted.about:
            raise Problem(f"Dokumentet ”{wanted.id}” görs i ett enda exemplar, inte för en viss post.")
        known = ", ".join(f"{one.id} ({one.name})" for one in there)
        those = f" De som finns är: {known}." if known else " Det finns ingen att göra det för."
        raise Problem(f"Dokumentet ”{wanted.id}” kan inte göras för ”{item_id}”.{those}")
    return found


def told(draft: Draft, library: Library, chosen: Chosen) -> Report:
    """Return what the document tells: the agreement, what it is about, and what follows from the draft.

    Only a companion tells of what has been said about the agreement.
    """
    agreement, wanted, about = draft.agreement, chosen.document, chosen.about
    derived: dict[str, Any] = {"form": wanted.form} if wanted.form else {}
    if wanted.manifest is not None:
        derived["open"] = telling.matters(draft, library.handbook_of(draft))
        derived["standings"] = telling.standings(draft, library.handbook_of(draft))
        derived |= revised.told(draft, library)
        derived |= agenda.told(draft, library)
    if about is not None:
        item = derived[_FIELDS[wanted.about]] = at.get(agreement, about.address)
        if isinstance(item, Circulation):
            derived["responses"] = synopsis.told(draft, library, item)
        party = _party(agreement, about.address)
        if party is not None:
            derived["party"] = party
            derived["decision"] = _decision(party, about.id, wanted)
            derived["others"] = tuple(
                _deciding(one, wanted) for one in agreement.parties if one.id != party.id
            )
    if draft.versions or draft.replies:
        derived["registrations"] = registering.registrations(draft)
    return report(agreement, **derived)


def slugs(about: tuple[Subject, ...]) -> Iterator[tuple[Subject, str]]:
    """Yield each subject with a short name for files, lower-case letters without accents, no two alike."""
    taken: set[str] = set()
    for one in about:
        plain = unicodedata.normalize("NFKD", one.name).encode("ascii", "ignore").decode().lower()
        base = _NOT_IN_SLUGS.sub("-", plain)[:_MOST_OF_A_SLUG].strip("-") or one.id
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        yield one, slug


def _party(agreement: Agreement, address: str) -> Party | None:
    """Return the party that *address* is within."""
    segments = address.split("/")
    return at.get(agreement, at.join(*segments[:2])) if segments[0] == "parties" else None


def _is_for(party: Party | None, manifest: "Manifest") -> bool:
    if party is None:
        return True
    return (not manifest.kinds or party.kind in manifest.kinds) and party.kind not in manifest.not_kinds


def _decides(party: Party | None, item_id: str, manifest: "Manifest") -> bool:
    """Return whether it is decided on what the document prepares by that item: a body, or any of a party's.

    A body that gives an opinion decides nothing but what is told beside it.
    """
    if party is None or not manifest.decision:
        return True
    bodies = [item_id] if item_id != party.id else [one.id for one in party.deciding_bodies] or [None]
    nothing = {vocabulary.OPINION, vocabulary.ASSIGNMENT} - {manifest.decision}
    for body in bodies:
        told = {one.kind for one in party.decisions if one.body == body}
        if vocabulary.OPINION not in told or told - nothing:
            return True
    return False


def _deciding(party: Party, wanted: Document) -> Party:
    """Return *party* with those of its bodies that decide on what the document prepares."""
    manifest = wanted.manifest
    if manifest is None or all(_decides(party, one.id, manifest) for one in party.deciding_bodies):
        return party
    bodies = tuple(one for one in party.deciding_bodies if _decides(party, one.id, manifest))
    return party.model_copy(update={"deciding_bodies": bodies})


def _name(agreement: Agreement, address: str, item: Any, number: int) -> str:
    """Return what an item is called; one without a name by its *number* in its list."""
    own = getattr(item, "name", None) or getattr(item, "title", None) or str(number)
    party = _party(agreement, address)
    return f"{own}, {party.name}" if party is not None and party is not item and party.name else own


def _decision(party: Party, body_id: str, wanted: Document) -> Decision:
    """Return the party's decision of the kind that the document prepares, made by that body or by any."""
    kind = wanted.manifest.decision if wanted.manifest else ""
    of_kind = [one for one in party.decisions if not kind or one.kind == kind]
    own = [one for one in of_kind if one.body == body_id or body_id == party.id]
    return next(iter(own), Report.model_fields["decision"].get_default(call_default_factory=True))
