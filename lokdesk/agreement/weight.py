"""What answers weigh: what bodies decide on, whom to turn to, and how the agreement is made and sent.

The patterns are the whole of it. They stand here and in no file, since the rules, the revision and the window
all ask, and what a body decides on is a matter of what an agreement is.
"""

from lokdesk.agreement import emptying, vocabulary
from lokdesk.agreement.agreement import Agreement

FORMAL = (
    "marking",
    "status",
    "version",
    "version_date",
    "parties/*/registrator",
    "parties/*/deciding_bodies/*/memo_name",
    "parties/*/decisions",
    "parties/*/signatories",
    "signing",
    "economy",
    "circulations",
    "workshops",
)
"""How the agreement is made, decided, signed and sent: no body decides on it, and it makes no new version."""
CONTACTS = (
    "parties/*/contacts",
    "collaborators/*/contacts",
    "organisation/forums/*/members/*/name",
    "organisation/forums/*/members/*/deputy",
    "processes/*/contact",
    "job_tracks/*/employers/*/contact",
    "job_tracks/*/employers/*/signatory",
    "job_tracks/*/employers/*/signatory_title",
)
"""Who it is at the moment: a new version of the agreement, but no new decision.

A seat is decided on, with its role and for whom it is; the person who has it is not. The contact list, an
appendix, belongs here too.
"""


def content(agreement: Agreement) -> Agreement:
    """Return *agreement* with nothing in it but what makes another version when it is another."""
    return emptying.emptied(agreement, FORMAL)


def substance(agreement: Agreement) -> Agreement:
    """Return *agreement* with nothing in it but what bodies decide on."""
    bare = emptying.emptied(agreement, FORMAL + CONTACTS)
    decided = tuple(one for one in bare.appendices if one.kind != vocabulary.CONTACT_LIST)
    return bare.model_copy(update={"appendices": decided}) if decided != bare.appendices else bare
