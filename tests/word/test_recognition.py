"""How well agreements and templates from elsewhere are recognised; `make recognition` prints the figures."""

import pytest

from tests.word.foreign import report
from tests.word.foreign.agreements import TUNED, Foreign
from tests.word.foreign.former import FORMER
from tests.word.foreign.held_out import HELD_OUT
from tests.word.foreign.held_out_outlines import HELD_OUT_OUTLINES
from tests.word.foreign.outlines import OUTLINES

# Floors, a little below what is reached: what is lost on the way to something better is noticed.


KNOWN = (*TUNED, *FORMER)


@pytest.mark.parametrize("one", KNOWN, ids=[one.name for one in KNOWN])
def test_agreements_of_known_build_are_recognised_almost_whole(one: Foreign):
    score = report.agreement_score(one)

    assert score.precision >= 0.95
    assert score.recall >= 0.95


def test_agreements_that_nothing_was_tuned_on_are_recognised_for_the_most_part():
    score = report.total(report.agreement_score(one) for one in HELD_OUT)

    assert score.precision >= 0.9
    assert score.recall >= 0.6


def test_most_of_a_long_agreement_is_recognised_by_its_print_alone():
    score = report.example_score()

    assert score.precision >= 0.96
    assert score.recall >= 0.93


def test_the_places_in_templates_are_found():
    score = report.total(report.outline_score(one) for one in OUTLINES if not one.held_out)

    assert score.precision >= 0.95
    assert score.recall >= 0.95


def test_the_places_in_templates_of_other_builds_are_found_for_the_most_part():
    held_out = [one for one in (*OUTLINES, *HELD_OUT_OUTLINES) if one.held_out]
    score = report.total(report.outline_score(one) for one in held_out)

    assert score.precision >= 0.8
    assert score.recall >= 0.8
