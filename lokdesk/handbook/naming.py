"""What the items of an agreement are called: goals, parties and the like, by name or by number."""

from dataclasses import dataclass

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.mapping import Cell, StatisticsTable
from lokdesk.agreement.schema import SEPARATOR, fields
from lokdesk.agreement.value import Item
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook, Question


@dataclass(frozen=True)
class Named:
    """An item: what one of its *kind* is called, its own name if it has one, and its number from one."""

    kind: str
    name: str | None
    number: int

    @property
    def short(self) -> str:
        """The name within quotes, or the number in words."""
        return f"”{self.name}”" if self.name else f"nummer {self.number}"

    def __str__(self) -> str:
        return f"{self.kind} {self.short}"


def named(handbook: Handbook, agreement: Agreement, address: str) -> tuple[Named, ...]:
    """Return the items that *address* goes through or ends in, outermost first.

    Raises UnknownAddress when it names nothing in *agreement*, and KeyError when *handbook* lacks a list.
    """
    found: list[Named] = []
    here = ""
    holder: object = agreement
    for segment in address.split(SEPARATOR):
        parent = here
        here = at.join(here, segment)
        if isinstance(holder, tuple):
            item = at.get(agreement, here)
            number = 1 + next(n for n, one in enumerate(at.get(agreement, parent)) if one.id == segment)
            question = handbook.question(parent)
            own = name(question, item, agreement) or _heading(agreement, here, item)
            found.append(Named(question.item or "", own, number))
            holder = item
        else:
            holder = at.get(agreement, here)
    return tuple(found)


def name(question: Question, item: Item, agreement: Agreement) -> str | None:
    """Return what *item* of the list that *question* asks for is called, if anything."""
    if question.named_by is None:
        return None
    field = fields(type(item))[question.named_by]
    value = getattr(item, question.named_by)
    if not isinstance(field, Answer) or value is None:
        return None
    return Wording(agreement).plain(field, value) or None


def _heading(agreement: Agreement, address: str, item: Item) -> str | None:
    """Return the name of the column that *item* at *address* stands in, if it is a cell of a table."""
    if not isinstance(item, Cell):
        return None
    table: StatisticsTable = at.get(agreement, SEPARATOR.join(address.split(SEPARATOR)[:3]))
    return next((column.name for column in table.columns if column.id == item.id), None)
