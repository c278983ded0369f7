"""What is asked before something is taken away that others refer to: where, and what will happen."""

from collections.abc import Iterable, Iterator

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.reference import Loose
from lokdesk.handbook import naming
from lokdesk.handbook.book import Handbook

_MOST = 8
"""How many places are told of one by one."""
_BULLET = "– "


def asked(handbook: Handbook, agreement: Agreement, address: str) -> str:
    """Return the question whether to take the item at *address* away."""
    return f"Vill du ta bort {naming.named(handbook, agreement, address)[-1]}?"


def consequences(handbook: Handbook, agreement: Agreement, address: str, found: Loose) -> str:
    """Return what is *found* to refer to the item at *address* in words, and what will happen to it."""
    name = naming.named(handbook, agreement, address)[-1]
    return "\n\n".join(_parts(handbook, agreement, name.short, found))


def detached(handbook: Handbook, agreement: Agreement, name: str, places: Iterable[str]) -> str:
    """Return what will happen when the file called *name* is taken away, to which *places* refer."""
    found = Loose(dict.fromkeys(places, ()), (), ())
    return "\n\n".join(_parts(handbook, agreement, f"”{name}”", found))


def _parts(handbook: Handbook, agreement: Agreement, name: str, found: Loose) -> Iterator[str]:
    if found.answers:
        places = [_place(handbook, agreement, one) for one in found.answers]
        yield f"{capital(name)} nämns här, och tas bort där också:\n{_listed(places)}"
    if found.widened:
        holders = [_holder(handbook, agreement, one) for one in found.widened]
        yield f"Det här gäller bara {name}, och kommer i stället att gälla alla parter:\n{_listed(holders)}"
    if found.items:
        lists = [_place(handbook, agreement, at.parent(one)) for one in found.items]
        yield f"De här uppgifterna handlar bara om {name}, och tas bort helt:\n{_listed(lists)}"
    yield "Om du ångrar kommer allt tillbaka."


def _listed(places: Iterable[str]) -> str:
    lines = [_BULLET + one for one in dict.fromkeys(places)]
    if len(lines) > _MOST:
        more = len(lines) - _MOST + 1
        lines = [*lines[: _MOST - 1], f"{_BULLET}och {more} ställen till"]
    return "\n".join(lines)


def _place(handbook: Handbook, agreement: Agreement, address: str) -> str:
    label = handbook.question(address).label
    holder = _holder(handbook, agreement, address)
    return f"{holder}: {label}" if holder else label


def _holder(handbook: Handbook, agreement: Agreement, address: str) -> str:
    named = naming.named(handbook, agreement, at.parent(address))
    return capital(", ".join(map(str, named)))
