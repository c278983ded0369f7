"""The open draft and everything that can be done to it."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import normal, reference, schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Attachment, Draft, SetAside
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.reference import Loose
from lokdesk.agreement.schema import ListOf
from lokdesk.agreement.steps import Steps, finished
from lokdesk.agreement.value import Item, new_id
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import naming, progress
from lokdesk.handbook.book import Handbook
from lokdesk.handbook.progress import Tally
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.revision.agenda import Agenda, Found
from lokdesk.session import agenda, beside, cells, document, review
from lokdesk.session.complaint import Complaint, Unfit, complaints
from lokdesk.session.event import (
    AnswerChanged,
    DraftReplaced,
    Edit,
    Event,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    PartsChanged,
    Saved,
)
from lokdesk.session.fill import Data, fill, item
from lokdesk.session.library import Library
from lokdesk.session.media import media_type
from lokdesk.session.review import Review

if TYPE_CHECKING:
    from lokdesk.rules.check import Check

Subscriber = Callable[[Event], None]

UNDOABLE = 1_000
"""How many edits can be undone. Each holds what it has changed in memory, and a day has many thousands."""


@dataclass(frozen=True)
class Step:
    """One edit: the drafts on both sides of it, and what is told when it is done and undone.

    *files* are what only the file knows on both sides of it, where it brings in another copy.
    """

    before: Draft
    after: Draft
    done: Edit
    undone: Edit
    files: tuple[Project, Project] | None = None


class Session:
    """The open draft.

    An edit makes a new draft and tells the subscribers; undoing one returns to the draft before it, as many
    as UNDOABLE edits back. An edit raises Unfit for a value that the agreement cannot hold, and
    UnknownAddress for an address that names nothing in it; then the draft is as it was.
    """

    def __init__(self, library: Library, draft: Draft | None = None) -> None:
        """Open *draft*, or a new and empty one, which has no file yet."""
        self.library = library
        self._subscribers: list[Subscriber] = []
        self._take(Project(library.blank() if draft is None else draft), None)

    def _take(self, opened: Project, path: Path | None) -> None:
        self._project = opened
        self._past = opened.ancestors
        self._draft = self._saved = opened.draft
        self._path = path
        self._done: deque[Step] = deque(maxlen=UNDOABLE)
        self._undone: list[Step] = []
        self._settled = True
        self._run = ""
        self._check: Check | None = None
        self._review: tuple[Draft, date, Review] | None = None
        self._tally: Tally | None = None
        self._tallied: Handbook | None = None
        self._agenda: Found | None = None
        self._wording: tuple[Draft, Wording] | None = None

    # What is open

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self._draft

    @property
    def agreement(self) -> Agreement:
        """The agreement as it is now."""
        return self._draft.agreement

    @property
    def path(self) -> Path | None:
        """The project file that the draft was opened from or last saved in."""
        return self._path

    @property
    def project(self) -> Project:
        """The draft as it was opened or last saved, with what only its file knows."""
        return self._project

    @property
    def current(self) -> Project:
        """The draft as it is now, with what only its file knows."""
        return replace(self._project, draft=self._draft, ancestors=self._past)

    @property
    def dirty(self) -> bool:
        """Whether the draft is another one than the one in its file."""
        return self._draft is not self._saved

    @property
    def warnings(self) -> tuple[str, ...]:
        """What users should know about the file as it was opened, as Swedish sentences."""
        return self._project.warnings

    def value(self, address: str) -> Any:
        """Return what stands at *address*; ``None`` also for a cell that its row does not hold.

        Raises UnknownAddress.
        """
        return cells.value(self.agreement, address)

    @property
    def attachment_names(self) -> Mapping[str, str]:
        """The file names of the draft's attachments by id."""
        return {attachment.id: attachment.name for attachment in self._draft.attachments}

    @property
    def handbook(self) -> Handbook:
        """The handbook that the draft is drafted under."""
        return self.library.handbook_of(self._draft)

    @property
    def wording(self) -> Wording:
        """The words for the answers of the agreement as it is now."""
        if self._wording is None or self._wording[0] is not self._draft:
            self._wording = self._draft, Wording(self.agreement, self.attachment_names)
        return self._wording[1]

    # Telling

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Let *subscriber* be told of every event from now on; returns what ends it."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def _tell(self, event: Event) -> None:
        for subscriber in tuple(self._subscribers):
            subscriber(event)

    # Edits

    def set(self, address: str, value: object, name: str = "") -> None:
        """Give the answer, list or group at *address* another value.

        Consecutive edits of one answer are undone as one, until :meth:`settle`. *name* is what the edit of a
        list or a group is called, where its address says too little.
        """
        agreement = _replaced(self.agreement, {address: value})
        if agreement is self.agreement:
            return
        if isinstance(schema.patterns().get(schema.pattern(address)), Answer):
            self._answered(address, agreement)
        else:
            self._edit(agreement, PartsChanged(frozenset({"agreement"}), address, name))

    def set_many(self, values: Mapping[str, object], address: str = "", name: str = "") -> None:
        """Give each answer, list or group in *values*, by address, another value, all as one edit.

        They are changed in the order they come, so that one address may lie within another that comes
        before it. *address* is the place that all of them lie in, if there is one, and *name* what the edit
        is called.
        """
        agreement = _replaced(self.agreement, values)
        if agreement is not self.agreement:
            self._edit(agreement, PartsChanged(frozenset({"agreement"}), address, name))

    def _answered(self, address: str, agreement: Agreement) -> None:
        done = AnswerChanged(address)
        last = self._done[-1] if self._done else None
        if last is None or last.done != done or self._settled or self._undone:
            self._edit(agreement, done)
            self._settled = False
            return
        before = last.before
        del self._done[-1]
        if cells.value(before.agreement, address) == cells.value(agreement, address):
            self._draft = before
            self._settled = True
        else:
            self._draft = self._with(agreement)
            self._done.append(replace(last, after=self._draft))
        self._tell(done)

    def settle(self) -> None:
        """End the current run of edits of one answer: the next edit is undone on its own."""
        self._settled = True

    def add(self, list_address: str, values: Data | Item | None = None, index: int | None = None) -> str:
        """Put a new item into the list, last or before position *index*.

        *values* are its answers, such as ``{"title": "Fler i arbete"}``, or it is the item itself. Returns
        the address of the new item.
        """
        field = schema.patterns().get(_pattern(list_address))
        if not isinstance(field, ListOf):
            raise UnknownAddress(list_address)
        if not isinstance(values, Item):
            values = item(field.item, values or {}, list_address, at.ids(self.agreement))
        return self._insert(list_address, values, index)

    def duplicate(self, address: str) -> str:
        """Put a copy of the item at *address* right after it, with a name that tells the two apart.

        Returns the address of the copy.
        """
        original = at.get(self.agreement, address)
        siblings = at.get(self.agreement, at.parent(address))
        if not isinstance(original, Item):
            raise UnknownAddress(address)
        question = self.handbook.question(at.parent(address))
        copy = naming.copied(question, at.fresh(original, at.ids(self.agreement)), siblings)
        return self._insert(at.parent(address), copy, siblings.index(original) + 1)

    def _insert(self, list_address: str, new: Item, index: int | None) -> str:
        address = at.join(list_address, new.id)
        agreement = at.insert(self.agreement, list_address, new, index)
        self._edit(agreement, ItemAdded(address), ItemRemoved(address))
        return address

    def remove(self, address: str) -> None:
        """Take the item at *address* away, and with it all that :meth:`refers_to` it, as one edit."""
        agreement = cells.without(self.agreement, address)
        found = reference.loose(self.agreement, agreement)
        if found:
            self._edit(reference.released(agreement, found), PartsChanged(frozenset({"agreement"}), address))
        else:
            self._edit(agreement, ItemRemoved(address), ItemAdded(address))

    def refers_to(self, address: str) -> Loose:
        """Return what refers to the item at *address*, or to something in it, from elsewhere."""
        return reference.loose(self.agreement, cells.without(self.agreement, address))

    def move(self, address: str, index: int) -> None:
        """Move the item at *address* to position *index* of its list, counted from zero."""
        agreement = at.move(self.agreement, address, index)
        if agreement != self.agreement:
            self._edit(agreement, ItemMoved(address))

    def fill(self, data: Data, name: str = "") -> None:
        """Lay the answers of *data* over the agreement, as one edit, which is called *name*."""
        agreement = fill(self.agreement, data)
        if agreement is not self.agreement:
            self._edit(agreement, PartsChanged(frozenset({"agreement"}), name=name))

    def change(self, draft: Draft, address: str = "", name: str = "", run: str = "") -> None:
        """Let *draft* take the place of the current one, as one edit.

        For what stands around the agreement: discussion, findings set aside, settings, template. *address* is
        the place in the agreement that it is about, if it is one, and *name* what the edit is called.
        Consecutive edits with the same *run*, what is typed, are undone as one, until :meth:`settle`.

        Raises ValueError for a draft in which a kept version is another than it was: one may be kept or taken
        away, but never changed.
        """
        if draft.versions is not self._draft.versions:
            before = {one.id: one for one in self._draft.versions}
            if any(before.get(one.id, one) != one for one in draft.versions):
                raise ValueError("a kept version is never changed")
        parts = frozenset(
            name for name in Draft.model_fields if getattr(draft, name) is not getattr(self._draft, name)
        )
        if not parts:
            return
        done = PartsChanged(parts, address, name)
        last = self._done[-1] if self._done else None
        goes_on = last is not None and last.done == done and not self._settled and not self._undone
        if last is not None and goes_on and run and run == self._run:
            self._draft = draft
            self._done[-1] = replace(last, after=draft)
            self._tell(done)
        else:
            self._step(draft, done)
        self._settled, self._run = not run, run

    def join(self, joined: Project, name: str) -> None:
        """Let *joined*, what has become of :attr:`current` and another copy, take its place, as one edit.

        While it is undone, what the other copy says counts as not known.
        """
        files = self.current, joined
        if joined.draft != self._draft:
            self.settle()
            self.change(joined.draft, name=name)
            self._done[-1] = replace(self._done[-1], files=files)
        self._know(joined)

    def _know(self, file: Project) -> None:
        """Know what only a *file* does, and nothing else, besides the draft."""
        self._past = file.ancestors
        self._project = replace(self._project, unknown=file.unknown, others=file.others, version=file.version)

    def remember(self) -> None:
        """Keep in mind, and in the file when it is saved, that a copy to share was made of the draft."""
        self._past = self._past.then(self._draft, shared=True)

    def attach(self, name: str, content: bytes, address: str = "") -> str:
        """Keep a file with the draft, and let the reference at *address*, if any, point at it, as one edit.

        Its name, by which the document tells of it, is one that every system takes and no other file in use
        has: it gets a number. Returns the id of the attachment. Raises UnknownAddress.
        """
        taken = at.ids(self.agreement) | {attachment.id for attachment in self._draft.attachments}
        id_ = new_id(taken)
        agreement = at.replace(self.agreement, address, id_) if address else self.agreement
        used = {one.attachment for one in agreement.appendices}
        others = [one for one in self._draft.attachments if one.id in used]
        name = beside.name(normal.line(PurePath(name).name), content, others)
        attachment = Attachment(id=id_, name=name, media_type=media_type(name), content=content)
        update = {"attachments": (*self._draft.attachments, attachment), "agreement": agreement}
        self.change(self._draft.model_copy(update=update), address)
        return attachment.id

    def detach(self, attachment_id: str) -> None:
        """Take an attachment away, and the references to it, as one edit.

        The file itself is kept as long as an earlier agreement refers to it, or answers that one can go
        back to.

        Raises KeyError when there is none with that id.
        """
        kept = tuple(one for one in self._draft.attachments if one.id != attachment_id)
        if len(kept) == len(self._draft.attachments):
            raise KeyError(attachment_id)
        if attachment_id in self._draft.files_of_old:
            kept = self._draft.attachments
        there = self.refers_to_file(attachment_id)
        agreement = self.agreement
        for address in there:
            agreement = at.replace(agreement, address, None)
        update = {"attachments": kept, "agreement": agreement}
        self.change(self._draft.model_copy(update=update), there[0] if there else "")

    def refers_to_file(self, attachment_id: str) -> tuple[str, ...]:
        """Return the addresses of the answers that refer to an attachment."""
        return tuple(
            address
            for address, kind, target in reference.references(self.agreement)
            if (kind, target) == ("attachment", attachment_id)
        )

    def set_aside(self, finding: Finding, reason: str) -> None:
        """Set *finding* aside with a *reason*. Raises pydantic's ValidationError when it has no words."""
        reason = normal.text(reason).strip()
        about = review.about(self.agreement, finding)
        aside = SetAside(rule=finding.rule, address=finding.address, about=about, reason=reason)
        self.change(
            self._draft.model_copy(update={"set_aside": (*self._others(finding), aside)}),
        )

    def take_up(self, finding: Finding) -> None:
        """Let a *finding* that was set aside count again."""
        others = self._others(finding)
        if len(others) < len(self._draft.set_aside):
            self.change(self._draft.model_copy(update={"set_aside": others}))

    def _others(self, finding: Finding) -> tuple[SetAside, ...]:
        key = finding.rule, finding.address
        return tuple(one for one in self._draft.set_aside if (one.rule, one.address) != key)

    def _with(self, agreement: Agreement) -> Draft:
        return self._draft.model_copy(update={"agreement": agreement})

    def _edit(self, agreement: Agreement, done: Edit, undone: Edit | None = None) -> None:
        self._step(self._with(agreement), done, undone)

    def _step(self, draft: Draft, done: Edit, undone: Edit | None = None) -> None:
        self._done.append(Step(self._draft, draft, done, undone or done))
        self._undone.clear()
        self._settled = True
        self._draft = draft
        self._tell(done)

    # Undo

    @property
    def undoable(self) -> Edit | None:
        """The edit that :meth:`undo` would undo, if there is one."""
        return self._done[-1].done if self._done else None

    @property
    def redoable(self) -> Edit | None:
        """The edit that :meth:`redo` would do again, if there is one."""
        return self._undone[-1].done if self._undone else None

    @property
    def to_undo(self) -> Step | None:
        """What :meth:`undo` would undo, with the drafts on both sides of it."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Step | None:
        """What :meth:`redo` would do again, with the drafts on both sides of it."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> None:
        """Return to the draft before the last edit. Does nothing when there is none."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self._settled = True
            self._draft = step.before
            if step.files is not None:
                self._know(step.files[0])
            self._tell(step.undone)

    def redo(self) -> None:
        """Do the last undone edit again. Does nothing when there is none."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._settled = True
            self._draft = step.after
            if step.files is not None:
                self._know(step.files[1])
            self._tell(step.done)

    # Findings and the document

    def review(self, on: date) -> Review:
        """Return what the rules find in the draft on the day *on*."""
        return finished(self.reviewing(on))

    def reviewing(self, on: date) -> Steps[Review]:
        """Make what :meth:`review` returns, a little at a time, of the draft as it is to begin with."""
        draft, known = self._draft, self._review
        if known is not None and known[0] is draft and known[1] == on:
            return known[2]
        check = yield from review.steps(draft, on, self.library, self._check)
        found = review.sorted_out(check.findings, draft)
        if draft is self._draft:
            self._check, self._review = check, (draft, on, found)
        return found

    @property
    def tally(self) -> Tally:
        """How far the agreement has come with the handbook's questions."""
        handbook = self.handbook
        if self._tallied is not handbook:
            self._tallied, self._tally = handbook, None
        if self._tally is None or self._tally.agreement is not self.agreement:
            self._tally = progress.tally(handbook, self.agreement, self._tally)
        return self._tally

    def agenda(self, on: date) -> Agenda:
        """Return what is to be gone through on the day *on*; nothing where the draft revises no agreement."""
        return finished(self.agenda_steps(on))

    def agenda_steps(self, on: date) -> Steps[Agenda]:
        """Make what :meth:`agenda` returns, a little at a time, of the draft as it is to begin with."""
        draft, known = self._draft, self._agenda
        if known is None or known.draft is not draft or known.on != on:
            known = yield from agenda.steps(draft, self.library, on, known)
            if draft is self._draft:
                self._agenda = known
        return known.agenda if known is not None else Agenda()

    def findings(self, on: date) -> tuple[Finding, ...]:
        """Return the findings on the day *on* that have not been set aside."""
        return self.review(on).open

    def document(self, *, comments: bool = False) -> bytes:
        """Return the agreement as a Word document; only with *comments* what is said about it too.

        Raises Problem when the template cannot be found or used.
        """
        return document.render(self._draft, self.library, comments=comments)

    # Files

    def new(self, draft: Draft | None = None) -> None:
        """Open *draft*, such as an example, or a new and empty one. It has no file yet."""
        self._take(Project(self.library.blank() if draft is None else draft), None)
        self._tell(DraftReplaced())

    def open(self, path: Path) -> None:
        """Open the project file at *path*. Raises Problem, and leaves the current draft open."""
        self._take(project.open(path), path)
        self._tell(DraftReplaced())

    def resume(self, opened: Project, draft: Draft, path: Path | None) -> None:
        """Go on with *draft*, which *opened*, the project file at *path* or one without a file, became."""
        self._take(opened, path)
        self._draft = draft
        self._tell(DraftReplaced())

    def save(self, over: str = "") -> None:
        """Save the draft in its file.

        Raises Problem; ChangedElsewhere when someone else has changed the file since it was opened, unless
        *over* is the fingerprint of what they have saved: nothing that was not asked about is overwritten.
        Raises ValueError when the draft has no file yet.
        """
        if self._path is None:
            raise ValueError("the draft has no file yet")
        self._save(self._path, over=over)

    def save_as(self, path: Path) -> None:
        """Save the draft in the file at *path*, which is its file from then on. Raises Problem."""
        self._save(path, overwrite=path != self._path)

    def _save(self, path: Path, overwrite: bool = False, over: str = "") -> None:
        troubles: list[str] = []
        self._project = project.save(self.current, path, overwrite, over, keep=True, tell=troubles.append)
        self._saved, self._past = self._draft, self._project.ancestors
        self._path = path
        self._settled = True
        self._tell(Saved(path, " ".join(troubles)))


def _replaced(agreement: Agreement, values: Mapping[str, object]) -> Agreement:
    """Return *agreement* with *values* at their addresses. Raises Unfit, naming all that do not fit."""
    found: list[Complaint] = []
    for address, value in values.items():
        try:
            agreement = cells.replaced(agreement, address, value)
        except ValidationError as error:
            found += complaints(error, address, value)
    if found:
        raise Unfit(found)
    return agreement


def _pattern(address: str) -> str:
    try:
        return schema.pattern(address)
    except KeyError:
        raise UnknownAddress(address) from None
