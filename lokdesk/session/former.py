"""The agreement before this one: where its answers were others, and what they were."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema, weight
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.steps import Steps
from lokdesk.revision.comparison import Difference, compare_part, sharing

TABLE = "mapping/statistics/*"
"""The pattern of a table of figures, which is held against the one before as a whole."""
_CHANGED = {
    "changed": "Ändrat sedan sist",
    "added": "Nytt svar sedan sist",
    "removed": "Svaret borttaget sedan sist",
}
_NEW, _OTHER = "nytt sedan sist", "ändrat sedan sist"
_FIGURES = "Siffrorna ändrade sedan sist"


@dataclass(frozen=True)
class Since:
    """What differs from the *agreement* before, by address; nothing where there was none.

    *items* are those that came, went and moved, by their list. *holders* are the items, lists and tables
    that something is another in which one does not expect to be another each time.
    """

    agreement: Agreement | None = None
    differences: Mapping[str, Difference] = field(default_factory=dict[str, Difference])
    items: Mapping[str, tuple[Difference, ...]] = field(default_factory=dict[str, tuple[Difference, ...]])
    holders: frozenset[str] = frozenset()

    def is_new(self, address: str) -> bool:
        """Return whether *address* is, or lies in, an item that there was not before."""
        return any(
            (one := self.differences.get(here)) is not None and one.kind == "added" and _is_item(here)
            for here in _ways(address)
        )

    def within(self, address: str) -> tuple[Difference, ...]:
        """Return what differs in what has *address*, itself not included, in the order of the agreement."""
        prefix = address + SEPARATOR
        return tuple(one for here, one in self.differences.items() if here.startswith(prefix))

    def mark(self, address: str) -> str:
        """Return how the answer or the list at *address* differs, in a few words; empty where it does not.

        What is made, decided and signed anew each time differs without a word.
        """
        items, one = self.items.get(address), self.differences.get(address)
        if items is not None:
            words = _said(items)
        elif one is not None and not _is_item(address):
            words = _CHANGED[one.kind]
        elif address in self.holders and schema.pattern(address) == TABLE and not self.is_new(address):
            words = _FIGURES
        else:
            return ""
        return "" if is_formal(address) else words

    def of_item(self, address: str) -> str:
        """Return how the item at *address* differs, in a few words; empty where it does not."""
        if is_formal(address):
            return ""
        if (one := self.differences.get(address)) is not None and one.kind == "added":
            return _NEW
        return _OTHER if address in self.holders else ""


NOTHING = Since()


class Former:
    """Holds drafts, one after the other, against the agreement before; what is as it was is not looked at."""

    def __init__(self) -> None:
        self._former: Agreement | None = None
        self._old: dict[str, Any] = {}
        self._known: dict[str, tuple[Any, tuple[Difference, ...]]] = {}
        self._is_told = True
        """Whether all that is known is in what was found last: a search may be left before its end."""
        self.since = NOTHING
        """What was found last."""

    def looking(self, draft: Draft) -> Steps[Since]:
        """Find what differs in *draft*, a part of it at a time."""
        old = draft.predecessors[-1].agreement if draft.predecessors else None
        if old is not self._former:
            self._former, self.since, self._is_told = old, NOTHING, False
            self._old.clear()
            self._known.clear()
        if old is None:
            return self.since
        for name in schema.fields(Agreement):
            now = getattr(draft.agreement, name)
            known = self._known.get(name)
            if known is None or known[0] is not now:
                if name not in self._old:
                    self._old[name] = sharing(name, getattr(old, name), now)
                self._known[name] = now, tuple(compare_part(name, self._old[name], now))
                self._is_told = False
                yield
        if not self._is_told:
            self.since = _since(old, [one for _, found in self._known.values() for one in found])
            self._is_told = True
        return self.since


def _since(old: Agreement, differences: list[Difference]) -> Since:
    items: dict[str, list[Difference]] = {}
    holders: set[str] = set()
    for one in differences:
        if _is_item(one.address):
            items.setdefault(at.parent(one.address), []).append(one)
        if not is_formal(one.address):
            holders.update(_ways(at.parent(one.address)))
    by_list = {name: tuple(found) for name, found in items.items()}
    return Since(old, {one.address: one for one in differences}, by_list, frozenset(holders))


def table_of(address: str) -> str:
    """Return the address of the table of figures that a column, row or cell at *address* is in, if it is."""
    pattern = schema.pattern(address) if address else ""
    inside = any(pattern.startswith(f"{TABLE}/{part}") for part in ("columns", "rows"))
    return SEPARATOR.join(address.split(SEPARATOR)[:3]) if inside else ""


def is_formal(address: str) -> bool:
    """Return whether *address* is about how the agreement is made, decided and signed each time."""
    pattern = schema.pattern(address) + SEPARATOR
    return any(pattern.startswith(one + SEPARATOR) for one in weight.FORMAL)


def _is_item(address: str) -> bool:
    return schema.pattern(address).endswith(schema.ANY)


def _ways(address: str) -> list[str]:
    """Return *address* and all that it lies in, innermost last."""
    segments = address.split(SEPARATOR) if address else []
    return [SEPARATOR.join(segments[:n]) for n in range(1, len(segments) + 1)]


def _said(items: tuple[Difference, ...]) -> str:
    """Return what has happened to the *items* of a list: "2 har tillkommit, 1 har tagits bort sedan sist"."""
    counts = {kind: sum(one.kind == kind for one in items) for kind in ("added", "removed")}
    words = {"added": "har tillkommit", "removed": "har tagits bort"}
    told = [f"{count} {words[kind]}" for kind, count in counts.items() if count]
    return f"{', '.join(told)} sedan sist" if told else "Annan ordning än sist"
