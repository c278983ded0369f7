"""What there is to take a stand on: one list over all that came back, and what two copies disagree about.

Viewpoints on one answer, or on one item, are one *matter*, with all the wordings that are wanted there and
who wants them. A comment, a row of a table of responses and words outside of every answer are matters of
their own, and stand right after the answer they are about. The list comes in the order of the agreement:
by the steps of the handbook, within them as the agreement has its answers and items, and last the tray,
what has no place there. What can be done with a matter is in :mod:`lokdesk.session.standing`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import Any, Literal

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.reply import Clash, Reply, Viewpoint
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.schema import SEPARATOR, ListOf
from lokdesk.agreement.value import Item
from lokdesk.handbook.book import Handbook
from lokdesk.revision import three_way
from lokdesk.session import cells, place, wishes

State = Literal["open", "decided", "there"]
"""Whether somebody has to take a stand: ``there`` is what the draft says already, though nobody has."""

TRAY = "Utan plats i överenskommelsen"
"""What the group of matters without a place is called."""
AROUND = "Anteckningar och annat runt överenskommelsen"
"""What the group of what two copies disagree about, and that stands in no answer, is called."""
_AROUND_KEY = "around"
OTHER_COPY = "Kopian ”{}”"
"""What a copy of the project file that disagrees is called among the senders."""
_LAST = 1_000_000
_OWN = ("outside", "comment", "row")
_NAMES = {"outside": "Text utan plats", "comment": "Kommentar", "row": "Rad i svarstabellen"}
_FIXED = "Mallens text"
_AROUND = {
    "discussion": "Samtalet om överenskommelsen",
    "discussion/notes": "Anteckning",
    "discussion/open_questions": "Öppen fråga",
    "discussion/alternatives": "Formuleringar att välja mellan",
    "discussion/positions": "Parts ståndpunkt",
    "discussion/agenda": "Workshoppens frågor",
    "evaluation": "Utvärderingen av målen",
    "set_aside": "Anmärkning som är satt åt sidan",
    "rule_settings": "Granskningens inställningar",
    "attachments": "Bifogad fil",
    "predecessors": "Tidigare överenskommelse",
    "versions": "Behållen version",
    "earlier": "Svar som de var före ett byte av mall eller handbok",
    "intakes": "Det som hämtades från Word",
    "replies": "Inkommen synpunkt",
    "template": "Mallen",
    "handbook": "Handboken",
}
"""What stands around the agreement, in words, by the part of the draft that it lies in."""


@dataclass(frozen=True)
class Voice:
    """What one sender wants: the *viewpoint*, in the *reply* that it came in.

    *there* says that the draft already is as it wants.
    """

    reply: Reply
    viewpoint: Viewpoint
    there: bool = False

    @property
    def ref(self) -> str:
        """What :mod:`lokdesk.session.standing` is told to say that it is this one."""
        return wishes.ref(self.reply, self.viewpoint)

    @property
    def who(self) -> str:
        """Who wants it, in words: the sender, and the author of the change within brackets."""
        return wishes.who(self.reply, self.viewpoint)

    @property
    def state(self) -> State:
        """How far it has come."""
        return "decided" if self.viewpoint.stand is not None else "there" if self.there else "open"

    @cached_property
    def sent(self) -> Any:
        """What stood at the address when it was sent, as a value of the agreement."""
        return wishes.read(self.viewpoint.address, self.viewpoint.sent)

    @cached_property
    def returned(self) -> Any:
        """What stood at the address when it came back, as a value of the agreement."""
        return wishes.read(self.viewpoint.address, self.viewpoint.returned)


@dataclass(frozen=True)
class Matter:
    """One thing to take a stand on, which one or several senders have a view on.

    *key* tells it from all others for as long as the replies are kept. *address* is the answer or item
    that it is about, empty where there is none. *section* is the slug of the step of the handbook that it
    belongs to, empty for the tray, and a key of its own for a clash about what stands around the
    agreement. A matter has *voices*, or is the *clash* of two copies. *now* is what the draft says at the
    address, as a value; ``None`` also where the address is *gone*. The voices are *at_odds* when two of
    them cannot both have what they want; different words of one answer can both be changed. It is a
    *conflict* when they are, or when the draft has changed the same words since they were sent.
    """

    key: str
    address: str
    section: str
    voices: tuple[Voice, ...]
    clash: Clash | None
    now: Any
    gone: bool
    at_odds: bool
    conflict: bool
    state: State
    _named_in: tuple[Handbook, Agreement] = field(repr=False, compare=False)

    @property
    def kind(self) -> str:
        """What it is about: the kind of its first viewpoint, or ``clash``."""
        return self.voices[0].viewpoint.kind if self.voices else "clash"

    @property
    def wordings(self) -> tuple[tuple[Voice, ...], ...]:
        """The voices by what they want: those that want the same stand together."""
        found: dict[str, list[Voice]] = {}
        for one in self.voices:
            found.setdefault(wishes.wish(one.viewpoint), []).append(one)
        return tuple(map(tuple, found.values()))

    @property
    def undecided(self) -> tuple[Voice, ...]:
        """The voices that nobody has taken a stand on, and that the draft does not follow already."""
        return tuple(one for one in self.voices if one.state == "open")

    @cached_property
    def name(self) -> str:
        """What it is about, in words: "Effekt – mål ”Fler i arbete”"."""
        handbook, agreement = self._named_in
        if not self.voices:
            return _place(handbook, agreement, self.address)
        one = self.voices[0].viewpoint
        about = one.place
        if self.address:
            agreement = _with_item(agreement, one) if self.gone else agreement
            about = _place(handbook, agreement, self.address)
        if one.kind in _NAMES:
            return f"{_NAMES[one.kind]}: {about}" if about else _NAMES[one.kind]
        return f"{_FIXED}: {about}" if one.kind == "fixed" and about else about or _FIXED


@dataclass(frozen=True)
class Group:
    """Matters under one *title*; *key* is the slug of a step of the handbook, or who the sender is."""

    key: str
    title: str
    matters: tuple[Matter, ...]
    sender: str = ""
    """Whose they are, where all are one sender's: of what others want there the group is not about."""

    @property
    def progress(self) -> tuple[int, int]:
        """How many views in it need no stand any more, and how many there are."""
        return progress(self.matters, self.sender)


