"""What is proposed for the words of a document: the answer that each passage, or a part of it, belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from lokdesk.recognition.passage import Source, Span

State = Literal["proposed", "confirmed", "rejected"]
Role = Literal["answer", "heading", "known"]


@dataclass(frozen=True)
class Proposal:
    """What a part of a document is proposed to be.

    An *answer* has its *address* and its *value* as in a project file. A *heading* (of a part, of a column, or
    before a colon) has the address or the pattern of what it is about; what is *known* is no answer, such as
    the common purpose. *confidence* goes from 0 to 1, and *because* is what decided.
    """

    id: str
    role: Role
    address: str
    value: Any
    spans: tuple[Span, ...]
    confidence: float
    because: str = ""
    state: State = "proposed"

    @property
    def passage(self) -> int:
        """The number of the passage that it begins in."""
        return self.spans[0].passage


@dataclass(frozen=True)
class Recognition:
    """A document with what is proposed for its passages, in reading order."""

    source: Source
    proposals: tuple[Proposal, ...] = field(default=())

    @property
    def by_id(self) -> Mapping[str, Proposal]:
        """The proposals by their id."""
        return {one.id: one for one in self.proposals}

    def of(self, passage: int) -> tuple[Proposal, ...]:
        """Return what is proposed for the passage with that number."""
        return tuple(one for one in self.proposals if any(span.passage == passage for span in one.spans))


def _changed(recognition: Recognition, id_: str, **update: Any) -> Recognition:
    if id_ not in recognition.by_id:
        raise KeyError(id_)
    return replace(
        recognition,
        proposals=tuple(
            replace(one, **update) if one.id == id_ else one for one in recognition.proposals
        ),
    )


def confirm(recognition: Recognition, id_: str) -> Recognition:
    """Return *recognition* with the proposal of that id confirmed. Raises KeyError."""
    return _changed(recognition, id_, state="confirmed", confidence=1.0)


def reject(recognition: Recognition, id_: str) -> Recognition:
    """Return *recognition* with the proposal of that id rejected: its words go to the tray. Raises KeyError."""
    return _changed(recognition, id_, state="rejected")
