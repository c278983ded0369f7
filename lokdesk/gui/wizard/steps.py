"""The way through the agreement at the left: its steps with what is in them, each with how it stands."""

from collections.abc import Collection, Iterator, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from shiboken6 import delete, isValid

from lokdesk.agreement import address as at
from lokdesk.agreement.intake import Intake
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.gui import shapes
from lokdesk.gui.look import GAP, characters, mixed, tip
from lokdesk.gui.stock import Stock
from lokdesk.gui.wizard.desk import Desk, asked
from lokdesk.handbook import page
from lokdesk.handbook.book import Section, Step
from lokdesk.handbook.progress import Progress, State, state
from lokdesk.session import viewpoint

REVIEWED = "review"
"""The slug of the step that begins with what the rules find and the way out to Word."""
FINDINGS = "findings"
"""The slug of the row of what that step begins with."""
OVERVIEW = "overview"
"""The slug of the view that shows the whole agreement; it comes before the steps."""
AGENDA = "agenda"
"""The slug of the view that shows what a revision goes through; it comes after the overview."""
OPEN = "open"
"""The slug of the view that shows what is open; it comes last."""
DOCUMENT = "document"
"""The slug of the view that shows the document; it comes after the steps."""
DIFFERENCES = "differences"
"""The slug of the view that shows what differs from an earlier agreement; it comes after the document."""
INTAKE = "intake"
"""The slug of the view that shows what was taken in from Word, if anything was; it comes before the steps."""
REPLIES = "replies"
"""The slug of the view that shows what came back, if anything did; it comes after what differs."""
_TITLES = {
    OVERVIEW: "Översikt",
    AGENDA: "Revidering",
    DOCUMENT: "Dokumentet",
    DIFFERENCES: "Ändringar",
    REPLIES: "Synpunkter",
    OPEN: "Öppna frågor",
    INTAKE: "Hämtat från Word",
    FINDINGS: "Granskning",
}

_ROLE = Qt.ItemDataRole.UserRole
_SLUG, _ADDRESS, _MORE, _STATE = _ROLE, _ROLE + 1, _ROLE + 2, _ROLE + 3
_WIDTH = 42
_MOST = 0.27
"""How much of the window's width the tree takes at the most, unless the user wants more."""
_FEW = 12
"""Up to how many items of a step are shown without being asked for."""
_FAINT = 0.7
_ROOM = "\N{NO-BREAK SPACE}"
"""Keeps the room of a line for what is still to be said."""

Index = QModelIndex | QPersistentModelIndex


