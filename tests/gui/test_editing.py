"""Cut, copy and paste from the menu, wherever the focus is; and what of the typing one undo takes back."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget

from lokdesk.agreement.rich_text import plain
from lokdesk.gui.fields.text import TextInput
from lokdesk.session.library import Library
from tests.gui import paper
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, SHIFT, choose, click, meanwhile, press, type_text
from tests.gui.pages import Screen

Key = Qt.Key


NAMES = {"Klipp ut", "Kopiera", "Klistra in", "Klistra in utan formatering", "Markera allt"}


def in_menu(screen: Screen, act: Callable[[QWidget], None]) -> None:
    """Open the menu with the mouse, and do *act* in it."""
    bar = screen.window.menuBar()
    menu = screen.window.menus.menus["Redigera"]
    meanwhile(lambda: click(bar, bar.actionGeometry(menu.menuAction()).center()), act)


def offered(screen: Screen) -> set[str]:
    found: set[str] = set()

    def look(menu: QWidget) -> None:
        found.update(one.text().replace("&", "") for one in menu.actions() if one.isEnabled())
        menu.close()

    in_menu(screen, look)
    return found & NAMES


def test_words_are_cut_and_pasted_from_a_line_into_a_text(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("Samverkan")
    in_menu(screen, choose("Markera allt"))
    in_menu(screen, choose("Klipp ut"))
    assert screen.value("title") is None

    screen.field("background").focus()
    in_menu(screen, choose("Klistra in"))

    assert screen.value("background") == plain("Samverkan")


def test_words_are_pasted_without_their_look(open_window: OpenWindow):
    screen = open_window()
    screen.field("background").focus()
    QApplication.clipboard().setText("• ett\n• två")

    press(Key.Key_V, CTRL | SHIFT)

    assert screen.value("background") == plain("• ett\n• två")


def test_the_menu_offers_what_there_is_something_to_do_for(open_window: OpenWindow):
    screen = open_window()
    QApplication.clipboard().setText("ord")
    screen.field("title").focus()
    assert offered(screen) == {"Klistra in", "Klistra in utan formatering", "Markera allt"}

    type_text("Samverkan")
    press(Key.Key_A, CTRL)
    assert offered(screen) == NAMES

    screen.window.wizard.next.setFocus()
    assert offered(screen) == set()


def test_the_menu_copies_from_what_is_only_read(open_window: OpenWindow, library: Library):
    screen = open_window(library.example())
    document = paper.beside(screen)
    QApplication.clipboard().clear()
    screen.window.wizard.next.setFocus()
    assert offered(screen) == set()

    document.view.setFocus()
    in_menu(screen, choose("Markera allt"))
    assert offered(screen) == {"Kopiera", "Markera allt"}
    in_menu(screen, choose("Kopiera"))

    copied = QApplication.clipboard().text().split("\n")
    assert screen.value("title") in copied
    assert "1 Parter" in copied


def undone(screen: Screen, address: str, steps: int) -> list[object]:
    found: list[object] = []
    for _ in range(steps):
        screen.undo()
        found.append(screen.value(address))
    return found


def typed(screen: Screen, *acts: Callable[[], object]) -> None:
    screen.field("background").focus()
    for act in acts:
        act()


def test_one_undo_takes_back_a_sentence_and_no_more(open_window: OpenWindow):
    screen = open_window()
    typed(screen, lambda: type_text("Först en mening. Sedan en till. Och"))

    assert undone(screen, "background", 3) == [
        plain("Först en mening. Sedan en till."),
        plain("Först en mening."),
        None,
    ]


def test_one_undo_takes_back_a_paste_and_no_more(open_window: OpenWindow):
    screen = open_window()
    QApplication.clipboard().setText("klistrat")
    typed(screen, lambda: type_text("skrivet "), lambda: press(Key.Key_V, CTRL), lambda: type_text(" mer"))

    assert undone(screen, "background", 3) == [plain("skrivet klistrat"), plain("skrivet"), None]


def cursor_in_sight(screen: Screen) -> bool:
    text = screen.field("background").row.field.inputs()[0]
    assert isinstance(text, TextInput)
    page = screen.page.viewport()
    cursor = text.cursorRect()
    top = text.viewport().mapTo(page, cursor.topLeft()).y()
    return 0 <= top and top + cursor.height() <= page.height()


def test_the_line_that_is_written_on_stays_in_sight_and_the_page_moves_no_more_than_that(
    open_window: OpenWindow,
):
    screen = open_window()
    screen.field("background").focus()
    bar = screen.page.verticalScrollBar()
    places: list[int] = []

    for number in range(30):
        type_text(f"Rad {number}\n")
        screen.settle()
        assert cursor_in_sight(screen), number
        places.append(bar.value())

    assert places == sorted(places)
    for _ in range(10):
        press(Key.Key_Up)
        screen.settle()
        assert bar.value() == places[-1]


def test_the_menu_of_a_text_leaves_undo_to_the_draft(open_window: OpenWindow):
    screen = open_window()
    for address in ("title", "background"):
        field = screen.field(address)
        field.type("Samverkan")
        said: list[str] = []

        def look(menu: QWidget, said: list[str] = said) -> None:
            said.extend(one.text().replace("&", "").partition("\t")[0] for one in menu.actions())
            menu.close()

        right_click = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
        target = screen.focus.viewport() if isinstance(screen.focus, TextInput) else screen.focus
        meanwhile(lambda to=target, event=right_click: QApplication.sendEvent(to, event), look)

        assert "Klistra in" in said
        assert said[0] == "Klipp ut"
        assert not {"Ångra", "Gör om"} & set(said)
