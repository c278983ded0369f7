"""Rules for the parties, the law they refer to, and how long the agreement lasts."""

from collections.abc import Iterator

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.parties import Actor
from lokdesk.agreement.processes import TrackEmployer
from lokdesk.agreement.validity import LegalReference, Validity
from lokdesk.handbook.register import Act
from lokdesk.rules.context import Context
from lokdesk.rules.personal_number import luhn
from lokdesk.rules.rule import AGREEMENT, Remark, Rule

# A legal person's number may be written with this before it, as if it were a century.
_LEGAL_PERSON = "16"


def _no_employment_service(_: Context, __: str, agreement: Agreement) -> Iterator[Remark]:
    """Find that Arbetsförmedlingen is not a party, once all parties say what kind they are."""
    kinds = [party.kind for party in agreement.parties]
    if kinds and None not in kinds and vocabulary.AF not in kinds:
        yield Remark("parties")


def _no_municipality(_: Context, __: str, agreement: Agreement) -> Iterator[Remark]:
    """Find that no municipality, nor an association of them, is a party, once all say what kind they are."""
    kinds = [party.kind for party in agreement.parties]
    if kinds and all(kind is not None and vocabulary.MUNICIPALITY not in kind.casefold() for kind in kinds):
        yield Remark("parties")


def _organisation_number(_: Context, address: str, actor: Actor | TrackEmployer) -> Iterator[Remark]:
    number = actor.organisation_number
    if number is not None and not _is_organisation_number(number):
        yield Remark(at.join(address, "organisation_number"))


def _is_organisation_number(written: str) -> bool:
    digits = written.replace("-", "").replace(" ", "")
    if len(digits) == 12 and digits.startswith(_LEGAL_PERSON):
        digits = digits.removeprefix(_LEGAL_PERSON)
    return len(digits) == 10 and digits.isdecimal() and digits.isascii() and luhn(digits)


def _period_reversed(_: Context, address: str, validity: Validity) -> Iterator[Remark]:
    if validity.start is not None and validity.end is not None and validity.end < validity.start:
        yield Remark(at.join(address, "end"), values={"start": str(validity.start), "end": str(validity.end)})


def _period_past(context: Context, address: str, validity: Validity) -> Iterator[Remark]:
    if validity.end is None or validity.kind == vocabulary.UNTIL_FURTHER_NOTICE or context.over:
        return
    if (validity.start or validity.end) <= validity.end < context.on:
        variant = "extended" if validity.extension is not None else ""
        yield Remark(at.join(address, "end"), variant, {"end": str(validity.end)})


def _end_without_period(_: Context, address: str, validity: Validity) -> Iterator[Remark]:
    if validity.kind == vocabulary.UNTIL_FURTHER_NOTICE and validity.end is not None:
        yield Remark(at.join(address, "end"), values={"end": str(validity.end)})


def _period_without_day(_: Context, address: str, validity: Validity) -> Iterator[Remark]:
    if validity.kind in (vocabulary.FIXED_PERIOD, vocabulary.EXTENDED_PERIOD):
        for field in ("start", "end"):
            if getattr(validity, field) is None:
                yield Remark(at.join(address, field))


def _repealed_act(context: Context, address: str, reference: LegalReference) -> Iterator[Remark]:
    for field, written in (("sfs", reference.sfs), ("act", reference.act)):
        for act in context.acts.mentioned(written or ""):
            if context.acts.repealed(act, context.on):
                yield repealed(context, at.join(address, field), act)
                return


def repealed(context: Context, address: str, act: Act) -> Remark:
    """Return the remark that *act*, referred to at *address*, applies no longer, and what does instead."""
    successor = context.acts.successor(act)
    if successor is None:
        return Remark(address, values={"act": act.title})
    return Remark(address, "replaced", {"act": act.title, "successor": successor.title})


RULES = (
    Rule("no_employment_service", "should", (AGREEMENT,), _no_employment_service, reads=("parties",)),
    Rule("no_municipality", "should", (AGREEMENT,), _no_municipality, reads=("parties",)),
    Rule(
        "organisation_number",
        "should",
        ("parties/*", "collaborators/*", "job_tracks/*/employers/*"),
        _organisation_number,
    ),
    Rule("period_reversed", "must", ("validity",), _period_reversed),
    Rule("period_past", "should", ("validity",), _period_past, reads=("status",)),
    Rule(
        "period_without_day",
        "should",
        ("validity",),
        _period_without_day,
        covers=("validity/start", "validity/end"),
    ),
    Rule("end_without_period", "should", ("validity",), _end_without_period),
    Rule("repealed_act", "should", ("legal_references/*",), _repealed_act),
)
