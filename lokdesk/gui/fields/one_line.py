"""An answer on one line, whatever kind of line it is shown in."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from lokdesk.agreement import normal
from lokdesk.gui.fields.field import Field


class Line(Protocol):
    """What a line of text is typed in."""

    def text(self) -> str:
        """Return the text."""
        ...

    def show_text(self, text: str) -> None:
        """Show *text*."""


class OneLineField(Field):
    """A field with a *line* in it, which is the *widget* that has the focus."""

    def __init__(self, line: Line, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._widget = widget
        self.row.addWidget(widget, 1)
        self.setFocusProxy(widget)

    @property
    def value(self) -> str:
        """The text as it was typed."""
        return self._line.text()

    def show_value(self, value: str | None) -> None:
        """Show *value*."""
        if self.meaning(self._line.text()) != value:
            self._line.show_text(value or "")

    def tidy(self) -> None:
        """Show the answer as it stands in the document, once it is complete."""
        self._line.show_text(self.meaning(self._line.text()) or "")

    def shows(self, value: str | None) -> bool:
        """Return whether no spaces are shown that are no part of *value*."""
        text = self._line.text()
        return text == (value or "") or normal.line(text) != (value or "")

    def show_anew(self, value: str | None) -> None:
        """Show *value*, without other spaces."""
        self._line.show_text(value or "")

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the line."""
        return (self._widget,)
