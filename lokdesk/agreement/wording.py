"""Answers in words: how an answer of each kind reads to a person, on a page as on a screen."""

from collections.abc import Mapping
from typing import Any

from lokdesk.agreement import reference, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer, RefersTo
from lokdesk.agreement.rich_text import RichText

ALL = "Alla parter"
TOGETHER = "Parterna sammantaget"
"""What a single value that is nobody's own is about, where it is asked for."""
YES, NO = "Ja", "Nej"
MISSING = "(saknas)"
UNNAMED = "(utan namn)"


class Wording:
    """The words for the answers of one agreement, whose references it can name."""

    def __init__(self, agreement: Agreement, attachments: Mapping[str, str] | None = None) -> None:
        """Take the *agreement*, and the file names of its *attachments* by id."""
        self._agreement = agreement
        self._attachments = attachments or {}
        self._names: dict[RefersTo, Mapping[str, str | None]] = {}

    def names(self, kind: RefersTo) -> Mapping[str, str | None]:
        """Return the names by id of what a reference of *kind* can point at."""
        if kind not in self._names:
            self._names[kind] = (
                self._attachments if kind == "attachment" else reference.targets(self._agreement, kind)
            )
        return self._names[kind]

    def name(self, kind: RefersTo, target: str) -> str:
        """Return the name of what the id *target* points at, or words for there being none."""
        names = self.names(kind)
        return (names[target] or UNNAMED) if target in names else MISSING

    def plain(self, answer: Answer, value: Any) -> str:
        """Return *value* as one string, empty where there is no answer; rich text loses its look."""
        if answer.kind == "references":
            if not value:
                return ALL if answer.scope else ""
            return ", ".join(self.name(_target(answer), one) for one in value)
        if value is None:
            return ""
        if answer.kind == "reference":
            return self.name(_target(answer), value)
        if answer.kind == "choice":
            return vocabulary.shown(value)
        if answer.kind == "flag":
            return YES if value else NO
        if isinstance(value, RichText):
            return value.text
        return str(value)


def _target(answer: Answer) -> RefersTo:
    if answer.refers_to is None:
        raise TypeError("a reference without a target")
    return answer.refers_to
