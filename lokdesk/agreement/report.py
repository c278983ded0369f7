"""What a document can tell: an agreement, and beside it what follows from it and what the document is about.

Templates are compiled against it. Whatever it has more than an agreement is derived: made for one document,
printed in it, and never an answer.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from pydantic import Field

from lokdesk.agreement import phrase, schema, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Day, Line, Text
from lokdesk.agreement.circulation import Circulation, Workshop
from lokdesk.agreement.follow_up import Appendix
from lokdesk.agreement.parties import DecidingBody, Decision, Party
from lokdesk.agreement.processes import JobTrack
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.value import Item, Items, Value

CIRCULATION, SIGNING, PUBLISHING = "avstämning", "underskrift", "publicering"
"""The forms of the agreement: the version that goes out for comments, the one to sign, the one to publish."""
_NOBODY = "00000000"


class OpenMatter(Item):
    """Something that is open in the draft, where it is, and who comes back to it when."""

    place: Line = None
    kind: Line = None
    text: Text = None
    owner: Line = None
    due: Day = None


class Standing(Item):
    """Where a party's officials stand on a section. It does not bind the party."""

    section: Line = None
    party: Line = None
    state: Line = None
    day: Day = None
    author: Line = None


class Registration(Item):
    """A document to register (diarieföra), with its file and what tells it from any other.

    *who* sent it, or whom it was sent to, a line each.
    """

    name: Line = None
    who: Text = None
    file: Line = None
    day: Day = None
    sha256: Line = None
    note: Line = None


class Sentence(Item):
    """A sentence of a summary."""

    text: Line = None


class ReportedChange(Item):
    """Something that differs from the agreement before: where it is, and what stood there and does now."""

    place: Line = None
    kind: Line = None
    old: Text = None
    new: Text = None


class ReportedOutcome(Item):
    """What an indicator of the agreement before has shown, beside what it should have."""

    indicator: Line = None
    party: Line = None
    baseline: Line = None
    target: Line = None
    outcome: Line = None
    standing: Line = None


class ReportedGoal(Item):
    """A goal of the agreement before, evaluated; one that is new has only a title and why it has been set."""

    title: Line = None
    helped: Line = None
    how: Text = None
    verdict: Line = None
    why: Text = None
    outcomes: Items[ReportedOutcome] = ()


class ReportedPoint(Item):
    """A point of the agenda of a revision."""

    title: Line = None
    told: Text = None
    todo: Line = None
    done: Line = None


class ReportedSection(Item):
    """A section of the agenda of a revision."""

    title: Line = None
    lead: Line = None
    points: Items[ReportedPoint] = ()


class ReportedSender(Item):
    """Somebody who answered, with how many viewpoints they have and what these came to.

    *came* says when the answer came.
    """

    name: Line = None
    came: Line = None
    all: Line = None
    taken: Line = None
    edited: Line = None
    otherwise: Line = None
    refused: Line = None
    lifted: Line = None
    there: Line = None
    untreated: Line = None


class ReportedViewpoint(Item):
    """A viewpoint of one or several senders: where and what they want, what the group made of it, and why.

    *now* is the wording that stands now.
    """

    number: Line = None
    place: Line = None
    senders: Line = None
    wish: Text = None
    stand: Line = None
    now: Text = None
    reason: Text = None


class ReportedViews(Item):
    """The viewpoints on a section of the agreement."""

    title: Line = None
    viewpoints: Items[ReportedViewpoint] = ()


class Responses(Value):
    """What came back on a circulation: what was *sent*, who *answered* and who did not, and what they want.

    *counted* sums it up, and *total* is the figures of all *senders* together. *unplaced* are the viewpoints
    that belong to no section.
    """

    sent: Line = None
    sent_to: Line = None
    answered: Line = None
    unanswered: Line = None
    counted: Line = None
    senders: Items[ReportedSender] = ()
    total: ReportedSender = Field(default_factory=partial(ReportedSender, id=_NOBODY))
    sections: Items[ReportedViews] = ()
    unplaced: Items[ReportedViewpoint] = ()


