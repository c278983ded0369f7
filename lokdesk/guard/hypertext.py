"""HTML that came from somebody else by the clipboard: as much of it as is read."""

LONGEST = 4_000_000
"""Characters; a document of five hundred pages as Word puts it on the clipboard."""
MOST = 100_000
"""So many tags there may be."""


def is_honest(html: str) -> bool:
    """Return whether *html* is no more than anyone would copy; the text beside it serves where it is not."""
    return len(html) <= LONGEST and html.count("<") <= MOST
