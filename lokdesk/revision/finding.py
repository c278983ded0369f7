"""Finds what there is to go through when an agreement is revised, the agreement before beside the draft."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import phrase, schema, weight
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.mapping import StatisticsTable, TargetGroup
from lokdesk.agreement.organisation import Forum
from lokdesk.agreement.parties import Party
from lokdesk.agreement.processes import JobTrack
from lokdesk.agreement.rich_text import Footnote, RichText
from lokdesk.agreement.steps import Steps
from lokdesk.agreement.value import Item
from lokdesk.handbook import naming, progress
from lokdesk.handbook.book import Handbook
from lokdesk.handbook.register import Act, LegalActs
from lokdesk.revision import evaluation
from lokdesk.revision.evaluation import GOALS, Evaluated
from lokdesk.revision.period import last_day, later
from lokdesk.revision.phrases import Words
from lokdesk.revision.point import Kind, Person, Point

_YEAR = 12
_LINK = re.compile(r"https?://[^\s<>\"”]+")
_AT_A_TIME = 200
"""How many answers are read at a time."""
_NOT_ASKED = (*weight.FORMAL, "goals/*/indicators/*/outcomes", "validity/replaces", "validity/supplements")
"""What no revision begins with: how the agreement is made and decided, and what is evaluated anyway."""
_TEXTS = ("mandates", "resources", "employer_needs", "measures", "kaa_measures", "gaps")


@dataclass(frozen=True)
class Books:
    """The versions of the handbook that matter: the draft's, that of the agreement before, and the newest."""

    now: Handbook
    then: Handbook
    newest: Handbook


Law = Mapping[str, tuple[Act, ...]]
"""The acts that apply no longer, by the places that speak of them."""


