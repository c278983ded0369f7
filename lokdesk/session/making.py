"""Documents chosen and made, several at a time: what is offered, what is ordered, and what became of it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lokdesk.agreement import address as at
from lokdesk.agreement import phrase
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import naming as items
from lokdesk.project import disk, naming
from lokdesk.project.problem import NotWritten, Problem
from lokdesk.session import companion, document, redline
from lokdesk.session.companion import AGREEMENT, GROUPS, Chosen, Document, Subject
from lokdesk.session.library import Library

if TYPE_CHECKING:
    from lokdesk.office.office import Office

CIRCULATION = "circulations/*"
PACKAGE = "utskick"
_PACKAGE_PURPOSE = "Allt som ska ut i en omgång, på en gång och i samma mapp."
_ONLY_OPINIONS = "Inget organ beslutar i saken. De lämnar bara yttranden."
_NOT_OF_THAT_KIND = "Ingen av parterna är av det slag som dokumentet görs för."


@dataclass(frozen=True)
class Lack:
    """Why a document cannot be made yet: *words* say what to answer first, at *address*."""

    address: str
    words: str


@dataclass(frozen=True)
class Offer:
    """Documents that are chosen as one: mostly a single one, for all of *subjects* or some of them.

    *lack* is why they cannot be made yet, if they cannot, and *note* what to know of whom they are not for.
    """

    id: str
    name: str
    purpose: str
    group: str
    documents: tuple[Document, ...]
    subjects: tuple[Subject, ...] = ()
    lack: Lack | None = None
    note: str = ""

    @property
    def is_sent(self) -> bool:
        """Whether it is what goes out in a circulation."""
        return self.id == PACKAGE


@dataclass(frozen=True)
class Picked:
    """What the user has chosen of an *offer*: all of it, or where it is about something, these *subjects*."""

    offer: Offer
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True)
class Tracked:
    """What a document shows the changes from: the *old* draft. They are said to be by *author* on *day*."""

    old: Draft
    author: str
    day: date


@dataclass(frozen=True)
class Order:
    """A document to make, and where it is to be written.

    In one with *comments* is what has been said, and in one that is *tracked* what has changed.
    """

    chosen: Chosen
    path: Path
    comments: bool = False
    tracked: Tracked | None = None

    @property
    def is_the_agreement(self) -> bool:
        """Whether it is the agreement itself, with no changes in it to read."""
        return self.chosen.is_agreement and self.tracked is None


@dataclass(frozen=True)
class Made:
    """What became of an order: its *content*, and the *problem* if it could not be made or written.

    *instead* is another place where it could be written, if there is one to offer.
    """

    order: Order
    content: bytes = b""
    problem: str = ""
    instead: Path | None = None


def offers(draft: Draft, library: Library) -> tuple[Offer, ...]:
    """Return what can be made of *draft*, in the order of the groups. Raises Problem."""
    there = companion.documents(library)
    single = [_offer(draft, library, (one,), one.id, one.name, one.purpose, one.group) for one in there]
    found = [*_package(draft, library, there), *single]
    return tuple(one for group in GROUPS for one in found if one.group == group)


def _package(draft: Draft, library: Library, there: Sequence[Document]) -> list[Offer]:
    """Return what is sent out in a circulation as one offer, if there is any more than the agreement."""
    # What is written of what came back is about the circulation, too, but is no one's to be sent.
    along = [one for one in there if one.about == CIRCULATION and one.group == "circulation"]
    if not along:
        return []
    sent = (next(one for one in there if one.id == AGREEMENT), *along)
    name = f"Utskick: {phrase.joined([one.name.lower() for one in sent])}"
    return [_offer(draft, library, sent, PACKAGE, name, _PACKAGE_PURPOSE, along[0].group)]


def _offer(
    draft: Draft,
    library: Library,
    documents: tuple[Document, ...],
    offer_id: str,
    name: str,
    purpose: str,
    group: str,
) -> Offer:
    about = next((one for one in documents if one.about), None)
    if about is None:
        return Offer(offer_id, name, purpose, group, documents)
    subjects = _named(draft, library, companion.subjects(draft, about))
    if not subjects:
        return Offer(offer_id, name, purpose, group, documents, lack=_lack(draft, library, about))
    others = [one.name for one in _named(draft, library, companion.advisers(draft, about))]
    note = f"Görs inte för {phrase.joined(others)}, som bara lämnar yttrande." if others else ""
    return Offer(offer_id, name, purpose, group, documents, subjects, note=note)


def _named(draft: Draft, library: Library, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return *subjects* with names that tell them apart, also where some have none."""
    wording = Wording(draft.agreement)
    by_list: dict[str, list[str]] = {}
    for one in subjects:
        by_list.setdefault(at.parent(one.address), []).append(one.address)
    names: dict[str, str] = {}
    for addresses in by_list.values():
        names |= items.told_apart(library.handbook_of(draft), draft.agreement, addresses, wording)
    named = [(one, _within(draft, one.address, names[one.address])) for one in subjects]
    total, seen = Counter(name for _, name in named), Counter[str]()
    apart: list[Subject] = []
    for one, name in named:
        seen[name] += 1
        apart.append(Subject(one.address, f"{name} ({seen[name]})" if total[name] > 1 else name))
    return tuple(apart)


