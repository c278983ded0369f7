"""Rich text as HTML that labels and printed lists can show."""

from hypothesis import given
from PySide6.QtGui import QTextDocument

from lokdesk.agreement.rich_text import Block, Footnote, RichText, Run
from lokdesk.gui.rich_html import html, plain
from tests.strategies import rich_texts


def test_words_are_words_and_no_markup():
    assert plain("a < b & c\nd") == "a &lt; b &amp; c<br/>d"


def test_the_look_of_a_text_is_kept():
    runs = (Run(text="Ett "), Run(text="två", bold=True, italic=True), Footnote(footnote="Enligt SCB."))

    assert html(RichText(blocks=(Block(runs=runs),))) == (
        "<p>Ett <i><b>två</b></i> (fotnot: Enligt SCB.)</p>"
    )


def test_lists_lie_within_lists():
    blocks = (
        Block(kind="bullet", runs=(Run(text="a"),)),
        Block(kind="bullet", level=2, runs=(Run(text="b"),)),
        Block(kind="bullet", runs=(Run(text="c"),)),
        Block(kind="number", runs=(Run(text="d"),)),
    )

    assert html(RichText(blocks=blocks)) == (
        "<ul><li>a</li><ul><ul><li>b</li></ul></ul><li>c</li></ul><ol><li>d</li></ol>"
    )


def test_no_text_is_nothing():
    assert html(None) == ""


@given(rich_texts())
def test_every_word_can_be_read(text: RichText | None):
    document = QTextDocument()
    document.setHtml(html(text))

    shown = document.toPlainText()
    runs = [run for block in text.blocks for run in block.runs] if text else []
    for run in runs:
        for word in (run.text if isinstance(run, Run) else run.footnote).split():
            assert word in shown
