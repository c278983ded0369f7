"""The Word document of a draft."""

from lokdesk.agreement.draft import Draft
from lokdesk.session.library import Library


def document(draft: Draft, library: Library) -> bytes:
    """Return the agreement of *draft* as a Word document after its template.

    Raises Problem when the template cannot be found.
    """
    from lokdesk.word import render

    template = library.template(draft.template)
    names = {attachment.id: attachment.name for attachment in draft.attachments}
    return render.render(draft.agreement, template, names)
