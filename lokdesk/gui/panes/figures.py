"""The figures, drawn from the answers: the one that belongs to where the user is, or one that is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement import address as at
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.figures import bars, organisation, png, swim_lane
from lokdesk.figures.figure import KINDS, Figure, figure
from lokdesk.gui.clipboard import board
from lokdesk.gui.dialogs import file, message
from lokdesk.gui.fields.field import QuietComboBox
from lokdesk.gui.files import file_name
from lokdesk.gui.flow import Flow
from lokdesk.gui.look import GAP, characters, heading, muted, tip, wrapped
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.picture import Picture
from lokdesk.gui.stock import Stock
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook.book import Step
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.session import place

_PLACES: Mapping[str, str] = {
    "mapping/statistics": "bars",
    "organisation": "organisation",
    "processes": "swim-lane",
    "job_tracks": "chain",
    "follow_up": "year-wheel",
    "validity": "year-wheel",
}
"""The kind of figure that belongs to the answers at an address that begins so, or to a step."""
_FIRST = "organisation"
_MISSING: Mapping[str, tuple[str, str]] = {
    "bars": (
        "Staplarna ritas när tabellen har minst två tal att jämföra, och inte fler än "
        f"{bars.MOST_BARS}. Rader som summerar andra ritas inte.",
        "{}/rows",
    ),
    "organisation": (
        f"Organisationsschemat ritas när minst ett forum har ett namn, för högst {organisation.MOST} forum.",
        "organisation/forums",
    ),
    "swim-lane": (
        f"Arbetsgången ritas när processen har minst två steg, och högst {swim_lane.MOST}.",
        "{}/steps",
    ),
    "chain": (
        "Kedjan ritas när jobbspåret har minst två led, till exempel en arbetsgivare och en av faserna.",
        "{}/employers",
    ),
    "year-wheel": (
        "Årshjulet ritas när ett forum har en mötesfrekvens, eller när det finns en tid för uppföljning, "
        "revidering eller giltighet.",
        "follow_up/interval",
    ),
}
"""For each kind what to answer to get a figure, and the address of it."""
_KINDS: Mapping[str, str] = {".png": "PNG-bild (*.png)", ".svg": "SVG-bild (*.svg)"}
_LARGE = 130
"""How wide in characters a figure is shown at the most in a window of its own."""
_MOST = 0.95
"""How much of the height of the program's window that takes."""
_KEPT = "Figuren finns kvar i programmet."


@dataclass(frozen=True)
class Choice:
    """A figure that can be shown: its kind, and the address of the item that it is about, if any."""

    kind: str
    address: str = ""


