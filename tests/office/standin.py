"""What stands in for word processors: one makes PDF of blank paper, one cannot, and one takes its time."""

import threading
from io import BytesIO

from pypdf import PdfWriter

from lokdesk.office.office import Failed


class PaperOffice:
    """A word processor that makes PDF with headings where it is told to."""

    name = "Word"

    def __init__(self, *headings: tuple[str, int]) -> None:
        self.headings = headings
        self.given: list[bytes] = []

    def pdf(self, docx: bytes) -> bytes:
        self.given.append(docx)
        writer = PdfWriter()
        for _ in range(9):
            writer.add_blank_page(100, 100)
        for title, page in self.headings:
            writer.add_outline_item(title=title, page_number=page - 1)
        held = BytesIO()
        writer.write(held)
        return held.getvalue()


class BrokenOffice:
    """A word processor that cannot."""

    name = "Word"

    def pdf(self, docx: bytes) -> bytes:
        assert docx
        raise Failed("Word kunde inte göra PDF av dokumentet.")


class SlowOffice:
    """A word processor that takes its time, until it is let go."""

    name = "LibreOffice"

    def __init__(self, fault: Failed | None = None) -> None:
        self.fault = fault
        self.go_on = threading.Event()

    def pdf(self, docx: bytes) -> bytes:
        assert docx
        assert self.go_on.wait(60)
        if self.fault is not None:
            raise self.fault
        return b"%PDF-1.7"
