"""Words put together to phrases."""

import pytest

from lokdesk.agreement import phrase


def test_only_the_first_letter_changes():
    assert phrase.capital("åtgärder i Växjö") == "Åtgärder i Växjö"
    assert phrase.small("Åtgärder i Växjö") == "åtgärder i Växjö"
    assert phrase.capital("") == phrase.small("") == ""


@pytest.mark.parametrize(
    ("names", "together"), [((), ""), (("A",), "A"), (("A", "B"), "A och B"), (("A", "B", "C"), "A, B och C")]
)
def test_names_are_joined_as_they_are_said(names: tuple[str, ...], together: str):
    assert phrase.joined(names) == together
