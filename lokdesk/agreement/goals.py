"""What the parties want to achieve together, and by which signs they will see it."""

from lokdesk.agreement.answer import Day, Line, Often, PartyOrAll, Scope, TargetGroupRefs, Text
from lokdesk.agreement.value import Item, Items


class IndicatorValue(Item):
    """Where an indicator starts and what it should reach, in one municipality or (without a party) in all."""

    party: PartyOrAll = None
    baseline: Line = None
    target: Line = None


class Outcome(Item):
    """What an indicator showed for a period, in one municipality or (without a party) in all together."""

    party: PartyOrAll = None
    period: Line = None
    value: Line = None
    source: Line = None
    retrieved: Day = None


class Indicator(Item):
    """A measure by which a goal is followed."""

    name: Line = None
    source: Line = None
    interval: Often = None
    responsible: Line = None
    values: Items[IndicatorValue] = ()
    outcomes: Items[Outcome] = ()


class Goal(Item):
    """A common goal, with the effect that is sought and the indicators that show the way there."""

    title: Line = None
    description: Text = None
    effect: Text = None
    basis: Text = None
    target_groups: TargetGroupRefs = ()
    scope: Scope = ()
    indicators: Items[Indicator] = ()


class Perspective(Item):
    """A perspective that shall be considered (equality, the child's rights, public health …)."""

    name: Line = None
    consideration: Text = None
