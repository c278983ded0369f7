"""The dialog for all documents as its user sees it: what can be read off it, and done in it."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QScrollArea, QWidget

from lokdesk.gui.dialogs.documents import DocumentsDialog, OfferPart
from lokdesk.gui.fields.tick import TickBox
from tests.gui.hands import click
from tests.gui.pages import Act

_Standard = QDialogButtonBox.StandardButton


class Choosing:
    """The dialog, with its user."""

    def __init__(self, dialog: QWidget) -> None:
        assert isinstance(dialog, DocumentsDialog), dialog
        self.dialog = dialog

    def _see(self, widget: QWidget) -> None:
        area = self.dialog.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        area.ensureWidgetVisible(widget)

    def part(self, offer: str) -> OfferPart:
        """Return what there is of the offer with that id."""
        return self.dialog.parts[offer]

    def said(self, offer: str) -> list[str]:
        """Return what is written about an offer, and can be seen."""
        return [one.text() for one in self.part(offer).findChildren(QLabel) if one.isVisible()]

    def _click(self, box: TickBox) -> None:
        self._see(box)
        click(box, QPoint(8, box.height() // 2))

    def tick(self, offer: str, without: Iterable[str] = ()) -> None:
        """Choose an offer, for all that it is about but those with the names in *without*."""
        part = self.part(offer)
        assert part.tick is not None, f"{offer} cannot be chosen"
        self._click(part.tick)
        for name in without:
            self._click(next(one for one in part.some.values() if one.accessibleName() == name))

    def ticked(self, offer: str) -> Mapping[str, bool]:
        """Return the items that an offer can be made for, by name, and whether they are chosen."""
        return {one.accessibleName(): one.isChecked() for one in self.part(offer).some.values()}

    def keep(self, offer: str) -> None:
        """Let what is sent out be kept."""
        box = self.part(offer).keep
        assert box is not None
        self._click(box)

    def go(self, offer: str) -> None:
        """Go to the question that is to be answered first."""
        button = self.part(offer).go
        assert button is not None
        self._see(button)
        click(button)

    @property
    def can_create(self) -> bool:
        """Whether there is anything to make."""
        return self.dialog.create_button.isEnabled()

    def create(self) -> None:
        """Press the button that makes what is chosen."""
        click(self.dialog.create_button)

    def leave(self) -> None:
        """Press the button that makes nothing."""
        click(self.dialog.buttons.button(_Standard.Cancel))


def order(*offers: str, without: Iterable[str] = (), pdf: bool = False, keep: str = "") -> Act:
    """Return what chooses *offers* and has them made; what is sent of the offer *keep* is kept."""

    def act(dialog: QWidget) -> None:
        hand = Choosing(dialog)
        for one in offers:
            hand.tick(one, without)
        if pdf:
            click(hand.dialog.pdf, QPoint(8, hand.dialog.pdf.height() // 2))
        if keep:
            hand.keep(keep)
        hand.create()

    return act
