"""Yes, no, or nothing said."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from lokdesk.agreement.wording import NO, YES
from lokdesk.gui.fields.field import Field

_SHOWN: tuple[tuple[bool | None, str], ...] = ((True, YES), (False, NO), (None, "Inget svar"))


class FlagField(Field):
    """A question that is answered by yes or no."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[bool | None, QRadioButton] = {}
        for value, text in _SHOWN:
            button = QRadioButton(text, self)
            button.setProperty("role", text)
            button.clicked.connect(lambda _=False, value=value: self.edited.emit(value))
            self._group.addButton(button)
            self._buttons[value] = button
            self.row.addWidget(button)
        self.row.addStretch(1)
        self.setFocusProxy(self._buttons[True])

    def show_value(self, value: bool | None) -> None:
        """Show *value*."""
        self._buttons[value].setChecked(True)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the three buttons."""
        return tuple(self._buttons.values())
