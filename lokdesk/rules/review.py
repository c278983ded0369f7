"""Rules for what must be in place before bodies decide and parties sign."""

from collections.abc import Iterator

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.parties import Party
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
)
