"""The joint mapping: the parties' common picture of mandates, resources, needs and people."""

from lokdesk.agreement.answer import Day, Flag, Line, PartyOrAll, Scope, Text
from lokdesk.agreement.value import Item, Items, Value


class Column(Item):
    """A column of figures in a statistics table."""

    name: Line = None


class Cell(Item):
    """A figure in a row. Its id is the id of the column it stands in; an empty cell is left out."""

    value: Line = None


class Row(Item):
    """A row of figures in a statistics table."""

    label: Line = None
    cells: Items[Cell] = ()


class StatisticsTable(Item):
    """A table of figures with what is needed to judge and repeat them."""

    title: Line = None
    population: Line = None
    unit: Line = None
    period: Line = None
    source: Line = None
    retrieved: Day = None
    definition: Text = None
    split_by_sex: Flag = None
    columns: Items[Column] = ()
    rows: Items[Row] = ()


class JointMapping(Value):
    """The joint mapping as a whole. The parties' own mandates stand with the parties."""

    mandates: Text = None
    resources: Text = None
    employer_needs: Text = None
    measures: Text = None
    kaa_measures: Text = None
    gaps: Text = None
    statistics: Items[StatisticsTable] = ()


class GroupSize(Item):
    """How many people a target group holds, in one municipality or (without a party) in all together."""

    party: PartyOrAll = None
    number: Line = None
    period: Line = None
    source: Line = None


class TargetGroup(Item):
    """A group of people that the cooperation is for, defined locally."""

    name: Line = None
    definition: Text = None
    scope: Scope = ()
    sizes: Items[GroupSize] = ()
    composition: Text = None
    needs: Text = None
