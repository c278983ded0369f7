"""The JSON Schema of the answers, with the handbook's words for what each of them is."""

from typing import Any, cast

from pydantic import TypeAdapter

from lokdesk.agreement import schema, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.schema import ANY, SEPARATOR, ListOf
from lokdesk.agreement.value import Item, Value
from lokdesk.handbook.book import Handbook

_ID = "^[a-z0-9]{8}$"
_SHARED = {
    "text": (RichText, "En längre text, stycke för stycke. En sträng blir ett stycke per rad."),
    "frequency": (Frequency, "Hur ofta: ett intervall, egna ord eller båda. En sträng blir egna ord."),
}

Json = dict[str, Any]


def answers(handbook: Handbook) -> Json:
    """Return the JSON Schema of what ``answers`` writes and ``fill`` takes."""
    definitions: Json = {}
    for name, (model, description) in _SHARED.items():
        made = _wordless(TypeAdapter(model).json_schema(ref_template="#/$defs/{model}"))
        definitions |= made.pop("$defs", {})
        definitions[name] = {"description": description} | made
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Svaren i en överenskommelse om samverkan",
        "description": "Nycklar som utelämnas lämnar svaren som de är, och null tömmer dem.",
        **_object(Agreement, "", handbook),
        "$defs": definitions,
    }


def _wordless(schema: object) -> Any:
    """Return *schema* without the names and descriptions that come from code."""
    if isinstance(schema, list):
        return [_wordless(one) for one in cast("list[object]", schema)]
    if not isinstance(schema, dict):
        return schema
    pairs = cast("Json", schema).items()
    return {key: _wordless(value) for key, value in pairs if key not in ("title", "description")}


def _object(model: type[Value], prefix: str, handbook: Handbook) -> Json:
    properties: Json = {}
    if issubclass(model, Item):
        properties["id"] = {"type": "string", "pattern": _ID, "description": "Utelämnas för en ny post."}
    for name, field in schema.fields(model).items():
        pattern = prefix + name
        described = _described(pattern, handbook)
        if isinstance(field, Answer):
            properties[name] = described | _answer(field)
        elif isinstance(field, ListOf):
            inner = _object(field.item, f"{pattern}{SEPARATOR}{ANY}{SEPARATOR}", handbook)
            properties[name] = described | {"type": ["array", "null"], "items": inner}
        else:
            inner = _object(field.value, pattern + SEPARATOR, handbook)
            properties[name] = described | inner | {"type": ["object", "null"]}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _described(pattern: str, handbook: Handbook) -> Json:
    place = handbook.places.get(pattern)
    if place is None:
        return {}
    return {"title": place.question.label, "description": place.question.prompt}


def _answer(answer: Answer) -> Json:
    match answer.kind:
        case "line":
            return {"type": ["string", "null"]}
        case "choice":
            words = vocabulary.VOCABULARIES[answer.vocabulary] if answer.vocabulary else ()
            return {"type": ["string", "null"], "examples": list(words)}
        case "date":
            return {"type": ["string", "null"], "format": "date"}
        case "flag":
            return {"type": ["boolean", "null"]}
        case "reference":
            return {"type": ["string", "null"], "pattern": _ID}
        case "references":
            return {"type": ["array", "null"], "items": {"type": "string", "pattern": _ID}}
        case "text" | "frequency":
            return {"anyOf": [{"$ref": f"#/$defs/{answer.kind}"}, {"type": "string"}, {"type": "null"}]}
