"""Drafts as Word documents, and documents as users have them on disk.

The rooms that make and read documents are entered when they are first needed: most of what a session does is
done without them, and they take a while to load.
"""

from typing import TYPE_CHECKING

from lokdesk.agreement.draft import Draft
from lokdesk.project.problem import Problem
from lokdesk.session.library import Library

if TYPE_CHECKING:
    from lokdesk.word.read import Reading


def render(draft: Draft, library: Library, *, comments: bool = False) -> bytes:
    """Return the agreement of *draft* as a Word document after its template.

    Only with *comments* does it hold anything of what has been said about the agreement. Raises Problem when
    the template cannot be found or used.
    """
    from lokdesk.session import margin
    from lokdesk.word import render

    template = library.template(draft.template)
    files = {attachment.id: attachment for attachment in draft.attachments}
    said = margin.comments(draft, library) if comments else ()
    return render.render(draft.agreement, template, files, said)


def read(content: bytes, name: str) -> "Reading":
    """Return what the Word document *content*, a file called *name*, says.

    Raises Problem when Lokdesk did not write it.
    """
    from lokdesk.word import read

    try:
        return read.read(content)
    except read.NotOurs as error:
        raise Problem(f"”{name}” kan inte läsas som ett dokument från Lokdesk. {error}") from error
