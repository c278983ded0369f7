"""Rules for answers of any kind, wherever they stand."""

from collections.abc import Iterator
from functools import partial

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.parties import Party
from lokdesk.handbook.book import Question
from lokdesk.rules import personal_number
from lokdesk.rules.context import Context
from lokdesk.rules.rule import AFTER_DRAFT, MISSING, REFERENCES, TEXTS, Reference, Remark, Rule

# Where an act is named as a ground, and a rule of its own looks at it, or where it is named as history.
_NAMED_ELSEWHERE = ("legal_references/", "information_flows/", "validity/replaces/")

BODIES = "parties/*/deciding_bodies/*"


def missing(covered: frozenset[str]) -> Rule:
    """Return the rule about required answers that are missing, but for those that other rules cover."""
    return Rule(
        "required_answer_missing",
        "must",
        (MISSING,),
        partial(_missing, covered),
        full_from=AFTER_DRAFT,
    )


def _missing(covered: frozenset[str], context: Context, address: str, question: Question) -> Iterator[Remark]:
    if question.address not in covered:
        yield Remark(address, _variant(context, address, question))


def _variant(context: Context, address: str, question: Question) -> str:
    if question.kind != "list":
        return ""
    # Items that nothing has been said of are no answer, but they can be seen.
    kind = "unsaid_list" if at.get(context.agreement, address) else "list"
    return f"{kind}_in_item" if schema.ANY in question.address else kind


def _personal_number(_: Context, address: str, text: str) -> Iterator[Remark]:
    if personal_number.holds(text, telephone=address.endswith("/phone")):
        yield Remark(address)


def _broken_reference(context: Context, address: str, reference: Reference) -> Iterator[Remark]:
    kind, pointed = reference
    # A file that is missing is the appendices' own matter.
    if kind != "attachment" and not context.targets(kind).issuperset(pointed):
        yield Remark(address)


def _foreign_body(context: Context, address: str, reference: Reference) -> Iterator[Remark]:
    """Find decisions of a party that are said to be made by another party's body."""
    kind, pointed = reference
    if kind == "body" and context.targets("body").issuperset(pointed):
        party: Party = at.get(context.agreement, _outermost_item(address))
        if not {body.id for body in party.deciding_bodies}.issuperset(pointed):
            yield Remark(address)


def _outermost_item(address: str) -> str:
    return at.join(*address.split(schema.SEPARATOR)[:2])


def _repealed_act(context: Context, address: str, text: str) -> Iterator[Remark]:
    for act in context.acts.mentioned(text):
        if context.acts.repealed(act, context.on) and not address.startswith(_NAMED_ELSEWHERE):
            yield Remark(address, values={"act": act.title})
            return


RULES = (
    Rule("personal_number", "must", (TEXTS,), _personal_number),
    Rule(
        "broken_reference",
        "must",
        (REFERENCES,),
        _broken_reference,
        reads=(
            "parties/*",
            BODIES,
            "collaborators/*",
            "target_groups/*",
            "organisation/forums/*",
            "information_flows/*",
        ),
    ),
    Rule("foreign_body", "should", (REFERENCES,), _foreign_body, reads=(BODIES,)),
    Rule("repealed_act_in_text", "tip", (TEXTS,), _repealed_act),
)
