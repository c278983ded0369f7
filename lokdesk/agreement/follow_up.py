"""How the agreement is followed up and revised, and what it has for appendices."""

from lokdesk.agreement.answer import (
    AppendixKind,
    AttachmentRef,
    Day,
    Line,
    Often,
    PartyRef,
    Text,
)
from lokdesk.agreement.value import Item, Items, Value


class Occasion(Item):
    """A recurring point of the year: what is followed up, when and by whom."""

    name: Line = None
    when: Line = None
    content: Text = None
    responsible: Line = None


class FollowUp(Value):
    """How the parties see whether the cooperation works, and how they change it."""

    method: Text = None
    interval: Often = None
    responsible: Line = None
    reporting: Text = None
    occasions: Items[Occasion] = ()
    revision: Text = None
    next_revision: Day = None


class Appendix(Item):
    """An appendix: its number and sub-letter, what it holds, who owns it and who may change it."""

    number: Line = None
    letter: Line = None
    title: Line = None
    kind: AppendixKind = None
    owner: PartyRef = None
    changed_by: Line = None
    attachment: AttachmentRef = None
    text: Text = None


class AdditionalAnswer(Item):
    """An answer to a question that a template, or the parties, added on their own."""

    question: Line = None
    answer: Text = None
