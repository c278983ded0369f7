"""Ready-made contents to begin with: for a new item of a list, or for a group of answers."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from lokdesk.agreement import schema
from lokdesk.gui.look import literal
from lokdesk.handbook.preset import Preset
from lokdesk.session.session import Session

_OFFER = "Välj bland förslag"
_HISTORICAL = "historiskt"


class PresetButton(QPushButton):
    """A button with a menu of presets."""

    def __init__(self, place: str, ready: Sequence[Preset], choose: Callable[[Preset], object]) -> None:
        """*place* is the address of the list or the group; *choose* is called with what the user picks."""
        super().__init__(_OFFER)
        self.setObjectName(f"{place}:presets")
        menu = QMenu(self)
        for one in ready:
            name = f"{one.name} ({_HISTORICAL})" if one.historical else one.name
            action = menu.addAction(literal(name))
            action.triggered.connect(lambda _=False, one=one: choose(one))
        self.setMenu(menu)


class GroupPresets(QWidget):
    """Offers presets for a group of answers; those that have been given already are kept."""

    def __init__(self, session: Session, group: str, ready: Sequence[Preset]) -> None:
        super().__init__()
        self._session = session
        self._group = group
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PresetButton(group, ready, self._choose))
        row.addStretch(1)

    def _choose(self, ready: Preset) -> None:
        given = self._session.value(self._group)
        empty = {
            name: getattr(ready.value, name)
            for name in schema.fields(type(given))
            if getattr(given, name) in (None, ())
        }
        self._session.set(self._group, given.model_copy(update=empty), f"förslaget ”{ready.name}”")
