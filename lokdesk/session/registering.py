"""What there is to register (diarieföra): what left the group, what came back, and the summary of that."""

from collections.abc import Iterable, Iterator
from itertools import count

from lokdesk.agreement import rich_text
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import small
from lokdesk.agreement.reply import Reply
from lokdesk.agreement.report import Registration
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.version import KeptVersion
from lokdesk.session import keeping, synopsis, wishes

SUMMARY = "Sammanställning av synpunkter"
_NOT_YET = "Inte upprättad ännu. Registreras när synpunkterna är behandlade."


def registrations(draft: Draft) -> tuple[Registration, ...]:
    """Return the kept versions and the replies in the order of their days, and last the summaries of these.

    The day has a place of its own there, and is no part of what is said of it.
    """
    dated = [(one.day, one) for one in draft.versions]
    known = {one.id: one for one in draft.versions}
    replies = [(one.received, one) for one in draft.replies]
    undated = [_reply(one, known.get(one.version or "")) for day, one in replies if day is None]
    both = sorted(
        (*dated, *((day, one) for day, one in replies if day is not None)), key=lambda pair: pair[0]
    )
    listed = (
        _version(one) if isinstance(one, KeptVersion) else _reply(one, known.get(one.version or ""))
        for _, one in both
    )
    return (*listed, *undated, *_summaries(draft))


def without(listed: Iterable[Registration], own: Iterable[Registration]) -> Iterator[Registration]:
    """Yield those that are *listed* and that none of *own* is: the same file, or what it is to become."""
    own = tuple(own)
    sums, names = {one.sha256 for one in own}, {one.name for one in own}
    return (one for one in listed if one.sha256 not in sums and (one.sha256 or one.name not in names))


def of_reply(draft: Draft, reply: Reply, file: str) -> Registration:
    """Return the registration of *reply*, which lies in a file with that name."""
    version = next((one for one in draft.versions if one.id == reply.version), None)
    return _reply(reply, version).model_copy(update={"file": file})


def titled(about: str) -> str:
    """Return what the summary of the replies to a circulation is called; *about* is what that is called."""
    return f"{SUMMARY}, {about}" if about else SUMMARY


def recipients(version: KeptVersion) -> RichText | None:
    """Return whom a kept version was sent to, a line each."""
    return rich_text.plain("\n".join(version.recipients))


def _version(one: KeptVersion) -> Registration:
    return Registration(
        id=one.id,
        name=keeping.titled(one),
        file=one.name,
        day=one.day,
        sha256=one.sha256,
        who=recipients(one),
        note=f"{keeping.what(one)}.",
    )


def _reply(one: Reply, version: KeptVersion | None) -> Registration:
    to = f" på {small(keeping.titled(version))}" if version is not None else ""
    return Registration(
        id=one.id,
        name=f"Svar från {one.sender or small(wishes.UNKNOWN)}",
        who=rich_text.plain(one.sender or wishes.UNKNOWN),
        file=one.name,
        day=one.received,
        sha256=one.sha256,
        note=f"Inkommet svar{to}.",
    )


def _summaries(draft: Draft) -> Iterator[Registration]:
    """Yield the summary of what came back on each circulation that something came back on."""
    numbers = count()
    for one in draft.agreement.circulations:
        if synopsis.replies(draft, one):
            name = titled(one.title or "")
            yield Registration(id=f"summ{next(numbers):04}", name=name, note=_NOT_YET)