@dataclass(frozen=True)
class Finding:
    """One go at finding what there is to go through."""

    draft: Draft
    before: Predecessor
    books: Books
    acts: LegalActs
    words: Words
    on: date
    year_ago: date = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "year_ago", later(self.on, -_YEAR) or date.min)

    @property
    def old(self) -> Agreement:
        """The agreement before."""
        return self.before.agreement

    @property
    def new(self) -> Agreement:
        """The agreement as it is drafted now."""
        return self.draft.agreement

    def points(self, law: Law, lacks: Iterable[tuple[str, str]]) -> Steps[list[Point]]:
        """Find all points, where the agreement before has that *law*, and *lacks* those answers."""
        found = [*self.goals()]
        yield
        now = yield from self.law(self.new)
        for some in (
            self._figures(),
            self._texts(),
            self._people(),
            self._items("process", "processes/*"),
            self._items("job_track", "job_tracks/*"),
            self._items("appendix", "appendices/*"),
            self._law(now, law),
            self._questions(lacks),
        ):
            for point in some:
                found.append(point)
                yield
        return found

    def again(self, point: Point) -> Point:
        """Return a *point* that is about the same, with what somebody says of it now."""
        done = point.settled or point.key in self.draft.evaluation.treated
        words = self.words.kinds[point.kind]
        return replace(point, done=done, todo=words.done if done else words.todo)

    def _point(self, kind: Kind, about: str, told: Iterable[str], *, title: str = "", **more: Any) -> Point:
        """Return a point at the address *about*, which may be gone."""
        words = self.words.kinds[kind]
        there = _exists(self.new, about)
        todo: str = more.pop("todo", "") or words.todo
        settled: bool = more.pop("done", False)
        done = settled or f"{kind}:{about}" in self.draft.evaluation.treated
        return Point(
            kind=kind,
            about=about,
            address=more.pop("address", about if there else ""),
            title=title or self._named(about, there),
            told=tuple(one for one in told if one),
            todo=words.done if done else todo,
            done=done,
            settled=settled,
            **more,
        )

    def _named(self, address: str, there: bool) -> str:
        return phrase.capital(str(naming.named(self.books.now, self.new if there else self.old, address)[-1]))

    # Goals

    def goals(self) -> Iterator[Point]:
        """Yield each goal of the agreement before, those that are new, and whether there ought to be more."""
        for one in evaluation.evaluated(self.draft):
            about = at.join(GOALS, one.goal.id)
            left = phrase.joined([self.words.goals[it] for it in one.left])
            todo = self.words.said.goal_left.format(left=left) if one.said.helped or one.said.verdict else ""
            yield self._point("goal", about, self._evaluated(one), todo=todo, done=one.done, goal=one.goal.id)
        for goal in evaluation.new_goals(self.draft):
            about = at.join(GOALS, goal.id)
            why = self.draft.evaluation.of(goal.id).why
            yield self._point("new_goal", about, (), done=why is not None, goal=goal.id)
        yield self._point("goals", GOALS, (), title=self.words.kinds["goals"].title)

    def _evaluated(self, one: Evaluated) -> Iterator[str]:
        told, count = one.outcomes
        if count:
            yield self.words.said.outcomes.format(told=told, count=count)
        if not one.there:
            yield self.words.said.goal_gone

    # Figures

    def _figures(self) -> Iterator[Point]:
        was = {one.id: one for one in self.old.mapping.statistics}
        for table in self.new.mapping.statistics:
            if self._is_old(table) or (table.id in was and self._is_old(was[table.id])):
                about = at.join("mapping/statistics", table.id)
                yield self._point(
                    "table",
                    about,
                    (self._age(table), self._source(table.source)),
                    done=not self._is_old(table),
                    links=tuple(_links(table.source, table.definition)),
                )
        groups = {one.id: one for one in self.old.target_groups}
        for group in self.new.target_groups:
            stale = self._stale(group)
            if stale or (group.id in groups and group.sizes and self._stale(groups[group.id])):
                about = at.join("target_groups", group.id, "sizes")
                sources = tuple(dict.fromkeys(one.source for one in group.sizes))
                yield self._point(
                    "sizes",
                    about,
                    (*stale, *(self._source(one) for one in sources)),
                    title=self._named(at.parent(about), there=True),
                    done=not stale,
                    links=tuple(link for one in sources for link in _links(one)),
                )

    def _is_old(self, table: StatisticsTable) -> bool:
        if not any(row.cells for row in table.rows):
            return False
        known = table.retrieved or last_day(table.period)
        return known is None or known < self.year_ago

    def _age(self, table: StatisticsTable) -> str:
        said = self.words.said
        if not self._is_old(table):
            when = table.retrieved.isoformat() if table.retrieved else table.period
            return said.fresh.format(when=when)
        if table.retrieved is not None:
            return said.retrieved.format(day=table.retrieved.isoformat())
        return said.about.format(period=table.period) if last_day(table.period) else said.ageless

    def _stale(self, group: TargetGroup) -> tuple[str, ...]:
        """Return what is said of the numbers in *group* that are old, each once."""
        said = self.words.said
        told: dict[str, None] = {}
        for one in group.sizes:
            known = last_day(one.period)
            if one.number is not None and (known is None or known < self.year_ago):
                told[said.about.format(period=one.period) if known else said.ageless] = None
        return tuple(told)

    def _source(self, source: str | None) -> str:
        return self.words.said.source.format(source=source) if source else self.words.said.no_source

    def _texts(self) -> Iterator[Point]:
        for name in _TEXTS:
            now, was = getattr(self.new.mapping, name), getattr(self.old.mapping, name)
            about = at.join("mapping", name)
            if was is not None and self.books.now.asks(about):
                said = self.words.said
                title = self.books.now.question(about).label
                told = said.unchanged if now == was else said.changed
                yield self._point("mapping_text", about, (told,), title=title)

    # People

    def _people(self) -> Iterator[Point]:
        said = self.words.said
        for forum in self.new.organisation.forums:
            about = at.join("organisation/forums", forum.id)
            people = tuple(_members(forum, about))
            told = (self._since(about), self._vacant(people), "" if people else said.nobody)
            new = not _exists(self.old, about)
            yield self._point("forum", about, told, people=_named(people), done=new)
        for party in self.new.parties:
            about = at.join("parties", party.id, "contacts")
            people = tuple(_contacts(party, about))
            if people:
                told = (self._vacant(people),)
                named = naming.named(self.books.now, self.new, at.parent(about))[-1]
                title = self.words.kinds["contacts"].title.format(name=party.name or named.short)
                yield self._point("contacts", about, told, title=title, people=_named(people))

    def _vacant(self, people: Iterable[Person]) -> str:
        """Return in a sentence which roles nobody has, if there are such."""
        roles = Counter(one.what or self.words.said.no_role for one in people if not one.name)
        told = [role if count == 1 else f"{role} ({count})" for role, count in roles.items()]
        return self.words.said.vacancies.format(roles=phrase.joined(told)) if told else ""

    # What is gone through one by one

    def _items(self, kind: Kind, pattern: str) -> Iterator[Point]:
        for about, item in at.found(self.new, pattern):
            # What has come in this revision has been thought of in it.
            new = not _exists(self.old, about)
            yield self._point(kind, about, (self._since(about), *self._more(item, about)), done=new)

    def _since(self, about: str) -> str:
        """Return what has happened since the last agreement to the item at *about*."""
        said = self.words.said
        if not _exists(self.old, about):
            return said.new
        return said.unchanged if at.get(self.old, about) == at.get(self.new, about) else said.changed

    def _more(self, item: Item, about: str) -> Iterator[str]:
        said = self.words.said
        if isinstance(item, JobTrack):
            end = last_day(item.period)
            if end is not None and end < self.on:
                yield said.period_past.format(period=item.period)
        attached = getattr(item, "attachment", None)
        name = next((one.name for one in self.draft.attachments if one.id == attached), None)
        if attached and name:
            was = at.get(self.old, about).attachment if _exists(self.old, about) else None
            yield (said.same_file if was == attached else said.other_file).format(name=name)

    # The law

    def _law(self, now: Law, was: Law) -> Iterator[Point]:
        """Yield what speaks of acts that apply no longer, and what did so in the last agreement."""
        for about in dict.fromkeys((*now, *was)):
            acts = now.get(about) or was[about]
            yield self._point(
                "repealed",
                about,
                map(self._repeal, acts),
                title=self._where(about),
                done=about not in now,
            )

    def law(self, agreement: Agreement) -> Steps[Law]:
        """Find the places in *agreement* that speak of such acts, a legal reference as one place."""
        found: dict[str, dict[str, Act]] = {}
        for number, (address, answer, value) in enumerate(at.answers(agreement)):
            if number % _AT_A_TIME == 0:
                yield
            written = _written(answer, value)
            for act in self.acts.mentioned(written) if written else ():
                if self.acts.repealed(act, self.on):
                    in_list = address.startswith("legal_references/")
                    about = at.parent(address) if in_list else address
                    if not in_list or at.last(address) in ("sfs", "act"):
                        found.setdefault(about, {})[act.sfs] = act
        return {about: tuple(acts.values()) for about, acts in found.items()}

    def _repeal(self, act: Act) -> str:
        successor = self.acts.successor(act)
        if successor is None:
            return self.words.said.repealed.format(act=act.title)
        return self.words.said.replaced.format(act=act.title, successor=successor.title)

    def _where(self, about: str) -> str:
        """Return what the place at *about* is called, an item or an answer."""
        named = naming.named(self.books.now, self.new if _exists(self.new, about) else self.old, about)
        pattern = schema.pattern(about)
        label = "" if pattern.endswith(schema.ANY) else self.books.now.question(pattern).label
        return phrase.capital(" – ".join(one for one in (label, ", ".join(map(str, named))) if one))

    # Questions

    def _questions(self, lacks: Iterable[tuple[str, str]]) -> Iterator[Point]:
        said, books = self.words.said, self.books
        then_, now = books.then, books.now
        if books.newest.version != then_.version:
            count = sum(one not in then_.places for one in books.newest.places)
            told = [said.new_handbook.format(then=then_.version, newest=books.newest.version)]
            told.append(said.one_question if count == 1 else said.more_questions.format(count=count))
            told.append(books.newest.news)
            yield self._point(
                "handbook",
                books.newest.version,
                told,
                title=self.words.kinds["handbook"].title,
                done=now.version == books.newest.version,
                address="",
            )
        # What was asked of an item that is gone counts no more.
        lacking = {pattern for pattern, address in lacks if _exists(self.new, at.parent(address))}
        for pattern, place in now.places.items():
            if _is_left_out(pattern) or (pattern in then_.places and pattern not in lacking):
                continue
            question = place.question
            asked = list(progress.asked([question], self.new))
            left = [address for address, _, done in asked if not done]
            first = (left or [address for address, _, _ in asked] or [""])[0]
            told: list[str] = []
            if pattern not in then_.places:
                kind: Kind = "new_question"
                told.append(said.asked_since.format(then=then_.version))
            else:
                kind = "unanswered"
            if not asked:
                continue
            if question.requirement != "optional":
                told.append(getattr(said, question.requirement))
            if len(left) > 1:
                told.append(said.left.format(count=len(left)))
            yield self._point(kind, pattern, told, title=question.prompt, done=not left, address=first)

    def lacks(self) -> Steps[tuple[tuple[str, str], ...]]:
        """Find what ought to be answered in the agreement before and is not there: patterns and addresses."""
        found: list[tuple[str, str]] = []
        for one in self.books.then.questions:
            if one.requirement != "optional" and not _is_left_out(one.address):
                yield
                asked = progress.asked([one], self.old)
                found += ((one.address, address) for address, _, answered in asked if not answered)
        return tuple(found)


