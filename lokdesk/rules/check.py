"""The check of an agreement: every rule applied, and what they find put into words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.finding import Finding, Severity
from lokdesk.agreement.piece import Piece, owner, patterns_in, pieces_in
from lokdesk.agreement.steps import Steps, finished
from lokdesk.handbook import naming, progress
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
from lokdesk.rules.rule import (
    AGREEMENT,
    EVERYWHERE,
    MISSING,
    REFERENCES,
    TEXTS,
    Reference,
    Remark,
    Rule,
    written,
)

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

_OF_THE_WHOLE = tuple(rule for rule in RULES.values() if AGREEMENT in rule.looks_at)
_OF_PIECES = frozenset(name for name, rule in RULES.items() if AGREEMENT not in rule.looks_at)

_READ = frozenset(read for rule in RULES.values() for read in rule.reads)

_FIELDS = tuple(schema.fields(Agreement))

_LOOKING: Mapping[str, tuple[Rule, ...]] = {
    pattern: tuple(rule for rule in RULES.values() if pattern in rule.looks_at)
    for pattern in dict.fromkeys(one for name in RULES if name in _OF_PIECES for one in RULES[name].looks_at)
}
"""The rules that look at pieces of the agreement, by what they look at."""

_LOOKED_FOR: Mapping[str, tuple[str, ...]] = {
    of: tuple(one for one in _LOOKING if owner(one) == of)
    for of in {owner(one) for one in _LOOKING if one not in EVERYWHERE}
}
"""The patterns that rules look for, by the pattern of the pieces they are found in."""

IN_ITEM = "in_item"
"""The variant of a text that is used, where there is one, for what stands in an item."""

_STRIDE = 40
"""How many pieces are judged at a time."""

_GRAVITY: Mapping[Severity, int] = {"must": 0, "should": 1, "tip": 2}


@dataclass(frozen=True)
class Found:
    """A remark in words, and its place among all that is found: by severity, then by question."""

    rule: Rule
    remark: Remark
    finding: Finding
    rank: tuple[int, int]


@dataclass(frozen=True)
class Judged:
    """A piece of the agreement, what the rules are shown of it, and what they find in it.

    What is *shown* is kept by what rules look at, each thing with its address; what is *found* by rule.
    """

    piece: Piece
    shown: Mapping[str, tuple[tuple[str, Any], ...]]
    found: Mapping[str, tuple[Found, ...]]


@dataclass(frozen=True)
class JudgedField:
    """A field of the agreement with the pieces in it by address, and all that is found in them."""

    value: object
    pieces: Mapping[str, Judged]
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Check:
    """What the rules find in an agreement, and how they came to it: field by field, and in the *whole*."""

    context: Context
    findings: tuple[Finding, ...] = ()
    fields: Mapping[str, JudgedField] = field(default_factory=dict[str, JudgedField], repr=False)
    whole: Mapping[str, tuple[Found, ...]] = field(default_factory=dict[str, tuple[Found, ...]], repr=False)


def check(context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in an agreement, the gravest first, then in the order of the handbook."""
    return checked(context).findings


def checked(context: Context, before: Check | None = None) -> Check:
    """Return the check of an agreement.

    Given the check *before* some edits, rules are applied anew only where what they look at or read has
    changed; what they find is the same with it as without.
    """
    return finished(steps(context, before))