class FiguresPane(Pane):
    """A figure of the open draft, kept up to date, that can be copied and saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choices: dict[Choice, str] = {}
        self._chosen = Choice(_FIRST)
        self.figure: Figure | None = None
        """What is shown, if there is anything to draw."""
        self.choice = QuietComboBox(self)
        self.choice.setObjectName("figures:choice")
        self.choice.setAccessibleName("Figur")
        self.choice.setMinimumContentsLength(10)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.activated.connect(self._choose)
        self.picture = Picture()
        self.words = muted(wrapped(""))
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.missing = wrapped("")
        self.go = self._button("go", "Gå till frågan", self._go)
        self.news = muted(wrapped(""))
        self._make_parts()

    def _make_parts(self) -> None:
        self.buttons = QWidget()
        row = Flow()
        self.buttons.setLayout(row)
        for name, text, run in (
            ("enlarge", "Visa i stort format", self.enlarge),
            ("copy", "Kopiera som bild", self.copy),
            ("save", "Spara som bild …", self.save),
        ):
            row.addWidget(self._button(name, text, run))
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GAP)
        self._title = heading("Figuren i ord", 1.0)
        for widget in (self.picture, self.missing, self._title, self.words):
            inner.addWidget(widget)
        inner.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        self.area = _scroll(content)
        self.area.setObjectName("figures:figure")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP * 2, GAP * 2, GAP * 2, GAP)
        column.setSpacing(GAP)
        for widget in (self.choice, self.buttons, self.news):
            column.addWidget(widget)
        column.addWidget(self.area, 1)
        self.news.hide()

    def _button(self, name: str, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"figures:{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: run())
        return button

    # What is shown

    def show_place(self, step: Step, address: str) -> None:
        """Show the figure that belongs to where the user is. Elsewhere the one that is shown stays."""
        where = address or step.slug
        kind = next((kind for begins, kind in _PLACES.items() if _is_in(where, begins)), None)
        if kind is None:
            return
        about = KINDS[kind].about
        if not about:
            self._show(Choice(kind))
        elif _is_in(address, about) and address != about:
            item = address.removeprefix(about + SEPARATOR).split(SEPARATOR)[0]
            self._show(Choice(kind, at.join(about, item)))
        elif self._chosen.kind != kind:
            self._show(next((one for one in self._choices if one.kind == kind), self._chosen))

    def take_stock(self, stock: Stock) -> None:
        """Draw anew what has changed: the hands have come to rest."""
        self.refresh()

    def refresh(self) -> None:
        """Show the figures that there are, and the chosen one, as they are now."""
        choices = self._all_choices()
        if choices != self._choices:
            self._choices = choices
            self.choice.clear()
            for text in choices.values():
                self.choice.addItem(text)
        self._show(self._chosen)

    def _all_choices(self) -> dict[Choice, str]:
        """Return the figures that can be chosen, with what they are called."""
        choices: dict[Choice, str] = {}
        for kind, one in KINDS.items():
            if not one.about:
                choices[Choice(kind)] = one.title
                continue
            items = [at.join(one.about, item.id) for item in self.desk.session.value(one.about)]
            for address, name in self.desk.names(items).items():
                choices[Choice(kind, address)] = f"{one.title}: {name}"
        return choices

    def _choose(self, number: int) -> None:
        self._show(list(self._choices)[number])

    def _show(self, chosen: Choice) -> None:
        # What it is about may have gone since the figures were last looked over.
        gone = chosen.address and not place.exists(self.desk.session.agreement, chosen.address)
        if gone or chosen not in self._choices:
            chosen = Choice(_FIRST)
        if chosen != self._chosen:
            self.area.verticalScrollBar().setValue(0)
            self.news.hide()
        self._chosen = chosen
        self.choice.setCurrentIndex(list(self._choices).index(chosen))
        # Where the pane is too narrow for the name.
        self.choice.setToolTip(tip(self.choice.currentText()))
        item = self.desk.session.value(chosen.address) if chosen.address else None
        self.figure = drawn = figure(chosen.kind, self.desk.session.agreement, item)
        for widget in (self.picture, self._title, self.words, self.buttons):
            widget.setVisible(drawn is not None)
        for widget in (self.missing, self.go):
            widget.setVisible(drawn is None)
        if drawn is None:
            self.news.hide()
            self.missing.setText(_MISSING[chosen.kind][0])
            self.area.setAccessibleName(self.choice.currentText())
            self.area.setAccessibleDescription(self.missing.text())
            return
        self.picture.show_figure(drawn)
        if self.words.text() != drawn.description:
            self.words.setText(drawn.description)
            self.area.setAccessibleName(drawn.title)
            self.area.setAccessibleDescription(drawn.description)

    def _go(self) -> None:
        self.wanted.emit(_MISSING[self._chosen.kind][1].format(self._chosen.address))

    # What can be done with it

    def copy(self) -> None:
        """Put the figure on the clipboard, as PNG and as SVG."""
        if self.figure is None:
            return
        picture = png.painted(self.figure.svg)
        data = board.empty()
        data.setImageData(QImage.fromData(picture))
        data.setData("image/png", picture)
        data.setData("image/svg+xml", self.figure.svg.encode())
        QGuiApplication.clipboard().setMimeData(data)
        self._tell("Figuren är kopierad och kan klistras in i ett annat program.")

    def save(self) -> None:
        """Save the figure where the user wants it, as PNG or as SVG."""
        drawn = self.figure
        if drawn is None:
            return
        suggested = self.desk.folder / f"{file_name(drawn.title)}.png"
        path = file.to_save_as(self, "Spara som bild", suggested, _KINDS)
        if path is None:
            return
        svg = path.suffix.casefold() == ".svg"
        try:
            project.write_other(path, drawn.svg.encode() if svg else png.painted(drawn.svg))
        except Problem as problem:
            message.problem(self, str(problem), _KEPT)
            return
        self._tell(f"Figuren är sparad som ”{path.name}” i mappen {path.parent}.")

    def enlarge(self) -> None:
        """Show the figure in a window of its own."""
        if self.figure is not None:
            Enlarged(self.figure, self).exec()

    def _tell(self, text: str) -> None:
        self.news.setText(text)
        self.news.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.news, text))


class Enlarged(QDialog):
    """A figure as large as there is room for."""

    def __init__(self, drawn: Figure, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(drawn.title)
        self.picture = Picture()
        self.picture.show_figure(drawn)
        scroll = _scroll(self.picture)
        scroll.setAccessibleName(drawn.title)
        scroll.setAccessibleDescription(drawn.description)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(close)
        room = parent.window().size()
        wide = min(characters(self, _LARGE), room.width())
        below = close.sizeHint().height() + 4 * GAP
        high = min(self.picture.heightForWidth(wide) + below, round(room.height() * _MOST))
        self.resize(QSize(wide, high))


def _is_in(address: str, above: str) -> bool:
    return address == above or address.startswith(above + SEPARATOR)


def _scroll(content: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidget(content)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return scroll
