"""Rules for figures: where they come from, and whether they may disclose somebody."""

from collections.abc import Iterator

from lokdesk.agreement import address as at
from lokdesk.agreement.goals import Indicator
from lokdesk.agreement.mapping import StatisticsTable, TargetGroup
from lokdesk.rules.context import Context
from lokdesk.rules.count import counts_people, is_small
from lokdesk.rules.rule import Remark, Rule

TABLE = "mapping/statistics/*"
GROUP = "target_groups/*"
INDICATOR = "goals/*/indicators/*"


def _figure_without_source(
    _: Context, address: str, item: StatisticsTable | TargetGroup | Indicator
) -> Iterator[Remark]:
    own = Remark(at.join(address, "source"))
    match item:
        case StatisticsTable():
            if item.source is None and any(row.cells for row in item.rows):
                yield own
        case TargetGroup():
            for size in item.sizes:
                if size.number is not None and size.source is None:
                    yield Remark(at.join(address, "sizes", size.id, "source"))
        case Indicator():
            # An outcome comes from the indicator's source unless it names one of its own.
            if item.source is not None:
                return
            yield own
            for outcome in item.outcomes:
                if outcome.value is not None and outcome.source is None:
                    yield Remark(at.join(address, "outcomes", outcome.id, "source"))


def _figure_without_period(_: Context, address: str, table: StatisticsTable) -> Iterator[Remark]:
    if table.period is None and any(row.cells for row in table.rows):
        yield Remark(at.join(address, "period"))


def _small_count(
    context: Context, address: str, item: StatisticsTable | TargetGroup | Indicator
) -> Iterator[Remark]:
    limit, texts = context.small_count_limit, context.texts
    for place, value in _counts(context, item):
        if is_small(value, limit, texts):
            variant = "one" if limit == 2 else ""
            yield Remark(at.join(address, place), variant, {"most": str(limit - 1)})


def _counts(
    context: Context, item: StatisticsTable | TargetGroup | Indicator
) -> Iterator[tuple[str, str | None]]:
    """Yield the figures in *item* that may count people, each with its place within the item."""
    match item:
        case StatisticsTable():
            people = {
                column.id
                for column in item.columns
                if counts_people(context.texts, item.unit, item.title, column.name)
            }
            for row in item.rows:
                if counts_people(context.texts, None, row.label):
                    for cell in row.cells:
                        if cell.id in people:
                            yield at.join("rows", row.id, "cells", cell.id, "value"), cell.value
        case TargetGroup():
            for size in item.sizes:
                yield at.join("sizes", size.id, "number"), size.number
        case Indicator():
            if not counts_people(context.texts, None, item.name):
                return
            for one in item.values:
                yield at.join("values", one.id, "baseline"), one.baseline
            for outcome in item.outcomes:
                yield at.join("outcomes", outcome.id, "value"), outcome.value


def _cell_without_column(_: Context, address: str, table: StatisticsTable) -> Iterator[Remark]:
    columns = {column.id for column in table.columns}
    for row in table.rows:
        if any(cell.id not in columns for cell in row.cells):
            yield Remark(at.join(address, "rows", row.id, "cells"))


RULES = (
    Rule(
        "figure_without_source",
        "should",
        (TABLE, GROUP, INDICATOR),
        _figure_without_source,
        covers=(
            "mapping/statistics/*/source",
            "target_groups/*/sizes/*/source",
            "goals/*/indicators/*/source",
            "goals/*/indicators/*/outcomes/*/source",
        ),
    ),
    Rule(
        "figure_without_period",
        "should",
        (TABLE,),
        _figure_without_period,
        covers=("mapping/statistics/*/period",),
    ),
    Rule("small_count", "should", (TABLE, GROUP, INDICATOR), _small_count),
    Rule("cell_without_column", "must", (TABLE,), _cell_without_column),
)
