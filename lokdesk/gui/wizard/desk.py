"""What every part of a page needs: the open draft, and what the questions can draw on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lokdesk.agreement.answer import Answer
from lokdesk.gui.fields.choice import ChoiceField
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.fields.field import Field
from lokdesk.gui.fields.flag import FlagField
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.fields.often import OftenField
from lokdesk.gui.fields.reference import ReferenceField, ReferencesField
from lokdesk.gui.fields.text import TextField
from lokdesk.handbook import suggestion
from lokdesk.handbook.book import Handbook
from lokdesk.handbook.suggestion import Source
from lokdesk.session.session import Session

ATTACH = "Bifoga en fil …"


@dataclass(frozen=True)
class Desk:
    """The open draft and the handbook, with the day that findings are made for."""

    session: Session
    handbook: Handbook
    today: Callable[[], date] = date.today

    def field(self, pattern: str, answer: Answer) -> Field:
        """Return a new field for answers of the kind *answer* at addresses with *pattern*."""
        match answer.kind:
            case "text":
                return TextField()
            case "choice":
                return ChoiceField(answer.vocabulary or "")
            case "date":
                return DayField()
            case "flag":
                return FlagField()
            case "frequency":
                return OftenField()
            case "reference":
                browse = ATTACH if answer.refers_to == "attachment" else ""
                return ReferenceField(self._targets(answer), browse)
            case "references":
                return ReferencesField(self._targets(answer), answer.scope)
            case "line":
                found = self.source(pattern)
                return LineField(found.suggestions if found else None)

    def source(self, pattern: str) -> Source | None:
        """Return the register that answers at addresses with *pattern* can be picked from, if any."""
        return suggestion.source(self.session.library.register, pattern)

    def _targets(self, answer: Answer) -> Callable[[], Mapping[str, str | None]]:
        kind = answer.refers_to
        assert kind is not None
        return lambda: self.session.wording.names(kind)

    def name(self, address: str, named_by: str | None, number: int) -> str:
        """Return what the item at *address* is called: by the answer *named_by*, else by its *number*."""
        answer: Any = None
        if named_by is not None:
            where = f"{address}/{named_by}"
            answer = self.session.wording.plain(self._answer(where), self.session.value(where))
        return answer or f"nummer {number}"

    def _answer(self, address: str) -> Answer:
        field = self.handbook.question(address).field
        assert isinstance(field, Answer)
        return field
