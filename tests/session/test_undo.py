"""Whatever is done in whatever order, undoing and redoing lead through the very same drafts."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.draft import Draft, RuleSettings
from lokdesk.agreement.schema import ListOf
from lokdesk.project import project
from lokdesk.session import discussion
from lokdesk.session.session import Session
from tests.session.made import LIBRARY
from tests.strategies import agreements, values


def lists(session: Session) -> list[str]:
    """Return the addresses of the lists in the open agreement; cells are not added by hand."""
    found = [
        name for name, field in schema.patterns().items() if isinstance(field, ListOf) and "*" not in name
    ]
    for address, item in at.items(session.agreement):
        fields = schema.fields(type(item)).items()
        found += [
            at.join(address, name) for name, field in fields if isinstance(field, ListOf) and name != "cells"
        ]
    return found


class Editing(RuleBasedStateMachine):
    """A user who edits, undoes, redoes and saves. *past* and *future* are the drafts as they should be."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "x.lokdesk"

    @initialize(agreement=agreements(15))
    def opened(self, agreement: Any) -> None:
        self.session = Session(LIBRARY, Draft(agreement=agreement))
        self.past: list[Draft] = []
        self.future: list[Draft] = []
        self.saved = self.session.draft

    def done(self, before: Draft) -> None:
        if self.session.draft is not before:
            self.past.append(before)
            self.future.clear()

    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        self.session.settle()
        before = self.session.draft
        places = [(address, answer) for address, answer, _ in at.answers(before.agreement)]
        address, answer = data.draw(st.sampled_from(places))
        for value in data.draw(st.lists(values(before.agreement, answer), min_size=1, max_size=3)):
            self.session.set(address, value)
            if self.session.draft is not before:
                # Even an answer that is taken back again was an edit, after which nothing can be redone.
                self.future.clear()
        self.done(before)

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        before = self.session.draft
        self.session.add(
            data.draw(st.sampled_from(lists(self.session))), index=data.draw(st.none() | st.just(0))
        )
        self.done(before)

    def an_item(self, data: st.DataObject) -> str:
        found = [address for address, _ in at.items(self.session.agreement) if "/cells/" not in address]
        return data.draw(st.sampled_from(found))

    def has_items(self) -> bool:
        return any("/cells/" not in address for address, _ in at.items(self.session.agreement))

    @precondition(has_items)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        before = self.session.draft
        self.session.remove(self.an_item(data))
        self.done(before)

    @precondition(has_items)
    @rule(data=st.data(), index=st.integers(-1, 3))
    def move(self, data: st.DataObject, index: int) -> None:
        before = self.session.draft
        self.session.move(self.an_item(data), index)
        self.done(before)

    @precondition(has_items)
    @rule(data=st.data())
    def duplicate(self, data: st.DataObject) -> None:
        before = self.session.draft
        original = self.an_item(data)
        copy = self.session.duplicate(original)
        assert at.ids(self.session.value(copy)) <= at.ids(self.session.agreement)
        self.done(before)

    @rule(limit=st.integers(1, 100))
    def settle_on_a_limit(self, limit: int) -> None:
        before = self.session.draft
        self.session.change(
            before.model_copy(update={"rule_settings": RuleSettings(small_count_limit=limit)})
        )
        self.done(before)

    @rule(data=st.data())
    def propose_and_choose(self, data: st.DataObject) -> None:
        before = self.session.draft
        places = [(address, answer) for address, answer, _ in at.answers(before.agreement)]
        address, answer = data.draw(st.sampled_from(places))
        value = data.draw(values(before.agreement, answer))
        proposal = discussion.propose(self.session, address, value, on=date(2026, 3, 2))
        self.done(before)
        before = self.session.draft
        discussion.choose(self.session, proposal, by="Gruppen", reason="", on=date(2026, 3, 2))
        self.done(before)

    @rule(content=st.binary(max_size=20))
    def attach(self, content: bytes) -> None:
        before = self.session.draft
        self.session.attach("fil.bin", content)
        self.done(before)

    @rule()
    def undo(self) -> None:
        if self.past:
            self.future.append(self.session.draft)
            self.session.undo()
            assert self.session.draft is self.past.pop()
        else:
            before = self.session.draft
            self.session.undo()
            assert self.session.draft is before

    @rule()
    def redo(self) -> None:
        if self.future:
            self.past.append(self.session.draft)
            self.session.redo()
            assert self.session.draft is self.future.pop()
        else:
            before = self.session.draft
            self.session.redo()
            assert self.session.draft is before

    @rule()
    def save(self) -> None:
        self.session.save_as(self.path)
        self.saved = self.session.draft
        assert project.open(self.path).draft == self.session.draft

    @invariant()
    def it_is_known_what_can_be_undone_and_whether_it_is_saved(self) -> None:
        if hasattr(self, "session"):
            assert (self.session.undoable is not None) == bool(self.past)
            assert (self.session.redoable is not None) == bool(self.future)
            assert self.session.dirty == (self.session.draft is not self.saved)

    @invariant()
    def the_draft_is_in_normal_form(self) -> None:
        if hasattr(self, "session"):
            agreement = self.session.agreement
            assert type(agreement).model_validate(agreement.model_dump()) == agreement

    def teardown(self) -> None:
        self.folder.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
