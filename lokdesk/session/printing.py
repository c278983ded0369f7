"""Documents with the page numbers that a word processor tells of, and documents as PDF.

A document is *made* by a function that is given the pages of the headings, or none to estimate them.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from lokdesk.office.office import Failed, Office
from lokdesk.project.problem import Problem

PDF = ".pdf"
Pages = Sequence[tuple[str, int]]
"""The headings of a document with their pages, in order."""
Make = Callable[[Pages | None], bytes]
HOW_IN_WORD = (
    "Skapa Word-dokumentet i stället, öppna det i Word och välj Arkiv, Spara som och PDF. Välj Alternativ "
    "och kryssa för ”Dokumentstrukturtaggar för hjälpmedel” och ”PDF/A-kompatibel”."
)
NO_OFFICE = f"För att göra PDF behövs Word eller LibreOffice, som inte finns på den här datorn. {HOW_IN_WORD}"


def is_pdf(path: Path) -> bool:
    """Return whether what is to be written at *path* is a PDF."""
    return path.suffix.lower() == PDF


def office() -> Office | None:
    """Return the word processor of this computer, if there is one."""
    # Only who makes a document needs what others are started with.
    from lokdesk.office import finding

    return finding.found()


def made(make: Make, path: Path, office: Office | None) -> bytes:
    """Return what is to be written at *path*: a Word document, or a PDF if its name says so.

    Page numbers come from *office*, and are estimated for want of one. Raises Problem when there is none that
    could make a PDF.
    """
    if not is_pdf(path):
        return make(None) if office is None else paged(make, office)
    if office is None:
        raise Problem(NO_OFFICE)
    return pdf(make, office)


def paged(make: Make, office: Office) -> bytes:
    """Return a Word document with page numbers from *office*, or estimated ones where it fails."""
    from lokdesk.office import outline

    estimated = make(None)
    try:
        return make(outline.headings(office.pdf(estimated)))
    except Failed:
        return estimated


def pdf(make: Make, office: Office) -> bytes:
    """Return a document as PDF by *office*. Raises Problem."""
    from lokdesk.office import outline

    estimated = make(None)
    try:
        first = office.pdf(estimated)
        numbered = make(outline.headings(first))
        return first if numbered == estimated else office.pdf(numbered)
    except Failed as failed:
        raise Problem(f"{failed} {HOW_IN_WORD}") from failed
