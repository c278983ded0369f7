"""The kinds of answer there are, as types that the fields of an agreement are declared with.

Each type carries an :class:`Answer`: what a form, a document or a rule needs to know about a field without
knowing the field. ``None`` is the one way of saying that a question has no answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Strict
from pydantic_core import PydanticCustomError

from lokdesk.agreement import normal, vocabulary
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.rich_text import RichText, plain
from lokdesk.agreement.value import ItemId

AnswerKind = Literal["line", "text", "choice", "date", "flag", "frequency", "reference", "references"]
RefersTo = Literal["party", "actor", "target_group", "forum", "information_flow", "attachment", "body"]


@dataclass(frozen=True)
class Answer:
    """What kind of answer a field holds.

    *vocabulary* names the usual words of a choice (:data:`vocabulary.VOCABULARIES`), *refers_to* the kind of
    thing that a reference points at. *scope* marks a reference, or references, where none at all means "all".
    """

    kind: AnswerKind
    vocabulary: str | None = None
    refers_to: RefersTo | None = None
    scope: bool = False


def _line(raw: Any) -> Any:
    return normal.line(raw) or None if isinstance(raw, str) else raw


_TEN_DIGITS = re.compile(r"([0-9]{6}) ?([0-9]{4})")


def _organisation_number(raw: Any) -> Any:
    """Put the hyphen into ten digits; whatever else is written stands as it is."""
    written = _line(raw)
    found = _TEN_DIGITS.fullmatch(written) if isinstance(written, str) else None
    return f"{found[1]}-{found[2]}" if found else written


def _text(raw: Any) -> Any:
    """Take a plain string for paragraphs, and a text without words for no answer."""
    if isinstance(raw, str):
        return plain(raw)
    if isinstance(raw, RichText):
        return raw if raw.blocks else None
    if isinstance(raw, dict):
        text = RichText.model_validate(raw)
        return text if text.blocks else None
    return raw


def _frequency(raw: Any) -> Any:
    if isinstance(raw, str):
        raw = Frequency(text=raw)
    elif isinstance(raw, dict):
        raw = Frequency.model_validate(raw)
    return None if isinstance(raw, Frequency) and raw.empty else raw


def _choice(name: str) -> BeforeValidator:
    def choice(raw: Any) -> Any:
        written = _line(raw)
        return vocabulary.known(name, written) if isinstance(written, str) else written

    return BeforeValidator(choice)


def _day(raw: Any) -> Any:
    """Take a day only as a date or as ISO 8601 text; pydantic alone would read numbers as seconds."""
    if isinstance(raw, str):
        return raw.strip() or None
    if raw is None or type(raw) is date:
        return raw
    raise PydanticCustomError("day", "Ett datum skrivs som 2026-03-01.")


Line = Annotated[str | None, BeforeValidator(_line), Answer("line")]
OrganisationNumber = Annotated[str | None, BeforeValidator(_organisation_number), Answer("line")]
Text = Annotated[RichText | None, BeforeValidator(_text), Answer("text")]
Day = Annotated[date | None, BeforeValidator(_day), Answer("date")]
Flag = Annotated[bool | None, Strict(), Answer("flag")]
Often = Annotated[Frequency | None, BeforeValidator(_frequency), Answer("frequency")]

StatusWord = Annotated[str | None, _choice("status"), Answer("choice", "status")]
ActorKind = Annotated[str | None, _choice("actor_kind"), Answer("choice", "actor_kind")]
HelpedWord = Annotated[str | None, _choice("helped"), Answer("choice", "helped")]
KeptWhy = Annotated[str | None, _choice("kept_why"), Answer("choice", "kept_why")]
DecisionKind = Annotated[str | None, _choice("decision_kind"), Answer("choice", "decision_kind")]
CirculationName = Annotated[str | None, _choice("circulation_name"), Answer("choice", "circulation_name")]
MemoName = Annotated[str | None, _choice("memo_name"), Answer("choice", "memo_name")]
ValidityKind = Annotated[str | None, _choice("validity_kind"), Answer("choice", "validity_kind")]
AlongsideKind = Annotated[str | None, _choice("alongside_kind"), Answer("choice", "alongside_kind")]
LevelWord = Annotated[str | None, _choice("level"), Answer("choice", "level")]
MembershipWord = Annotated[str | None, _choice("membership"), Answer("choice", "membership")]
ProcessKind = Annotated[str | None, _choice("process_kind"), Answer("choice", "process_kind")]
DataLevel = Annotated[str | None, _choice("data_level"), Answer("choice", "data_level")]
ResourceKind = Annotated[str | None, _choice("resource_kind"), Answer("choice", "resource_kind")]
SignatureMethod = Annotated[str | None, _choice("signature_method"), Answer("choice", "signature_method")]
AppendixKind = Annotated[str | None, _choice("appendix_kind"), Answer("choice", "appendix_kind")]
PresetWord = Annotated[str | None, _choice("preset"), Answer("choice", "preset")]


def _ids(raw: Any) -> Any:
    """Drop repeated ids and take ``None`` for none at all."""
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple):
        return raw
    ids = cast("Sequence[Any]", raw)
    return tuple(dict.fromkeys(ids)) if all(isinstance(one, str) for one in ids) else tuple(ids)


_distinct = BeforeValidator(_ids)

BodyRef = Annotated[ItemId | None, Answer("reference", refers_to="body")]
PartyRef = Annotated[ItemId | None, Answer("reference", refers_to="party")]
PartyOrAll = Annotated[ItemId | None, Answer("reference", refers_to="party", scope=True)]
ActorRef = Annotated[ItemId | None, Answer("reference", refers_to="actor")]
ForumRef = Annotated[ItemId | None, Answer("reference", refers_to="forum")]
AttachmentRef = Annotated[ItemId | None, Answer("reference", refers_to="attachment")]
TargetGroupRefs = Annotated[tuple[ItemId, ...], _distinct, Answer("references", refers_to="target_group")]
FlowRefs = Annotated[tuple[ItemId, ...], _distinct, Answer("references", refers_to="information_flow")]
Scope = Annotated[tuple[ItemId, ...], _distinct, Answer("references", refers_to="party", scope=True)]
