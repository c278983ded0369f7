"""What has been written of a flow, and need not be written again while it would be the same."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple, cast, get_args

from lokdesk.agreement.answer import RefersTo
from lokdesk.agreement.draft import Attachment
from lokdesk.agreement.report import Report
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.wording import Wording
from lokdesk.word.block import Block
from lokdesk.word.inline import Place
from lokdesk.word.node import Node

Names = Mapping[RefersTo, Mapping[str, str]]
"""Names by what they are names of and by id."""


class Written(NamedTuple):
    """What one of the outermost nodes of a program has written, and the names that it has used for it.

    *has_contents* says that the place of the table of contents is in it, which is filled in afterwards.
    """

    blocks: list[Block]
    names: Names
    has_contents: bool = False


class Memory:
    """Remembers what the outermost nodes of one program wrote last.

    A node writes the same as long as the lists and answers of the agreement that it reads are the very same
    objects, the names that references can have are equal, and it stands below a table, or not, as before.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: dict[int, tuple[Node, tuple[Any, ...], Written]] = {}
        self._reads: dict[int, tuple[Node, tuple[str, ...]]] = {}
        self._names: Mapping[RefersTo, Mapping[str, str | None]] = {}
        self._attachments: Mapping[str, Attachment] = {}
        self._form: str | None = None
        self._filled: dict[int, list[Block]] = {}

    def meet(self, wording: Wording, attachments: Mapping[str, Attachment], form: str | None) -> None:
        """Forget everything if the names in *wording*, *attachments* or *form* are others than they were."""
        names: Mapping[RefersTo, Mapping[str, str | None]] = {kind: wording.names(kind) for kind in _KINDS}
        known = names, attachments, form
        if known != (self._names, self._attachments, self._form):
            self._kept.clear()
            self._names, self._attachments, self._form = known

    def recall(self, node: Node, told: Report, below_table: bool) -> Written | None:
        """Return what *node* would write, if that is known."""
        kept = self._kept.get(id(node))
        if kept is None or kept[0] is not node:
            return None
        now = self._read(node, told, below_table)
        return kept[2] if all(a is b for a, b in zip(kept[1], now, strict=True)) else None

    def keep(self, node: Node, told: Report, below_table: bool, written: Written) -> None:
        """Remember what *node* has *written*."""
        self._kept[id(node)] = node, self._read(node, told, below_table), written

    def same(self, place: int, piece: list[Block]) -> list[Block]:
        """Return the piece that stood at *place* the last time if it equals *piece*, else *piece*."""
        if self._filled.get(place) != piece:
            self._filled[place] = piece
        return self._filled[place]

    def _read(self, node: Node, told: Report, below_table: bool) -> tuple[Any, ...]:
        known = self._reads.get(id(node))
        # A node is known by being the very same one, and the id of one that is gone may be another's.
        if known is None or known[0] is not node:
            known = self._reads[id(node)] = node, tuple(sorted(_fields(node)))
        return (below_table, *(getattr(told, name) for name in known[1]))


_KINDS: tuple[RefersTo, ...] = get_args(RefersTo)


def _fields(node: object) -> set[str]:
    """Return the fields of an agreement that *node* reads from, itself or through what is within it."""
    if isinstance(node, Place):
        # Places further in are read from items, which are reached through a place out here.
        return {node.suffix.partition(SEPARATOR)[0]} if node.depth == 0 else set()
    if isinstance(node, tuple):
        return set[str]().union(*map(_fields, cast("tuple[object, ...]", node)))
    if isinstance(node, list):
        return set[str]().union(*map(_fields, cast("list[object]", node)))
    if isinstance(node, dict):
        return set[str]().union(*map(_fields, cast("dict[str, object]", node).values()))
    if is_dataclass(node):
        return set[str]().union(*(_fields(getattr(node, one.name)) for one in fields(node)))
    return set()
