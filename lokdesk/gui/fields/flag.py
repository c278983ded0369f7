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
        self.buttons: dict[bool | None, QRadioButton] = {}
        for value, text in _SHOWN:
            button = QRadioButton(text, self)
            button.setProperty("role", text)
            button.clicked.connect(self._tell)
            self._group.addButton(button)
            self.buttons[value] = button
            self.row.addWidget(button)
        self.row.addStretch(1)
        self.setFocusProxy(self.buttons[True])

    def _tell(self) -> None:
        self.edited.emit()

    @property
    def value(self) -> bool | None:
        """The answer that is marked."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), None)

    def show_value(self, value: bool | None) -> None:
        """Show *value*."""
        self.buttons[value].setChecked(True)
        self.setFocusProxy(self.buttons[value])

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the three buttons."""
        return tuple(self.buttons.values())
