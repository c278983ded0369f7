"""The clipboard itself."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextEdit


def read() -> tuple[str, str]:
    """Return the HTML and the plain text on the clipboard, empty where there is none."""
    # Qt says that there is always something, and gives nothing for an empty clipboard.
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return (data.html(), data.text()) if data is not None else ("", "")


def copy(text: str, html: str) -> None:
    """Put *text*, and the same as *html*, on the clipboard."""
    data = empty()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def empty() -> QMimeData:
    """Return what can be filled and put on the clipboard, with nothing in it yet.

    It is Qt's own object. One made in Python would outlive Python there, and let the program end in a crash.
    """
    source = _Source()
    data = source.data()
    source.deleteLater()
    return data


class _Source(QTextEdit):
    """What Qt's own objects for the clipboard come from."""

    def data(self) -> QMimeData:
        self.setPlainText("x")
        self.selectAll()
        data = self.createMimeDataFromSelection()
        # It fills itself in once, when it is first asked, and then keeps what it is given.
        data.html()
        data.clear()
        return data
