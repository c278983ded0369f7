"""A file knows what it was before, so that two copies of it find what both were made of."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.agreement.rich_text import plain
from lokdesk.project import ancestors, container, project
from lokdesk.project.ancestors import Ancestors, common, known
from lokdesk.project.container import Container
from lokdesk.project.project import Project
from lokdesk.session import sharing
from tests import strategies
from tests.project.made import FULL


def titled(title: str, draft: Draft = FULL) -> Draft:
    return draft.model_copy(update={"agreement": at.replace(draft.agreement, "title", title)})


def saved(drafts: Sequence[Draft]) -> Project:
    """Return what is in the file that one draft after the other has been saved in."""
    there = Project(drafts[0])
    for draft in drafts:
        there = project.loads(project.dumps(replace(there, draft=draft)))
    return there


def numbers(past: Ancestors) -> list[int]:
    return [one.number for one in past.states]


def test_each_save_keeps_the_state_that_it_replaces(tmp_path: Path):
    path = tmp_path / "vår.lokdesk"
    there = project.save(Project(FULL), path)
    for title in ("Ett", "Två"):
        there = project.save(replace(there, draft=titled(title)), path)

    opened = project.open(path)

    assert numbers(opened.ancestors) == numbers(there.ancestors) == [1, 0]
    assert common(opened.past, Ancestors(titled("Ett"))) == ancestors.Common(titled("Ett"), whole=True)
    assert common(opened.past, Ancestors(FULL)) == ancestors.Common(FULL, whole=True)
    # The draft as it is counts, too.
    assert common(opened.past, Ancestors(titled("Två"))) == ancestors.Common(titled("Två"), whole=True)
    assert common(opened.past, Ancestors(titled("Tre"))) is None


def test_a_save_without_an_edit_keeps_nothing_and_makes_the_same_file(tmp_path: Path):
    there = saved([FULL, titled("Ett")])

    again = project.dumps(replace(there, draft=project.loads(project.dumps(there)).draft))

    assert again == project.dumps(there)
    assert numbers(project.loads(again).past) == [0]


def test_two_copies_edited_apart_find_the_newest_state_of_both():
    before = saved([titled("Ett"), titled("Två")])
    mine, theirs = before, before
    for number in range(8):
        mine = replace(mine, draft=titled(f"Mitt {number}"), ancestors=mine.past)
    theirs = replace(theirs, draft=titled("Deras"), ancestors=theirs.past)

    assert common(project.loads(project.dumps(mine)).past, theirs.past) == ancestors.Common(
        titled("Två"), whole=True
    )


@settings(max_examples=25)
@given(st.integers(0, 150), st.integers(1, 150), st.integers(1, 150))
def test_states_are_few_and_two_copies_always_have_one_in_common(together: int, apart: int, other: int):
    mine = Ancestors(titled("0"))
    for number in range(1, together + 1):
        mine = mine.then(titled(f"{number}"))
    theirs = mine
    for number in range(apart):
        mine = mine.then(titled(f"A{number}"))
    for number in range(other):
        theirs = theirs.then(titled(f"B{number}"))

    found = common(mine, theirs)

    assert found is not None and found == common(theirs, mine)
    shared = int(found.draft.agreement.title or "")
    # Not much further back than the one of the two that has gone farther since.
    assert together - shared <= max(apart, other)
    for past in (mine, theirs):
        assert len(past.states) < 64
        assert numbers(past) == sorted(numbers(past), reverse=True)
        assert (
            numbers(past)[: ancestors.LATEST] == [past.number - one for one in range(1, past.number + 1)][:16]
        )


@given(st.data())
def test_a_state_is_what_it_was_however_many_between_have_gone(data: st.DataObject):
    drafts = [data.draw(strategies.drafts(6))]
    past = Ancestors(drafts[0])
    for _ in range(data.draw(st.integers(18, 24))):
        agreement = data.draw(strategies.edited(drafts[-1].agreement, 2))
        drafts.append(drafts[-1].model_copy(update={"agreement": agreement}))
        past = past.then(drafts[-1])
    there = [one for number, one in enumerate(_apart(drafts)) if number in (*numbers(past), past.number)]

    assert [common(past, Ancestors(one)) for one in there] == [
        ancestors.Common(one, whole=True) for one in there
    ]


def _apart(drafts: Sequence[Draft]) -> list[Draft]:
    return [one for number, one in enumerate(drafts) if not number or one != drafts[number - 1]]


def test_a_state_that_was_shared_is_there_for_long():
    past = Ancestors(titled("Vår")).then(titled("Delad"), shared=True)
    for number in range(300):
        past = past.then(titled(f"{number}"))

    found = common(past, Ancestors(sharing.shared(titled("Delad"))))

    assert found == ancestors.Common(titled("Delad"), whole=False)
    assert 1 in numbers(past)
    assert 2 not in numbers(past)


def test_of_a_copy_to_share_only_the_answers_are_the_same():
    past = Ancestors(FULL)

    assert known(past, FULL) == "whole"
    assert known(past, sharing.shared(FULL)) == "answers"
    assert known(past, titled("En annan")) == ""
    assert known(Ancestors(), FULL) == ""


def test_no_more_than_so_many_bytes_are_kept():
    text = "ord " * (ancestors.LARGEST // 40)
    past = Ancestors(FULL)
    for number in range(16):
        agreement = Agreement(background=plain(f"{number} {text}"))
        past = past.then(FULL.model_copy(update={"agreement": agreement}))

    assert sum(len(one.changes.encode()) for one in past.states) <= ancestors.LARGEST
    assert numbers(past)[0] == 15
    # The latest is there, whatever it takes.
    huge = FULL.model_copy(update={"agreement": Agreement(background=plain("ord " * ancestors.LARGEST))})
    assert numbers(past.then(huge).then(FULL)) == [17]


def test_a_file_that_has_gone_since_is_empty_unless_the_other_copy_has_it():
    without = FULL.model_copy(update={"attachments": ()})
    mine, theirs = Ancestors(FULL).then(without), Ancestors(FULL)

    found, lost = common(mine, theirs), common(mine, Ancestors(FULL).then(titled("Ny", without)))

    assert found is not None and found.draft.attachments == FULL.attachments
    assert lost is not None
    assert lost.draft.attachments == tuple(
        one.model_copy(update={"content": b""}) for one in FULL.attachments
    )
    assert all(isinstance(one, Attachment) for one in lost.draft.attachments)


def test_what_a_program_without_knowledge_of_states_has_saved_has_none():
    packed = container.unpack(project.dumps(saved([FULL, titled("Ett")])))
    others = container.unpack(project.dumps(Project(titled("Två")))).parts
    content = container.pack(Container(packed.version, packed.manifest, {**packed.parts, **others}))

    opened = project.loads(content)

    assert opened.draft == titled("Två")
    assert opened.ancestors.states == ()
    assert opened.others == {}


def with_ancestors(there: Project, content: bytes) -> Project:
    """Return *there* as it is opened when its states are the *content* of their part."""
    packed = container.unpack(project.dumps(there))
    parts = {**packed.parts, "ancestors.json": content}
    return project.loads(container.pack(Container(packed.version, packed.manifest, parts)))


def written(there: Project, state: str) -> bytes:
    """Return the states of *there*, as they stand in its file, with *state* in the place of all of them."""
    content = container.unpack(project.dumps(there)).parts["ancestors.json"].decode()
    return (content[: content.index('"states": [')] + f'"states": [{state}]}}').encode()


AMISS = (
    *("[]", "{", '{"of": 1}', "\xff"),
    *('{"number": 1e400, "changes": []}', '{"number": "a", "changes": []}', '{"number": -1, "changes": []}'),
    *('{"number": true, "changes": []}', '{"number": 0, "changes": []}, {"number": 1, "changes": []}'),
    *(
        f'{{"number": 7, "changes": {news}}}'
        for news in (
            *("5", "{}", "[5]", '[{"value": 1}]', '[{"at": [], "value": 1}]', '[{"at": ["title"]}]'),
            *('[{"at": "title", "value": 1}]', '[{"at": [["x"]], "value": 1}]', '[{"at": [7], "value": 1}]'),
            *('[{"at": ["x"], "ids": [1], "new": {}}]', '[{"at": ["x"], "ids": []}]'),
        )
    ),
)


@pytest.mark.parametrize("amiss", AMISS)
def test_states_in_another_form_keep_no_file_from_being_opened_and_saved(amiss: str):
    there = saved([FULL, titled("Ett")])
    content = written(there, amiss) if "number" in amiss else amiss.encode("latin-1")

    opened = with_ancestors(there, content)

    assert opened.draft == titled("Ett")
    assert opened.past.states == ()
    for number in range(2 * ancestors.LATEST):
        opened = project.loads(project.dumps(replace(opened, draft=titled(f"{number}"))))
    assert numbers(opened.ancestors)[-1] == 0


def test_a_state_that_is_no_draft_is_passed_over():
    there = saved([titled("Ett"), titled("Två"), titled("Tre")])
    mine = there.past
    bad = replace(mine.states[0], changes='[{"at": ["agreement", "title"], "value": {"x": 1}}]')
    theirs = replace(mine, of=titled("Deras"))

    for states in ((bad, mine.states[1]), (bad,)):
        one, other = (replace(past, states=states, known=(), whole=()) for past in (mine, theirs))
        found = common(one, other)
        assert (found and found.draft) == (titled("Ett") if len(states) > 1 else None)


def test_what_cannot_be_joined_is_thinned_out_with_all_behind_it():
    past = Ancestors(titled("Före"), tuple(ancestors.State(number, "5") for number in range(60, 0, -1)))

    for number in range(40):
        past = past.then(titled(f"{number}"))

    assert numbers(past)[: ancestors.LATEST] == list(range(100, 100 - ancestors.LATEST, -1))


def test_a_state_that_only_a_later_version_can_make_ends_what_is_known():
    past = saved([titled("Ett"), titled("Två")]).past
    broken = replace(past.states[0], changes='[{"at": ["agreement", "nytt"], "value": 1}]')
    past = Ancestors(titled("Tre"), (replace(broken, number=1), past.states[0]))

    assert common(past, Ancestors(titled("Tre"))) is not None
    assert common(past, Ancestors(titled("Ett"))) is None


def test_no_state_goes_along_in_a_copy_to_share(tmp_path: Path):
    there = saved([titled("Hemligt"), titled("Ett")])
    path = tmp_path / "kopia.lokdesk"

    sharing.save(there, path, None)

    assert b"Hemligt" in container.unpack(project.dumps(there)).parts["ancestors.json"]
    assert all(b"Hemligt" not in part for part in container.unpack(path.read_bytes()).parts.values())
    assert project.open(path).ancestors.states == ()
    # But what it was made of is known there, and it here.
    found = common(there.past, project.open(path).past)
    assert found == ancestors.Common(titled("Ett"), whole=False)


def test_of_a_copy_of_all_of_it_what_was_taken_out_stays_behind_and_the_state_is_known(tmp_path: Path):
    there = saved([titled("Hemligt"), titled("Ett")])
    path = tmp_path / "hela.lokdesk"

    sharing.save(there, path, None, whole=True)

    assert all(b"Hemligt" not in part for part in container.unpack(path.read_bytes()).parts.values())
    copy = project.open(path)
    assert copy.draft == there.draft
    theirs = project.loads(project.dumps(replace(copy, draft=titled("Deras", copy.draft)))).past
    mine = there.past.then(titled("Vår"))
    for one, other in ((mine, theirs), (theirs, mine), (there.past, theirs)):
        assert common(one, other) == ancestors.Common(titled("Ett"), whole=True)
    # Also where all that is known in both is what it was longer ago.
    older = Ancestors(titled("Hemligt")).then(titled("En annan gren"))
    assert common(older, theirs) == ancestors.Common(titled("Hemligt"), whole=True)


def test_sums_are_no_more_than_so_many_and_the_latest():
    past = Ancestors(titled("0"))
    last = 4 * ancestors.SUMS
    for number in range(1, last):
        past = Ancestors(
            past.of, known=past.passed_on(whole=True).known, whole=past.passed_on(whole=True).whole
        )
        past = past.then(titled(f"{number}"))

    assert len(past.known) == len(past.whole) == ancestors.SUMS
    latest = Ancestors(titled(f"{last - 2}"))
    assert common(latest, past) == ancestors.Common(latest.of or FULL, whole=True)


def test_what_a_copy_was_made_of_is_found_though_that_very_state_has_gone(tmp_path: Path):
    there, path = saved([titled(f"{number}") for number in range(4)]), tmp_path / "kopia.lokdesk"
    sharing.save(there, path, None)
    mine = there.past
    for number in range(60):
        mine = mine.then(titled(f"Senare {number}"))
    copy = project.open(path)
    theirs = project.loads(project.dumps(replace(copy, draft=titled("Deras", copy.draft)))).past

    assert 3 not in numbers(mine)
    for found in (common(mine, theirs), common(theirs, mine)):
        assert found == ancestors.Common(titled("0"), whole=False)
    # Nor is that lost on the way through a program that knows nothing of it.
    packed = container.unpack(project.dumps(Project(titled("Äldre"), ancestors=theirs)))
    older = container.unpack(project.dumps(Project(titled("Ännu äldre")))).parts
    content = container.pack(Container(packed.version, packed.manifest, {**packed.parts, **older}))
    assert project.loads(content).ancestors.known == theirs.known
