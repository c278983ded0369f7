"""The handbook's help at the right: it follows the question that has the focus."""

from html import escape

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTextBrowser, QWidget

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


class HelpPane(QTextBrowser):
    """Why a question is asked, how to go about it, an example, and what becomes of the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setAccessibleName("Hjälp till frågan")
        self.setOpenLinks(False)
        self.document().setDocumentMargin(16)

    def show_question(self, question: Question) -> None:
        """Show the help for *question*."""
        html = [f"<h3>{escape(question.prompt)}</h3>"]
        for title, name in _PARTS:
            html.append(f"<h4>{title}</h4>{_paragraphs(getattr(question, name))}")
        if question.document != AGREEMENT:
            html.append("<p>Svaret står inte i överenskommelsen.</p>")
        self.setHtml("".join(html))

    def show_step(self, step: Step) -> None:
        """Show what *step* is about."""
        self.setHtml(f"<h3>{escape(step.title)}</h3>{_paragraphs(step.lead)}")

    def sizeHint(self) -> QSize:
        """Return a width that reads well."""
        return QSize(self.fontMetrics().averageCharWidth() * 46, super().sizeHint().height())
