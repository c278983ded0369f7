"""What has been typed and cannot be understood as an answer. It is no part of the draft until it can."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from lokdesk.agreement.finding import Finding
from lokdesk.agreement.schema import SEPARATOR

RULE = "unread"
EXAMPLES = "Skriv till exempel 2026-05-05 eller 5 maj 2026."
"""How a date is written."""


class Unread(QObject):
    """Texts by the address of the answer that they were meant for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[str, str] = {}

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts, by address."""
        return self._texts

    def note(self, address: str, text: str) -> None:
        """Remember what was typed."""
        if self._texts.get(address) != text:
            self._texts[address] = text
            self.changed.emit()

    def forget(self, address: str) -> None:
        """Forget what was typed at *address*, or anywhere within it."""
        gone = [one for one in self._texts if one == address or one.startswith(address + SEPARATOR)]
        for one in gone:
            del self._texts[one]
        if gone:
            self.changed.emit()

    def clear(self) -> None:
        """Forget everything: another draft is open."""
        self._texts.clear()

    def finding(self, address: str) -> Finding:
        """Return what there is to say of the text for *address*."""
        return Finding(
            rule=RULE,
            severity="must",
            address=address,
            message=(
                f"”{self._texts[address]}” går inte att förstå som ett datum och kommer därför inte med. "
                f"{EXAMPLES}"
            ),
            action="Rätta datumet, eller töm fältet.",
        )