class Report(Agreement):
    """An agreement with what a document tells beside it.

    *form* is the form of the agreement (:data:`CIRCULATION` …) if it is a special one, *mark* what its
    pages are marked with until it is decided. *names* are the parties' names in one phrase. *party*, *body*,
    *decision*, *track*, *circulation* and *workshop* are what a companion document is about; *others* are the
    parties but the one that it is about, and *other_names* their names. *earlier* is what the agreement
    before is called, *summary* what differs from it in a few sentences, and *changes* all of that.
    *evaluated* are the goals of that agreement, *new_goals* those that it did not have, and *agenda* what a
    revision goes through. *responses* is what came back on the circulation.
    """

    form: Line = None
    mark: Line = None
    names: Line = None
    others: Items[Party] = ()
    other_names: Line = None
    party: Party = Field(default_factory=partial(Party, id=_NOBODY))
    body: DecidingBody = Field(default_factory=partial(DecidingBody, id=_NOBODY))
    decision: Decision = Field(default_factory=partial(Decision, id=_NOBODY))
    track: JobTrack = Field(default_factory=partial(JobTrack, id=_NOBODY))
    circulation: Circulation = Field(default_factory=partial(Circulation, id=_NOBODY))
    workshop: Workshop = Field(default_factory=partial(Workshop, id=_NOBODY))
    open: Items[OpenMatter] = ()
    standings: Items[Standing] = ()
    registrations: Items[Registration] = ()
    earlier: Line = None
    summary: Items[Sentence] = ()
    changes: Items[ReportedChange] = ()
    evaluated: Items[ReportedGoal] = ()
    new_goals: Items[ReportedGoal] = ()
    agenda: Items[ReportedSection] = ()
    responses: Responses = Field(default_factory=Responses)


def report(agreement: Agreement, **derived: Any) -> Report:
    """Return what a document can tell of *agreement*, with the *derived* fields given.

    The form and the mark follow from the status where they are not given, and the others from the party. What
    is to be published holds no contact list, whatever that is: it is listed among the appendices, no more.
    """
    if isinstance(agreement, Report):
        assert derived.get("form", agreement.form) == agreement.form  # what it tells follows from its form
        return agreement.model_copy(update=derived) if derived else agreement
    circulated = agreement.status == vocabulary.CIRCULATED
    about = derived.get("party")
    others = tuple(party for party in agreement.parties if about is None or party.id != about.id)
    told = {
        "form": CIRCULATION if circulated else None,
        "mark": mark(agreement),
        "names": _names(agreement.parties),
        "others": others,
        "other_names": _names(others),
        **derived,
    }
    if told["form"] == PUBLISHING:
        told["appendices"] = tuple(map(_published, agreement.appendices))
    return Report.model_construct(None, **(dict(agreement) | told))


def _published(appendix: Appendix) -> Appendix:
    if appendix.kind != vocabulary.CONTACT_LIST:
        return appendix
    return appendix.model_copy(update={"text": None, "attachment": None})


def agreement(told: Agreement) -> Agreement:
    """Return the agreement that is *told* of, without what has been derived from it."""
    if type(told) is Agreement:
        return told
    return Agreement.model_construct(None, **{name: getattr(told, name) for name in Agreement.model_fields})


def mark(agreement: Agreement) -> str | None:
    """Return what the pages are marked with until the agreement has been decided: status, version and day."""
    if agreement.status not in vocabulary.UNDECIDED:
        return None
    version = f"version {agreement.version}" if agreement.version else ""
    day = agreement.version_date.isoformat() if agreement.version_date else ""
    return ", ".join(part for part in (vocabulary.shown(agreement.status), version, day) if part)


def _names(parties: Sequence[Party]) -> str | None:
    return phrase.joined([party.name for party in parties if party.name]) or None


def is_derived(address: str) -> bool:
    """Return whether *address* names something that a report has and an agreement has not."""
    return address.partition(SEPARATOR)[0] not in schema.fields(Agreement)
