"""How a new agreement begins: with who the parties are, and what it may be called after them."""

from collections.abc import Sequence

from lokdesk.agreement import vocabulary
from lokdesk.agreement.phrase import joined
from lokdesk.handbook import suggestion
from lokdesk.handbook.book import Handbook
from lokdesk.handbook.register import Register
from lokdesk.session.fill import Data

NAME = "parterna från start"
"""What is undone with the first answers."""
INITIATOR = vocabulary.AF
"""Who is a party to every agreement: it is the one that calls the others together."""


def answers(handbook: Handbook, register: Register, names: Sequence[str]) -> Data:
    """Return the first answers in an agreement between parties with *names*: who they are, and a title."""
    known = suggestion.actors(register).answers
    parties = [{"name": name, **known(name)} for name in names]
    title = proposed_title(handbook, names)
    return {"title": title, "parties": parties} if title else {"parties": parties}


def proposed_title(handbook: Handbook, names: Sequence[str]) -> str:
    """Return what an agreement between parties with *names* may be called; nothing for fewer than two."""
    return handbook.proposed_title.format(parties=joined(names)) if len(names) > 1 else ""
