"""The baseline: the answers a document was written with, kept in a part of their own inside it.

A program that knows nothing of it carries it along; when the document comes back it tells what was changed.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, cast

from pydantic import TypeAdapter

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import RefersTo
from lokdesk.word import anchor, prose
from lokdesk.word.archive import (
    DECLARATION,
    OFFICE,
    Relationship,
    escaped,
    relationships_of,
    relationships_xml,
)

NAMESPACE = "urn:lokdesk:baseline:1"
FOLDER = "customXml/"
"""Where in a document the parts are that Word knows nothing of."""
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
# A reader on its guard refuses longer texts in one piece.
_PIECE = 1_000_000
_ITEM = re.compile(rf"{FOLDER}item(\d+)\.xml")
_ITEM_ID = "{6C6F6B64-6573-4B00-8000-626173656C01}"
_NAMES = TypeAdapter(dict[str, dict[str, str]])
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@dataclass(frozen=True)
class Baseline:
    """The printed answers, with the template they were printed by.

    *names* are the names in references to what is not among the answers, such as attached files.
    """

    agreement: Agreement
    template_id: str
    template_version: str
    names: Mapping[RefersTo, Mapping[str, str]] = field(default_factory=dict[RefersTo, Mapping[str, str]])

    @cached_property
    def answers(self) -> Mapping[str, Any]:
        """All answers there is room for, by their address; ``None`` for those not given."""
        return {address: value for address, _, value in at.answers(self.agreement)}

    @cached_property
    def bookmarks(self) -> Mapping[str, str]:
        """The addresses of all answers there is room for, by the name of their bookmark."""
        return {anchor.name(address): address for address in self.answers}


def xml(baseline: Baseline) -> str:
    """Return *baseline* as the content of its part."""
    names = json.dumps(baseline.names, ensure_ascii=False, sort_keys=True)
    answers = baseline.agreement.model_dump_json(exclude_defaults=True)
    pieces = (answers[place : place + _PIECE] for place in range(0, len(answers), _PIECE))
    held = "".join(f"<answers>{prose.escaped(piece)}</answers>" for piece in pieces)
    return (
        f'{DECLARATION}<baseline xmlns="{NAMESPACE}" template="{escaped(baseline.template_id)}"'
        f' version="{escaped(baseline.template_version)}">{held}'
        f"<names>{prose.escaped(names)}</names></baseline>"
    )


@lru_cache(4)
def parsed(answers: str, names: str, template_id: str, template_version: str) -> Baseline:
    """Return the baseline whose part held these texts. Raises ValueError when they make no sense."""
    # A later version may know of kinds that this one does not.
    known = cast("dict[RefersTo, dict[str, str]]", _NAMES.validate_json(names or "{}"))
    return Baseline(Agreement.model_validate_json(answers), template_id, template_version, known)


@dataclass(frozen=True)
class Store:
    """Where the baseline goes in a package: the names of its part and of the part about it."""

    item: str
    properties: str


def store(parts: Collection[str]) -> Store:
    """Return the first free place among *parts*."""
    taken = {int(found[1]) for name in parts if (found := _ITEM.fullmatch(name))}
    number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    return Store(f"{FOLDER}item{number}.xml", f"{FOLDER}itemProps{number}.xml")


def relationship(place: Store) -> Relationship:
    """Return the main document's relationship to the baseline."""
    return Relationship("rIdBaseline", f"{OFFICE}customXml", place.item)


def companions(place: Store) -> dict[str, str]:
    """Return the parts that a custom XML part must have beside it."""
    to_properties = Relationship("rId1", f"{OFFICE}customXmlProps", place.properties)
    return {
        place.properties: (
            f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_STORE}" ds:itemID="{_ITEM_ID}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
        relationships_of(place.item): relationships_xml(place.item, [to_properties]),
    }
