"""What in documents some readers cannot use, found in them before they are made."""

from collections.abc import Iterable

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.finding import Finding
from lokdesk.session import companion, document
from lokdesk.session.companion import AGREEMENT, Chosen
from lokdesk.session.library import Library

RULE = "accessibility"
"""What the rules of these findings begin with: none of them must be done for a document to be made."""


def findings(draft: Draft, library: Library, chosen: Iterable[Chosen] = ()) -> tuple[Finding, ...]:
    """Return what some readers could not use in the *chosen* documents of *draft*, else in the agreement.

    What several of them have in common is told once. In what is told of a companion its name comes first.
    Raises Problem when a template cannot be found or used.
    """
    # What reads documents takes a while to load.
    from lokdesk.word import accessible

    found: dict[tuple[str, str], Finding] = {}
    for one in tuple(chosen) or (Chosen(companion.document(library, AGREEMENT)),):
        name = "" if one.is_agreement else f"{one.document.name}: "
        for remark in accessible.remarks(document.render(draft, library, one)):
            where = accessible.where(remark)
            finding = Finding(
                f"{RULE}/{remark.check}",
                "should",
                remark.address,
                f"{name}{where}{remark.message}",
                remark.action,
            )
            found.setdefault((where, remark.message), finding)
    return tuple(found.values())
