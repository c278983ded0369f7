"""The words that answers are picked from."""

import pytest

from lokdesk.agreement import vocabulary


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        (None, 0),
        ("utkast", 0),
        ("Utkast 3", 0),
        ("hos juristen", 1),
        ("avstämningsversion", 1),
        ("upphörd", 7),
    ],
)
def test_the_status_says_how_far_an_agreement_has_come(status: str | None, stage: int):
    assert vocabulary.stage(status) == stage
