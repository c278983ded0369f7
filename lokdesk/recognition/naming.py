"""Names in a document, and the items that they are the names of."""

import re
from collections.abc import Mapping

from lokdesk.agreement import address as at
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.recognition import words

Names = Mapping[str, Mapping[str, str]]
"""For each list, what its items are called, by the address of the item."""

_LISTED = re.compile(r"\s*(?:,|;|\n|\boch\b|\bsamt\b)\s*")
_LISTS: Mapping[str, tuple[str, ...]] = {
    "party": ("parties",),
    "actor": ("parties", "collaborators"),
    "target_group": ("target_groups",),
    "forum": ("organisation/forums",),
    "information_flow": ("information_flows",),
}


def item(names: Names, name: str, *lists: str) -> str:
    """Return the address of the item in one of *lists* that *name* means, or nothing."""
    said = words.stems(name)
    if not said:
        return ""
    known = {
        address: words.stems(called) for list_ in lists for address, called in names.get(list_, {}).items()
    }
    for address, called in known.items():
        if called == said:
            return address
    if name.strip() == "AF":
        af = words.stem("Arbetsförmedlingen")
        return next((address for address, called in known.items() if af in called), "")
    # "Växjö" is Växjö kommun, and "kommunen" the only one there is.
    near = [
        address
        for address, called in known.items()
        if called and (words.holds(called, said) or words.holds(said, called))
    ]
    return near[0] if len(near) == 1 else ""


def referred(names: Names, address: str, answer: Answer, said: str) -> str | list[str] | None:
    """Return what *said* refers to as the reference at *address*, ``None`` where that is nothing."""
    if answer.refers_to == "body":
        lists: tuple[str, ...] = (f"{SEPARATOR.join(address.split(SEPARATOR)[:2])}/deciding_bodies",)
    else:
        lists = _LISTS.get(answer.refers_to or "", ())
    if answer.kind == "reference":
        found = item(names, said, *lists)
        return at.last(found) if found else None
    each = [item(names, one, *lists) for one in _LISTED.split(said) if one.strip()]
    return [at.last(one) for one in each] if each and all(each) else None
