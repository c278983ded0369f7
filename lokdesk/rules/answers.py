"""Rules for answers of any kind, wherever they stand."""

from collections.abc import Iterator
from functools import partial

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.handbook import progress
from lokdesk.handbook.book import Question
from lokdesk.rules import personal_number
from lokdesk.rules.context import Context
from lokdesk.rules.rule import AFTER_DRAFT, AGREEMENT, ANSWERS, Given, Remark, Rule

# Where an act is named as a ground, and a rule of its own looks at it, or where it is named as history.
_NAMED_ELSEWHERE = ("legal_references/", "information_flows/", "validity/replaces/")


def missing(covered: frozenset[str]) -> Rule:
    """Return the rule about required answers that are missing, but for those that other rules cover."""
    return Rule(
        "required_answer_missing",
        "must",
        (AGREEMENT,),
        partial(_missing, covered),
        full_from=AFTER_DRAFT,
    )


def _missing(covered: frozenset[str], context: Context, _: str, agreement: Agreement) -> Iterator[Remark]:
    required = (
        question
        for question in context.handbook.questions
        if question.requirement == "required" and question.address not in covered
    )
    for address, question, answered in progress.asked(required, agreement):
        if not answered:
            yield Remark(address, _variant(question))


def _variant(question: Question) -> str:
    if question.kind != "list":
        return ""
    return "list_in_item" if schema.ANY in question.address else "list"


def _personal_number(_: Context, address: str, given: Given) -> Iterator[Remark]:
    if personal_number.holds(given.text, telephone=address.endswith("/phone")):
        yield Remark(address)


def _broken_reference(context: Context, address: str, given: Given) -> Iterator[Remark]:
    kind = given.answer.refers_to
    if kind is None or kind == "attachment":
        return
    targets = context.targets(kind)
    pointed = (given.value,) if isinstance(given.value, str) else given.value
    if any(target not in targets for target in pointed):
        yield Remark(address)


def _foreign_body(context: Context, address: str, given: Given) -> Iterator[Remark]:
    if given.answer.refers_to == "body" and given.value in context.targets("body"):
        party = address.split(schema.SEPARATOR)[1]
        own = next(one for one in context.agreement.parties if one.id == party).deciding_bodies
        if all(body.id != given.value for body in own):
            yield Remark(address)


def _repealed_act(context: Context, address: str, given: Given) -> Iterator[Remark]:
    if address.startswith(_NAMED_ELSEWHERE):
        return
    for act in context.acts.mentioned(given.text):
        if context.acts.repealed(act, context.on):
            yield Remark(address, values={"act": act.title})
            return


RULES = (
    Rule("personal_number", "must", (ANSWERS,), _personal_number),
    Rule(
        "broken_reference",
        "must",
        (ANSWERS,),
        _broken_reference,
        reads=("parties", "collaborators", "target_groups", "organisation/forums", "information_flows"),
    ),
    Rule("foreign_body", "should", (ANSWERS,), _foreign_body, reads=("parties",)),
    Rule("repealed_act_in_text", "tip", (ANSWERS,), _repealed_act),
)
