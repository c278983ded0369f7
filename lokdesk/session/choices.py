"""What a reference can be set to, given where it stands."""

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.parties import Party
from lokdesk.agreement.reference import Names
from lokdesk.session.session import Session


def choices(session: Session, address: str) -> Names:
    """Return the names by id of what the reference at *address* can be set to.

    A party's decision is made by one of its own bodies, and nothing refers to what it is a part of. Raises
    KeyError or UnknownAddress when *address* is not that of a reference in the agreement.
    """
    answer = schema.patterns()[schema.pattern(address)]
    if not isinstance(answer, Answer) or answer.refers_to is None:
        raise KeyError(address)
    around = address.split(schema.SEPARATOR)
    if answer.refers_to == "body":
        party = at.get(session.agreement, at.join(*around[:2]))
        assert isinstance(party, Party)
        return {body.id: body.name for body in party.deciding_bodies}
    names = session.wording.names(answer.refers_to)
    return {target: name for target, name in names.items() if target not in around}
