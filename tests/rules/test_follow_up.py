"""Follow-up and revision."""

from datetime import date

from tests.rules.judged import agreement, found, places


def test_a_revision_is_late_from_the_day_after():
    given = agreement(follow_up={"next_revision": "2026-03-01"})

    assert places("revision_past", given, on=date(2026, 3, 1)) == []
    (finding,) = found("revision_past", given, on=date(2026, 3, 2))
    assert (finding.severity, finding.address) == ("should", "follow_up/next_revision")
