"""Headings read from a PDF's bookmarks."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from lokdesk.office import outline
from lokdesk.office.office import Heading


def test_bookmarks_within_bookmarks_come_in_order():
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(100, 100)
    first = writer.add_outline_item(title="1 Mål", page_number=0)
    writer.add_outline_item(title="1.1 Fler i arbete", page_number=1, parent=first)
    writer.add_outline_item(title="2 Bilagor", page_number=2)
    held = BytesIO()
    writer.write(held)

    assert outline.headings(held.getvalue()) == [
        Heading("1 Mål", 1),
        Heading("1.1 Fler i arbete", 2),
        Heading("2 Bilagor", 3),
    ]


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.7\n%%EOF", b"PK", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n0"]
)
def test_what_cannot_be_read_has_no_headings(pdf: bytes):
    assert outline.headings(pdf) == []
