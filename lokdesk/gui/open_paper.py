"""The list of what is open, and the parties' positions, on paper."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from lokdesk.agreement.vocabulary import shown
from lokdesk.gui import rich_html
from lokdesk.gui.rich_html import plain
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project import disk
from lokdesk.session import position, said
from lokdesk.session.open_list import Asked, Contested, open_list
from lokdesk.session.position import CHANGED, NOT_BINDING, SectionStanding

TITLE = "Öppna frågor"
_POINTS = 10
_NONE = QMarginsF()
"""The document makes margins of its own when it is printed."""
_UNNAMED = "Ny överenskommelse"
_STYLE = """
h1 { font-size: 18pt; }
h2 { font-size: 13pt; margin-top: 18px; }
h3 { font-size: 10pt; margin-top: 10px; margin-bottom: 2px; }
p { margin-top: 2px; margin-bottom: 4px; }
table { border-collapse: collapse; border-style: solid; border-color: #888888; margin-bottom: 8px; }
th { text-align: left; }
"""
_HEADINGS = ("Avsnitt", "Part", "Ståndpunkt", "Infört")


class OpenPaper:
    """What is open in the draft on *desk* today, as it is printed. Notes are not."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def html(self) -> str:
        """The whole of it, as the simple HTML that a text document can show."""
        today = self._desk.today()
        draft, handbook = self._desk.session.draft, self._desk.handbook
        found = open_list(draft, handbook, today)
        standings = position.standings(handbook, draft)
        title = draft.agreement.title or _UNNAMED
        parts = [
            f"<h1>{TITLE}</h1><p><b>{plain(title)}</b></p><p>{today.isoformat()}</p>",
            *self._questions(found.questions),
            *self._matters("Formuleringar att välja mellan", found.contested),
            *self._matters("Lyfta frågor", found.lifted),
            *_positions(standings),
        ]
        if not found.count:
            parts.insert(1, "<p>Inget är öppet.</p>")
        return "".join(parts)

    def _questions(self, questions: Sequence[Asked]) -> Iterator[str]:
        if questions:
            yield f"<h2>{TITLE} ({len(questions)})</h2>"
        for one in questions:
            yield f"<h3>{plain(one.place.words)}</h3><p>{plain(said.text(one.question.text))}</p>"
            yield f"<p><i>{plain(said.owner_line(one.question, one.overdue))}</i></p>"

    def _matters(self, title: str, matters: Sequence[Contested]) -> Iterator[str]:
        session = self._desk.session
        if matters:
            yield f"<h2>{title} ({len(matters)})</h2>"
        for one in matters:
            yield f"<h3>{plain(one.place.words)}</h3>"
            if lifted := said.lifted_line(session.agreement, one.alternatives):
                yield f"<p>{plain(lifted)}</p>"
            for proposal in one.alternatives.proposals:
                who = said.proposer(session.agreement, one.alternatives, proposal, session.wording)
                yield f"<p><i>{plain(who)}:</i></p>"
                yield rich_html.proposed(session.wording, one.alternatives, proposal)
                if reason := said.text(proposal.reason):
                    yield f"<p>Skäl: {plain(reason)}</p>"

    @property
    def document(self) -> QTextDocument:
        """The whole of it, laid out for paper."""
        document = QTextDocument()
        font = QFont(QApplication.font())
        font.setPointSizeF(_POINTS)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(_STYLE)
        document.setHtml(self.html)
        return document

    @property
    def pdf(self) -> bytes:
        """The whole of it as a PDF document."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(TITLE)
        writer.setCreator("Lokdesk")
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(_NONE)
        self.document.print_(writer)
        # It writes the end of the document when it goes.
        del writer
        return bytes(buffer.data().data())

    def save(self, path: Path) -> None:
        """Write the PDF document to the file at *path*. Raises Problem."""
        disk.write(path, self.pdf)

    def preview(self, parent: QWidget) -> None:
        """Show on top of *parent* how it will be printed, with the printer one click away."""
        # Printing takes a while to load, and most who work on a draft never print this.
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(TITLE)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        printer.setPageMargins(_NONE)
        dialog = QPrintPreviewDialog(printer, parent)
        dialog.setWindowTitle(f"Skriv ut: {TITLE}")
        document = self.document
        dialog.paintRequested.connect(document.print_)
        dialog.exec()
        dialog.deleteLater()


def _positions(standings: Sequence[SectionStanding]) -> Iterator[str]:
    """Yield the parties' positions on each section that any of them has treated."""
    if not any(one.parties for one in standings):
        return
    treated = [one for one in standings if one.treated]
    yield "<h2>Ståndpunkter</h2>"
    yield f"<p><b>{NOT_BINDING}.</b> De visar tjänstepersonernas bild av läget.</p>"
    if treated:
        head = "".join(f"<th>{title}</th>" for title in _HEADINGS)
        rows = "".join(map(_rows, treated))
        yield (
            '<table border="1" cellspacing="0" cellpadding="4" width="100%">'
            f"<thead><tr>{head}</tr></thead>{rows}</table>"
        )
    rest = [one.section.title for one in standings if one.begun and one not in treated]
    if rest:
        yield f"<p>Inte behandlade av någon part: {plain(', '.join(rest))}.</p>"


def _rows(standing: SectionStanding) -> str:
    rows: list[str] = []
    for number, one in enumerate(standing.parties):
        entered, author = (one.position.entered, one.position.author) if one.position else (None, None)
        when = ", ".join(part for part in (entered.isoformat() if entered else "", author or "") if part)
        changed = f"<br/>{CHANGED}." if one.changed else ""
        title = plain(standing.section.title) if number == 0 else ""
        rows.append(
            f"<tr><td>{title}</td><td>{plain(one.name)}</td><td>{shown(one.state)}{changed}</td>"
            f"<td>{plain(when)}</td></tr>"
        )
    return "".join(rows)
