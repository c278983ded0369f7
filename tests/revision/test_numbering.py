"""The number of the version that comes after a version."""

import pytest

from lokdesk.revision import numbering


@pytest.mark.parametrize(
    ("label", "renewed", "amended"),
    [
        ("1.0", "2.0", "1.1"),
        ("1:1", "2:0", "1:2"),
        ("2", "3", "2.1"),
        ("9.12", "10.0", "9.13"),
        ("version 1.0", "version 2.0", "version 1.1"),
        ("v1,2", "v2,0", "v1,3"),
        ("beslutad", None, None),
        ("utkast 2", None, None),
        ("1.0.3", None, None),
        ("2026", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_next_version_has_the_next_number_written_the_same_way(
    label: str | None, renewed: str | None, amended: str | None
):
    assert (numbering.renewed(label), numbering.amended(label)) == (renewed, amended)
