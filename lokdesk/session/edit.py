"""Edits in words: what undoing or redoing is about, and which place it changes."""

from collections.abc import Iterator
from itertools import islice

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Viewpoint
from lokdesk.agreement.schema import GroupOf, ListOf
from lokdesk.handbook import naming
from lokdesk.handbook.book import Handbook
from lokdesk.revision.comparison import compare
from lokdesk.session import wishes
from lokdesk.session.event import AnswerChanged, ItemAdded, ItemMoved, ItemRemoved, PartsChanged
from lokdesk.session.session import Step

LONGEST = 60
"""How many characters the words for an edit have at the most."""
_SHORTEST = 12
"""How many characters a name keeps at least when it is cut short."""
_MOST = 2
"""From how many changed places on they are no longer told apart."""

PARTS = {
    "discussion": "ändringen i samtalet",
    "evaluation": "ändringen av utvärderingen",
    "set_aside": "ändringen av vad som är satt åt sidan",
    "attachments": "ändringen av bifogade filer",
    "rule_settings": "ändringen av granskningens inställningar",
    "template": "bytet av mall",
    "predecessors": "ändringen av tidigare överenskommelser",
    "versions": "ändringen av behållna versioner",
    "handbook": "bytet av handbok",
    "earlier": "ändringen av det som var före ett byte",
    "intakes": "ändringen av det som hämtades från Word",
    "replies": "ändringen av de inkomna synpunkterna",
    "clashes": "ändringen av det som två kopior har ändrat olika",
}
"""What an edit of a part of the draft is called."""


def said(step: Step, handbook: Handbook) -> str:
    """Return what is undone when *step* is, in a few words: ”borttagningen av part ”Alvesta kommun””."""
    before, after = step.before.agreement, step.after.agreement
    match step.done:
        case AnswerChanged(address):
            return _changed(handbook, before, after, address)
        case ItemAdded(address):
            return _item("tillägget av", handbook, after, address)
        case ItemRemoved(address):
            return _item("borttagningen av", handbook, before, address)
        case ItemMoved(address):
            return _item("flytten av", handbook, after, address)
        case PartsChanged(parts, address, name):
            return _called(handbook, after, name, address) or _parts(step, handbook, parts, address)


def place(step: Step) -> str:
    """Return the address of the first thing that *step* changes, or an empty string where there is none.

    It may name something that is only there before the step, or only after it.
    """
    address = step.done.address
    if address and not _is_known(address):
        return ""
    if isinstance(step.done, PartsChanged) and step.done.parts & {"intakes", "replies", "clashes"}:
        # It is seen where it was done.
        return ""
    if address and not isinstance(schema.patterns().get(schema.pattern(address)), GroupOf):
        return address
    found = differences(step.before.agreement, step.after.agreement)
    return next((one for one in found if one.startswith(address)), address)


def stand(step: Step) -> str:
    """Return the ref of the first viewpoint, or the id of the first clash, whose stand *step* changes.

    Nothing where it changes none.
    """
    if not (isinstance(step.done, PartsChanged) and step.done.parts & {"replies", "clashes"}):
        return ""
    before = {ref: one.stand for ref, one in _viewpoints(step.before)}
    for ref, one in _viewpoints(step.after):
        if ref in before and one.stand != before[ref]:
            return ref
    settled = {one.id: one.settled for one in step.before.clashes}
    changed = (one.id for one in step.after.clashes if one.id in settled and one.settled != settled[one.id])
    return next(changed, "")


def _viewpoints(draft: Draft) -> Iterator[tuple[str, Viewpoint]]:
    return ((wishes.ref(reply, one), one) for reply in draft.replies for one in reply.viewpoints)


def is_of_revision(step: Step) -> bool:
    """Return whether *step* is one that is made on the agenda of a revision, whatever else it changes."""
    return isinstance(step.done, PartsChanged) and "evaluation" in step.done.parts


def _called(handbook: Handbook, agreement: Agreement, name: str, address: str) -> str:
    """Return the *name* of an edit with the place at *address* after it, where that has a name too."""
    if not name:
        return ""
    if not address or isinstance(schema.patterns().get(schema.pattern(address)), GroupOf):
        return _fitted("{}", name)
    return _fitted(f"{name} i {{}}", _label(handbook, agreement, address))


