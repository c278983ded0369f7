"""Who the agreement is between: parties that sign, actors that do not, and what they bring."""

from lokdesk.agreement.answer import (
    ActorKind,
    BodyRef,
    Day,
    DecisionKind,
    Line,
    MemoName,
    OrganisationNumber,
    SignatureMethod,
    Text,
)
from lokdesk.agreement.value import Item, Items


class Contact(Item):
    """Whom to turn to, by role first so that the list survives a change of people."""

    role: Line = None
    name: Line = None
    unit: Line = None
    email: Line = None
    phone: Line = None


class DecidingBody(Item):
    """A body (nämnd, styrelse, chief) that decides for a party, each an authority with its own diarium.

    *memo_name* is what it calls the paper that an official lays before it.
    """

    name: Line = None
    basis: Line = None
    memo_name: MemoName = None


class Decision(Item):
    """A decision of one of the party's bodies, made or planned, with the case number of the matter."""

    body: BodyRef = None
    kind: DecisionKind = None
    case_number: Line = None
    date: Day = None
    paragraph: Line = None
    rapporteur: Line = None
    certified: Day = None
    posted: Day = None


class Signatory(Item):
    """A person who signs for a party, on what authority, and how it was done."""

    name: Line = None
    title: Line = None
    authority: Line = None
    place: Line = None
    signed: Day = None
    method: SignatureMethod = None


class Actor(Item):
    """What a party and a collaborator have in common."""

    name: Line = None
    kind: ActorKind = None
    organisation_number: OrganisationNumber = None
    unit: Line = None
    mandate: Text = None
    expectations: Text = None


class Party(Actor):
    """An authority or organisation that signs the agreement."""

    registrator: Line = None
    deciding_bodies: Items[DecidingBody] = ()
    decisions: Items[Decision] = ()
    signatories: Items[Signatory] = ()
    contacts: Items[Contact] = ()


class Collaborator(Actor):
    """An actor that takes part in the cooperation without signing."""

    contacts: Items[Contact] = ()
