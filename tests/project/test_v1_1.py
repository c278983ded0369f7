"""From 1.1 to 1.2."""

from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.project.migrations import v1_1


def written_by_1_1(name: str) -> dict[str, Any]:
    body = {"id": "body0001", "name": "Socialnämnden", "basis": None}
    return {"title": name, "parties": [{"id": "part0001", "name": "Växjö", "deciding_bodies": [body]}]}


def test_the_answers_are_kept_and_what_1_2_adds_says_nothing():
    before = {
        "manifest.json": {},
        "draft.json": {"discussion": {}},
        "agreement.json": written_by_1_1("Årets"),
        "predecessors/prev0001.json": written_by_1_1("Förra årets"),
    }

    after = v1_1.migrate(before)

    assert before["agreement.json"] == written_by_1_1("Årets")
    assert after["draft.json"] == {"versions": [], "discussion": {}}
    for name, title in (("agreement.json", "Årets"), ("predecessors/prev0001.json", "Förra årets")):
        agreement = after[name]
        assert (agreement["title"], agreement["circulations"], agreement["workshops"]) == (title, [], [])
        assert agreement["parties"][0]["deciding_bodies"][0] == {
            "id": "body0001",
            "name": "Socialnämnden",
            "basis": None,
            "memo_name": None,
        }
        assert Agreement.model_validate(agreement).title == title
