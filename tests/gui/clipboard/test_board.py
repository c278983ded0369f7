"""What is put on the clipboard, and that it does the program no harm when that ends."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BEGIN = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from lokdesk.gui.clipboard import board
application = QApplication([])
"""
WAYS = {
    "text": 'board.copy("ett", "<p>ett</p>")',
    "picture": """
data = board.empty()
assert not data.formats()
data.setData("image/svg+xml", b"<svg/>")
QGuiApplication.clipboard().setMimeData(data)
""",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_program_ends_well_with_something_on_the_clipboard(way: str):
    ended = subprocess.run([sys.executable, "-c", BEGIN + WAYS[way]], cwd=ROOT, check=False)
    assert ended.returncode == 0


def test_nothing_that_is_made_in_python_is_put_on_the_clipboard():
    made = re.compile(r"\bQMimeData\(\)")
    sources = [*(ROOT / "lokdesk").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    assert [one.name for one in sources if made.search(one.read_text(encoding="utf-8"))] == []
