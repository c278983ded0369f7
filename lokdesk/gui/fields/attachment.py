"""A reference to a file that goes with the agreement: one that is there already, or one from outside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from lokdesk.gui.fields.reference import Choices, ReferenceField
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest


class AttachmentField(ReferenceField):
    """A reference to an attached file."""

    attach = Signal()
    """The user wants to bring in a file."""
    copy = Signal()
    """The user wants a copy of the file that is referred to, outside the project."""
    detach = Signal()
    """The user wants the file that is referred to out of the project."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(choices, parent=parent)
        self._buttons = Flow()
        self.row.takeAt(self.row.count() - 1)
        self.row.setDirection(QBoxLayout.Direction.TopToBottom)
        nest(self.row, self._buttons)
        self.attach_button = self._button("Bifoga en fil …")
        self.attach_button.clicked.connect(self.attach)
        self.copy_button = self._button("Spara en kopia …")
        self.copy_button.clicked.connect(self.copy)
        self.detach_button = self._button("Ta bort filen")
        self.detach_button.clicked.connect(self.detach)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", text)
        self._buttons.addWidget(button)
        return button

    def show_value(self, value: str | None) -> None:
        """Show which file *value*, an id, points at."""
        super().show_value(value)
        self.copy_button.setEnabled(value in self._choices())
        self.detach_button.setEnabled(value is not None)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the combo box and the buttons."""
        return self.input, self.attach_button, self.copy_button, self.detach_button
