"""A document that is to become a template: which headings, tables and labels are places for which answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.rich_text import Run
from lokdesk.agreement.schema import ListOf
from lokdesk.recognition import grid, layout, outline, words
from lokdesk.recognition.lexicon import Lexicon
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Cell, Passage, Source, Table
from lokdesk.recognition.proposal import State

SlotKind = Literal["text", "line", "list", "table", "control"]
Below = Literal["keep", "prompt", "gone"]
"""What becomes of the text that stands in a place now: it stays as fixed text, it says in the field what is
to be written there, or it goes."""

_GROUPS: dict[str, tuple[str, ...]] = {
    "organisation": ("organisation/summary", "organisation/forums"),
    "follow_up": ("follow_up/method",),
    "organisation/regional": ("organisation/regional/description",),
    "signatures": ("parties/*/signatories",),
    "contacts": ("parties/*/contacts",),
}
"""What is written below a heading of such a part."""
_LINES: dict[str, tuple[str, ...]] = {
    "validity": ("validity/kind", "validity/start", "validity/end"),
}
"""What is written there as lines of their own, each after its label."""
_SIGNATORIES = "parties/*/signatories"
_SURE = 0.8
STATISTICS = "mapping/statistics"
_UNSURE, _MOSTLY = 0.6, 0.85
"""How sure it is that a table of figures is one of statistics: by its columns, or by its heading too."""


@dataclass(frozen=True)
class Slot:
    """A place for an answer, or for the items of a list.

    *passage* is the number of the heading, the label or the first words of the table that tell, and *text*
    its words. *columns* are the answers in the columns of a table, within the item. *fields* are those that a
    list is written with in this place, none for all.
    """

    id: str
    kind: SlotKind
    address: str
    passage: int
    text: str
    confidence: float
    because: str = ""
    columns: tuple[tuple[int, str], ...] = ()
    fields: tuple[str, ...] = ()
    beside: bool = False
    """Whether its place is the cell to the right of the words."""
    state: State = "proposed"
    below: Below = "keep"


@dataclass(frozen=True)
class Blueprint:
    """A document with the slots that are proposed in it.

    *levels* are its headings, those that only look so among them: how deep each is, by the passage's number.
    *gone* are the passages that are not to be in the template, with what stands below them.
    """

    source: Source = field(repr=False)
    slots: tuple[Slot, ...] = ()
    levels: Mapping[int, int] = field(default_factory=dict[int, int], repr=False)
    gone: frozenset[int] = frozenset()

    @property
    def by_id(self) -> dict[str, Slot]:
        """The slots by their id."""
        return {one.id: one for one in self.slots}

    @property
    def standing(self) -> tuple[Slot, ...]:
        """The slots that have not been rejected, one for each address: the surest."""
        best: dict[str, Slot] = {}
        for one in self.slots:
            before = best.get(_written(one))
            if one.state != "rejected" and (before is None or _weight(one) > _weight(before)):
                best[_written(one)] = one
        return tuple(one for one in self.slots if one in best.values())

    @property
    def copies(self) -> tuple[Slot, ...]:
        """The slots after a label for what stands in another one already: there the answer is repeated."""
        standing = self.standing
        home = {one.address for one in standing}
        return tuple(
            one
            for one in self.slots
            if one.kind == "line"
            and not (one.fields or one.beside)
            and one.state != "rejected"
            and one.address in home
            and one.address != "title"
            and one not in standing
        )

    def part(self, number: int) -> tuple[Passage, ...]:
        """Return the passage with that *number* and what stands below it, to the next heading or place."""
        own = self.source.by_number[number]
        if own.cell is not None:
            table = own.cell.table
            return tuple(one for one in self.source.passages if one.cell and one.cell.table == table)
        found = [own]
        if number in self.levels:
            standing = {one.passage for one in self.standing}
            for one in self.source.passages[self._at[number] + 1 :]:
                ends = one.number in self.levels or one.number in standing
                if ends or one.kind in ("header", "footer", "note"):
                    break
                found.append(one)
        return tuple(found)

    @property
    def going(self) -> frozenset[int]:
        """The passages that are not in the template, those in places whose text goes among them."""
        parts = (self.part(one) for one in self.gone)
        below = (self.below(one) for one in self.standing if one.below == "gone")
        return frozenset(one.number for held in (*parts, *below) for one in held)

    @property
    def without_slot(self) -> tuple[Passage, ...]:
        """The headings that nothing is proposed for."""
        taken = {one.passage for one in self.standing}
        return tuple(
            one for one in self.source.passages if one.number in self.levels and one.number not in taken
        )

    @property
    def spots(self) -> tuple[Passage, ...]:
        """What can tell a place, in reading order: headings, tables, labels, and what a slot stands by."""
        told = {one.passage for one in self.slots} | set(self.levels)
        return tuple(
            one
            for one in self.source.passages
            if one.number in told
            or one.number in self._first_of_tables
            or (one.kind in ("paragraph", "item") and is_label(one))
        )

    @cached_property
    def _first_of_tables(self) -> frozenset[int]:
        met: dict[int, list[Passage]] = {}
        for one in self.source.passages:
            if one.cell is not None:
                met.setdefault(one.cell.table, []).append(one)
        # What only places text on the page has headings of its own within.
        return frozenset(
            held[0].number for held in met.values() if not any(one.number in self.levels for one in held)
        )

    def by_passage(self, number: int) -> tuple[Slot, ...]:
        """Return the slots by the passage with that *number* that have not been rejected."""
        return tuple(one for one in self.slots if one.passage == number and one.state != "rejected")

    def below(self, slot: Slot) -> tuple[Passage, ...]:
        """Return what stands in the place of *slot* now.

        Below a heading that is what comes before the next heading and the next table; of a list whose text
        goes, all there is before the next heading that is as high.
        """
        if slot.kind == "control" or (slot.kind == "line" and not (slot.beside or slot.fields)):
            return ()
        own = self.source.by_number[slot.passage]
        if slot.kind == "table":
            # Tables of figures are written anew with other columns; of others it is the rows.
            rows = (one for one in self.source.passages if slot.columns and _is_further_down(own, one))
            return tuple(one for one in rows if not one.prompt)
        if slot.beside:
            return tuple(one for one in self.source.passages if _is_beside(own, one))
        level = self.levels.get(own.number, 0)
        whole = slot.kind == "list" and slot.below == "gone"
        standing = {each.passage for each in self.standing}
        own_tables: set[int] = set()
        found: list[Passage] = []
        for one in self.source.passages[self._at[own.number] + 1 :]:
            other = self.levels.get(one.number)
            if one.kind in ("header", "footer", "note") or (
                other is not None and (not whole or not level or other <= level)
            ):
                break
            if one.number in standing:
                if not whole or other is not None:
                    break
                # What is a place of its own stays, with all of its table.
                own_tables |= {one.cell.table} if one.cell is not None else set()
                continue
            if one.cell is not None and one.cell.table in own_tables:
                continue
            in_table = one.cell is not None and (own.cell is None or one.cell.table != own.cell.table)
            if in_table and not whole:
                break
            if own.cell is not None and not in_table and not _is_within(own.cell, one.cell):
                break
            found.append(one)
        return tuple(found)

    def stands(self, slot: Slot) -> tuple[Passage, ...]:
        """Return all that would go if what stands in the place of *slot* did."""
        return self.below(replace(slot, below="gone"))

    @cached_property
    def _at(self) -> Mapping[int, int]:
        return {one.number: place for place, one in enumerate(self.source.passages)}


def is_label(one: Passage) -> bool:
    """Return whether *one* says what is to be written right after it."""
    found = words.label(one.text)
    return found is not None and not any(letter.isalnum() for letter in one.text[found[1] :])


def is_prompt(one: Passage, lexicon: Lexicon) -> bool:
    """Return whether *one* says what is to be written in its place."""
    if one.control or one.kind not in ("paragraph", "item", "cell", "box"):
        return False
    runs = [run for run in one.block.runs if isinstance(run, Run) and run.text.strip()]
    return (
        one.prompt
        or lexicon.is_prompt(one.text)
        or any(word in one.style for word in lexicon.lists["instructions"])
        or (bool(runs) and all(run.italic for run in runs))
    )


def _is_within(own: Cell, one: Cell | None) -> bool:
    """Return whether *one* is the same cell as *own*, or in a form with one column the cell below it."""
    if one is None:
        return False
    framed = own.columns == 1 and one.row == own.row + 1
    return one.table == own.table and ((one.row, one.column) == (own.row, own.column) or framed)


def _is_further_down(own: Passage, one: Passage) -> bool:
    here, there = own.cell, one.cell
    return here is not None and there is not None and there.table == here.table and there.row > here.row


def _is_beside(own: Passage, one: Passage) -> bool:
    here, there = own.cell, one.cell
    if here is None or there is None:
        return False
    return (there.table, there.row, there.column) == (here.table, here.row, here.column + here.span)


def _written(one: Slot) -> str:
    """Return what is written in the place of *one*, in words: it has one home in the document."""
    return f"{one.address} {' '.join(one.fields) if one.kind == 'list' else ''}"


def _weight(one: Slot) -> tuple[bool, bool, float]:
    # What has a label or a table of its own there is better than what would get one.
    own = one.kind in ("control", "table") or (one.kind == "line" and not one.fields)
    return one.state == "confirmed", own, one.confidence


def confirm(blueprint: Blueprint, id_: str) -> Blueprint:
    """Return *blueprint* with the slot of that id confirmed. Raises KeyError."""
    return _changed(blueprint, id_, state="confirmed", confidence=1.0)


def reject(blueprint: Blueprint, id_: str) -> Blueprint:
    """Return *blueprint* without a place for an answer in the slot of that id. Raises KeyError."""
    return _changed(blueprint, id_, state="rejected")


def move(blueprint: Blueprint, id_: str, address: str) -> Blueprint:
    """Return *blueprint* with the slot of that id as the place for what is at *address*. Raises KeyError.

    What has had its place elsewhere has it here from now on.
    """
    slot = blueprint.by_id[id_]
    found = schema.patterns()[schema.pattern(address)]
    kind: SlotKind = slot.kind
    if isinstance(found, ListOf):
        kind = "list"
    elif isinstance(found, Answer):
        kind = "control" if slot.kind == "control" else "text" if found.kind == "text" else "line"
    own = blueprint.source.by_number[slot.passage]
    fields: tuple[str, ...] = ()
    beside = slot.beside
    if kind == "line" and not beside and address != "title" and words.label(own.text) is None:
        # There is no label to write it after: it gets one of its own, or it is written in the cell beside.
        beside = own.cell is not None and own.cell.column + own.cell.span < own.cell.columns
        fields = () if beside else ("label",)
    changed = _changed(
        blueprint,
        id_,
        address=address,
        kind=kind,
        columns=(),
        fields=fields,
        beside=beside,
        state="confirmed",
        confidence=1.0,
    )
    own = changed.by_id[id_]
    if own in changed.standing or own in changed.copies:
        return changed
    others = {one.id for one in changed.standing if _written(one) == _written(own)}
    slots = (replace(one, state="rejected") if one.id in others else one for one in changed.slots)
    return replace(changed, slots=tuple(slots))


def keep(blueprint: Blueprint, id_: str, below: Below) -> Blueprint:
    """Return *blueprint* with what becomes of the text in the slot of that id. Raises KeyError."""
    return _changed(blueprint, id_, below=below)


def keep_all(blueprint: Blueprint, below: Below) -> Blueprint:
    """Return *blueprint* with what becomes of the text wherever there is some in a slot."""
    filled = {one.id for one in blueprint.standing if blueprint.stands(one)}
    slots = (replace(one, below=below) if one.id in filled else one for one in blueprint.slots)
    return replace(blueprint, slots=tuple(slots))


def take_out(blueprint: Blueprint, passage: int, *, gone: bool) -> Blueprint:
    """Return *blueprint* with, or without, the passage with that number among what is *gone*."""
    return replace(blueprint, gone=blueprint.gone | {passage} if gone else blueprint.gone - {passage})


def placed(blueprint: Blueprint, passage: int, address: str) -> Blueprint:
    """Return *blueprint* with a slot for what is at *address* by the heading with that number."""
    said = blueprint.source.by_number[passage]
    name = address.replace("/", "-").replace("*", "")
    made = Slot(f"s{passage}-own-{name}", "text", address, passage, said.text, 1.0)
    others = (one for one in blueprint.slots if one.id != made.id)
    grown = replace(blueprint, slots=(*others, made), gone=blueprint.gone - {passage})
    return move(grown, made.id, address)


def _changed(blueprint: Blueprint, id_: str, **update: object) -> Blueprint:
    if id_ not in blueprint.by_id:
        raise KeyError(id_)
    slots = (replace(one, **update) if one.id == id_ else one for one in blueprint.slots)
    return replace(blueprint, slots=tuple(slots))


def proposed(source: Source, lexicon: Lexicon) -> Blueprint:
    """Return the slots that are proposed in *source*."""
    parts = layout.parts(source, lexicon)
    root = outline.outlined(parts, lexicon)
    levels = {one.number: one.level for one in parts if isinstance(one, Passage) and one.kind == "heading"}
    made = Blueprint(source, tuple(_Slots(source, lexicon).of(root)), levels)
    return replace(made, slots=tuple(_with_prompt(made, one, lexicon) for one in made.slots))


def _with_prompt(blueprint: Blueprint, slot: Slot, lexicon: Lexicon) -> Slot:
    if slot.address == _SIGNATORIES:
        # Lines to sign on are written for each party.
        return replace(slot, below="gone")
    prompts = any(is_prompt(one, lexicon) for one in blueprint.below(slot))
    return replace(slot, below="prompt") if prompts else slot


class _Slots:
    def __init__(self, source: Source, lexicon: Lexicon) -> None:
        self._source = source
        self._lexicon = lexicon
        self._many = 0

    def of(self, root: Node) -> Iterator[Slot]:
        yield from self._controls()
        yield from self._node(root, "")

    def _slot(
        self,
        kind: SlotKind,
        address: str,
        one: Passage,
        confidence: float,
        because: str = "",
        columns: tuple[tuple[int, str], ...] = (),
        fields: tuple[str, ...] = (),
        *,
        beside: bool = False,
    ) -> Slot:
        self._many += 1
        return Slot(
            f"s{one.number}-{self._many}",
            kind,
            address,
            one.number,
            one.text,
            round(min(confidence, 1.0), 2),
            because,
            columns,
            fields,
            beside,
        )

    def _controls(self) -> Iterator[Slot]:
        """Yield the content controls that are there already, by their titles and by what they ask for."""
        met: set[str] = set()
        for one in self._source.passages:
            if not one.control or one.control in met:
                continue
            met.add(one.control)
            address = one.control if _names(one.control) else self._lexicon.answer(one.control)
            address = address or self._text_of(one.control)
            if address and "*" not in address:
                yield self._slot("control", address, one, 0.95, one.control)

    def _text_of(self, said: str) -> str:
        found = self._known(said)
        return found if _kind(found) in ("text", "line") else ""

    def _known(self, said: str) -> str:
        best = max(self._lexicon.headings, key=lambda one: words.best(said, one.phrases))
        return best.means if words.best(said, best.phrases) >= _SURE else ""

    def _node(self, node: Node, around: str, item: str = "") -> Iterator[Slot]:
        """Yield the slots in *node*, in a part that is *around*, and in one of an item of the list *item*."""
        heading = node.heading
        item = node.means if node.names_an_item else item
        tables = [one for one in node.content if isinstance(one, Table)]
        held = list(self._tables(tables, node.means or around))
        if item:
            # What stands below the name of an item is written with the items.
            held = [one for one in held if not self._is_within_item(item, one, tables)]
        here = {one.address for one in held if one.kind == "table"}
        if heading is not None and not heading.control:
            yield from self._heading(node, heading, here, around)
        yield from held
        for one in node.content:
            if isinstance(one, Passage) and not one.control and not item:
                yield from self._label(one)
        for one in node.content:
            if isinstance(one, Node):
                yield from self._node(one, node.means or around, item)

    @staticmethod
    def _is_within_item(item: str, slot: Slot, tables: list[Table]) -> bool:
        """Return whether *slot*, in the part of an item of the list *item*, is for what belongs to that."""
        if slot.address.startswith(f"{item}/"):
            return True
        table = next(
            (one for one in tables if one.passages[:1] and one.passages[0].number == slot.passage), None
        )
        return slot.address == item and table is not None and _is_filled_in(table)

    def _heading(self, node: Node, heading: Passage, here: set[str], around: str) -> Iterator[Slot]:
        means, sure = node.means, node.confidence
        if node.field or (node.names_an_item and means != around):
            means = means if not node.field else ""
        if not means or node.names_an_item:
            if node.because == "title":
                yield self._slot("line", "title", heading, 0.7, "title")
            return
        if means in ("parties/*/mandate", "parties/*/expectations"):
            if "parties" not in here:
                fields = ("mandate", "expectations") if _both(heading.text) else (means.rpartition("/")[2],)
                yield self._slot("list", "parties", heading, sure, means, fields=fields)
            return
        inner = {one.means for one in node.content if isinstance(one, Node) and not one.names_an_item}
        for address in _LINES.get(means, ()):
            labelled = {self._lexicon.answer(found[0]) for found in self._labels_in(node)}
            if address not in labelled:
                yield self._slot("line", address, heading, sure, means, fields=("label",))
        for address in _GROUPS.get(means, (means,)):
            if address in inner or address in here:
                continue
            kind = _kind(address)
            if kind == "list" and (address in self._lexicon.items or address == STATISTICS):
                yield self._slot("list", address, heading, sure, means)
            elif kind == "text":
                yield self._slot("text", address, heading, sure, means)

    def _labels_in(self, node: Node) -> list[tuple[str, int]]:
        found = [words.label(one.text) for one in node.content if isinstance(one, Passage)]
        return [one for one in found if one is not None]

    def _label(self, one: Passage) -> Iterator[Slot]:
        found = words.label(one.text)
        if found is None:
            return
        rest = one.text[found[1] :].strip(" _.…[]")
        address = self._lexicon.answer(found[0])
        if (
            address
            and _kind(address) == "line"
            and (not rest or one.prompt or self._lexicon.is_prompt(rest) or len(rest) < 25)
        ):
            yield self._slot("line", address, one, 0.85, found[0])

    def _tables(self, tables: list[Table], means: str) -> Iterator[Slot]:
        group = means.split("/")[0]
        lists = [
            means,
            *_GROUPS.get(means, ()),
            *(one for one in self._lexicon.items if group and one.split("/")[0] == group),
        ]
        for table in tables:
            if not table.passages:
                continue
            if layout.is_signing(table, self._lexicon):
                yield self._slot("list", "parties/*/signatories", table.passages[0], 0.6, "signatures")
                continue
            found = grid.grid(table, self._lexicon, lists)
            if found is not None:
                first = table.passages[0]
                yield self._slot(
                    "table", found.list, first, found.likeness, means, tuple(sorted(found.columns.items()))
                )
            elif figures := grid.figures(table, self._lexicon):
                near = means.startswith("mapping") or means == "target_groups"
                sure = (_MOSTLY if near else _UNSURE) + 0.1 * figures
                yield self._slot("table", STATISTICS, table.passages[0], sure, means)
            elif table.columns == 2:
                yield from self._rows(table)

    def _rows(self, table: Table) -> Iterator[Slot]:
        for row in range(table.rows):
            left = table.cells.get((row, 0), ())
            right = table.cells.get((row, 1), ())
            if not left or any(one.control for one in right):
                continue
            said = left[0].text.rstrip(": ")
            address = self._lexicon.answer(said)
            known = address or self._known(said)
            for means in _GROUPS.get(known, (known,)):
                kind = _kind(means)
                if kind in ("text", "line", "list") and (kind != "list" or means in self._lexicon.items):
                    yield self._slot(kind, means, left[0], 0.85, said, beside=True)


def _is_filled_in(table: Table) -> bool:
    body = (one for place, held in table.cells.items() if place[0] for one in held)
    return any(not one.prompt and any(letter.isalnum() for letter in one.text) for one in body)


def _both(text: str) -> bool:
    return "förväntningar" in text.casefold()


def _names(address: str) -> bool:
    try:
        return schema.pattern(address) in schema.patterns()
    except KeyError:
        return False


def _kind(address: str) -> SlotKind | None:
    """Return what kind of slot the answer, or the list, at *address* takes, ``None`` for what is neither."""
    if not address or not _names(address):
        return None
    found = schema.patterns()[schema.pattern(address)]
    if isinstance(found, ListOf):
        return "list"
    if isinstance(found, Answer):
        return "text" if found.kind == "text" else "line"
    return None
