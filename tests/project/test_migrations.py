"""Every version of the format that has been released can still be opened."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lokdesk.agreement.discussion import Discussion, OpenQuestion, Position
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.evaluation import Evaluation
from lokdesk.project import container, migrations, project
from lokdesk.project.migrations.chain import Gap, Migration, check, migrate
from lokdesk.project.project import Project
from lokdesk.project.version import CURRENT, FIRST, Version
from tests.project.made import FULL, as_version

HERE = Path(__file__).parent
FILES = HERE / "files"


def test_the_chain_leads_from_the_first_version_to_the_current_one():
    check(migrations.CHAIN, CURRENT)


def with_all_since(draft: Draft) -> Draft:
    """Return *draft* with what the format has come to hold since its second version."""
    predecessors = tuple(
        one.model_copy(update={"handbook": now.handbook, "evaluation": now.evaluation})
        for one, now in zip(draft.predecessors, FULL.predecessors, strict=True)
    )
    later = ("agreement", "versions", "earlier", "evaluation", "intakes", "replies", "clashes")
    new = {name: getattr(FULL, name) for name in later} | {"predecessors": predecessors}
    return draft.model_copy(update=new)


def assert_nothing_said_that_came_later(draft: Draft):
    assert draft.versions == draft.earlier == draft.intakes == draft.replies == draft.clashes == ()
    assert draft.evaluation == Evaluation()
    assert {one.handbook for one in draft.predecessors} == {None}
    assert all(one.evaluation == Evaluation() for one in draft.predecessors)


def test_the_first_file_says_what_it_has_always_said():
    draft = project.loads((FILES / "v1.0.lokdesk").read_bytes()).draft
    agreement = draft.agreement

    assert with_all_since(draft).model_copy(update={"discussion": FULL.discussion}) == FULL
    assert_nothing_said_that_came_later(draft)
    assert draft.discussion == Discussion(
        notes=FULL.discussion.notes,
        open_questions=(OpenQuestion(id="open0001", address="goals", due=date(2026, 4, 1)),),
        positions=(Position(id="posi0001", section="goals", state="under diskussion"),),
    )
    assert [one.content for one in draft.attachments] == [one.content for one in FULL.attachments]
    assert draft.template.content == FULL.template.content
    assert agreement.marking == "Exempel, uppgifter från 2020"
    assert len(agreement.parties) == 15
    assert agreement.organisation.forums[0].name is not None
    assert all(goal.effect is not None for goal in agreement.goals)


def test_the_second_file_says_what_was_said_in_it():
    draft = project.loads((FILES / "v1.1.lokdesk").read_bytes()).draft

    assert with_all_since(draft) == FULL
    assert_nothing_said_that_came_later(draft)


def untested(chain: Sequence[Migration]) -> list[Version]:
    """Return the versions whose migration to the next one has no test module of its own."""
    return [
        step.source
        for step in chain
        if not (HERE / f"test_v{step.source.major}_{step.source.minor}.py").is_file()
    ]


def test_no_migration_is_without_a_test():
    assert untested(migrations.CHAIN) == []
    assert untested([Migration(Version(9, 0), Version(9, 1), dict)]) == [Version(9, 0)]


def step(source: tuple[int, int], target: tuple[int, int]) -> Migration:
    def walked(raw: dict[str, Any]) -> dict[str, Any]:
        return raw | {"walked": [*raw.get("walked", []), target]}

    return Migration(Version(*source), Version(*target), walked)


CHAIN = (step((1, 0), (1, 1)), step((1, 1), (2, 0)), step((2, 0), (2, 1)))


def test_a_whole_chain_passes():
    check(CHAIN, Version(2, 1))


@pytest.mark.parametrize(
    ("chain", "current"),
    [
        (CHAIN, Version(2, 2)),
        (CHAIN, Version(2, 0)),
        (CHAIN[1:], Version(2, 1)),
        ((CHAIN[0], CHAIN[2]), Version(2, 1)),
        ((), Version(1, 1)),
        ((step((1, 0), (1, 2)),), Version(1, 2)),
        ((step((1, 0), (3, 0)),), Version(3, 0)),
        ((step((1, 0), (2, 1)),), Version(2, 1)),
    ],
)
def test_a_chain_with_a_gap_is_found(chain: Sequence[Migration], current: Version):
    with pytest.raises(Gap):
        check(chain, current)


@pytest.mark.parametrize(
    ("version", "walked"),
    [((1, 0), [(1, 1), (2, 0), (2, 1)]), ((1, 1), [(2, 0), (2, 1)]), ((2, 0), [(2, 1)]), ((2, 1), [])],
)
def test_a_file_walks_every_step_from_its_own_version(
    version: tuple[int, int], walked: list[tuple[int, int]]
):
    assert migrate({}, Version(*version), CHAIN).get("walked", []) == walked


def test_an_older_file_is_migrated_before_it_is_validated(monkeypatch: pytest.MonkeyPatch):
    def rename(raw: dict[str, Any]) -> dict[str, Any]:
        agreement = dict(raw["agreement.json"])
        agreement["title"] = agreement.pop("name")
        return raw | {"agreement.json": agreement}

    monkeypatch.setattr(project, "CURRENT", Version(2, 0))
    monkeypatch.setattr(migrations, "CHAIN", (Migration(FIRST, Version(2, 0), rename),))
    packed = container.unpack(project.dumps(Project(FULL)))
    raw = container.loads(packed.parts["agreement.json"])
    raw["name"] = raw.pop("title")
    parts = dict(packed.parts) | {"agreement.json": container.dumps(raw)}

    opened = project.loads(container.pack(container.Container(FIRST, packed.manifest, parts)))

    assert opened.draft == FULL
    assert opened.warnings == ()
    assert container.unpack(project.dumps(opened)).version == Version(2, 0)


def test_an_old_file_that_a_migration_cannot_use_is_damaged(monkeypatch: pytest.MonkeyPatch):
    def need(raw: dict[str, Any]) -> dict[str, Any]:
        return raw["agreement.json"]["missing"]

    monkeypatch.setattr(project, "CURRENT", Version(2, 0))
    monkeypatch.setattr(migrations, "CHAIN", (Migration(FIRST, Version(2, 0), need),))

    with pytest.raises(container.Broken):
        project.loads(as_version(project.dumps(Project(FULL)), 1, 0))