def steps(context: Context, before: Check | None = None) -> Steps[Check]:
    """Make what :func:`checked` returns, with a pause whenever rules have been applied for a moment."""
    if before is None or not before.context.differs_in_agreement_only(context):
        before = Check(context.of(Agreement()))
    news = _news(before.context, context)
    fields: dict[str, JudgedField] = {}
    for name in _FIELDS:
        fields[name] = yield from _judged_field(context, name, before.fields.get(name), news)
    anew = {
        address
        for name, judged in fields.items()
        for address in _judged_anew(before.fields.get(name), judged)
    }
    whole: dict[str, tuple[Found, ...]] = {}
    for rule in _OF_THE_WHOLE:
        if rule.name in news.stale or rule.name not in before.whole:
            whole[rule.name] = _found(context, rule, rule.finds(context, AGREEMENT, context.agreement))
            yield
        else:
            whole[rule.name] = tuple(
                _in_place(context, rule, one.remark) if owner(one.remark.address) in anew else one
                for one in before.whole[rule.name]
            )
    found = [*chain.from_iterable(judged.found for judged in fields.values()), *chain(*whole.values())]
    found.sort(key=lambda one: one.rank)
    return Check(context, tuple(one.finding for one in found), fields, whole)


def _judged_field(
    context: Context, name: str, before: JudgedField | None, news: "_News"
) -> Steps[JudgedField]:
    """Return the field *name* of the agreement judged anew, as far as there is *news* since *before*."""
    value = getattr(context.agreement, name)
    old: Mapping[str, Judged] = {}
    if before is not None:
        if before.value is value and not news.concerns(name):
            return before
        old = before.pieces
    stale = news.stale & _OF_PIECES
    pieces: dict[str, Judged] = {}
    judged_anew = 0
    for piece in pieces_in(context.agreement, name):
        judged = old.get(piece.address)
        if judged is None or judged.piece.value is not piece.value or piece.pattern in news.asked_anew:
            judged = _judged(context, Judged(piece, _shown(context, piece), {}), _OF_PIECES)
            judged_anew += 1
            if not judged_anew % _STRIDE:
                yield
        else:
            if judged.piece.number != piece.number or piece.pattern in news.renamed:
                judged = Judged(piece, judged.shown, _in_words(context, judged.found))
            if stale:
                judged = _judged(context, judged, stale)
        pieces[piece.address] = judged
    found = (founds for judged in pieces.values() for founds in judged.found.values())
    return JudgedField(value, pieces, tuple(chain.from_iterable(found)))


def _judged_anew(before: JudgedField | None, now: JudgedField) -> Iterator[str]:
    """Yield the addresses of the pieces that have been judged anew, where some had been judged *before*."""
    if before is not None and before is not now:
        yield from (one for one, judged in now.pieces.items() if before.pieces.get(one) is not judged)


# What has changed


@dataclass(frozen=True)
class _News:
    """What is another than before, apart from the answers themselves.

    *stale* are the names of the rules that read something which has changed. Other questions than before may
    be asked about pieces with patterns that are *asked_anew*, and in those that are *renamed* items may be
    called something else.
    """

    stale: frozenset[str]
    asked_anew: frozenset[str]
    renamed: frozenset[str]

    def concerns(self, field: str) -> bool:
        """Return whether anything of it concerns the *field* of the agreement."""
        return bool(self.stale & _OF_PIECES or (self.asked_anew | self.renamed) & patterns_in(field))


def _news(before: Context, now: Context) -> _News:
    changed = {one for one in _READ if _differs(before.agreement, now.agreement, one)}
    stale = frozenset(name for name, rule in RULES.items() if not changed.isdisjoint(rule.reads))
    return _News(stale, _asked_anew(before, now), _renamed(before, now))


def _differs(before: Agreement, now: Agreement, pattern: str) -> bool:
    """Return whether what *pattern* reads has become another, for rules that read it."""
    return not _same(before, now, pattern.split(schema.SEPARATOR))


def _same(before: Any, now: Any, way: Sequence[str]) -> bool:
    """Return whether the same is found in both along the *way*; one that ends in ``*`` reads which items."""
    # An edit shares all that it does not change.
    if before is now:
        return True
    if not way:
        return before == now
    first, *others = way
    if first != schema.ANY:
        return _same(getattr(before, first), getattr(now, first), others)
    if [item.id for item in before] != [item.id for item in now]:
        return False
    return not others or all(_same(one, other, others) for one, other in zip(before, now, strict=True))