def _within(draft: Draft, address: str, name: str) -> str:
    """Return *name* with the party's that the item is within."""
    holder = at.parent(at.parent(address))
    above = getattr(at.get(draft.agreement, holder), "name", None) if holder else None
    return f"{name}, {above}" if above else name


def _lack(draft: Draft, library: Library, wanted: Document) -> Lack:
    address = companion.asked_first(draft, wanted)
    prompt = library.handbook_of(draft).question(address).prompt
    if at.last(address) == companion.DECISIONS:
        return Lack(address, f"{_ONLY_OPINIONS} Ändra annars svaren på frågan ”{prompt}”")
    first = f"Svara först på frågan ”{prompt}”"
    holder = at.parent(address)
    whose = getattr(at.get(draft.agreement, holder), "name", None) if holder else None
    if whose:
        first += f" för {whose}."
    there = at.get(draft.agreement, address)
    return Lack(address, f"{_NOT_OF_THAT_KIND} {first}" if there else first)


def count(picked: Sequence[Picked]) -> int:
    """Return how many documents have been *picked*: each counts once."""
    return len(
        {
            (document_.id, subject.address if subject is not None else "")
            for one in picked
            for document_ in one.offer.documents
            for subject in (one.subjects if document_.about else (None,))
        }
    )


def chosen(draft: Draft, picked: Sequence[Picked]) -> tuple[tuple[Chosen, str], ...]:
    """Return the documents that have been *picked*, each once, with what their file names end with.

    The agreement's ends with nothing, and the others' with what they are and whom they are about.
    """
    found: dict[tuple[str, str], tuple[Chosen, str]] = {}
    for one in picked:
        for document_ in one.offer.documents:
            if not document_.about:
                ending = "" if document_.id == AGREEMENT else f"-{document_.id}"
                found.setdefault((document_.id, ""), (Chosen(document_), ending))
                continue
            endings = _endings(draft, document_)
            for subject in one.subjects:
                about = companion.subject(draft, document_, subject.id)
                ending = f"-{document_.id}-{endings[subject.address]}"
                found.setdefault((document_.id, subject.address), (Chosen(document_, about), ending))
    return tuple(found.values())


def _endings(draft: Draft, wanted: Document) -> Mapping[str, str]:
    return {one.address: slug for one, slug in companion.slugs(companion.subjects(draft, wanted))}


def free(path: Path, taken: frozenset[Path] = frozenset()) -> Path:
    """Return *path*, with a number where there is a file already or the name is *taken*."""
    return next(one for one in naming.numbered(path) if one not in taken and not disk.is_taken(one))


def making(
    draft: Draft, library: Library, orders: Sequence[Order], office: "Office | None"
) -> Callable[[], tuple[Made, ...]]:
    """Return what makes *orders* of the draft as it is now, with the help of *office*, and writes them.

    That takes a while and may be done beside other things. Raises Problem when a template cannot be used.
    """
    # What is read when first needed is read here, and not by two at a time.
    library.handbook_of(draft)
    for order in orders:
        if order.chosen.is_agreement:
            library.template(draft.template)
            if order.tracked is not None:
                library.template(order.tracked.old.template)
        else:
            library.companion(order.chosen.document.id)
    return lambda: tuple(_made(draft, library, order, office) for order in orders)


def _made(draft: Draft, library: Library, order: Order, office: "Office | None") -> Made:
    try:
        if (tracked := order.tracked) is not None:
            content = redline.made(tracked.old, draft, library, tracked.author, tracked.day, office)
        else:
            content = document.made(draft, library, order.path, office, order.chosen, comments=order.comments)
    except Problem as problem:
        return Made(order, problem=str(problem))
    return written(Made(order, content))


def written(made: Made, path: Path | None = None) -> Made:
    """Write what has been *made* to *path*, or to where it was to be, and return what became of it."""
    order = replace(made.order, path=path or made.order.path)
    try:
        disk.write(order.path, made.content)
    except NotWritten as problem:
        return Made(order, made.content, str(problem), problem.instead)
    return Made(order, made.content)
