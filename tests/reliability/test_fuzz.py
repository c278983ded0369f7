"""The first inputs of ``make fuzz``: whatever is damaged in a file, it is opened or refused."""

import pytest

from tests.reliability import fuzz

EACH = 40
FOUND = [
    ("clipboard", 343),
    ("clipboard", 2259),
    ("clipboard", 11161),
    ("clipboard", 24504),
    ("returned", 1462),
    ("template", 204),
    ("word", 131),
]
"""What was once wrong."""


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_what_is_damaged_is_opened_or_refused(kind: str):
    assert [wrong for number in range(EACH) if (wrong := fuzz.fault(kind, number, timed=False))] == []


@pytest.mark.parametrize(("kind", "number"), FOUND)
def test_what_was_once_wrong_is_no_longer(kind: str, number: int):
    assert fuzz.fault(kind, number, timed=False) == ""


def test_a_fault_is_told_with_what_it_is(monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> str:
        raise KeyError("nyckel")

    monkeypatch.setitem(fuzz.KINDS, "project", fail)

    assert fuzz.fault("project", 0, timed=False) == "KeyError: 'nyckel'"
