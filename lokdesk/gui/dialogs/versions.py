"""The versions that have been kept: when, why and for whom, and a way to each document as it was."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from lokdesk.agreement.version import KeptVersion
from lokdesk.gui.dialogs.scrolled import ScrolledDialog
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, heading, muted, wrapped
from lokdesk.session import keeping
from lokdesk.session.deciding import Standing

_WIDTH = 84
_SHOWN = 16
"""How many characters of a sum are shown: enough to tell two apart."""
_LEAD = (
    "Det som har skickats, beslutats eller undertecknats ligger i projektfilen som det var. Summan SHA-256 "
    "visar att ett dokument är just det: samma summa, samma dokument."
)
_NONE = (
    "Ingen version är behållen än. Behåll det som skickas ut, beslutas och undertecknas, så går det att visa "
    "vad som gällde, och ändringar efter beslutet märks. Det gör ni under Arkiv, Behåll en version."
)
_NOW = "Överenskommelsen nu"
_CHANGED = "Dokumentet är inte längre som när det behölls. Använd det inte."

Do = Callable[[KeptVersion], object]


class VersionsDialog(ScrolledDialog):
    """The kept versions under each other, the latest first."""

    def __init__(
        self,
        parent: QWidget,
        versions: Callable[[], Sequence[KeptVersion]],
        open_: Do,
        save: Do,
        remove: Do,
        standing: Callable[[], Standing | None] = lambda: None,
        renumber: Callable[[str], object] = lambda _: None,
    ) -> None:
        """*versions* are asked for anew once one has been taken away with *remove*.

        *standing* is how the agreement stands to what was decided; *renumber* gives it the number proposed.
        """
        close = QDialogButtonBox.StandardButton.Close
        buttons = QDialogButtonBox(close)
        super().__init__(parent, "Versioner", buttons)
        self.close_button = buttons.button(close)
        self.close_button.setText("Stäng")
        self.close_button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        self._versions = versions
        self._open, self._save, self._remove = open_, save, remove
        self._standing, self._renumber = standing, renumber
        self.buttons: dict[str, QPushButton] = {}
        """The buttons, by the version's id and what they do."""
        self._show()

    def _show(self) -> None:
        self.buttons.clear()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(GAP * 3)
        versions = self._versions()
        column.addWidget(wrapped(_LEAD if versions else _NONE))
        standing = self._standing()
        if standing is not None:
            nest(column, self._now(standing))
        for version in reversed(versions):
            nest(column, self._part(version))
        column.addStretch(1)
        self.show_content(content, _WIDTH)
        first = next(iter(self.buttons.values()), self.close_button)
        first.setFocus()

    def _now(self, standing: Standing) -> QVBoxLayout:
        """Return what has changed since, and who decides on it, with the number that follows from that."""
        part = QVBoxLayout()
        part.setSpacing(GAP // 2)
        part.addWidget(heading(_NOW, 1.15))
        part.addWidget(wrapped(standing.words))
        if standing.version is not None:
            number = standing.version
            button = QPushButton(f"Kalla den version {number}, med dagens datum", self)
            button.setAutoDefault(False)
            button.setObjectName("renumber")
            button.clicked.connect(lambda: self._call(number))
            row = Flow()
            row.addWidget(button)
            self.buttons[button.objectName()] = button
            nest(part, row)
        return part

    def _call(self, number: str) -> None:
        self._renumber(number)
        QTimer.singleShot(0, self, self._show)

    def _part(self, version: KeptVersion) -> QVBoxLayout:
        """Return what there is to say of *version*, and what can be done with it."""
        part = QVBoxLayout()
        part.setSpacing(GAP // 2)
        part.addWidget(heading(keeping.titled(version), 1.15))
        part.addWidget(wrapped(f"{keeping.happened(version)}."))
        part.addWidget(_line(f"Dokument: {version.name}. SHA-256: {version.sha256[:_SHOWN]}…"))
        if not version.intact:
            part.addWidget(wrapped(_CHANGED))
        row = Flow()
        for key, text, do in (
            ("open", "Öppna en kopia", self._open),
            ("save", "Spara en kopia …", self._save),
            ("sum", "Kopiera summan", _copy_sum),
            ("remove", "Ta bort …", self._take_away),
        ):
            row.addWidget(self._button(version, key, text, do))
        nest(part, row)
        return part

    def _button(self, version: KeptVersion, key: str, text: str, do: Do) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setObjectName(f"{version.id}:{key}")
        what = f"{keeping.titled(version)}, {keeping.happened(version)}"
        button.setAccessibleName(f"{text.removesuffix(' …')}: {what}")
        button.clicked.connect(partial(self._do, do, version))
        self.buttons[button.objectName()] = button
        return button

    def _do(self, do: Do, version: KeptVersion) -> None:
        do(version)

    def _take_away(self, version: KeptVersion) -> None:
        before = len(self._versions())
        self._remove(version)
        if len(self._versions()) != before:
            # The button that was pressed goes with the rest; it has to have done first.
            QTimer.singleShot(0, self, self._show)


def _line(text: str) -> QLabel:
    return muted(wrapped(text))


def _copy_sum(version: KeptVersion) -> None:
    QGuiApplication.clipboard().setText(version.sha256)
