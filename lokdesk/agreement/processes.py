"""How the work is done: operative processes, information flows, job tracks and the parties' resources."""

from lokdesk.agreement.answer import (
    ActorRef,
    DataLevel,
    FlowRefs,
    Line,
    OrganisationNumber,
    PartyRef,
    PresetWord,
    ProcessKind,
    ResourceKind,
    Scope,
    TargetGroupRefs,
    Text,
)
from lokdesk.agreement.value import Item, Items, Value


class ProcessStep(Item):
    """A step of a process: what is done, by whom, what starts it and how it is handed over."""

    title: Line = None
    actor: ActorRef = None
    role: Line = None
    description: Text = None
    trigger: Line = None
    handover: Line = None


class ProcessVariant(Item):
    """How one municipality does a process differently."""

    party: PartyRef = None
    text: Text = None


class Process(Item):
    """An operative process that the parties run together."""

    name: Line = None
    kind: ProcessKind = None
    purpose: Text = None
    scope: Scope = ()
    target_groups: TargetGroupRefs = ()
    responsible: Line = None
    trigger: Text = None
    steps: Items[ProcessStep] = ()
    handover: Text = None
    contact: Line = None
    information_flows: FlowRefs = ()
    follow_up: Text = None
    variants: Items[ProcessVariant] = ()


class InformationFlow(Item):
    """Information that goes from one actor to another, and what allows it.

    The ground that lifts secrecy and the ground in the data protection regulation are two answers.
    """

    name: Line = None
    sender: ActorRef = None
    receiver: ActorRef = None
    categories: Text = None
    level: DataLevel = None
    purpose: Text = None
    secrecy_ground: Text = None
    gdpr_ground: Text = None
    controller: Line = None
    channel: Line = None


class AdultEducationContact(Item):
    """Where a party sends and receives what there is to say of komvux."""

    party: PartyRef = None
    role: Line = None
    address: Line = None


class AdultEducation(Value):
    """How data on municipal adult education, komvux, go from the municipality to Arbetsförmedlingen.

    Lag (2000:625) 1 a §, from 1 March 2026.
    """

    data: Text = None
    routine: Text = None
    channel: Line = None
    contacts: Items[AdultEducationContact] = ()
    informing: Text = None
    follow_up: Text = None


class TrackEmployer(Item):
    """An employer in a job track, with the person who signs its letter of intent."""

    name: Line = None
    organisation_number: OrganisationNumber = None
    contact: Line = None
    signatory: Line = None
    signatory_title: Line = None


class JobTrack(Item):
    """A local job track: a chain of measures from employers' needs to employment, in four phases."""

    name: Line = None
    occupation: Line = None
    scope: Scope = ()
    target_groups: TargetGroupRefs = ()
    employers: Items[TrackEmployer] = ()
    places: Line = None
    period: Line = None
    coordinator: Line = None
    competence_profile: Text = None
    planning: Text = None
    recruitment: Text = None
    implementation: Text = None
    completion: Text = None
    letter_of_intent: Text = None
    recruitment_plan: Text = None


class Resource(Item):
    """Something a party puts in within its own mandate."""

    name: Line = None
    party: PartyRef = None
    kind: ResourceKind = None
    scope: Scope = ()
    description: Text = None


class DuaModel(Value):
    """Dua's model for newly arrived of 2017: three modules for the individual's way. Historical."""

    preset: PresetWord = None
    module_1: Text = None
    module_2: Text = None
    module_3: Text = None