def _asked_anew(before: Context, now: Context) -> frozenset[str]:
    """Return the patterns of the pieces that other questions may be asked about than before."""
    return frozenset(
        pattern
        for pattern, conditions in now.handbook.conditions.items()
        if any(_differs(before.agreement, now.agreement, one) for one in conditions)
    )


def _renamed(before: Context, now: Context) -> frozenset[str]:
    """Return the patterns of the pieces in which items may be called something else than before.

    Where the status is another, so may how grave everything is.
    """
    if before.stage != now.stage:
        return frozenset(now.handbook.places_by_piece)
    kinds = now.handbook.named_after
    return frozenset(
        pattern
        for pattern in kinds
        if any(before.wording.names(kind) != now.wording.names(kind) for kind in kinds[pattern])
    )


# What there is to find


def _judged(context: Context, judged: Judged, rules: frozenset[str]) -> Judged:
    """Return *judged* with what those *rules* find now; what other rules found in it still holds."""
    new: dict[str, tuple[Found, ...]] = {}
    for pattern, shown in judged.shown.items():
        for rule in _LOOKING[pattern]:
            if rule.name in rules:
                remarks = [one for address, value in shown for one in rule.finds(context, address, value)]
                if remarks:
                    new[rule.name] = (*new.get(rule.name, ()), *_found(context, rule, remarks))
    if not new and rules.isdisjoint(judged.found):
        return judged
    found = {name: one for name, one in judged.found.items() if name not in rules} | new
    return Judged(judged.piece, judged.shown, {name: found[name] for name in RULES if name in found})


def _found(context: Context, rule: Rule, remarks: Iterable[Remark]) -> tuple[Found, ...]:
    return tuple(_in_place(context, rule, remark) for remark in remarks)


def _in_words(context: Context, found: Mapping[str, tuple[Found, ...]]) -> Mapping[str, tuple[Found, ...]]:
    """Return what has been *found* with the words that it has now."""
    return {
        name: _found(context, RULES[name], [one.remark for one in founds]) for name, founds in found.items()
    }


def _shown(context: Context, piece: Piece) -> dict[str, tuple[tuple[str, Any], ...]]:
    """Return what rules are shown of *piece*, by what they look at."""
    texts: list[tuple[str, str]] = []
    references: list[tuple[str, Reference]] = []
    for address, answer, value in piece.answers():
        if answer.refers_to is None:
            if text := written(answer, value):
                texts.append((address, text))
        elif answered(value):
            references.append((address, (answer.refers_to, (value,) if isinstance(value, str) else value)))
    required = (
        place.question
        for place in context.handbook.places_by_piece.get(piece.pattern, ())
        if place.question.requirement == "required"
    )
    missing = (
        (address, question)
        for address, question, done in progress.asked_in(piece, required, context.agreement)
        if not done
    )
    shown = {TEXTS: tuple(texts), REFERENCES: tuple(references), MISSING: tuple(missing)}
    shown |= {pattern: tuple(piece.found(pattern)) for pattern in _LOOKED_FOR.get(piece.pattern, ())}
    return {pattern: things for pattern, things in shown.items() if things}


def _in_place(context: Context, rule: Rule, remark: Remark) -> Found:
    finding = _finding(context, rule, remark)
    order = context.handbook.order
    place = order.get(schema.pattern(finding.address), len(order))
    return Found(rule, remark, finding, (_GRAVITY[finding.severity], place))


def _finding(context: Context, rule: Rule, remark: Remark) -> Finding:
    """Put *remark* into words.

    Every text may name the question (``label``, ``prompt``), what a list is added to with (``add``), and the
    items around it: the innermost by its name alone (``name``) or with what it is (``item``), or all of them,
    from the innermost (``place``).
    """
    question = context.handbook.question(remark.address)
    items = naming.named(context.handbook, context.agreement, remark.address, context.wording)
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
