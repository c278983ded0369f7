"""The agreement's way through the parties: how it is sent out, and the meetings where it is made."""

from lokdesk.agreement.answer import CirculationName, Day, Line, PartyOrAll, Text
from lokdesk.agreement.value import Item, Items


class Recipient(Item):
    """Whom a version is sent to: a party, an authority or an organisation, and the address it goes to."""

    name: Line = None
    address: Line = None


class Circulation(Item):
    """A round in which a version goes out for comments (avstämning, remiss)."""

    title: CirculationName = None
    last_day: Day = None
    reply_to: Line = None
    recipients: Items[Recipient] = ()
    message: Text = None


class Homework(Item):
    """What a party, or everybody, prepares for a workshop."""

    party: PartyOrAll = None
    task: Line = None


class Workshop(Item):
    """A meeting where the parties work on the agreement."""

    name: Line = None
    day: Day = None
    time: Line = None
    place: Line = None
    convenor: Line = None
    agenda: Text = None
    homework: Items[Homework] = ()
