"""The program in a process of its own, up to where its window is painted and answers; then it ends.

It says so in one line on standard output, with the memory it has taken in bytes. With ``bare`` there is
nothing but a PySide6 window with a button in it, to compare with.
"""

import os
import resource
import sys


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QPushButton("Börja"))
    window.resize(1320, 700)
    window.show()
    _tell(app)


def _program(arguments: list[str]) -> None:
    from PySide6.QtWidgets import QApplication

    # What would wait for the user tells instead that it is ready to.
    QApplication.exec = _tell  # pyright: ignore[reportAttributeAccessIssue]
    from lokdesk.app import main

    main(arguments)


def _tell(app: object) -> None:
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    assert isinstance(app, QApplication)
    app.processEvents()
    window = next(one for one in app.topLevelWidgets() if one.isVisible())
    # The edge of the window is clicked on, which changes nothing but has to be taken and answered.
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        here = QPointF(QPoint(0, window.height() - 1))
        button = Qt.MouseButton.LeftButton
        plain = Qt.KeyboardModifier.NoModifier
        app.sendEvent(window, QMouseEvent(kind, here, window.mapToGlobal(here), button, button, plain))
    app.processEvents()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        _bare()
    else:
        _program(sys.argv[2:])
