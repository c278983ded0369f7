"""Links in texts: nobody follows one by mistake, and none leads to anything but a page or a mailbox."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from lokdesk.gui.dialogs import message

_PAGES, _MAILBOX = ("http", "https"), "mailto"
OPEN = "Öppna länken …"


def may_be_opened(target: str) -> bool:
    """Return whether *target* is a page or a mailbox: not a file, a program, or a place in this document."""
    url = QUrl(target, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or not target.isprintable():
        return False
    return bool(url.host()) if url.scheme() in _PAGES else url.scheme() == _MAILBOX and bool(url.path())


def open(parent: QWidget, target: str) -> None:
    """Open *target* in the program for it, if it may be, and the user wants to who is shown all of it."""
    if not may_be_opened(target):
        message.problem(
            parent,
            f"Länken öppnas inte:\n\n{target}",
            "Den leder inte till en webbsida eller en e-postadress. Andra länkar kan starta program eller "
            "öppna filer, och öppnas därför aldrig härifrån.",
        )
    elif message.to_open(parent, target) and not QDesktopServices.openUrl(QUrl(target)):
        message.problem(
            parent,
            "Länken kunde inte öppnas.",
            "Det finns inget program för den på datorn, eller så svarade det inte.",
        )