def matters(draft: Draft, handbook: Handbook) -> tuple[Matter, ...]:
    """Return what there is to take a stand on in *draft*, decided or not, in the order of the agreement."""
    stands = _Stands(draft.agreement)
    found: dict[str, list[Voice]] = {}
    keys: dict[tuple[str, str], str] = {}
    for reply in draft.replies:
        for one in reply.viewpoints:
            voice = Voice(reply, one, stands.there(one))
            about = wishes.about(one)
            key = keys.setdefault(about, about[1] or voice.ref) if about else voice.ref
            found.setdefault(key, []).append(voice)
    made = [_matter(key, tuple(voices), stands, handbook) for key, voices in found.items()]
    made += [_clash(one, stands, handbook) for one in draft.clashes]
    order = _Order(draft.agreement, handbook)
    return tuple(sorted(_against_removal(made), key=order.of))


def by_section(handbook: Handbook, found: Iterable[Matter]) -> tuple[Group, ...]:
    """Return what is *found* by the steps of the *handbook*, and last the tray; none is empty."""
    titles = {one.slug: one.title for one in handbook.steps} | {"": TRAY, _AROUND_KEY: AROUND}
    groups: dict[str, list[Matter]] = {}
    for one in found:
        groups.setdefault(one.section, []).append(one)
    return tuple(Group(key, title, tuple(groups[key])) for key, title in titles.items() if key in groups)


def by_sender(draft: Draft, found: Iterable[Matter]) -> tuple[Group, ...]:
    """Return what is *found* by who wants it, in the order of the replies; none is empty.

    What several senders have a view on stands under each of them.
    """
    groups: dict[str, list[Matter]] = {wishes.sender(one): [] for one in draft.replies}
    for one in found:
        names = dict.fromkeys(wishes.sender(voice.reply) for voice in one.voices)
        for name in names or [OTHER_COPY.format(one.clash.name if one.clash else "")]:
            groups.setdefault(name, []).append(one)
    return tuple(Group(name, name, tuple(its), name) for name, its in groups.items() if its)


def progress(found: Iterable[Matter], sender: str = "") -> tuple[int, int]:
    """Return how much of what is *found* needs no stand any more, and how much there is.

    Each view counts, and each clash; only those of a *sender* where one is given.
    """
    done = count = 0
    for one in found:
        voices = [voice for voice in one.voices if not sender or wishes.sender(voice.reply) == sender]
        states = [voice.state for voice in voices] or [one.state]
        done += sum(state != "open" for state in states)
        count += len(states)
    return done, count


