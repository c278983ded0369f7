"""The settings: who the user is, shared templates, and how the program looks. Each applies at once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement import normal
from lokdesk.gui import timer
from lokdesk.gui.dialogs import file, message
from lokdesk.gui.dialogs.scrolled import ScrolledDialog
from lokdesk.gui.fields.field import LineInput, QuietComboBox
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, headed, wrapped
from lokdesk.gui.settings import TEXT_SIZES, Appearance, Settings
from lokdesk.handbook import suggestion
from lokdesk.handbook.register import Register
from lokdesk.session import template_file
from lokdesk.spelling.word_list import WordList

_WIDTH = 76
_LINES = 5
_LOOKS: Mapping[Appearance, str] = {
    "system": "Som systemet",
    "light": "Ljust",
    "dark": "Mörkt",
    "contrast": "Hög kontrast",
}


class SettingsDialog(ScrolledDialog):
    """The settings under their headings, and one button that closes them."""

    look_changed = Signal()
    """The size of the text is another one, or the colours are."""

    def __init__(self, parent: QWidget, settings: Settings, register: Register, own_words: WordList) -> None:
        """*own_words* are those that the user has added to the spelling."""
        close = QDialogButtonBox.StandardButton.Close
        buttons = QDialogButtonBox(close)
        # Large text may need more room than there is on the screen.
        super().__init__(parent, "Inställningar", buttons)
        self._settings = settings
        self._register = register
        self._own_words = own_words
        self.close_button = buttons.button(close)
        self.close_button.setText("Stäng")
        self.close_button.setAutoDefault(False)
        buttons.rejected.connect(self.accept)
        # What tells of a change is itself made anew; it has to have done first.
        self._remake = timer.once(self, 0, self._change_look)
        self._make()
        self.name.setFocus()

    def _make(self) -> None:
        """Make the settings anew, in the size and the colours of now."""
        settings = self._settings
        self.name = LineInput()
        self.name.setText(settings.name)
        self.name.editingFinished.connect(self._keep_name)
        self.party = LineField(suggestion.actors(self._register).suggestions)
        self.party.show_value(settings.party)
        self.party.input.editingFinished.connect(self._keep_party)
        self.party.chosen.connect(self._keep_party)
        self.templates = wrapped("")
        self.choose = QPushButton("Välj mapp …")
        self.choose.clicked.connect(self._choose_folder)
        self.clear = QPushButton("Använd ingen mapp")
        self.clear.clicked.connect(lambda: self._set_folder(""))
        for button in (self.choose, self.clear):
            button.setAutoDefault(False)
        self.text_size = _box([f"{size} %" for size in TEXT_SIZES], TEXT_SIZES.index(settings.text_size))
        self.text_size.activated.connect(self._set_text_size)
        self.look = _box(list(_LOOKS.values()), list(_LOOKS).index(settings.appearance))
        self.look.activated.connect(self._set_look)
        self.words = QListWidget()
        self.words.setAccessibleName("Egna ord")
        self.words.setSortingEnabled(True)
        self.words.addItems(list(self._own_words.words))
        self.words.setFixedHeight(_LINES * self.words.fontMetrics().lineSpacing())
        self.words.itemSelectionChanged.connect(self._show_words)
        self.remove_word = QPushButton("Ta bort ordet")
        self.remove_word.setAutoDefault(False)
        self.remove_word.clicked.connect(self._remove_word)
        removing = QHBoxLayout()
        removing.addWidget(self.remove_word)
        removing.addStretch(1)
        folder = QHBoxLayout()
        folder.setSpacing(GAP)
        folder.addWidget(self.choose)
        folder.addWidget(self.clear)
        folder.addStretch(1)
        groups = (
            _group(
                "Vem du är",
                "Namnet och parten står vid det du skriver i samtalet, till exempel vid anteckningar.",
                _labelled("Ditt namn", self.name),
                _labelled("Din part", self.party),
            ),
            _group("Utseende", "", _labelled("Textstorlek", self.text_size), _labelled("Färger", self.look)),
            _group(
                "Gemensamma mallar",
                "Mallar i mappen kan väljas när ni börjar på en ny överenskommelse.",
                self.templates,
                folder,
            ),
            _group(
                "Egna ord",
                "Ord som du har lagt till i stavningskontrollens ordlista.",
                self.words,
                removing,
            ),
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(ROOM)
        for group in groups:
            nest(column, group)
        column.addStretch(1)
        self._show_folder()
        self._show_words()
        self.show_content(content, _WIDTH)

    # What the user changes

    def _keep_name(self) -> None:
        self._settings.name = normal.line(self.name.text()) or ""

    def _keep_party(self) -> None:
        self._settings.party = normal.line(self.party.value) or ""

    def _set_text_size(self, index: int) -> None:
        if self._settings.text_size != TEXT_SIZES[index]:
            self._settings.text_size = TEXT_SIZES[index]
            self._remake.start()

    def _set_look(self, index: int) -> None:
        look = tuple(_LOOKS)[index]
        if self._settings.appearance != look:
            self._settings.appearance = look
            self._remake.start()

    def _change_look(self) -> None:
        """Let the whole program have the new look, and keep the focus where it is."""
        at_look = self.look.hasFocus()
        self._keep_name()
        self._keep_party()
        self.look_changed.emit()
        self._make()
        (self.look if at_look else self.text_size).setFocus()

    def _choose_folder(self) -> None:
        known = self._settings.template_folder
        folder = file.to_choose_folder(self, "Mapp med mallar", Path(known) if known else Path.home())
        if folder is not None:
            self._set_folder(str(folder))

    def _set_folder(self, folder: str) -> None:
        self._settings.template_folder = folder
        self._show_folder()

    def _show_folder(self) -> None:
        folder = self._settings.template_folder
        self.templates.setText(f"{folder}\n{_found(Path(folder))}" if folder else "Ingen mapp är vald.")
        self.clear.setEnabled(bool(folder))

    def _show_words(self) -> None:
        self.remove_word.setEnabled(bool(self.words.selectedItems()))

    def _remove_word(self) -> None:
        for item in self.words.selectedItems():
            try:
                self._own_words.remove(item.text())
            except OSError:
                message.problem(self, "Ordlistan går inte att spara.", "Ordet är kvar nästa gång.")
            self.words.takeItem(self.words.row(item))

    def done(self, result: int) -> None:
        """Keep what has been typed, however the dialog is left."""
        self._keep_name()
        self._keep_party()
        super().done(result)


def _found(folder: Path) -> str:
    """Return in words which templates there are in *folder*."""
    if not folder.is_dir():
        return "Mappen finns inte, eller går inte att nå just nu."
    templates = [path.stem for path in template_file.found(folder)]
    if not templates:
        return "Det finns inga mallar i mappen. En mall är ett Word-dokument med ett manifest bredvid sig."
    count = "1 mall" if len(templates) == 1 else f"{len(templates)} mallar"
    return f"{count}: {', '.join(templates)}"


def _box(choices: Sequence[str], chosen: int) -> QComboBox:
    box = QuietComboBox()
    box.addItems(choices)
    box.setCurrentIndex(chosen)
    return box


def _labelled(words: str, field: QWidget) -> QVBoxLayout:
    label = QLabel(words)
    label.setBuddy(field)
    for widget in field.inputs() if isinstance(field, LineField) else (field,):
        widget.setAccessibleName(words)
    column = QVBoxLayout()
    column.setSpacing(GAP // 2)
    column.addWidget(label)
    column.addWidget(field)
    return column


def _group(title: str, lead: str, *parts: QWidget | QVBoxLayout | QHBoxLayout) -> QVBoxLayout:
    column = headed(title, 1.15, lead)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            nest(column, part)
    return column
