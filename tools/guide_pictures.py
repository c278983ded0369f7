"""Makes the pictures in the user's guide, of the real window in use, into ``docs/bilder/``.

With names of pictures as arguments, only those are made.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, QRect, QSize, Qt  # noqa: E402
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QStyle, QWidget  # noqa: E402

from lokdesk.gui import appearance, application  # noqa: E402
from lokdesk.gui.dialogs.documents import DocumentsDialog  # noqa: E402
from lokdesk.gui.fields.text import TextInput  # noqa: E402
from lokdesk.gui.panes.agenda import AgendaView  # noqa: E402
from lokdesk.gui.panes.discussion import DiscussionPane  # noqa: E402
from lokdesk.gui.recent import RecentFiles, Summary  # noqa: E402
from lokdesk.gui.window import MainWindow  # noqa: E402
from lokdesk.gui.wizard.review import ReviewPanel  # noqa: E402
from lokdesk.revision.beginning import begun  # noqa: E402
from lokdesk.session import discussion, evaluating, importing, intake  # noqa: E402
from lokdesk.session.library import Library  # noqa: E402
from lokdesk.session.session import Session  # noqa: E402
from tests.gui.hands import come_back, meanwhile, press, type_text  # noqa: E402
from tests.session import answered as with_answers  # noqa: E402
from tests.word.foreign.agreements import TUNED  # noqa: E402
from tools.windows import SETTLED, first, own_settings, shown  # noqa: E402

OUT = ROOT / "docs" / "bilder"
EXAMPLE = "tva-kommuner"
SIZE = (1366, 768)
TODAY = date(2026, 3, 2)
AROUND = 12
"""How much room in pixels is left around what is shown."""
COLOURS = 256
"""How many colours a picture has at the most: the window has few, and the file is a quarter as large."""
UNEMPLOYED = (
    ("Kommun", "2023", "2024", "2025"),
    ("Hultsfred", "118", "109", "101"),
    ("Vimmerby", "96", "104", "93"),
    ("Kalmar län", "1 842", "1 790", "1 655"),
)
"""Cells as they are copied in a spreadsheet; the figures are made up."""
MOST_PACKED = 0
"""The quality of a PNG file that is as small as it can be; nothing is lost at any."""
_Key = Qt.Key

Scene = Callable[[MainWindow], QImage]
"""Uses a window with the example in it, and returns a picture."""


# Seeing


def seen(widget: QWidget) -> QImage:
    """Return what *widget* looks like, once it has come to rest."""
    QTest.qWait(SETTLED)
    return widget.grab().toImage()


def part(whole: QWidget, widget: QWidget) -> QImage:
    """Return what *widget*, a part of the *whole*, looks like with what is close around it there."""
    picture = seen(whole)
    room = QRect(widget.mapTo(whole, QPoint()), widget.size())
    return picture.copy(around(room).intersected(picture.rect()))


def around(room: QRect) -> QRect:
    """Return *room* with some room around it."""
    return room.adjusted(-AROUND, -AROUND, AROUND, AROUND)


def with_popup(window: QWidget, popup: QWidget, place: QPoint) -> QImage:
    """Return what *window* looks like with an open menu or list at *place* in it.

    The offscreen screen is smaller than any that people sit at, and moves what would not fit.
    """
    picture = seen(window)
    painter = QPainter(picture)
    painter.drawPixmap(place, popup.grab())
    painter.end()
    return picture


def trimmed(picture: QImage) -> QImage:
    """Return *picture* without what is empty around what it shows."""
    ground = picture.pixel(picture.width() - 1, picture.height() - 1)
    wide, high = range(picture.width()), range(picture.height())
    rows = [y for y in high if any(picture.pixel(x, y) != ground for x in wide)]
    columns = [x for x in wide if any(picture.pixel(x, y) != ground for y in rows)]
    room = QRect(QPoint(columns[0], rows[0]), QPoint(columns[-1], rows[-1]))
    return picture.copy(around(room).intersected(picture.rect()))


def in_few_colours(picture: QImage) -> QImage:
    """Return *picture* in the colours that it has most of."""
    whole = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(whole.constBits()).cast("I"))
    palette = [QColor.fromRgb(colour).rgb() for colour, _ in counted.most_common(COLOURS)]
    return whole.convertToFormat(QImage.Format.Format_Indexed8, palette)


def below(bar: QWidget, picture: QImage) -> QRect:
    """Return the part of the *picture* of a window that is below its *bar*."""
    return picture.rect().adjusted(0, bar.geometry().bottom() + AROUND, 0, 0)


def without_scroll_bar(picture: QImage) -> QImage:
    """Return *picture* without the bar to scroll with at its right."""
    bar = QApplication.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    return picture.copy(0, 0, picture.width() - bar - 2, picture.height())


# Being somewhere


def go(window: MainWindow, pattern: str, pane: str = "help", share: float = 0.0) -> None:
    """Go to the first answer at *pattern*, with *pane* beside it that takes a *share* of the width."""
    window.wizard.aside.choose(pane)
    window.wizard.aside.show()
    if share:
        beside = round(window.width() * share)
        tree = window.wizard.steps.width()
        window.wizard.parts.setSizes([tree, window.width() - tree - beside, beside])
    QTest.qWait(SETTLED)
    window.wizard.go_to(first(window, pattern))
    QTest.qWait(SETTLED)


def to_the_top(window: MainWindow, widget: QWidget) -> None:
    """Scroll until *widget* is at the top of the page."""
    page = window.wizard.page
    seen_at = widget.mapTo(page, QPoint()).y()
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + seen_at - 4 * AROUND)


def talked_about(window: MainWindow) -> None:
    """Let there be an open question, two wordings and positions on the goal."""
    session, goal = window.session, first(window, "goals/*/title")
    parties = [party.id for party in session.agreement.parties]
    discussion.ask(
        session,
        goal,
        "Räknas studier på folkhögskola?",
        session.agreement.parties[-1].name or "",
        TODAY + timedelta(days=18),
        "Karin Ek",
        TODAY,
    )
    discussion.propose(
        session,
        goal,
        "Fler unga är i arbete eller studier inom ett år",
        party=parties[0],
        person="Karin Ek",
        reason="Det går att följa upp.",
        on=TODAY,
    )
    discussion.take_position(session, "goals", tuple(parties[:1]), "under diskussion", "Karin Ek", TODAY)


def in_dialog(run: Callable[[], object], act: Callable[[QWidget], object] = lambda _: None) -> QImage:
    """Return what the dialog looks like that *run* opens, once *act* has been done in it."""
    pictures: list[QImage] = []

    def look(dialog: QWidget) -> None:
        act(dialog)
        pictures.append(seen(dialog))
        dialog.close()

    come_back()
    meanwhile(run, look)
    return pictures[0]


# The pictures


def who(window: MainWindow) -> QImage:
    window.opening.ask_who()
    page = window.opening.who
    assert page is not None
    type_text("hultsfreds\n")
    QTest.qWait(SETTLED)
    type_text("vimm")
    QTest.qWait(SETTLED)
    completer = page.field.input.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    line = page.field.input
    picture = with_popup(window, popup, line.mapTo(window, QPoint(0, line.height())))
    popup.hide()
    return trimmed(picture.copy(below(window.menuBar(), picture)))


def start(window: MainWindow) -> QImage:
    recent, folder = RecentFiles(window.settings.store), window.settings.own_folder
    # Said as "today" and "yesterday", so that the picture is the same whenever it is made.
    today = datetime.now().replace(hour=9, minute=12)
    yesterday = today.replace(hour=15, minute=40) - timedelta(days=1)
    for file, title, parties, status, answered, used in (
        (
            "Höglandet.lokdesk",
            "Överenskommelse om samverkan på Höglandet",
            ("Arbetsförmedlingen", "Eksjö kommun", "Nässjö kommun"),
            "Beslutad",
            131,
            yesterday,
        ),
        (
            "Hultsfred och Vimmerby.lokdesk",
            "Överenskommelse om samverkan i Hultsfred och Vimmerby",
            tuple(party.name or "" for party in window.session.agreement.parties),
            "Utkast",
            58,
            today,
        ),
    ):
        (folder / file).touch()
        recent.remember(folder / file, Summary(title, parties, status, answered, 160), used)
    window.opening.show_start()
    page = window.opening.start
    assert page is not None
    return trimmed(seen(page))


def whole(window: MainWindow) -> QImage:
    go(window, "goals/*/effect")
    return seen(window)


def workshop(window: MainWindow) -> QImage:
    draft = window.session.draft
    agenda = ("background", "goals/*/effect", "follow_up/method", "follow_up/interval")
    said = draft.discussion.model_copy(update={"agenda": agenda})
    window.session.change(draft.model_copy(update={"discussion": said}))
    window.begin_workshop()
    assert window.workshop is not None
    window.workshop.turn(1)
    return seen(window.workshop)


def goal(window: MainWindow) -> QImage:
    name = first(window, "goals/*/indicators")
    go(window, "goals/*/indicators/*/values")
    rows = window.wizard.page.places.editable_list(name)
    assert rows is not None
    window.wizard.page.ensureWidgetVisible(rows, 0, 0)
    page = window.wizard.page
    picture = without_scroll_bar(seen(page))
    top = max(0, rows.mapTo(page, QPoint()).y() - AROUND)
    return trimmed(picture.copy(0, top, picture.width(), picture.height() - top))


def evaluated(window: MainWindow) -> QImage:
    window.session.new(begun(window.session.draft, TODAY).draft)
    session, goal_ = window.session, window.session.agreement.goals[0]
    figures = ("8,1 %", "5,8 %")
    rows = [(one.id, row.party) for one in goal_.indicators for row in one.values]
    for (indicator, party), figure in zip(rows, figures, strict=False):
        evaluating.enter_outcome(session, goal_.id, indicator, party, figure, "helåret 2025")
    evaluating.say(session, goal_.id, helped="delvis", how="Vi följde upp målet varje tertial.")
    evaluating.judge(session, goal_.id, "reformulate")
    window.wizard.go_to_view("agenda")
    QTest.qWait(SETTLED)
    (view,) = window.wizard.seen("agenda")
    assert isinstance(view, AgendaView)
    card = next(iter(view.boxes["goals"].cards.values()))
    return trimmed(card.grab().toImage())


def statistics(window: MainWindow) -> QImage:
    table = window.session.add("mapping/statistics")
    window.session.set(f"{table}/title", "Öppet arbetslösa och i program, 18–24 år")
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in UNEMPLOYED))
    window.wizard.go_to(f"{table}/columns")
    QTest.qWait(SETTLED)
    grid = window.wizard.page.places.grids[table]
    grid.paste_all()
    QTest.qWait(SETTLED)
    window.wizard.page.ensureWidgetVisible(grid.buttons["right"])
    return part(window.wizard.page, grid)


def talk(window: MainWindow) -> QImage:
    talked_about(window)
    go(window, "goals/*/title", "discussion", 0.4)
    pane = window.wizard.aside.pane("discussion")
    assert isinstance(pane, DiscussionPane)
    return seen(window.wizard.aside)


def positions(window: MainWindow) -> QImage:
    talked_about(window)
    go(window, "goals/*/title", "discussion", 0.4)
    pane = window.wizard.aside.pane("discussion")
    assert isinstance(pane, DiscussionPane)
    pane.area.verticalScrollBar().setValue(pane.area.verticalScrollBar().maximum())
    return part(pane, pane.table)


def compared(window: MainWindow) -> QImage:
    talked_about(window)
    go(window, "goals/*/title", "discussion")
    pane = window.wizard.aside.pane("discussion")
    assert isinstance(pane, DiscussionPane)
    (matter,) = window.session.draft.discussion.alternatives
    return in_dialog(lambda: pane.compare(matter))


def still_open(window: MainWindow) -> QImage:
    talked_about(window)
    window.wizard.aside.hide()
    window.wizard.go_to_view("open")
    return trimmed(without_scroll_bar(seen(window.wizard.stack)))


def document(window: MainWindow) -> QImage:
    go(window, "goals/*/effect", "document", 0.42)
    QTest.qWait(2 * SETTLED)
    tree = window.wizard.stack.mapTo(window.wizard, QPoint()).x()
    picture = seen(window.wizard)
    return picture.copy(picture.rect().adjusted(tree, 0, 0, 0))


def figures(window: MainWindow) -> QImage:
    go(window, "organisation/forums/*/name", "figures", 0.5)
    return trimmed(seen(window.wizard.aside))


def replaced(window: MainWindow) -> QImage:
    def type_new(dialog: QWidget) -> None:
        type_text("enhetschef")
        dialog.resize(dialog.width(), dialog.minimumSizeHint().height() + 5 * dialog.fontMetrics().height())

    return in_dialog(lambda: window.lookup.replace("sektionschef"), type_new)


def misspelled(window: MainWindow) -> QImage:
    window.session.set("background", "Parterna har en gemensam överenskomelse sedan tidigare.")
    window.wizard.aside.hide()
    go(window, "background")
    QTest.qWait(3 * SETTLED)
    press(_Key.Key_F7)
    QTest.qWait(SETTLED)
    text = QApplication.focusWidget()
    assert isinstance(text, TextInput)
    to_the_top(window, text)
    pictures: list[QImage] = []

    def look(menu: QWidget) -> None:
        corner = text.mapTo(window, QPoint())
        place = text.mapTo(window, text.cursorRect().bottomRight())
        shown = QRect(corner, QSize(text.width() * 3 // 4, place.y() + menu.height() - corner.y()))
        picture = with_popup(window, menu, place)
        pictures.append(picture.copy(around(shown).intersected(picture.rect())))
        menu.close()

    meanwhile(window.lookup.spelling.show_suggestions, look)
    return pictures[0]


def review(window: MainWindow) -> QImage:
    window.session.set("status", "beslutsversion")
    window.session.set("goals", ())
    window.session.set("follow_up/next_revision", None)
    window.session.set(first(window, "parties/*/organisation_number"), "556000-0000")
    window.wizard.aside.hide()
    window.wizard.go_to_step("review")
    QTest.qWait(2 * SETTLED)
    panel = window.wizard.page.findChild(ReviewPanel)
    assert isinstance(panel, ReviewPanel)
    to_the_top(window, panel)
    return part(window.wizard.page, panel)


def documents(window: MainWindow) -> QImage:
    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, DocumentsDialog)
        package = next(one for one in dialog.parts.values() if one.offer.is_sent)
        assert package.tick is not None
        package.tick.setChecked(True)

    return in_dialog(window.menus.actions["documents"].trigger, choose)


def taken_in(window: MainWindow) -> QImage:
    typed = next(one for one in TUNED if one.name.startswith("rubriker")).docx()
    library, name = window.session.library, "Överenskommelse Tingsryd 2024.docx"
    taken = intake.begun(importing.taken_in(typed, name, library), name, typed, library, TODAY).draft
    answers = [one.id for one in taken.intakes[-1].proposals if one.role == "answer"]
    window.session.new(intake.confirmed(taken, answers[:3]))
    window.wizard.begin_view("intake")
    return seen(window)


def came_back(window: MainWindow) -> QImage:
    window.session.new(with_answers.answered())
    # Without the focus on what is left: what stands above it is to be seen.
    window.wizard.go_to_view("replies")
    seen(window)  # The cards are laid out once they can be seen.
    return seen(window)


PICTURES: Mapping[str, Scene] = {
    "vilka-ar-ni": who,
    "startsidan": start,
    "fonstret": whole,
    "workshop": workshop,
    "mal-och-indikatorer": goal,
    "statistik": statistics,
    "utvardera-malen": evaluated,
    "samtal": talk,
    "standpunkter": positions,
    "jamfor": compared,
    "oppna-fragor": still_open,
    "dokumentet": document,
    "figurer": figures,
    "ersatt": replaced,
    "stavning": misspelled,
    "granska": review,
    "skapa-dokument": documents,
    "hamtat-fran-word": taken_in,
    "synpunkter": came_back,
}
"""The pictures by the names of their files."""


def make(program: QApplication, library: Library, name: str) -> None:
    """Make the picture called *name*."""
    with own_settings() as settings:
        settings.name, settings.party, settings.appearance = "Karin Ek", "Arbetsförmedlingen", "light"
        appearance.apply(program, settings.text_size, settings.appearance)
        with shown(Session(library, library.example(EXAMPLE)), settings, SIZE, lambda: TODAY) as window:
            picture = PICTURES[name](window)
            in_few_colours(picture).save(str(OUT / f"{name}.png"), None, MOST_PACKED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", nargs="*", help="names of pictures; all where none is given")
    wanted = parser.parse_args().pictures or list(PICTURES)
    program = QApplication(sys.argv[:1])
    application.make_swedish(program)
    library = Library(ROOT / "resources", ROOT / "templates")
    OUT.mkdir(exist_ok=True)
    for name in wanted:
        make(program, library, name)
        print((OUT / f"{name}.png").relative_to(ROOT))


if __name__ == "__main__":
    main()
