"""How the cooperation is organised: forums on several levels, networks and contact paths."""

from pydantic import Field

from lokdesk.agreement.answer import (
    ActorRef,
    ForumRef,
    LevelWord,
    Line,
    MembershipWord,
    Often,
    PartyRef,
    Scope,
    Text,
)
from lokdesk.agreement.value import Item, Items, Value


class Member(Item):
    """A seat in a forum: for whom, in which role, and who stands in."""

    actor: ActorRef = None
    role: Line = None
    name: Line = None
    membership: MembershipWord = None
    deputy: Line = None


class Forum(Item):
    """A group that meets: its level, task, members and ways of deciding."""

    name: Line = None
    level: LevelWord = None
    scope: Scope = ()
    reports_to: ForumRef = None
    purpose: Text = None
    duties: Text = None
    composition: Text = None
    members: Items[Member] = ()
    convenor: Line = None
    frequency: Often = None
    decision_rule: Text = None
    member_duties: Text = None


class Narrative(Item):
    """How the cooperation is organised with one party, in running text."""

    party: PartyRef = None
    text: Text = None


class Network(Item):
    """A network that matters to the cooperation without being part of its organisation."""

    name: Line = None
    coordinator: Line = None
    description: Text = None


class ContactPath(Item):
    """Whom to turn to in which matter, across the parties."""

    matter: Line = None
    asker: ActorRef = None
    answerer: ActorRef = None
    role: Line = None
    channel: Line = None
    response_time: Line = None


class RegionalAgreement(Value):
    """A regional strategic agreement that the local cooperation is tied to."""

    title: Line = None
    period: Line = None
    description: Text = None
    areas: Text = None


class Organisation(Value):
    """The organisation of the cooperation as a whole."""

    summary: Text = None
    forums: Items[Forum] = ()
    narratives: Items[Narrative] = ()
    networks: Items[Network] = ()
    responsibilities: Text = None
    contact_paths: Items[ContactPath] = ()
    disagreement: Text = None
    regional: RegionalAgreement = Field(default_factory=RegionalAgreement)
    priority_rule: Text = None
