"""The handbook's help: it follows the question that has the focus."""

from html import escape

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout

from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.wizard.desk import Desk, asked
from lokdesk.handbook.book import AGREEMENT, Question, Step

_PARTS = (
    ("Varför vi frågar", "why"),
    ("Så gör ni", "how"),
    ("Exempel på svar", "example"),
    ("I dokumentet", "becomes"),
)


def _paragraphs(text: str) -> str:
    """Return plain *text*, a paragraph or a part of a list on each line, as HTML."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


class HelpPane(Pane):
    """Why a question is asked, how to go about it, an example, and what becomes of the answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.text = QTextBrowser()
        self.text.setObjectName("help")
        self.text.setAccessibleName("Hjälp till frågan")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.setFocusProxy(self.text)

    def show_place(self, step: Step, address: str) -> None:
        """Show the help for the question at *address*.

        The cards of items that are added in another step belong to no question of this one.
        """
        if address and self.desk.handbook.place(asked(address)).step.slug == step.slug:
            self._show_question(self.desk.handbook.question(asked(address)))
        else:
            self.text.setHtml(f"<h3>{escape(step.title)}</h3>{_paragraphs(step.lead)}")

    def _show_question(self, question: Question) -> None:
        html = [f"<h3>{escape(question.prompt)}</h3>"]
        for title, name in _PARTS:
            html.append(f"<h4>{title}</h4>{_paragraphs(getattr(question, name))}")
        if question.document != AGREEMENT:
            html.append("<p>Svaret står inte i överenskommelsen.</p>")
        self.text.setHtml("".join(html))
