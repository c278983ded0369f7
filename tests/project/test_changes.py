"""What makes one draft of another can be written down and done again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.agreement.goals import Goal
from lokdesk.project import changes
from lokdesk.project.container import Broken
from tests import strategies
from tests.project.made import FULL


def remade(before: Draft, *afters: Draft) -> Draft:
    files: changes.Files = {}
    raw = changes.tree(before, files)
    for was, now in zip((before, *afters), afters, strict=False):
        found = changes.difference(was, now, files)
        changes.apply(raw, json.loads(json.dumps(found)))
    return changes.draft(json.loads(json.dumps(raw)), files)


@given(strategies.drafts(8), strategies.drafts(8))
def test_any_draft_becomes_any_other(before: Draft, after: Draft):
    assert remade(before, after) == after


@given(st.data())
def test_a_run_of_edits_is_done_again_exactly(data: st.DataObject):
    drafts = [data.draw(strategies.drafts(6))]
    for _ in range(data.draw(st.integers(1, 4))):
        agreement = data.draw(strategies.edited(drafts[-1].agreement, 3))
        drafts.append(drafts[-1].model_copy(update={"agreement": agreement}))

    assert remade(*drafts) == drafts[-1]


def test_every_part_of_a_draft_comes_and_goes():
    assert remade(Draft(), FULL) == FULL
    assert remade(FULL, Draft()) == Draft()


def test_one_answer_is_one_small_change():
    after = FULL.model_copy(update={"agreement": at.replace(FULL.agreement, "goals/goal0001/title", "Ny")})
    files: changes.Files = {}

    found = changes.difference(FULL, after, files)

    assert found == [{"at": ["agreement", "goals", "goal0001", "title"], "value": "Ny"}]
    assert not files


def test_what_is_the_same_object_is_no_change():
    assert changes.difference(FULL, FULL.model_copy(), {}) == []


def test_only_new_contents_are_written():
    new = Attachment(id="atta0009", name="ny.pdf", content=b"ny")
    files: changes.Files = {}

    changes.difference(FULL, FULL.model_copy(update={"attachments": (*FULL.attachments, new)}), files)

    assert list(files.values()) == [b"ny"]


def test_items_keep_what_they_hold_when_they_are_moved():
    goals = tuple(Goal(id=f"goal000{n}", title=f"Mål {n}") for n in range(3))
    before = Draft(agreement=Agreement(goals=goals))
    after = Draft(agreement=Agreement(goals=(goals[2], goals[0])))

    found = changes.difference(before, after, {})

    assert found == [{"at": ["agreement", "goals"], "ids": ["goal0002", "goal0000"], "new": {}}]
    assert remade(before, after) == after


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"at": []},
        {"at": ["nowhere"], "value": 1},
        {"at": ["agreement", "goals", "goal9999", "title"], "value": "x"},
        {"at": ["agreement", "goals"], "ids": ["goal9999"], "new": {}},
        {"at": ["agreement", "title", "x"], "ids": [], "new": {}},
    ],
)
def test_a_change_without_a_place_is_refused(change: changes.Raw):
    with pytest.raises(Broken):
        changes.apply(changes.tree(FULL, {}), [change])


def test_a_content_that_is_missing_is_refused():
    with pytest.raises(Broken):
        changes.draft(changes.tree(FULL, {}), {})
