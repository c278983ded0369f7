"""The first question of a new agreement: who are you? All else can wait."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from lokdesk.agreement import normal
from lokdesk.gui.fields.field import QuietComboBox
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, headed, heading, muted, wrapped
from lokdesk.gui.reading import Reading
from lokdesk.gui.wizard import tab_order
from lokdesk.handbook import suggestion
from lokdesk.session import beginning, template_file
from lokdesk.session.library import Library

_WIDE = 110
"""How wide in characters the page grows at the most."""
_LABEL = "Lägg till en part"
_AS_TYPED = "Lägg till ”{}” som part"
_SHIPPED = "Lokdesks grundmall"


class WhoPage(Reading):
    """Asks who the parties are. They are found in the register by a few letters."""

    begun = Signal()
    """The user wants to begin with the parties that are there."""
    skipped = Signal()
    """The user wants to begin with nothing."""
    left = Signal()
    """The user has changed their mind."""

    def __init__(
        self,
        library: Library,
        own_party: str = "",
        template_folder: str = "",
        template: Path | None = None,
    ) -> None:
        """*own_party* is the user's own party, and *template_folder* where there may be other templates.

        The *template* at a path is chosen from the beginning where one is told.
        """
        super().__init__(_WIDE, above=ROOM * 2)
        self._library = library
        self._source = suggestion.actors(library.register)
        self.names: list[str] = list(dict.fromkeys(one for one in (beginning.INITIATOR, own_party) if one))
        self.rows: dict[str, PartyRow] = {}
        self._as_typed = ""
        """What has been typed, where it can be taken as it stands."""
        found = template_file.found(Path(template_folder)) if template_folder else ()
        self.templates = tuple(dict.fromkeys((*found, *([template] if template is not None else ()))))
        self.setObjectName("who")
        self._make()
        if template is not None and self.template is not None:
            self.template.setCurrentIndex(1 + self.templates.index(template))
        self._show_parties()

    def _make(self) -> None:
        column = self.start_over()
        head = headed("Vilka är ni?", 1.9)
        head.addWidget(
            wrapped(
                "Skriv några bokstäver och välj i listan. Fler parter kan läggas till senare, och allt annat "
                "kan vänta."
            )
        )
        nest(column, head)
        self._parties = QVBoxLayout()
        self._parties.setSpacing(GAP)
        nest(column, self._parties)
        nest(column, self._adding())
        self.title = muted(wrapped(""))
        column.addWidget(self.title)
        self.template: QuietComboBox | None = None
        if self.templates:
            self.template = QuietComboBox()
            nest(column, self._choice_of_template(self.template))
        nest(column, self._buttons())
        column.addStretch(1)

    def _adding(self) -> QVBoxLayout:
        self.field = LineField(self._suggestions)
        self.field.describe(_LABEL, "Skriv några bokstäver och välj i listan. Enter lägger till.")
        self.field.input.setObjectName("who:add")
        self.field.input.setPlaceholderText("Kommunens namn")
        self.field.chosen.connect(self._add_chosen)
        self.field.input.returnPressed.connect(self._add_typed)
        label = QLabel(_LABEL)
        label.setBuddy(self.field.input)
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        self.hint = wrapped("")
        self.hint.hide()
        self.field.input.textEdited.connect(lambda: self._hint(""))
        column.addWidget(label)
        column.addWidget(self.field)
        column.addWidget(self.hint)
        return column

    def _hint(self, text: str) -> None:
        """Say *text* below the line, also to those who cannot see it."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field.input, text))

    def _choice_of_template(self, box: QuietComboBox) -> QVBoxLayout:
        box.addItems([_SHIPPED, *(path.stem for path in self.templates)])
        box.setAccessibleName("Mall")
        label = QLabel("Mall")
        label.setBuddy(box)
        row = QHBoxLayout()
        row.addWidget(box)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        column.addWidget(label)
        nest(column, row)
        return column

    def _buttons(self) -> QHBoxLayout:
        self.begin = QPushButton("Börja")
        self.begin.setObjectName("who:begin")
        self.begin.setDefault(True)
        self.begin.clicked.connect(self._begin)
        self.skip = QPushButton("Hoppa över")
        self.skip.setObjectName("who:skip")
        self.skip.clicked.connect(self.skipped)
        self.leave = QPushButton("Avbryt")
        self.leave.setObjectName("who:leave")
        self.leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for button in (self.begin, self.skip, self.leave):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def remake(self) -> None:
        """Make the page anew, in the size and the colours of now."""
        typed = self.field.value
        chosen = self.template.currentIndex() if self.template is not None else 0
        self.rows = {}
        self._make()
        self._show_parties()
        self.field.show_value(typed)
        if self.template is not None:
            self.template.setCurrentIndex(chosen)

    @property
    def template_path(self) -> Path | None:
        """The template that the user has chosen, ``None`` for the one that comes with the program."""
        chosen = self.template.currentIndex() if self.template is not None else 0
        return self.templates[chosen - 1] if chosen > 0 else None

    # The parties

    def _suggestions(self, letters: str) -> Sequence[str]:
        """Return what the register knows, and last a row that takes what is typed as it stands."""
        known = [name for name in self._source.suggestions(letters) if name not in self.names]
        self._as_typed = ""
        if (typed := normal.line(letters)) and typed.casefold() not in map(
            str.casefold, (*known, *self.names)
        ):
            self._as_typed = typed
            known.append(_AS_TYPED.format(typed))
        return known

    def _add_chosen(self, row: str) -> None:
        self._add(self._as_typed if row == _AS_TYPED.format(self._as_typed) else row)

    def _add_typed(self) -> None:
        """Add what is found for what has been typed, or go on where nothing has."""
        if not normal.line(self.field.value):
            tab_order.give_focus(self.begin)
        else:
            self._take_typed()

    def _take_typed(self) -> bool:
        """Add what the register has for what has been typed, if anything.

        Returns whether nothing is left that has been typed. What nobody knows is no party until the user has
        said so: it may be no more than a slip.
        """
        typed = normal.line(self.field.value)
        if not typed:
            return True
        found = self._source.suggestions(typed)
        new = next((name for name in found if name not in self.names), None)
        known = next((one for one in self.names if one in found or one.casefold() == typed.casefold()), None)
        if new is not None:
            self._add(new)
        elif known is not None:
            self._hint(f"{known} är redan med.")
            self._clear_soon()
        else:
            self._hint(
                f"”{typed}” finns inte i registret. Välj raden {_AS_TYPED.format(typed)} om namnet är rätt."
            )
            self.field.input.setFocus(Qt.FocusReason.OtherFocusReason)
        return new is not None or known is not None

    def _add(self, name: str) -> None:
        if name not in self.names:
            self.names.append(name)
            self._show_parties()
        self._clear_soon()

    def _clear_soon(self) -> None:
        # The line shows the suggestion once this has been told of.
        QTimer.singleShot(0, self.field, self._clear)

    def _clear(self) -> None:
        self.field.input.clear()
        self.field.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, name: str) -> None:
        self.names.remove(name)
        self._show_parties()
        self.field.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parties(self) -> None:
        for name in [one for one in self.rows if one not in self.names]:
            row = self.rows.pop(name)
            row.hide()
            row.deleteLater()
        for name in self.names:
            if name not in self.rows:
                kind = self._source.answers(name).get("kind", "")
                told = kind.casefold() in name.casefold()
                self.rows[name] = row = PartyRow(name, "" if told else kind)
                row.remove.clicked.connect(lambda _=False, name=name: self._remove(name))
                self._parties.addWidget(row)
        title = beginning.proposed_title(self._library.handbook, self.names)
        self.title.setText(f"Titeln blir ”{title}” tills ni ändrar den." if title else "")

    def _begin(self) -> None:
        if self._take_typed():
            self.begun.emit()

    def focus_first(self) -> None:
        """Be ready for the first letters."""
        self.field.input.setFocus(Qt.FocusReason.OtherFocusReason)


class PartyRow(QFrame):
    """A party that has been chosen, and the button that takes it away again."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.remove = QPushButton("Ta bort")
        self.remove.setAccessibleName(f"Ta bort: {name}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(heading(name, 1))
        if kind:
            words.addWidget(muted(wrapped(f"{kind[:1].upper()}{kind[1:]}")))
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP * 2, GAP, GAP, GAP)
        row.setSpacing(GAP)
        nest(row, words, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)
