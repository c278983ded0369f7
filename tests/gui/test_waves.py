"""The waves under misspelled words stay with their words, whatever is done to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication

from lokdesk.agreement.rich_text import plain
from lokdesk.gui.fields import rich_document
from lokdesk.gui.fields.spelling import Verdicts, Waves
from lokdesk.gui.fields.text import TextInput

WRONG = {
    "fel": ((0, 3),),
    "rätt-fel": ((5, 8),),
    "felfel": ((0, 3), (3, 6)),
    "rätt": (),
    "🙂": (),
    "🙂fel": ((1, 4),),
}
EDITS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.integers(0, 12),
        st.sampled_from(["", " ", "fel", "rätt ", " fel ", "-", "\n", "🙂", "f", "e", "l", "rätt-fel rätt"]),
    ),
    max_size=12,
)


def of_block(block: QTextBlock) -> list[tuple[int, int]]:
    return sorted((one.start, one.start + one.length) for one in block.layout().formats())


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def expected(text: str) -> list[tuple[int, int]]:
    """Return where waves belong in a block, word by word from its start."""
    found: list[tuple[int, int]] = []
    at = 0
    for piece in text.replace("\u2028", " ").split(" "):
        for start, end in WRONG.get(piece, ()):
            shift = units(piece[:start]) - start
            found.append((at + start + shift, at + end + shift))
        at += units(piece) + 1
    return found


@pytest.fixture
def input_(qapp: QApplication) -> TextInput:
    return TextInput()


@given(edits=EDITS)
def test_waves_are_where_they_would_be_if_they_were_drawn_afresh(
    qapp: QApplication, edits: list[tuple[int, int, str]]
):
    input_ = TextInput()
    rich_document.show(input_.document(), plain("rätt fel rätt\nfel"))
    waves = Waves(input_, Verdicts(True, dict(WRONG)))
    waves.redraw()

    for at, removed, added in edits:
        cursor = QTextCursor(input_.document())
        last = input_.document().characterCount() - 1
        cursor.setPosition(min(at, last))
        cursor.setPosition(min(at + removed, last), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(added)

        block = input_.document().begin()
        while block.isValid():
            assert of_block(block) == expected(block.text()), block.text()
            block = block.next()
    input_.deleteLater()
    qapp.sendPostedEvents(input_, QEvent.Type.DeferredDelete)


def test_no_waves_are_drawn_when_spelling_is_off(input_: TextInput):
    rich_document.show(input_.document(), plain("fel"))
    verdicts = Verdicts(True, dict(WRONG))
    waves = Waves(input_, verdicts)
    waves.redraw()
    assert of_block(input_.document().begin()) == [(0, 3)]

    verdicts.on = False
    waves.redraw()

    assert of_block(input_.document().begin()) == []
