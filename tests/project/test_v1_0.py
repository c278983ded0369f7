"""From 1.0 to 1.1."""

from typing import Any

from lokdesk.agreement.draft import Draft
from lokdesk.project.migrations import v1_0


def as_written_by_1_0() -> dict[str, Any]:
    return {
        "manifest.json": {},
        "draft.json": {
            "discussion": {
                "notes": [
                    {"id": "note0001", "address": "goals", "text": None, "author": "Eva", "written": None}
                ],
                "open_questions": [
                    {
                        "id": "open0001",
                        "address": "goals",
                        "text": None,
                        "owner": "Bo",
                        "due": "2026-04-01",
                        "closed": None,
                    }
                ],
                "positions": [
                    {
                        "id": "posi0001",
                        "section": "goals",
                        "party": None,
                        "state": "under diskussion",
                        "author": "Eva",
                        "entered": "2026-03-01",
                    }
                ],
            },
            "set_aside": [],
        },
    }


def test_what_was_said_is_kept_and_what_1_1_adds_says_nothing():
    before = as_written_by_1_0()

    after = v1_0.migrate(before)

    assert before == as_written_by_1_0()
    said = after["draft.json"]["discussion"]
    assert said["notes"] == before["draft.json"]["discussion"]["notes"]
    assert said["alternatives"] == []
    assert said["open_questions"][0]["owner"] == "Bo"
    assert (said["open_questions"][0]["author"], said["open_questions"][0]["asked"]) == (None, None)
    assert said["positions"][0]["entered"] == "2026-03-01"
    assert said["positions"][0]["about"] is None


def test_it_has_all_the_keys_that_1_1_writes():
    said = v1_0.migrate(as_written_by_1_0())["draft.json"]["discussion"]

    written = Draft.model_validate({"discussion": said}).model_dump(mode="json")["discussion"]

    assert {key: set(map(frozenset, value)) for key, value in written.items()} == {
        key: set(map(frozenset, value)) for key, value in said.items()
    }
