"""One item of a list as it is shown: what it can be dragged by, and what can be done with it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lokdesk.agreement.finding import Finding
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.value import Item
from lokdesk.gui.look import GAP, ElidedButton
from lokdesk.gui.wizard import tab_order
from lokdesk.gui.wizard.handle import Handle

if TYPE_CHECKING:
    from lokdesk.gui.wizard.items import ItemList

Findings = Mapping[str, Sequence[Finding]]

COMMANDS: Mapping[str, tuple[str, str]] = {
    "copy": ("Kopiera", "Ctrl+D"),
    "up": ("Flytta upp", "Alt+Shift+Up"),
    "down": ("Flytta ned", "Alt+Shift+Down"),
    "remove": ("Ta bort", "Ctrl+Shift+Delete"),
}
"""What can be done with an item: the words for it, and the keys that do it wherever in the item one is."""
ADD_KEYS = "Alt+Ins"
"""The keys that add an item to the list one is in."""
_TIPS = {"remove": "Det går att ångra."}
_MORE = "Mer"


def more_width(widget: QWidget) -> int:
    """Return how wide in pixels the button with the menu is in the font of *widget*."""
    metrics = widget.fontMetrics()
    return metrics.horizontalAdvance(_MORE) + metrics.height() * 2


class ItemMenu(QMenu):
    """What can be done with an item: the menu that the buttons of all items of a list share."""

    def __init__(self, owner: "ItemList") -> None:
        super().__init__(owner)
        self._owner = owner
        self.address = ""
        """The address of the item whose button has been pressed."""
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for key, (text, keys) in COMMANDS.items():
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            # The keys belong to the commands of the window; here they are only told of.
            action = self.addAction(f"{text}\t{shown}")
            action.setToolTip(_TIPS.get(key, ""))
            action.setEnabled(self._owner.can(key, self.address))
            action.triggered.connect(lambda _=False, key=key: self._owner.do(key, self.address))


class MoreButton(QPushButton):
    """A button with a menu of what can be done with an item."""

    def __init__(self, menu: ItemMenu, address: str) -> None:
        super().__init__(_MORE)
        self.setToolTip("Kopiera, flytta eller ta bort. Det går att ångra.")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName(f"{address}:more")
        # Before the menu is shown by the same press.
        self.pressed.connect(lambda: setattr(menu, "address", address))
        self.setMenu(menu)

    def sizeHint(self) -> QSize:
        """Return a size that the word and the sign for a menu fit in, and no more."""
        return QSize(more_width(self), super().sizeHint().height())

    def show_name(self, name: str) -> None:
        """Tell a screen reader which item it is about."""
        self.setAccessibleName(f"{self.text()}: {name}")
        self.setAccessibleDescription(self.toolTip())


class ItemFrame(QFrame):
    """One item of a list. Its questions, or some of them, are shown once it is opened."""

    def __init__(self, owner: "ItemList", address: str) -> None:
        super().__init__(owner)
        self.owner = owner
        self.address = address
        self.name = ""
        self._item: Item | None = None
        self._shown = ("", 0, 0)
        self.form: QWidget | None = None
        self.setProperty("address", address)
        self.column = QVBoxLayout(self)
        self.handle: Handle | None = None
        self._alone = False
        self.more: MoreButton | None = None
        self.opener: ElidedButton | None = None
        if owner.editable:
            self.handle = Handle()
            self.handle.moved.connect(lambda here: owner.reordering.drag(self, here))
            self.handle.dropped.connect(owner.reordering.drop)
            self.handle.given_up.connect(owner.reordering.give_up)
            self.more = MoreButton(owner.menu, address)

    @property
    def editable(self) -> bool:
        """Whether it can be copied, moved and removed here."""
        return self.owner.editable

    def make_opener(self) -> ElidedButton:
        """Return the button that shows and hides the questions."""
        self.opener = opener = ElidedButton()
        opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        opener.setArrowType(Qt.ArrowType.RightArrow)
        opener.setCheckable(True)
        opener.setAutoRaise(True)
        opener.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        opener.setObjectName(f"{self.address}:open")
        opener.toggled.connect(self._toggle)
        opener.clicked.connect(self._show_unfolded)
        return opener

    def _toggle(self, wanted: bool) -> None:
        assert self.opener is not None
        self.opener.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        if wanted and self.form is None:
            self.form = self.make_form()
            self.form.setContentsMargins(GAP * 2, 0, 0, GAP)
            self.column.addWidget(self.form)
        if self.form is not None:
            self.form.setVisible(wanted)

    def _show_unfolded(self, opened: bool) -> None:
        if opened and self.opener is not None:
            self.owner.places.show_unfolded(self, self.opener)

    def make_form(self) -> QWidget:
        """Return a new form with the questions that are shown when it is opened."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Whether its questions are shown."""
        return self.opener is None or self.opener.isChecked()

    def open(self) -> None:
        """Show its questions."""
        if self.opener is not None:
            self.opener.setChecked(True)

    def open_for(self, address: str) -> None:
        """Show the question for *address*, or the item itself when it is its own address."""
        self.open()

    def begin(self) -> None:
        """Be ready to be filled in: the item is new."""
        self.open()

    @property
    def home(self) -> QWidget:
        """What has the focus when the user comes to the item itself."""
        assert self.opener is not None
        return self.opener

    @property
    def first_input(self) -> QWidget:
        """What has the focus when the user comes to the item to write: its first field, once it is open."""
        return next(tab_order.stops(self.form), self.home) if self.form is not None else self.home

    def follow(self, item: Item, name: str, number: int, count: int) -> None:
        """Show *item* as it is now, where anything about it has changed: what it is called, and its place."""
        news = name, number, count
        if item is not self._item or news != self._shown:
            self._item, self._shown = item, news
            self.show_name(name, number, count)

    def show_name(self, name: str, number: int, count: int) -> None:
        """Show what the item is called; it is *number* of so many."""
        self.name = name
        # The fields of each item have the same names: a screen reader tells which item they are in.
        self.setAccessibleName(name)
        if self.more is not None:
            self.more.show_name(name)
        alone = count <= 1
        if self.handle is not None and alone != self._alone:
            self._alone = alone
            self.handle.setVisible(not alone)

    def show_findings(self, findings: Findings) -> None:
        """Show how much there is to look at in the item, unless that can be seen."""
        raise NotImplementedError

    def within(self, findings: Findings) -> int:
        """Return how many of *findings* there are in the item."""
        prefix = self.address + SEPARATOR
        return sum(len(found) for place, found in findings.items() if place.startswith(prefix))