def _parts(step: Step, handbook: Handbook, parts: frozenset[str], address: str) -> str:
    before, after = step.before.agreement, step.after.agreement
    around = [words for part, words in PARTS.items() if part in parts]
    if around:
        about = _label(handbook, after, address) if "discussion" in parts and _is_known(address) else ""
        return _fitted(f"{around[0]} om {{}}", about) if about else around[0]
    if address and (item := _came_or_went(before, after, address)):
        return _item(item[0], handbook, item[1], address)
    places = [address] if address else list(islice(differences(before, after), _MOST))
    if len(places) == 1:
        return _changed(handbook, before, after, places[0])
    return "ändringen på flera ställen"


def _is_known(address: str) -> bool:
    """Return whether agreements have such an *address*; a file may speak of those of a later version."""
    try:
        schema.pattern(address)
    except KeyError:
        return False
    return True


def _came_or_went(before: Agreement, after: Agreement, address: str) -> tuple[str, Agreement] | None:
    """Return what happened to the item at *address*, and the agreement that it stands in, if it did."""
    was, is_ = _there(before, address), _there(after, address)
    if was == is_:
        return None
    return ("tillägget av", after) if is_ else ("borttagningen av", before)


def _there(agreement: Agreement, address: str) -> bool:
    try:
        at.get(agreement, address)
    except UnknownAddress:
        return False
    return True


def _changed(handbook: Handbook, before: Agreement, after: Agreement, address: str) -> str:
    """Return the words for the answer, list or item at *address* being another one than before."""
    if happened := _came_or_went(before, after, address):
        if schema.pattern(address) in schema.patterns():
            # A cell of a table is there only when it holds something.
            return _fitted("ändringen av {}", _label(handbook, happened[1], address))
        return _item(happened[0], handbook, happened[1], address)
    return _fitted("ändringen av {}", _label(handbook, after, address))


def _label(handbook: Handbook, agreement: Agreement, address: str) -> str:
    """Return what stands at *address* in words: ”Effekt” i mål ”Fler i arbete”."""
    try:
        label = f"”{handbook.question(address).label}”"
    except KeyError:
        # An item has no question of its own, and a group none at all.
        return _named(handbook, agreement, address) or "flera svar"
    holder = _named(handbook, agreement, at.parent(address))
    return f"{label} i {holder}" if holder else label


def _named(handbook: Handbook, agreement: Agreement, address: str) -> str:
    """Return what the innermost item with a name that *address* lies in is called, or an empty string."""
    try:
        found = naming.named(handbook, agreement, address) if address else ()
    except (UnknownAddress, KeyError):
        return ""
    if not found:
        return ""
    # What has no name of its own, such as a cell of a table, says less than what it stands in.
    nameless = len(found) > 1 and schema.pattern(address) in _nameless(handbook)
    return str(found[-2 if nameless else -1])


def _nameless(handbook: Handbook) -> frozenset[str]:
    """Return the patterns of items that have no name of their own."""
    lists = (one for one in handbook.questions if isinstance(one.field, ListOf) and one.named_by is None)
    return frozenset(at.join(one.address, schema.ANY) for one in lists)


def _item(happened: str, handbook: Handbook, agreement: Agreement, address: str) -> str:
    return _fitted(f"{happened} {{}}", _named(handbook, agreement, address) or "en post")


def _fitted(words: str, name: str) -> str:
    """Return *words* with *name* in the place of the braces, cut short where it is too long for a menu."""
    room = max(_SHORTEST, LONGEST - len(words) + 2)
    if len(name) <= room:
        return words.format(name)
    quoted = name.endswith("”")
    cut = name[: room - 1 - quoted].rstrip(" ”")
    return words.format(f"{cut}…{'”' if quoted else ''}")


def differences(before: Agreement, after: Agreement) -> Iterator[str]:
    """Yield the addresses of what differs, in model order: answers, and items that come, go or move."""
    return (one.address for one in compare(before, after))
