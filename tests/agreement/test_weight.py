"""What bodies decide on, and what may be another without a decision."""

import pytest
from hypothesis import given

from lokdesk.agreement import address as at
from lokdesk.agreement import emptying, schema, weight
from lokdesk.agreement.agreement import Agreement
from tests import strategies


@pytest.mark.parametrize("pattern", (*weight.FORMAL, *weight.CONTACTS))
def test_what_weighs_little_is_something_that_agreements_have(pattern: str):
    assert pattern in schema.patterns()


def test_nothing_is_both_formal_and_a_contact_and_no_pattern_lies_within_another():
    patterns = (*weight.FORMAL, *weight.CONTACTS)
    assert len(set(patterns)) == len(patterns)
    assert not [(a, b) for a in patterns for b in patterns if b.startswith(f"{a}/")]


@given(strategies.agreements())
def test_what_is_emptied_is_gone_and_the_rest_is_as_it_was(agreement: Agreement):
    bare = emptying.emptied(agreement, weight.FORMAL)
    for pattern in schema.patterns():
        if not isinstance(schema.patterns()[pattern], schema.Answer):
            continue
        touched = any(pattern == one or pattern.startswith(f"{one}/") for one in weight.FORMAL)
        left = list(at.found(bare, pattern))
        if touched:
            assert all(value in (None, ()) for _, value in left), pattern
        else:
            assert left == list(at.found(agreement, pattern)), pattern


def test_what_holds_none_of_it_is_the_same_agreement():
    agreement = Agreement(title="Samverkan")
    assert emptying.emptied(agreement, weight.FORMAL) is agreement