def _is_left_out(pattern: str) -> bool:
    return any(pattern == one or pattern.startswith(one + schema.SEPARATOR) for one in _NOT_ASKED)


def _exists(agreement: Agreement, address: str) -> bool:
    try:
        at.get(agreement, address)
    except UnknownAddress:
        return False
    return True


def _members(forum: Forum, about: str) -> Iterator[Person]:
    for one in forum.members:
        yield Person(at.join(about, "members", one.id, "name"), one.name or "", one.role or "")


def _contacts(party: Party, about: str) -> Iterator[Person]:
    for one in party.contacts:
        yield Person(at.join(about, one.id, "name"), one.name or "", one.role or "")


def _named(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(one for one in people if one.name)


def _written(answer: Answer, value: object) -> str:
    if answer.refers_to is not None:
        return ""
    if isinstance(value, RichText):
        runs = (run for block in value.blocks for run in block.runs)
        return "\n".join((value.text, *(run.footnote for run in runs if isinstance(run, Footnote))))
    return str(value) if isinstance(value, str | Frequency) else ""


def _links(source: str | None, text: RichText | None = None) -> Iterator[str]:
    """Yield the addresses on the web that a source, or a *text* about it, tells."""
    found = dict.fromkeys(_LINK.findall(source or ""))
    for block in text.blocks if text is not None else ():
        for run in block.runs:
            link = getattr(run, "link", None)
            if link and _LINK.fullmatch(link):
                found[link] = None
    yield from found
