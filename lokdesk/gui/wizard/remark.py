"""What the rules have to say of one place, in words beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from lokdesk.agreement.finding import Finding, Severity

SEVERITIES: dict[Severity, str] = {"must": "Måste ordnas", "should": "Bör ses över", "tip": "Tips"}
"""What the severities are called; the words stand beside every finding, so that no colour is needed."""


class Remark(QLabel):
    """The findings on one place, a line for each; hidden when there are none.

    *about* is what the place is called, for where the words stand at some distance from it.
    """

    def __init__(self, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = about
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> bool:
        """Show *findings*; returns whether they are others than before."""
        text = "\n".join(f"{SEVERITIES[one.severity]}: {self._placed(one.message)}" for one in findings)
        if text == self.text():
            return False
        self.setText(text)
        self.setVisible(bool(text))
        return True

    def _placed(self, message: str) -> str:
        """Return *message* with what it is about, unless it says so itself."""
        if not self._about or f"”{self._about}”" in message:
            return message
        return f"{self._about} – {message}"
