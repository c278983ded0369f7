"""Drafts as Word documents, and documents and templates as users have them on disk.

docx and lxml, which take a while to load, are loaded when a document is first made or read.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from lokdesk.agreement.draft import Draft
from lokdesk.project import disk
from lokdesk.project.problem import Problem
from lokdesk.session.library import Library

if TYPE_CHECKING:
    from lokdesk.word.read import Reading


def render(draft: Draft, library: Library) -> bytes:
    """Return the agreement of *draft* as a Word document after its template.

    Raises Problem when the template cannot be found.
    """
    from lokdesk.word import render

    template = library.template(draft.template)
    names = {attachment.id: attachment.name for attachment in draft.attachments}
    return render.render(draft.agreement, template, names)