def others(found: Sequence[Matter]) -> dict[str, tuple[str, ...]]:
    """Return who else waits for a stand on a change in the place of each matter that is *found* and open.

    That is on a matter beside it: a row of a table on the same answer, or what is wanted of the whole item.
    They come by the keys of the matters; one beside which there is nobody else is left out. Who comments
    wants no change.
    """
    open_ = (one for one in found if one.state == "open" and one.voices and one.address)
    wanted = [one for one in open_ if one.kind not in ("comment", "fixed")]
    at_places: dict[str, list[Matter]] = {}
    for one in wanted:
        at_places.setdefault(one.address, []).append(one)
    meeting: dict[str, list[Matter]] = {one.key: list(at_places[one.address]) for one in wanted}
    for one in wanted:
        outer = at.parent(one.address)
        while outer:
            for whole in at_places.get(outer, ()):
                meeting[one.key].append(whole)
                meeting[whole.key].append(one)
            outer = at.parent(outer)
    told: dict[str, tuple[str, ...]] = {}
    for one in wanted:
        own = {wishes.sender(voice.reply) for voice in one.voices}
        waiting = (wishes.sender(voice.reply) for other in meeting[one.key] for voice in other.undecided)
        if more := tuple(dict.fromkeys(name for name in waiting if name not in own)):
            told[one.key] = more
    return told


# -- what they are made of


