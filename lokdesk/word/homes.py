"""Where the answers and lists of a template are at home."""

import dataclasses
from dataclasses import dataclass

from lokdesk.agreement import schema
from lokdesk.agreement.report import Report
from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.word import ooxml
from lokdesk.word.ooxml import Element
from lokdesk.word.tag import COPY, parse


@dataclass(frozen=True)
class Homes:
    """Where answers and lists are at home: *addresses* in document order, and the controls of the lists."""

    addresses: tuple[str, ...]
    list_controls: frozenset[Element] = dataclasses.field(repr=False)

    @property
    def named_items(self) -> frozenset[str]:
        """The addresses of the items that the template names by id."""
        return frozenset(one.rpartition(SEPARATOR)[0] for one in self.addresses if names_an_item(one))


def survey(root: Element) -> Homes:
    """Return what is at home in the main document *root*.

    A list may be repeated in several places that hold different answers of its items; the first that holds
    answers at home is where items are added and removed.
    """
    addresses: dict[str, None] = {}
    repeats: dict[str, list[tuple[Element, bool]]] = {}
    for control in ooxml.find_all(root, "w:sdt"):
        tag = parse(ooxml.tag_of(control))
        if tag.copy or tag.field is None:
            continue
        addresses.setdefault(tag.name)
        if tag.kind == "list":
            repeats.setdefault(tag.name, []).append((control, _holds_answers(control, tag.name)))
    controls = (next((c for c, holds in found if holds), found[0][0]) for found in repeats.values())
    return Homes(tuple(addresses), frozenset(controls))


def leave(root: Element) -> None:
    """Let nothing be at home in *root*: all that it shows of answers are copies."""
    for control in ooxml.find_all(root, "w:sdt"):
        tag = parse(ooxml.tag_of(control))
        if tag.field is not None and not tag.copy:
            ooxml.set_tag(control, f"{COPY}{tag.text}")


def _holds_answers(control: Element, address: str) -> bool:
    inside = (ooxml.tag_of(inner) for inner in ooxml.find_all(control, "w:sdt") if inner is not control)
    return any(
        tag.startswith(f"{address}{SEPARATOR}{ANY}{SEPARATOR}") and not tag.startswith(COPY) for tag in inside
    )


def names_an_item(address: str) -> bool:
    """Return whether *address* names an item by its id."""
    return address != schema.pattern(address, Report)
