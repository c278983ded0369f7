"""Drafts as Word documents, and documents as users have them on disk.

The rooms that make and read documents are entered when they are first needed: most of what a session does is
done without them, and they take a while to load.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lokdesk.agreement.draft import Draft
from lokdesk.project.problem import Problem
from lokdesk.session import companion, printing
from lokdesk.session.companion import Chosen
from lokdesk.session.library import Library
from lokdesk.session.printing import Pages

if TYPE_CHECKING:
    from lokdesk.office.office import Office
    from lokdesk.word.read import Reading
    from lokdesk.word.template import Template


def made(
    draft: Draft,
    library: Library,
    path: Path,
    office: "Office | None" = None,
    chosen: Chosen | None = None,
    *,
    comments: bool = False,
) -> bytes:
    """Return the *chosen* document of *draft*, else the agreement, as what is to be written at *path*.

    That is a Word document, or a PDF. Page numbers come from *office*, and are estimated for want of one;
    where there are none in a Word document, it need not be asked. Raises Problem.
    """
    if comments and printing.is_pdf(path):
        raise Problem("Kommentarer kan bara komma med i ett Word-dokument, inte i en PDF.")
    if not printing.is_pdf(path) and _template(draft, library, chosen).contents is None:
        office = None
    return printing.made(partial(_paged, draft, library, chosen, comments), path, office)


def _template(draft: Draft, library: Library, chosen: Chosen | None) -> "Template":
    if chosen is not None and not chosen.is_agreement:
        return library.companion(chosen.document.id)
    return library.template(draft.template)


def _paged(
    draft: Draft, library: Library, chosen: Chosen | None, comments: bool, pages: Pages | None
) -> bytes:
    return render(draft, library, chosen, comments=comments, pages=pages)


def render(
    draft: Draft,
    library: Library,
    chosen: Chosen | None = None,
    *,
    comments: bool = False,
    pages: Pages | None = None,
) -> bytes:
    """Return the *chosen* document of *draft*, else the agreement, as a Word document after its template.

    Only with *comments* does an agreement hold anything of what has been said about it. The contents have the
    *pages* that are told, and estimates for want of them. Raises Problem when the template cannot be found or
    used.
    """
    from lokdesk.session import margin
    from lokdesk.word import render

    wanted = chosen or Chosen(companion.document(library, companion.AGREEMENT))
    template = _template(draft, library, wanted)
    files = {attachment.id: attachment for attachment in draft.attachments}
    said = margin.comments(draft, library) if comments else ()
    return render.render(companion.told(draft, library, wanted), template, files, said, pages)


def read(content: bytes, name: str) -> "Reading":
    """Return what the Word document *content*, a file called *name*, says.

    Raises Problem when Lokdesk did not write it.
    """
    from lokdesk.word import read

    try:
        return read.read(content)
    except read.NotOurs as error:
        raise Problem(f"”{name}” kan inte läsas som ett dokument från Lokdesk. {error}") from error