class _Stands:
    """What stands in one agreement, each place looked up once."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self._now: dict[str, tuple[Any, bool]] = {}
        self._data: dict[str, Any] = {}
        self._contents: dict[str, frozenset[str]] = {}

    def now(self, address: str) -> Any:
        """Return what stands at *address*, ``None`` also where it is gone."""
        return self._found(address)[0]

    def gone(self, address: str) -> bool:
        """Return whether the agreement has no such *address*."""
        return bool(address) and self._found(address)[1]

    def _found(self, address: str) -> tuple[Any, bool]:
        if address not in self._now:
            try:
                self._now[address] = cells.value(self.agreement, address) if address else None, False
            except UnknownAddress:
                self._now[address] = None, True
        return self._now[address]

    def data(self, address: str) -> Any:
        """Return what stands at *address* as JSON data."""
        if address not in self._data:
            self._data[address] = wishes.data(address, self.now(address))
        return self._data[address]

    def _holds(self, address: str, data: Any) -> bool:
        """Return whether the list of the item at *address* holds one that says what *data* does."""
        list_ = at.parent(address)
        if list_ not in self._contents:
            items: Sequence[Item] = self.now(list_) or ()
            self._contents[list_] = frozenset(
                wishes.content(address, one.model_dump(mode="json")) for one in items
            )
        return wishes.content(address, data) in self._contents[list_]

    def there(self, one: Viewpoint) -> bool:
        """Return whether the agreement already is as *one* wants."""
        match one.kind:
            case "changed":
                return not self.gone(one.address) and self.data(one.address) == one.returned
            case "removed":
                return self.gone(one.address)
            case "moved":
                return wishes.before(self.agreement, one.address) == one.after
            case "added" if wishes.kind_of_item(one.address) is not None:
                return self._holds(one.address, one.returned)
            case "row":
                said = self.now(one.address) if one.text else None
                words = said.text if isinstance(said, RichText) else said
                return isinstance(words, str) and words.split() == one.text.split()
            case _:
                return False

    def overlaps(self, voice: Voice) -> bool:
        """Return whether what *voice* wants to change has been changed since it was sent, past merging."""
        one = voice.viewpoint
        if one.kind not in ("changed", "removed", "moved"):
            return False
        if self.gone(one.address):
            return True
        if one.kind == "moved" or one.sent is None or self.data(one.address) == one.sent:
            return False
        answer = wishes.answer(one.address)
        if answer is None:
            return True
        now = self.now(one.address)
        return three_way.merge_answer(answer, voice.sent, now, voice.returned) is None


def _matter(key: str, voices: tuple[Voice, ...], stands: _Stands, handbook: Handbook) -> Matter:
    one = voices[0].viewpoint
    states = {voice.state for voice in voices}
    by_wish = {wishes.wish(voice.viewpoint): voice for voice in voices}
    at_odds = any(_at_odds(a, b) for a, b in combinations(by_wish.values(), 2))
    return Matter(
        key,
        one.address,
        _section(handbook, _home(one)),
        voices,
        None,
        stands.now(one.address),
        stands.gone(one.address),
        at_odds,
        at_odds or any(stands.overlaps(voice) for voice in voices if voice.state == "open"),
        "open" if "open" in states else "decided" if "decided" in states else "there",
        (handbook, stands.agreement),
    )


def _at_odds(a: Voice, b: Voice) -> bool:
    """Whether two that want different things of one place cannot both have what they want."""
    one, other = a.viewpoint, b.viewpoint
    answer = wishes.answer(one.address)
    if answer is None or one.kind != "changed" or other.kind != "changed" or one.sent != other.sent:
        return True
    return three_way.merge_answer(answer, a.sent, a.returned, b.returned) is None


def _clash(clash: Clash, stands: _Stands, handbook: Handbook) -> Matter:
    return Matter(
        f"clash{SEPARATOR}{clash.id}",
        clash.address,
        _section(handbook, clash.address) or _AROUND_KEY,
        (),
        clash,
        stands.now(clash.address),
        stands.gone(clash.address),
        False,
        True,
        "open" if clash.settled is None else "decided",
        (handbook, stands.agreement),
    )


def _against_removal(made: Sequence[Matter]) -> list[Matter]:
    """Return the matters *made*; to take an item away is a conflict with what others want within it."""
    removed = {one.address: one.key for one in made if one.kind == "removed"}
    against: set[str] = set()
    for one in made:
        inner = one.address if one.kind in ("changed", "added", "removed", "moved") else ""
        while inner := at.parent(inner):
            if inner in removed:
                against |= {one.key, removed[inner]}
    return [replace(one, conflict=True) if one.key in against else one for one in made]


def _home(one: Viewpoint) -> str:
    """Return the address that *one* is to be read beside; the tray has none."""
    if one.address or one.kind == "outside":
        return one.address
    return one.nearest[0] if one.nearest else ""


def _section(handbook: Handbook, address: str) -> str:
    asked = place.in_handbook(handbook, address) if address else None
    # What only another version of the handbook asks for stands in no step of this one.
    known = asked is not None and any(one is asked.step for one in handbook.steps)
    return asked.step.slug if asked is not None and known else ""


def _place(handbook: Handbook, agreement: Agreement, address: str) -> str:
    try:
        words = place.words(handbook, agreement, address)
    except KeyError:
        # What a later version of the program has added.
        words = address
    if words != address:
        return capital(words)
    part = SEPARATOR.join(address.split(SEPARATOR)[:2])
    return _AROUND.get(part) or _AROUND.get(address.partition(SEPARATOR)[0], address)


def _with_item(agreement: Agreement, one: Viewpoint) -> Agreement:
    """Return *agreement* with the item that *one* is about, so that it has a name, where that can be."""
    data = one.returned if one.returned is not None else one.sent
    item = wishes.read(one.address, data) if one.kind in ("added", "removed") else None
    list_ = at.parent(one.address)
    if not isinstance(item, Item) or not place.exists(agreement, list_):
        return agreement
    made = item.model_copy(update={"id": at.last(one.address)})
    return at.insert(agreement, list_, made)


class _Order:
    """The order of the agreement: by the steps of the handbook, then by fields and items."""

    def __init__(self, agreement: Agreement, handbook: Handbook) -> None:
        self._agreement = agreement
        self._steps = {one.slug: number for number, one in enumerate(handbook.steps)}
        self._numbers: dict[str, dict[str, float]] = {}

    def of(self, one: Matter) -> tuple[Any, ...]:
        viewpoint = one.voices[0].viewpoint if one.voices else None
        home = _home(viewpoint) if viewpoint is not None else one.address
        after = viewpoint.after if viewpoint is not None and viewpoint.kind == "added" else None
        return (
            self._steps.get(one.section, len(self._steps) + (one.section == _AROUND_KEY)),
            tuple(self._way(home, after)),
            viewpoint is not None and viewpoint.kind in _OWN,
        )

    def _way(self, address: str, after: str | None) -> Iterator[float]:
        """Yield the number of each field and item on the way to *address*; one *after* another is new."""
        if not address:
            return
        model: Any = Agreement
        segments = address.split(SEPARATOR)
        here = ""
        for number, segment in enumerate(segments):
            if isinstance(model, ListOf):
                numbers = self._items(here)
                is_new = segment not in numbers and after is not None and number == len(segments) - 1
                place_ = numbers.get(after, _LAST) if is_new and after else numbers.get(segment, _LAST)
                yield (-0.5 if after == "" else place_ + 0.5) if is_new else place_
                model = model.item
            else:
                names = list(schema.fields(model))
                if segment not in names:
                    yield _LAST
                    return
                yield names.index(segment)
                of = schema.fields(model)[segment]
                if isinstance(of, Answer):
                    return
                model = of if isinstance(of, ListOf) else of.value
            here = at.join(here, segment)

    def _items(self, list_: str) -> dict[str, float]:
        if list_ not in self._numbers:
            items = wishes.now(self._agreement, list_) or ()
            self._numbers[list_] = {one.id: float(number) for number, one in enumerate(items)}
        return self._numbers[list_]
