"""The headings of a PDF, as its bookmarks tell of them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lokdesk.office.office import Heading


def headings(pdf: bytes) -> list[Heading]:
    """Return the headings of *pdf* with their pages, in order; none where they cannot be read."""
    # Takes a while to load, and only these few need it.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(pdf))
        found = [(entry, reader.get_destination_page_number(entry)) for entry in _flat(reader.outline)]
        return [Heading(str(entry.title or ""), page + 1) for entry, page in found if page is not None]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # What a damaged file does to its reader is not for certain.
        return []


def _flat(entries: Any) -> Iterator[Any]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry
