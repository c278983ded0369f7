"""The check of an agreement: every rule applied, and what they find put into words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.finding import Finding, Severity
from lokdesk.handbook import asking, naming
from lokdesk.handbook.asking import answered
from lokdesk.rules import (
    answers,
    appendices,
    follow_up,
    goals,
    mapping,
    organisation,
    parties,
    processes,
    review,
)
from lokdesk.rules.context import Context
from lokdesk.rules.personal_number import hidden
from lokdesk.rules.rule import AGREEMENT, REFERENCES, TEXTS, Remark, Rule, written

_WITH_TEXTS_OF_THEIR_OWN = (
    *parties.RULES,
    *mapping.RULES,
    *goals.RULES,
    *organisation.RULES,
    *processes.RULES,
    *follow_up.RULES,
    *appendices.RULES,
    *review.RULES,
    *answers.RULES,
)

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        answers.missing(frozenset(pattern for rule in _WITH_TEXTS_OF_THEIR_OWN for pattern in rule.covers)),
        *_WITH_TEXTS_OF_THEIR_OWN,
    )
}
"""Every rule there is, by name."""

IN_ITEM = "in_item"
"""The variant of a text that is used, where there is one, for what stands in an item."""

_GRAVITY: Mapping[Severity, int] = {"must": 0, "should": 1, "tip": 2}


def check(context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in an agreement, the gravest first, then in the order of the handbook."""
    order = {pattern: number for number, pattern in enumerate(context.handbook.places)}
    found = [
        (_GRAVITY[finding.severity], order.get(schema.pattern(finding.address), len(order)), finding)
        for rule, remark in _remarks(context)
        for finding in (_finding(context, rule, remark),)
    ]
    found.sort(key=lambda one: one[:2])
    return tuple(finding for _, _, finding in found)


def _remarks(context: Context) -> Iterator[tuple[Rule, Remark]]:
    by_pattern: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in RULES.values():
        for pattern in rule.looks_at:
            by_pattern[pattern].append(rule)
    for pattern, rules in by_pattern.items():
        for address, shown in _shown(context, pattern):
            for rule in rules:
                for remark in rule.find(context, address, shown):
                    yield rule, remark


def _shown(context: Context, pattern: str) -> Iterator[tuple[str, Any]]:
    """Yield what rules that look at *pattern* are shown, one at a time, each with its address."""
    if pattern == AGREEMENT:
        yield AGREEMENT, context.agreement
    elif pattern == TEXTS:
        for address, answer, value in at.answers(context.agreement):
            if text := written(answer, value):
                yield address, text
    elif pattern == REFERENCES:
        for address, answer, value in at.answers(context.agreement):
            if answer.refers_to is not None and answered(value):
                yield address, (answer.refers_to, (value,) if isinstance(value, str) else value)
    else:
        yield from asking.found(context.agreement, pattern)


def _finding(context: Context, rule: Rule, remark: Remark) -> Finding:
    """Put *remark* into words.

    Every text may name the question (``label``, ``prompt``), what a list is added to with (``add``), and the
    items around it: the innermost by its name alone (``name``) or with what it is (``item``), or all of them,
    from the innermost (``place``).
    """
    question = context.handbook.question(remark.address)
    items = naming.named(context.handbook, context.agreement, remark.address)
    inner, *outer = [str(one) for one in reversed(items)] or [""]
    words = {
        "label": question.label,
        "prompt": question.prompt,
        "add": question.add or "",
        "name": items[-1].short if items else "",
        "item": inner,
        "place": f"{inner} ({', '.join(outer)})" if outer else inner,
        **remark.values,
    }
    text = context.texts.text(rule.name, remark.variant)
    if items and not remark.variant:
        text = text.variants.get(IN_ITEM, text)
    return Finding(
        rule=rule.name,
        severity=rule.severity_in(context),
        address=remark.address,
        # What an item is called may be the very thing that should not stand there.
        message=hidden(text.message.format_map(words)),
        action=hidden(text.action.format_map(words)),
    )
