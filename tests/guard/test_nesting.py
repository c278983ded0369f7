"""JSON is measured before it is read."""

import json

import pytest

from lokdesk.guard import nesting
from lokdesk.guard.nesting import Excessive


@pytest.mark.parametrize(
    "honest",
    [b"", b"{}", b"[1]", b'"[[[["', json.dumps({"a": '"]}\\' * 1000, "b": [["å"]]}).encode(), b"[" * 100],
)
def test_what_is_honest_passes(honest: bytes):
    nesting.check(honest)


@pytest.mark.parametrize(
    ("evil", "why"),
    [
        (b"[" * 101 + b"]" * 101, "lager"),
        (b'{"a":' * 50_000, "lager"),
        (b'["[\\"", ' + b"[" * 100, "lager"),
        (b"[" + b"1," * 2_000_001, "många"),
        (b"[]" * 2_000_001, "många"),
        (b'{"a": "' + b"x" * 5_000_001 + b'"}', "lång"),
        (b'{"a": "' + b'\\"' * 2_500_001 + b'"}', "lång"),
        (b" " * (nesting.LARGEST + 1), "många"),
    ],
)
def test_what_is_too_much_is_refused(evil: bytes, why: str):
    with pytest.raises(Excessive, match=why):
        nesting.check(evil)
