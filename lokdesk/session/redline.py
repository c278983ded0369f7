"""The redline between two drafts: the new document, in which all that differs from the old one is tracked."""

from datetime import date
from typing import TYPE_CHECKING

from lokdesk.agreement.draft import Draft
from lokdesk.office.office import Failed
from lokdesk.session import companion, document
from lokdesk.session.companion import Chosen
from lokdesk.session.library import Library

if TYPE_CHECKING:
    from lokdesk.office.office import Office
    from lokdesk.session.printing import Pages
    from lokdesk.word.redline import Side

AUTHOR = "Lokdesk"
"""Who the changes are said to be by where nobody else is named."""


def made(
    old: Draft, new: Draft, library: Library, author: str, day: date, office: "Office | None" = None
) -> bytes:
    """Return the agreement of *new* as a Word document in which all that differs from *old* is tracked.

    The changes are said to be by *author* on *day*. Page numbers come from *office*, and are estimated for
    want of one. Raises Problem when a template cannot be found or used.
    """
    from lokdesk.word.redline import redline
    from lokdesk.word.tracked import Reviser

    was, now = (_side(draft, library, office) for draft in (old, new))
    return redline(was, now, Reviser(author or AUTHOR, day))


def _side(draft: Draft, library: Library, office: "Office | None") -> "Side":
    from lokdesk.word.redline import Side

    wanted = Chosen(companion.document(library, companion.AGREEMENT))
    files = {attachment.id: attachment for attachment in draft.attachments}
    pages = _pages(draft, library, office) if office is not None else None
    return Side(companion.told(draft, library, wanted), library.template(draft.template), files, pages)


def _pages(draft: Draft, library: Library, office: "Office") -> "Pages | None":
    from lokdesk.office import outline

    try:
        return outline.headings(office.pdf(document.render(draft, library)))
    except Failed:
        return None