class StepTree(QTreeWidget):
    """The steps of the handbook, the sections of each and the items in those: any can be gone to at any time.

    Only the step that the user is at is unfolded, until the user unfolds another. An overview comes first,
    and last come the document and what is open.
    """

    chosen = Signal(str)
    """The slug of the step that the user has gone to."""
    begun = Signal(str)
    """The slug of a step whose beginning the user wants to see."""
    view_chosen = Signal(str)
    """The slug of the view that the user has gone to."""
    section_chosen = Signal(str)
    """The slug of the section that the user has gone to."""
    wanted = Signal(str)
    """The address of an item that the user wants to go to."""

    def __init__(self, desk: Desk, views: Collection[str] = (), parent: QWidget | None = None) -> None:
        """*views* are the slugs of the views that there are."""
        super().__init__(parent)
        self._desk = desk
        self._to_fix: frozenset[str] = frozenset()
        self._unfolded = ""
        self._intake: tuple[tuple[Intake, ...], str] | None = None
        """What was taken in from Word, and what there is to say of it."""
        self.setObjectName("steps")
        self.setAccessibleName("Steg")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIndentation(self.fontMetrics().height())
        self.setItemDelegate(_RowPainter(self))
        self._views = {slug: _row(slug) for slug in _TITLES if slug in views}
        self.lay_out()
        self.itemExpanded.connect(self._fill)
        self.itemClicked.connect(self._go)

    def lay_out(self) -> None:
        """Show the steps and sections of the draft's handbook, of which nothing is known yet."""
        self._unfolded = ""
        for row in self._views.values():
            self.takeTopLevelItem(self.indexOfTopLevelItem(row))
        self.clear()
        self._steps = {step.slug: _row(step.slug) for step in self._desk.handbook.steps}
        self._sections: dict[str, QTreeWidgetItem] = {}
        self._items: dict[str, dict[str, QTreeWidgetItem]] = {}
        self._findings = _row(FINDINGS)
        for step in self._desk.handbook.steps:
            if step.slug == REVIEWED:
                self._steps[step.slug].addChild(self._findings)
            for section in step.sections:
                self._sections[section.slug] = row = _row(section.slug)
                self._steps[step.slug].addChild(row)
        self.addTopLevelItems(list(self._steps.values()))
        if OVERVIEW in self._views:
            self.insertTopLevelItem(0, self._views[OVERVIEW])
        begun_with = [self._views[slug] for slug in (AGENDA, INTAKE) if slug in self._views]
        self.insertTopLevelItems(int(OVERVIEW in self._views), begun_with)
        for slug in (DOCUMENT, DIFFERENCES, REPLIES, OPEN):
            if slug in self._views:
                self.addTopLevelItem(self._views[slug])
        self.take_stock(Stock())

    # Where the user goes

    def _go(self, row: QTreeWidgetItem) -> None:
        slug, address, holder = row.data(0, _SLUG), row.data(0, _ADDRESS), row.parent()
        if slug in self._views:
            self.view_chosen.emit(slug)
        elif holder is None:
            self.chosen.emit(slug)
        elif slug == FINDINGS:
            self.begun.emit(REVIEWED)
        elif address:
            self.wanted.emit(address)
        else:
            self.section_chosen.emit(slug)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys show the step or the view they come to. What is in a step waits for Enter."""
        before = self.currentItem()
        if before is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(before)
            return
        super().keyPressEvent(event)
        after = self.currentItem()
        if after is not None and after is not before and after.parent() is None:
            self._go(after)

    # What is shown

    def show_place(self, step: Step, address: str) -> None:
        """Mark where the user is: the item or the section that *address* is in, or else the *step*."""
        self._unfold(step.slug)
        row = self._steps[step.slug]
        place = self._desk.handbook.place(asked(address)) if address else None
        if place is not None and place.step.slug == step.slug:
            row = self._sections[place.section.slug]
            items = self._items_of(place.section, address)
            item = next((one for one in items if _is_in(address, one)), None)
            if item is not None:
                row.setExpanded(True)
                row = self._items[place.section.slug][item]
        self._mark(row)

    def show_section(self, slug: str) -> None:
        """Mark the section *slug* as where the user is."""
        self._mark(self._sections[slug])

    def _items_of(self, section: Section, address: str) -> Collection[str]:
        """Return the items below *section*, one that has just come to be at *address* too."""
        pattern = page.about(section)
        if pattern is not None and address.startswith(pattern + SEPARATOR):
            known = self._items.get(section.slug, {})
            if not any(_is_in(address, one) for one in known):
                self._show_items(section.slug, pattern)
        return self._items.get(section.slug, {})

    def show_view(self, slug: str) -> None:
        """Mark the view *slug* as what is shown."""
        if slug in self._views:
            self._mark(self._views[slug])

    def _mark(self, row: QTreeWidgetItem) -> None:
        self.setCurrentItem(row)
        self.scrollToItem(row)

    def _unfold(self, slug: str) -> None:
        """Unfold the step *slug*, and fold the one that was."""
        if slug == self._unfolded:
            return
        self._unfolded = slug
        for other, row in self._steps.items():
            row.setExpanded(other == slug)
        sections = [section.slug for section in self._desk.handbook.step(slug).sections]
        few = sum(len(self._items.get(one, ())) for one in sections) <= _FEW
        for section in sections:
            self._sections[section].setExpanded(few)

    def _fill(self, row: QTreeWidgetItem) -> None:
        """Show the items that there are now in a step that is unfolded."""
        step = next((one for one in self._desk.handbook.steps if self._steps[one.slug] is row), None)
        for section in step.sections if step is not None else ():
            if (pattern := page.about(section)) is not None:
                self._show_items(section.slug, pattern)

    def _show_items(self, section: str, list_address: str) -> None:
        items = self._desk.session.value(list_address)
        names = self._desk.names([at.join(list_address, item.id) for item in items])
        known = self._items.setdefault(section, {})
        if list(known) != list(names):
            self._rearrange(self._sections[section], known, names)
        for address, name in names.items():
            standing = State.TO_FIX if address in self._to_fix else None
            _show(known[address], name, standing)

    def _rearrange(
        self, section: QTreeWidgetItem, known: dict[str, QTreeWidgetItem], names: Mapping[str, str]
    ) -> None:
        """Let the rows below *section* be those of *names*, in their order; those that stay are kept."""
        current = self.currentItem()
        section.takeChildren()
        rows = {address: known.get(address) or _row("", address) for address in names}
        for address, row in known.items():
            if address not in rows:
                # Python owns nothing that has been among the rows of a tree: nobody else would free it.
                delete(row)
        known.clear()
        known.update(rows)
        section.addChildren(list(rows.values()))
        if current is not None and isValid(current) and current in rows.values():
            self.setCurrentItem(current)

    def take_stock(self, stock: Stock) -> None:
        """Show how far everything has come, how much there is to look at, and how much is open.

        Before stock has been taken for the first time there are only the titles, with room for the rest.
        """
        known = bool(stock.progress)
        self._to_fix = frozenset(_holders(stock))
        for number, step in enumerate(self._desk.handbook.steps, 1):
            progress, to_fix = stock.progress.get(step.slug, Progress()), stock.by_step.get(step.slug, 0)
            row = self._steps[step.slug]
            standing, told = (state(progress, to_fix), said(progress, to_fix)) if known else (None, _ROOM)
            _show(row, f"{number}. {step.title}", standing, told)
            for section in step.sections:
                progress = stock.sections.get(section.slug, Progress())
                to_fix = stock.by_section.get(section.slug, 0)
                standing = state(progress, to_fix) if known else None
                _show(self._sections[section.slug], section.title, standing)
            if row.isExpanded():
                self._fill(row)
        # What is only missing is counted with the questions.
        count = sum(map(len, stock.by_address.values()))
        _show(self._findings, _TITLES[FINDINGS], None, said_of_findings(count) if known else _ROOM)
        for slug, row in self._views.items():
            told = {
                OPEN: _open(stock.open_count),
                AGENDA: _revised(*stock.revision),
                INTAKE: self._told_of_intake(),
                REPLIES: viewpoint.progress_line(*stock.replies),
            }.get(slug, "")
            _show(row, _TITLES[slug], None, _ROOM if told and not known else told)
        if AGENDA in self._views:
            self._views[AGENDA].setHidden(not self._desk.session.draft.predecessors)
        if INTAKE in self._views:
            self._views[INTAKE].setHidden(not self._desk.session.draft.intakes)
        if REPLIES in self._views:
            draft = self._desk.session.draft
            self._views[REPLIES].setHidden(not (draft.replies or draft.clashes))

    def _told_of_intake(self) -> str:
        taken = self._desk.session.draft.intakes
        if not taken:
            return ""
        if self._intake is None or self._intake[0] is not taken:
            self._intake = taken, _to_decide(taken[-1])
        return self._intake[1]

    def remake(self) -> None:
        """Show everything in the size and the colours of now."""
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Draw what lies in something else in by as much as a line is high."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setIndentation(self.fontMetrics().height())

    def row(self, slug: str) -> QTreeWidgetItem:
        """Return the row of a step, of a section whose slug no step has, or of a view. Raises KeyError."""
        return (self._sections | self._steps | self._views | {FINDINGS: self._findings})[slug]

    def text(self, slug: str) -> str:
        """Return what the tree says of a step, a section or a view, as a screen reader has it."""
        return self.row(slug).data(0, Qt.ItemDataRole.AccessibleTextRole)

    def sizeHint(self) -> QSize:
        """Return a width that the titles fit in, where there is room for it."""
        wanted = characters(self, _WIDTH)
        return QSize(min(wanted, round(self.window().width() * _MOST)), super().sizeHint().height())


def said(progress: Progress, to_fix: int) -> str:
    """Return how far a step has come, in words: "2 av 14 besvarade, 1 att se över"."""
    return f"{answered(progress)}, {to_fix} att se över" if to_fix else answered(progress)


def said_of_findings(count: int) -> str:
    """Return how much the rules find, in words."""
    if not count:
        return "Inget att anmärka på"
    return "1 anmärkning" if count == 1 else f"{count} anmärkningar"


def answered(progress: Progress) -> str:
    """Return *progress* in words: "1 av 14 besvarad", "2 av 14 besvarade"."""
    return f"{progress.answered} av {progress.total} {'besvarad' if progress.answered == 1 else 'besvarade'}"


def _open(count: int) -> str:
    return f"{count} att komma tillbaka till" if count else "Inget att komma tillbaka till"


def _revised(done: int, count: int) -> str:
    return f"{done} av {count} punkter klara"


def _to_decide(taken: Intake) -> str:
    # What recognises a document is loaded when there is one.
    from lokdesk.session import intake

    waiting, left = intake.waiting(taken), sum(not one.understood for one in intake.tray(taken))
    said = [f"{waiting} att ta ställning till"] * bool(waiting) + [f"{left} utan plats"] * bool(left)
    return ", ".join(said) or "Allt är genomgånget"


def _is_in(address: str, holder: str) -> bool:
    return address == holder or address.startswith(holder + SEPARATOR)


def _holders(stock: Stock) -> Iterator[str]:
    """Yield the addresses that have something to fix in them."""
    for address, findings in stock.by_address.items():
        if any(one.severity != "tip" for one in findings):
            segments = address.split(SEPARATOR)
            yield from (SEPARATOR.join(segments[:n]) for n in range(1, len(segments) + 1))


def _row(slug: str, address: str = "") -> QTreeWidgetItem:
    row = QTreeWidgetItem()
    row.setData(0, _SLUG, slug)
    row.setData(0, _ADDRESS, address)
    return row


def _show(row: QTreeWidgetItem, title: str, standing: State | None, more: str = "") -> None:
    """Show a *title*, how it stands and what *more* there is to say, where that is news."""
    words = ", ".join(one for one in (title, shapes.WORDS[standing] if standing else "", more) if one.strip())
    if row.data(0, Qt.ItemDataRole.AccessibleTextRole) != words or row.data(0, _MORE) != more:
        row.setData(0, _STATE, standing)
        row.setData(0, _MORE, more)
        row.setText(0, title)
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, words)


class _RowPainter(QStyledItemDelegate):
    """Paints a row: the shape of its state, its title, and a fainter line where there is more to say."""

    def _lines(self, index: Index) -> int:
        return 2 if index.data(_MORE) else 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the row's lines with some room around them."""
        room = GAP * 2 if not index.parent().isValid() else GAP // 2
        return QSize(0, option.fontMetrics.height() * self._lines(index) + room)

    def _icon(self, option: QStyleOptionViewItem) -> QRectF:
        side = option.fontMetrics.height()
        return QRectF(option.rect.left() + GAP // 2, 0, side, side)

    def _text_room(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        height = option.fontMetrics.height() * self._lines(index)
        top = option.rect.top() + (option.rect.height() - height) // 2
        left = round(self._icon(option).right()) + GAP
        return QRect(left, top, option.rect.right() - left - GAP // 2, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        role, palette = QPalette.ColorRole, option.palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        text, ground = (role.HighlightedText, role.Highlight) if selected else (role.Text, role.Base)
        room = self._text_room(option, index)
        line = QRect(room.left(), room.top(), room.width(), option.fontMetrics.height())
        painter.save()
        standing = index.data(_STATE)
        if standing is not None:
            icon = self._icon(option)
            icon.moveTop(line.top())
            ink = palette.color(text) if selected else shapes.colour(standing, palette)
            shapes.draw(painter, icon.adjusted(1, 1, -1, -1), standing, ink, palette.color(ground))
        font = QFont(option.font)
        font.setBold(not index.parent().isValid())
        painter.setFont(font)
        painter.setPen(palette.color(text))
        self._write(painter, line, index.data(Qt.ItemDataRole.DisplayRole))
        if more := index.data(_MORE):
            painter.setFont(option.font)
            painter.setPen(palette.color(text) if selected else mixed(palette, text, ground, _FAINT))
            line.translate(0, line.height())
            self._write(painter, line, more)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._show_focus(painter, option)

    def _write(self, painter: QPainter, room: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _show_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell the whole of what has been cut short."""
        self.initStyleOption(option, index)
        font = QFont(option.font)
        font.setBold(not index.parent().isValid())
        lines = [index.data(Qt.ItemDataRole.DisplayRole) or "", index.data(_MORE) or ""]
        metrics = QFontMetrics(font)
        if any(metrics.horizontalAdvance(one) > self._text_room(option, index).width() for one in lines):
            QToolTip.showText(event.globalPos(), tip("\n".join(filter(None, lines))), view)
        else:
            QToolTip.hideText()
        return True
