"""What the items of an agreement are called."""

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.parties import Contact
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import naming
from tests.handbook.shipped import HANDBOOK

AGREEMENT = Agreement.model_validate(
    {
        "parties": [{"id": "part0001", "name": "Växjö kommun"}],
        "goals": [
            {"id": "goal0001"},
            {
                "id": "goal0002",
                "title": "Fler i arbete",
                "indicators": [
                    {"id": "indi0001", "name": "Andel", "values": [{"id": "valu0001", "party": "part0001"}]}
                ],
            },
        ],
        "mapping": {
            "statistics": [
                {
                    "id": "tabl0001",
                    "title": "Inskrivna",
                    "columns": [{"id": "colu0001", "name": "Kvinnor"}],
                    "rows": [
                        {"id": "rows0001", "label": "Växjö", "cells": [{"id": "colu0001", "value": "12"}]}
                    ],
                }
            ]
        },
    }
)


def names(address: str) -> list[str]:
    return [str(one) for one in naming.named(HANDBOOK, AGREEMENT, address)]


def test_an_item_is_called_by_its_name_or_by_its_number():
    assert names("goals/goal0002/title") == ["mål ”Fler i arbete”"]
    assert names("goals/goal0001") == ["mål nummer 1"]


def test_items_are_named_from_the_outermost():
    assert names("goals/goal0002/indicators/indi0001/source") == ["mål ”Fler i arbete”", "indikator ”Andel”"]


def test_an_item_that_a_reference_names_is_called_what_that_points_at():
    assert names("goals/goal0002/indicators/indi0001/values/valu0001/target")[-1].endswith("”Växjö kommun”")


def test_a_figure_is_called_by_its_column():
    figure = "mapping/statistics/tabl0001/rows/rows0001/cells/colu0001/value"

    assert [one.name for one in naming.named(HANDBOOK, AGREEMENT, figure)] == [
        "Inskrivna",
        "Växjö",
        "Kvinnor",
    ]


def test_what_stands_in_no_item_has_no_name():
    assert names("validity/end") == []
    assert names("goals") == []


def test_an_item_that_is_not_there_is_unknown():
    with pytest.raises(UnknownAddress):
        names("goals/goal0009/title")


@pytest.mark.parametrize(
    "list_address",
    [
        "parties",
        "goals",
        "goals/goal0002/indicators/indi0001/values",
        "mapping/statistics/tabl0001/rows/rows0001/cells",
    ],
)
def test_the_items_of_a_list_are_called_the_same_all_at_once(list_address: str):
    listed = naming.listed(HANDBOOK, AGREEMENT, list_address, Wording(AGREEMENT))

    assert listed == tuple(
        naming.named(HANDBOOK, AGREEMENT, at.join(list_address, item.id))[-1]
        for item in at.get(AGREEMENT, list_address)
    )


def told_apart(list_address: str, agreement: Agreement) -> list[str]:
    addresses = [at.join(list_address, item.id) for item in at.get(agreement, list_address)]
    return list(naming.told_apart(HANDBOOK, agreement, addresses, Wording(agreement)).values())


def test_where_names_are_not_alike_a_name_is_enough():
    goals = [{"id": "goal0001", "title": "fler i arbete"}, {"id": "goal0002", "title": "Fler i studier"}]

    assert told_apart("goals", Agreement.model_validate({"goals": goals})) == [
        "Fler i arbete",
        "Fler i studier",
    ]


def test_items_with_the_same_name_are_told_apart_by_what_they_do_not_share():
    parties = [
        {"id": "part0001", "name": "Nämnden", "kind": "kommun", "unit": "Växjö"},
        {"id": "part0002", "name": "Nämnden", "kind": "kommun", "unit": "Alvesta"},
        {"id": "part0003", "name": "Nämnden", "kind": "kommun"},
    ]

    assert told_apart("parties", Agreement.model_validate({"parties": parties})) == [
        "Nämnden · Växjö",
        "Nämnden · Alvesta",
        "Nämnden",
    ]


def test_an_item_without_a_name_is_told_by_its_number_and_a_short_answer():
    parties = [{"id": "part0001"}, {"id": "part0002", "unit": "Växjö"}]

    assert told_apart("parties", Agreement.model_validate({"parties": parties})) == [
        "Part nummer 1",
        "Part nummer 2 · Växjö",
    ]


@pytest.mark.parametrize(
    ("names", "copied", "name"),
    [
        (("Ett",), 0, "Ett (kopia)"),
        (("Ett", "Ett (kopia)"), 0, "Ett (kopia 2)"),
        (("Ett", "Ett (kopia)"), 1, "Ett (kopia 2)"),
        (("Ett", "Ett (kopia 2)"), 1, "Ett (kopia)"),
        (("Ett (utkast)",), 0, "Ett (utkast) (kopia)"),
        ((None,), 0, None),
    ],
)
def test_a_copy_has_a_name_of_its_own(names: tuple[str | None, ...], copied: int, name: str | None):
    goals = tuple(Goal(id=f"goal{n:04}", title=one) for n, one in enumerate(names))

    copy = naming.copied(HANDBOOK.question("goals"), goals[copied], goals)

    assert isinstance(copy, Goal)
    assert copy.title == name


def test_a_copied_row_of_a_table_may_have_the_same_role_as_another():
    contact = Contact(id="cont0001", role="Handläggare")

    assert naming.copied(HANDBOOK.question("parties/*/contacts"), contact, (contact,)) is contact


def test_nothing_is_called_nothing():
    assert naming.told_apart(HANDBOOK, AGREEMENT, [], Wording(AGREEMENT)) == {}
