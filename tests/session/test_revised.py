"""What differs from the agreement before, as the document for those who decide tells it."""

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.session import companion, document, revised
from lokdesk.session.companion import Chosen
from tests.session.made import LIBRARY
from tests.word.story import Story

OLD = Agreement.model_validate(
    {
        "title": "Samverkan",
        "version": "1.0",
        "goals": [{"id": "goal0001", "title": "Fler i arbete"}, {"id": "goal0002", "title": "Färre i kö"}],
        "parties": [{"id": "part0001", "name": "Växjö kommun"}],
    }
)


def draft(**answers: object) -> Draft:
    agreement = Agreement.model_validate(OLD.model_dump() | answers)
    return Draft(agreement=agreement, predecessors=(Predecessor(id="year0001", agreement=OLD),))


def lines(held: Draft) -> list[str]:
    chosen = Chosen(companion.document(LIBRARY, "andringar"))
    return Story(document.render(held, LIBRARY, chosen)).lines()


def test_the_document_tells_it_in_sentences_and_one_by_one():
    goals = [{"id": "goal0001", "title": "Fler unga i arbete"}, {"id": "goal0003", "title": "Ny väg"}]
    text = "\n".join(lines(draft(goals=goals, version="2.0")))
    for said in (
        "Förra överenskommelsen, version 1.0",
        "Ett mål är nytt, ett har formulerats om och ett är borttaget.",
        "Ändringarna ska beslutas av Växjö kommun.",
        "Fler unga i arbete",
        "Målet: Färre i kö",
    ):
        assert said in text
    assert "Version" not in {one.place for one in revised.told(draft(version="2.0"), LIBRARY)["changes"]}


def figures(first: int, rows: int) -> Agreement:
    columns = [{"id": "colu0001", "name": "Kvinnor"}, {"id": "colu0002", "name": "Män"}]
    return Agreement.model_validate(
        {
            "mapping": {
                "statistics": [
                    {
                        "id": "stat0001",
                        "title": "Inskrivna",
                        "columns": columns,
                        "rows": [
                            {
                                "id": f"row{n:05}",
                                "label": f"Kommun {n}",
                                "cells": [{"id": one["id"], "value": str(first + n)} for one in columns],
                            }
                            for n in range(rows)
                        ],
                    }
                ]
            }
        }
    )


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        (1, ["Siffra – tabell ”Inskrivna”, rad ”Kommun 0”, siffra ”Kvinnor”"]),
        (9, ["Siffror – tabell ”Inskrivna”"]),
    ],
)
def test_figures_of_a_table_that_are_many_are_told_as_one(rows: int, places: list[str]):
    before = Predecessor(id="year0001", agreement=figures(100, rows))
    told = revised.told(Draft(agreement=figures(200, rows), predecessors=(before,)), LIBRARY)["changes"]

    assert [one.place for one in told][: len(places)] == places
    assert len(told) == (2 if rows == 1 else 1)
    if rows == 9:
        assert told[0].new is not None and told[0].new.text.startswith("18 siffror är ändrade.")


def test_what_is_not_decided_on_is_only_counted():
    contact = {"id": "cont0001", "name": "Eva Ek"}
    told = revised.told(
        draft(parties=[{"id": "part0001", "name": "Växjö kommun", "contacts": [contact]}]), LIBRARY
    )
    assert told["changes"] == ()
    assert [one.text for one in told["summary"]][-1] == "Det behövs inget nytt beslut."


def test_without_an_agreement_before_it_says_so():
    assert revised.told(Draft(agreement=OLD), LIBRARY) == {}
    assert any("ingen tidigare överenskommelse" in one for one in lines(Draft(agreement=OLD)))
