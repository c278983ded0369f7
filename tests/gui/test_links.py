"""Links in texts: where they lead is told, and they are opened only when somebody asks and says yes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QToolTip, QWidget

from lokdesk.agreement.rich_text import Block, RichText, Run
from lokdesk.gui import links, look
from lokdesk.gui.dialogs import message
from lokdesk.gui.fields.text import TextField
from tests.gui.hands import click, meanwhile

Shown = Callable[[QWidget], QWidget]
TARGET = "https://www.exempel.se/en/mycket/lång?adress=ja#del"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has been given to other programs to open."""
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.mark.parametrize(
    "target", ["http://a.se", "https://a.se/b?c=d#e", "HTTPS://A.SE", "mailto:eva@vaxjo.se", TARGET]
)
def test_pages_and_mailboxes_may_be_opened(target: str):
    assert links.may_be_opened(target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "file:///etc/passwd",
        r"C:\\Windows\\system32\\calc.exe",
        r"\\\\server\\share\\x.exe",
        "//server/share",
        "javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "ms-word:ofe|u|https://a.se/x.docm",
        "ms-msdt:/id x",
        "search-ms:query=x",
        "ftp://a.se/x",
        "www.a.se",
        "http:",
        "http:///etc/passwd",
        "https:\\\\a.se",
        "mailto:",
        "#bilaga",
        "https://a.se/\x00",
        "https://a.se/\u202egpj.exe",
        "https://a b.se",
    ],
)
def test_nothing_else_may(target: str, opened: list[str], shown: Shown, qapp: QApplication):
    window = shown(QWidget())

    assert not links.may_be_opened(target)
    meanwhile(lambda: links.open(window, target), lambda box: click(buttons(box)["OK"]))
    assert opened == []


def buttons(box: QWidget) -> dict[str, QWidget]:
    assert isinstance(box, QMessageBox)
    return {button.text().replace("&", ""): button for button in box.buttons()}


def field(shown: Shown) -> TextField:
    made = TextField()
    made.show_value(RichText(blocks=(Block(runs=(Run(text="Se "), Run(text="här", link=TARGET))),)))
    shown(made)
    made.resize(500, 120)
    return made


def place(text: TextField, position: int) -> QPoint:
    cursor = text.input.textCursor()
    cursor.setPosition(position)
    return text.input.cursorRect(cursor).center()


def ask_for_menu(text: TextField, position: int) -> None:
    at = place(text, position)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, text.input.viewport().mapToGlobal(at))
    QApplication.sendEvent(text.input.viewport(), event)


def choose_to_open(menu: QWidget) -> None:
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == links.OPEN)
    menu.close()
    action.trigger()


@pytest.mark.parametrize(("answer", "expected"), [("Öppna", [TARGET]), ("Avbryt", [])])
def test_a_link_is_opened_when_all_of_it_has_been_seen_and_agreed_to(
    answer: str, expected: list[str], opened: list[str], shown: Shown
):
    text = field(shown)

    def see(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        assert TARGET in box.text()
        click(buttons(box)[answer])

    meanwhile(lambda: ask_for_menu(text, 5), choose_to_open, see)

    assert opened == expected


def test_where_there_is_no_link_none_is_offered(shown: Shown):
    text = field(shown)

    def see(menu: QWidget) -> None:
        assert isinstance(menu, QMenu)
        assert links.OPEN not in [one.text() for one in menu.actions()]
        menu.close()

    meanwhile(lambda: ask_for_menu(text, 1), see)


def test_where_a_link_leads_is_told_when_it_is_pointed_at(shown: Shown):
    text = field(shown)
    at = place(text, 5)

    QApplication.sendEvent(
        text.input, QHelpEvent(QHelpEvent.Type.ToolTip, at, text.input.viewport().mapToGlobal(at))
    )

    assert QToolTip.text() == TARGET
    QToolTip.hideText()


def test_what_a_message_says_is_never_html(shown: Shown):
    window = shown(QWidget())
    evil = '<a href="file:///etc/passwd">Klicka</a><img src="//server/share/x.png">'

    def see(box: QWidget) -> None:
        labels = [one for one in box.findChildren(QLabel) if "Klicka" in one.text()]
        assert len(labels) == 2
        assert {one.textFormat().name for one in labels} == {"PlainText"}
        assert not any(one.openExternalLinks() for one in labels)
        click(buttons(box)["OK"])

    meanwhile(lambda: message.notice(window, evil, evil), see)


def test_a_tool_tip_says_what_it_says():
    assert look.tip("Växjö & Alvesta") == "Växjö & Alvesta"
    assert look.tip('<img src="x">') == (
        '<span style="white-space: pre-wrap">&lt;img src=&quot;x&quot;&gt;</span>'
    )


def test_nothing_in_the_program_opens_anything_by_itself():
    root = Path(links.__file__).parent
    opening = {
        file.relative_to(root).as_posix()
        for file in root.rglob("*.py")
        if "QDesktopServices.openUrl" in file.read_text() or "setOpenExternalLinks(True" in file.read_text()
    }

    # Links, and documents that the user has just made or attached and asks for.
    assert opening == {"links.py", "files.py"}
