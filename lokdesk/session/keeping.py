"""Versions that are kept as they were: keeping one, sending one out, and what to register of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath

from lokdesk.agreement import address as at
from lokdesk.agreement import approval, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.approval import Approval, Unapproved
from lokdesk.agreement.circulation import Circulation
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital, joined
from lokdesk.agreement.value import new_id
from lokdesk.agreement.version import KeptVersion
from lokdesk.agreement.version import kept as _kept
from lokdesk.project.problem import Problem

FOR_COMMENTS = (
    "En version som skickas till en annan myndighet bara för synpunkter blir i regel inte en allmän handling "
    "(delningsundantaget, 2 kap. 12 § tryckfrihetsförordningen). Det gäller inte om den skickas som "
    "information eller som underlag för beslut. Svaren är däremot inkomna allmänna handlingar och ska "
    "registreras, och det gäller också det som kommer från den som inte är en myndighet. Registratorn avgör."
)
FOR_DECISION = (
    "En version som skickas som underlag för beslut omfattas inte av delningsundantaget: den ska registreras "
    "både hos er och hos dem som tar emot den. Svaren och besluten som kommer tillbaka är inkomna allmänna "
    "handlingar och ska också registreras. Registratorn avgör."
)
FOR_INFORMATION = (
    "En version som redan är beslutad omfattas inte av delningsundantaget: den är en allmän handling när den "
    "skickas, hos er och hos dem som tar emot den. Det som kommer tillbaka, till exempel underskrifter, ska "
    "också registreras. Registratorn avgör."
)
CONTACTS_MAY_CHANGE = "Kontakter får ändras utan nytt beslut."


def keep(
    draft: Draft,
    name: str,
    content: bytes,
    why: str,
    day: date,
    *,
    recipients: Iterable[str] = (),
    circulation: str | None = None,
    agreement: Agreement | None = None,
) -> tuple[Draft, KeptVersion]:
    """Return *draft* with a document in it that left the group on *day*, and that version.

    It was made of *agreement*, else of the draft's own. Nothing else of the draft is touched: its status is
    the user's to set. Raises Problem when there is nothing in the document, when it is not said why it is
    kept, or when the same one is kept already.
    """
    if not why:
        raise Problem("Ange varför versionen behålls: skickad, beslutad, undertecknad eller egna ord.")
    if not content:
        raise Problem(f"”{name}” är tom och kan inte behållas.")
    version = _kept(
        new_id(frozenset(one.id for one in draft.versions) | at.ids(draft.agreement)),
        agreement or draft.agreement,
        PurePath(name).name,
        content,
        why,
        day,
        tuple(recipients),
        circulation,
    )
    if any(_is_same(one, version) for one in draft.versions):
        raise Problem(f"”{version.name}” är redan behållen som {version.why} {day.isoformat()}.")
    return draft.model_copy(update={"versions": (*draft.versions, version)}), version


def _is_same(one: KeptVersion, other: KeptVersion) -> bool:
    said = (one.sha256, one.why, one.day, one.recipients)
    return said == (other.sha256, other.why, other.day, other.recipients)


def version(draft: Draft, version_id: str) -> KeptVersion:
    """Return the kept version with that id. Raises Problem when there is none."""
    found = next((one for one in draft.versions if one.id == version_id), None)
    if found is None:
        known = ", ".join(f"{one.id} ({titled(one)}, {one.day.isoformat()})" for one in draft.versions)
        those = f"De som finns är: {known}." if known else "Ingen version har behållits."
        raise Problem(f"Versionen ”{version_id}” finns inte. {those}")
    return found


def without(draft: Draft, version_id: str) -> Draft:
    """Return *draft* without the kept version with that id. Raises Problem when there is none."""
    gone = version(draft, version_id)
    return draft.model_copy(update={"versions": tuple(one for one in draft.versions if one is not gone)})


def settled(draft: Draft) -> KeptVersion | None:
    """Return the version that holds: the last that was signed, else the last that was decided."""
    for why in (vocabulary.SIGNED, vocabulary.DECIDED):
        found = [one for one in draft.versions if one.why == why]
        if found:
            return max(found, key=lambda one: one.day)
    return None


# In words


def called(status: str | None, label: str | None) -> str:
    """Return what a version with that status and number is called: "Beslutsversion, version 1.0"."""
    parts = (status, f"version {label}" if label else "")
    return capital(", ".join(part for part in parts if part) or "version")


def titled(version: KeptVersion) -> str:
    """Return what a kept version is called."""
    return called(version.status, version.label)


def happened(version: KeptVersion) -> str:
    """Return what became of a kept version, when, and whom it was sent to."""
    return f"{what(version)} {version.day.isoformat()}{_to(version)}"


def what(version: KeptVersion) -> str:
    """Return what became of a kept version, in a word or two."""
    return capital(version.why or "behållen")


def _to(version: KeptVersion) -> str:
    """Return whom the version was sent to, as what follows in a sentence; a name may hold commas itself."""
    names = version.recipients
    if not names:
        return ""
    return f" till {'; '.join(names) if any(',' in one for one in names) else joined(names)}"


# Sending out


def on_sending(status: str | None) -> str:
    """Return what to know when a version with that status is sent out: what it becomes, and the replies."""
    come, decision = vocabulary.stage(status), vocabulary.stage(vocabulary.DECISION_VERSION)
    if come == decision:
        return FOR_DECISION
    return FOR_COMMENTS if come < decision else FOR_INFORMATION


def recipients(circulation: Circulation) -> tuple[str, ...]:
    """Return whom the *circulation* goes to, a line each: the name, and the address where there is one."""
    lines = (", ".join(part for part in (one.name, one.address) if part) for one in circulation.recipients)
    return tuple(one for one in lines if one)


def send_out(
    draft: Draft,
    circulation: Circulation,
    name: str,
    content: bytes,
    day: date,
    agreement: Agreement | None = None,
) -> Draft:
    """Return *draft* with a document in it as sent out on *day*, in *circulation* and to its recipients.

    It was made of *agreement*, else of the draft's own. Nothing is sent, and nothing but the kept version is
    another than it was; what to tell who sends it is :func:`on_sending`. Raises Problem.
    """
    after, _ = keep(
        draft,
        name,
        content,
        vocabulary.SENT,
        day,
        recipients=recipients(circulation),
        circulation=circulation.id,
        agreement=agreement,
    )
    return after


# Deciding again


class Watch:
    """Sees to it that an edit of what has been approved does not go unsaid, and is said once."""

    def __init__(self, draft: Draft, on: date) -> None:
        """Begin with *draft* as it is on the day *on*; what is another already has been said before."""
        self._said = bool(_unapproved(draft, on))

    def look(self, draft: Draft, on: date) -> str:
        """Return what to say of *draft* after an edit; empty where there is nothing new to say."""
        found = _unapproved(draft, on)
        new = bool(found) and not self._said
        self._said = bool(found)
        return decide_again(found.approvals) if new else ""


def _unapproved(draft: Draft, on: date) -> Unapproved:
    if not draft.versions:
        return Unapproved()
    return approval.unapproved(draft.agreement, draft.versions, on)


def decide_again(approvals: Sequence[Approval]) -> str:
    """Return that the bodies which made *approvals* must decide again, in words as few as that takes."""
    who = f"{len(approvals)} organ"
    if len(approvals) == 1:
        who = ", ".join(part for part in (approvals[0].body, approvals[0].party) if part) or who
    return f"Ändringen rör det som är godkänt: {who} behöver besluta igen. {CONTACTS_MAY_CHANGE}"
