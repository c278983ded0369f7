"""What compiling an element of a template takes besides the element: what is around it, and the styles."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ANY, SEPARATOR, Field, ListOf
from lokdesk.word import ooxml, prose
from lokdesk.word.block import CONTROL
from lokdesk.word.cleaning import ID
from lokdesk.word.homes import Homes, names_an_item
from lokdesk.word.inline import Condition, Place
from lokdesk.word.look import Look
from lokdesk.word.manifest import Manifest
from lokdesk.word.node import Node
from lokdesk.word.ooxml import Element
from lokdesk.word.pages import Page
from lokdesk.word.tag import CONDITIONS, Tag, field

STATISTICS = "mapping/statistics"
COLUMNS = "mapping/statistics/*/columns"
CELLS = "mapping/statistics/*/rows/*/cells"
"""A row's cells are written by column: a cell has the id of its column."""


@dataclass(frozen=True)
class Setting:
    """What is around the elements that are being compiled.

    *items* gives, for each repeat that is open, where its items stand on the stack while writing.
    """

    look: Look
    manifest: Manifest
    declared: Mapping[str, str]
    homes: Homes
    styles: "StyleIds"
    has_contents: bool
    is_main: bool
    items: Mapping[str, int] = dataclasses.field(default_factory=dict[str, int])
    depth: int = 0
    in_contents: bool = False
    conditions: tuple[Condition, ...] = ()
    """What must hold for what is being compiled to stand, outermost first."""
    moved: str = ""
    """The kind of appendix that what is being compiled can be moved to."""
    movable: dict[str, list[Node]] = dataclasses.field(default_factory=dict[str, list[Node]])
    """What has been compiled that can be moved to an appendix, by the kind of appendix."""
    page: Page = dataclasses.field(default_factory=Page)

    def within(self, repeated: str) -> "Setting":
        """Return the setting inside the items of the list with the address *repeated*."""
        depth = self.depth + 1
        return replace(self, items={**self.items, f"{repeated}{SEPARATOR}{ANY}": depth}, depth=depth)

    def xml(self, element: Element) -> str:
        """Return *element* as a string, with marks for ids."""
        return ooxml.fragment(element, self.declared).replace(ID, CONTROL)

    def opening(self, element: Element) -> str:
        """Return the start tag of *element* as it stands in the part."""
        return ooxml.start_tag(element, self.declared, declaring=False).replace(ID, CONTROL)

    def place(self, address: str) -> Place | None:
        """Return where *address* stands from here, or ``None`` when the repeats around do not lead there."""
        head, star, tail = address.rpartition(ANY + SEPARATOR)
        if star:
            depth = self.items.get(head + ANY)
            if depth is None:
                return None
            return Place(depth, attrgetter(tail.replace(SEPARATOR, ".")), tail)
        if names_an_item(address):
            return Place(0, _by_id(address, field(address)), address)
        return Place(0, attrgetter(address.replace(SEPARATOR, ".")), address)

    def condition(self, tag: Tag) -> Condition | None:
        """Return what must hold, for a *tag* that asks so; ``None`` for all others."""
        asks = tag.kind in CONDITIONS and isinstance(field(tag.name), Answer | ListOf)
        place = self.place(tag.name) if asks else None
        return Condition(place, tag.value, tag.kind == "if") if place is not None else None


def _by_id(address: str, what: Field | None) -> Callable[[Agreement], Any]:
    several = isinstance(what, ListOf) or (isinstance(what, Answer) and what.kind == "references")
    none: Any = () if several else None

    def get(agreement: Agreement) -> Any:
        try:
            return at.get(agreement, address)
        except at.UnknownAddress:
            return none

    return get


@dataclass(frozen=True)
class StyleIds:
    """The ids of the styles that answers and generated parts are written with."""

    bullet: str
    number: str
    hyperlink: str
    footnote_text: str
    footnote_reference: str
    placeholder: str
    thin: str

    @property
    def runs(self) -> prose.RunStyles:
        """The styles of runs."""
        return prose.RunStyles(self.hyperlink, self.footnote_reference)


def style_ids(look: Look, manifest: Manifest) -> StyleIds:
    """Return the styles that the manifest names, or else the ones Word uses for the purpose."""
    named = manifest.styles
    return StyleIds(
        named.bullet or look.id_of("List Bullet"),
        named.number or look.id_of("List Number"),
        named.hyperlink or look.id_of("Hyperlink", "character"),
        named.footnote_text or look.id_of("footnote text"),
        named.footnote_reference or look.id_of("footnote reference", "character"),
        named.placeholder or look.id_of("Placeholder Text", "character"),
        named.thin or look.id_of("Tunn rad"),
    )
