"""Every error has details for support, without what was written and what files are called."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from lokdesk.project.problem import Problem
from lokdesk.session import details
from tests.gui.conftest import OpenWindow
from tests.gui.hands import meanwhile
from tests.gui.pages import answer


def failing() -> None:
    try:
        raise OSError(28, "Hemlig överenskommelse.lokdesk")
    except OSError as error:
        raise Problem("”Hemlig överenskommelse” kan inte sparas.") from error


def test_details_tell_kinds_and_places_and_no_words():
    with pytest.raises(Problem) as told:
        failing()

    text = details.of(told.value)

    assert "Problem\n" in text
    assert "OSError ENOSPC" in text
    assert "test_details.py, rad" in text
    assert "Hemlig" not in text


def test_a_message_of_an_error_can_show_its_details(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    broken = tmp_path / "hemlig.lokdesk"
    broken.write_bytes(b"PK")
    seen: list[str] = []

    def look(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        seen.append(box.detailedText())
        seen.extend(button.text() for button in box.findChildren(QPushButton))
        answer("OK")(box)

    meanwhile(lambda: screen.window.files.open(broken), look)

    assert "Damaged" in seen[0]
    assert "hemlig" not in seen[0]
    assert any("detalj" in one.lower() for one in seen[1:]), seen
