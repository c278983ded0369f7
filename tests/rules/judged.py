"""Agreements in short form and what the rules say about them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.finding import Finding
from lokdesk.rules import texts
from lokdesk.rules.check import check
from lokdesk.rules.context import Context
from tests.handbook.shipped import HANDBOOK, REGISTER, RESOURCES

TEXTS = texts.load(RESOURCES / "rules")
DAY = date(2026, 3, 2)
EMPTY = Context(Agreement(), DAY, HANDBOOK, REGISTER.acts, TEXTS)


def agreement(**answers: Any) -> Agreement:
    """Return an agreement with *answers*; items without an id get one."""
    numbers = count(1)
    return Agreement.model_validate({name: _with_ids(value, numbers) for name, value in answers.items()})


def _with_ids(value: Any, numbers: Iterator[int]) -> Any:
    if isinstance(value, Mapping) and "blocks" not in value:
        return {key: _with_ids(one, numbers) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    return [
        {"id": f"item{next(numbers):04}"} | _with_ids(one, numbers) if isinstance(one, Mapping) else one
        for one in value
    ]


def findings(given: Agreement, *, on: date = DAY, **rest: Any) -> tuple[Finding, ...]:
    """Return all that the rules find in *given* on the day *on*."""
    return check(replace(EMPTY, agreement=given, on=on, **rest))


def found(rule: str, given: Agreement, *, on: date = DAY, **rest: Any) -> list[Finding]:
    """Return what the rule *rule* finds in *given* on the day *on*."""
    return [one for one in findings(given, on=on, **rest) if one.rule == rule]


def places(rule: str, given: Agreement, *, on: date = DAY, **rest: Any) -> list[str]:
    """Return the addresses at which the rule *rule* finds something."""
    return [one.address for one in found(rule, given, on=on, **rest)]
