"""Rules for what must be in place before bodies decide and parties sign."""

from collections.abc import Iterable, Iterator

from lokdesk.agreement import address as at
from lokdesk.agreement import approval, schema, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.approval import Approval
from lokdesk.agreement.parties import Party
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.rules.context import Context
from lokdesk.rules.rule import AGREEMENT, Remark, Rule

PARTY = "parties/*"


def _no_case_number(context: Context, address: str, party: Party) -> Iterator[Remark]:
    """Find parties without a case number, but for those that keep no register of cases."""
    if party.kind is not None and context.texts.finds("kinds_without_register", party.kind):
        return
    if all(decision.case_number is None for decision in party.decisions):
        yield Remark(at.join(address, "decisions"))


def _no_signatory(_: Context, address: str, party: Party) -> Iterator[Remark]:
    """Find parties without a signatory. A title is enough: it may be known before the person is."""
    if all(one.name is None and one.title is None for one in party.signatories):
        yield Remark(at.join(address, "signatories"))


def _mixed_signatures(_: Context, __: str, agreement: Agreement) -> Iterator[Remark]:
    methods = {signatory.method for party in agreement.parties for signatory in party.signatories}
    if len((methods | {agreement.signing.method}) - {None}) > 1:
        yield Remark("signing/method")


def _approved_otherwise(context: Context, _: str, agreement: Agreement) -> Iterator[Remark]:
    """Find bodies that have approved something else than the agreement now says."""
    found = approval.unapproved(agreement, context.versions, context.on)
    if found and not context.over:
        changed = (context.handbook.place(name).question.label for name in _questions(context, found.fields))
        values = {"bodies": _listed(found.approvals), "changed": ", ".join(dict.fromkeys(changed))}
        yield Remark(at.join(found.approvals[0].address, "date"), values=values)


def _questions(context: Context, fields: Iterable[str]) -> Iterator[str]:
    """Yield for each of *fields* the first question that is asked about it."""
    for name in fields:
        yield next(one for one in context.handbook.places if one.split(SEPARATOR)[0] == name)


def _approved_not_kept(context: Context, _: str, agreement: Agreement) -> Iterator[Remark]:
    """Find bodies that have approved a text which is not kept: nobody can tell whether it still stands."""
    if context.over:
        return
    unknown = [
        one
        for one in approval.approvals(agreement, context.on)
        if approval.decided(context.versions, one.day) is None
    ]
    if unknown:
        yield Remark(at.join(unknown[0].address, "date"), values={"bodies": _listed(unknown)})


def _listed(approvals: Iterable[Approval]) -> str:
    return "; ".join(map(_said, approvals))


def _said(one: Approval) -> str:
    who = [name for name in (one.body, one.party) if name] or ["ett organ utan namn"]
    return f"{', '.join(who)} ({one.day.isoformat()})"


_DECIDED_ON = tuple(name for name in schema.fields(Agreement) if name not in approval.UNDECIDED_ON)

RULES = (
    Rule(
        "no_case_number",
        "must",
        (PARTY,),
        _no_case_number,
        covers=("parties/*/decisions", "parties/*/decisions/*/case_number"),
        full_from=vocabulary.DECISION_VERSION,
    ),
    Rule(
        "no_signatory",
        "must",
        (PARTY,),
        _no_signatory,
        covers=("parties/*/signatories", "parties/*/signatories/*/name"),
        full_from=vocabulary.DECISION_VERSION,
    ),
    Rule("mixed_signatures", "should", (AGREEMENT,), _mixed_signatures, reads=("parties", "signing")),
    Rule(
        approval.RULE,
        "should",
        (AGREEMENT,),
        _approved_otherwise,
        reads=("status", *_DECIDED_ON),
    ),
    Rule("approved_not_kept", "tip", (AGREEMENT,), _approved_not_kept, reads=("status", "parties")),
)
