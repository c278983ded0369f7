"""From 1.2 to 1.3."""

from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.evaluation import Evaluation
from lokdesk.agreement.processes import AdultEducation
from lokdesk.project.migrations import v1_2


def written_by_1_2(title: str) -> dict[str, Any]:
    return {"title": title, "circulations": [], "workshops": []}


def test_the_answers_are_kept_and_what_1_3_adds_says_nothing():
    before = {
        "manifest.json": {},
        "draft.json": {"discussion": {}, "predecessors": [{"id": "prev0001"}]},
        "agreement.json": written_by_1_2("Årets"),
        "predecessors/prev0001.json": written_by_1_2("Förra årets"),
        "versions/vers0001.json": written_by_1_2("Beslutad"),
    }

    after = v1_2.migrate(before)

    assert before["agreement.json"] == written_by_1_2("Årets")
    unsaid = Evaluation().model_dump(mode="json")
    assert after["draft.json"] == {
        "earlier": [],
        "intakes": [],
        "discussion": {},
        "evaluation": unsaid,
        "predecessors": [{"id": "prev0001", "handbook": None, "evaluation": unsaid}],
    }
    for name in ("agreement.json", "predecessors/prev0001.json", "versions/vers0001.json"):
        agreement = Agreement.model_validate(after[name])
        assert agreement.title == before[name]["title"]
        assert agreement.adult_education == AdultEducation()
