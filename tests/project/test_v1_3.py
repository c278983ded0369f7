"""From 1.3 to 1.4."""

from lokdesk.project.migrations import v1_3


def test_the_draft_is_kept_and_what_1_4_adds_says_nothing():
    before = {"manifest.json": {}, "draft.json": {"intakes": []}, "agreement.json": {"title": "Årets"}}

    after = v1_3.migrate(before)

    assert before["draft.json"] == {"intakes": []}
    assert after == before | {"draft.json": {"intakes": [], "replies": [], "clashes": []}}
