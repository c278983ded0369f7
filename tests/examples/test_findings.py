"""What the rules say about the examples, whenever and in whichever status they are opened."""

from datetime import date

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.finding import Finding
from lokdesk.handbook import book, register
from lokdesk.rules import check, context, texts
from tests.examples import bundled
from tests.tools import ROOT

DAYS = tuple(date(year, month, 15) for year in (2020, 2021, 2023, 2026, 2030, 2040) for month in (1, 7))


RESOURCES = ROOT / "resources"
HANDBOOK = book.load(RESOURCES / "handbook" / "2026.1")
ACTS = register.load(RESOURCES / "register").acts
TEXTS = texts.load(RESOURCES / "rules")


def findings(name: str, status: str, on: date) -> tuple[Finding, ...]:
    return check.check(
        context.Context(
            agreement=at.replace(bundled.example(name), "status", status),
            on=on,
            handbook=HANDBOOK,
            acts=ACTS,
            texts=TEXTS,
            attachments=bundled.attached(name),
        )
    )


@pytest.mark.parametrize("status", vocabulary.STATUSES)
@pytest.mark.parametrize("name", bundled.NAMES)
def test_nothing_that_must_be_done_is_left_on_any_day(name: str, status: str):
    for on in DAYS:
        assert [one for one in findings(name, status, on) if one.severity == "must"] == [], on


@pytest.mark.parametrize("on", DAYS)
def test_kronoberg_as_it_is_leaves_nothing_to_remark_on(on: date):
    assert findings("kronoberg", bundled.example("kronoberg").status or "", on) == ()


def test_the_two_municipalities_have_nothing_to_remark_on_while_they_draft():
    assert findings("tva-kommuner", vocabulary.DRAFT, date(2026, 10, 1)) == ()
