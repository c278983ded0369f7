"""What in a document some readers cannot use, found in it before it is made."""

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.finding import Finding
from lokdesk.session import document
from lokdesk.session.companion import Chosen
from lokdesk.session.library import Library

RULE = "accessibility"
"""What the rules of these findings begin with: none of them must be done for the document to be made."""


def findings(draft: Draft, library: Library, chosen: Chosen | None = None) -> tuple[Finding, ...]:
    """Return what some readers could not use in the *chosen* document of *draft*, else in the agreement.

    Raises Problem when the template cannot be found or used.
    """
    # What reads documents takes a while to load.
    from lokdesk.word import accessible

    found = accessible.remarks(document.render(draft, library, chosen))
    return tuple(
        Finding(f"{RULE}/{one.check}", "should", one.address, accessible.where(one) + one.message, one.action)
        for one in found
    )
