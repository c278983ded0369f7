"""What is proposed for the words of a document: the answer that each passage, or a part of it, belongs to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import day, frequency, schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.rich_text import Block, Run
from lokdesk.agreement.value import Value
from lokdesk.recognition import naming
from lokdesk.recognition.passage import Source, Span

State = Literal["proposed", "confirmed", "rejected"]
Role = Literal["answer", "heading", "known"]


class NoAnswer(ValueError):
    """Words that are no answer of the kind that is asked for; the text says so in Swedish."""


@dataclass(frozen=True)
class Proposal:
    """What a part of a document is proposed to be.

    An *answer* has its *address* and its *value* as in a project file. A *heading* (of a part or a
    column, or before a colon) has the address or the pattern of what it is about; what is *known*
    is no answer, such as the common purpose. *confidence* goes from 0 to 1, and *because* is what decided.
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
        proposals=tuple(replace(one, **update) if one.id == id_ else one for one in recognition.proposals),
    )


def confirm(recognition: Recognition, id_: str) -> Recognition:
    """Return *recognition* with the proposal of that id confirmed. Raises KeyError."""
    return _changed(recognition, id_, state="confirmed", confidence=1.0)


def move(recognition: Recognition, id_: str, address: str) -> Recognition:
    """Return *recognition* with the words of the proposal of that id as the answer at *address*.

    Raises KeyError, and NoAnswer when they are no answer of that kind.
    """
    moved = recognition.by_id[id_]
    spoken = value(recognition, address, moved.spans)
    return _changed(
        recognition, id_, role="answer", address=address, value=spoken, state="confirmed", confidence=1.0
    )


def placed(recognition: Recognition, passage: int, address: str) -> Recognition:
    """Return *recognition* with all of a passage as the answer at *address*. Raises KeyError and NoAnswer."""
    said = recognition.source.by_number[passage]
    span = Span(passage, 0, len(said.text))
    spoken = value(recognition, address, (span,))
    taken = {one.id for one in recognition.proposals}
    id_ = next(name for many in range(len(taken) + 1) if (name := f"p{passage}-own-{many}") not in taken)
    made = Proposal(id_, "answer", address, spoken, (span,), 1.0, state="confirmed")
    ordered = sorted(
        (*recognition.proposals, made), key=lambda one: (one.spans[0].passage, one.spans[0].start)
    )
    return replace(recognition, proposals=tuple(ordered))


def value(recognition: Recognition, address: str, spans: Sequence[Span]) -> Any:
    """Return the words in *spans* as an answer for *address*, as in a project file. Raises NoAnswer."""
    try:
        model, name = schema.holder(schema.pattern(address))
    except KeyError:
        raise NoAnswer("Det finns inget sådant svar.") from None
    answer = schema.fields(model).get(name)
    if not isinstance(answer, Answer):
        raise NoAnswer("Det finns inget sådant svar.")
    said = [_words(recognition, span) for span in spans]
    found: Any
    if answer.kind == "text":
        found = {"blocks": [block for span in spans for block in _blocks(recognition, span)]}
    elif answer.refers_to is not None:
        found = naming.referred(_names(recognition), address, answer, " ".join(said))
        if found is None:
            raise NoAnswer(
                f"”{' '.join(said)}” är inte namnet på något som finns bland svaren. Lägg till det först, "
                "eller välj en annan fråga."
            )
    else:
        found = understood(answer, " ".join(said))
    if found is None:
        raise NoAnswer(f"”{' '.join(said)}” går inte att använda som svar av det slaget.")
    try:
        return normal(model, name, found)
    except ValidationError:
        raise NoAnswer(f"”{' '.join(said)}” går inte att använda som svar av det slaget.") from None


def _names(recognition: Recognition) -> naming.Names:
    """Return what the items are called that answers are proposed for."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in recognition.proposals:
        if one.role == "answer" and one.state != "rejected" and at.last(one.address) == "name":
            item = at.parent(one.address)
            found[at.parent(item)].setdefault(item, str(one.value))
    return found


def normal(model: type[Value], name: str, found: Any) -> Any:
    """Return *found* in the normal form of the field *name* of *model*. Raises ValidationError."""
    adapter = schema.adapter(model, name)
    return adapter.dump_python(adapter.validate_python(found), mode="json")


def understood(answer: Answer, said: str) -> Any:
    """Return what *said* stands for as an answer in a line, ``None`` when it stands for none of that kind."""
    match answer.kind:
        case "line" | "choice":
            return said.strip() or None
        case "date":
            found = day.understood(said)
            return None if found is None else found.isoformat()
        case "frequency":
            return frequency.understood(said).model_dump(mode="json")
        case "flag":
            return {"ja": True, "nej": False}.get(said.strip().casefold())
        case _:
            return None


def _words(recognition: Recognition, span: Span) -> str:
    return recognition.source.by_number[span.passage].text[span.start : span.end]


def _blocks(recognition: Recognition, span: Span) -> list[Any]:
    passage = recognition.source.by_number[span.passage]
    if (span.start, span.end) == (0, len(passage.text)):
        return [passage.block.model_dump(mode="json")]
    return [Block(runs=(Run(text=_words(recognition, span)),)).model_dump(mode="json")]


def reject(recognition: Recognition, id_: str) -> Recognition:
    """Return *recognition* with the proposal of that id rejected: its words go to the tray.

    Raises KeyError.
    """
    return _changed(recognition, id_, state="rejected")
