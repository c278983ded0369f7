"""From 1.2 to 1.3: data on komvux, goals evaluated, answers before a move and Word files taken in kept."""

from typing import Any

Raw = dict[str, Any]

_DRAFT = "draft.json"
_EVALUATION: Raw = {"goals": [], "treated": []}
_AGREEMENTS = ("agreement.json", "predecessors/", "versions/")


def migrate(raw: Raw) -> Raw:
    """Return *raw* with the keys that 1.3 has in an agreement and a draft; none of them says anything yet."""
    nothing: Raw = {"earlier": [], "intakes": [], "evaluation": _EVALUATION}
    draft: Raw = nothing | raw[_DRAFT]
    unsaid: Raw = {"handbook": None, "evaluation": _EVALUATION}
    if "predecessors" in draft:
        draft["predecessors"] = [unsaid | one for one in draft["predecessors"]]
    raw = raw | {_DRAFT: draft}
    return {name: _grown(part) if name.startswith(_AGREEMENTS) else part for name, part in raw.items()}


def _grown(agreement: Raw) -> Raw:
    nothing: Raw = dict.fromkeys(("data", "routine", "channel", "informing", "follow_up"))
    new: Raw = {"adult_education": nothing | {"contacts": []}}
    return new | agreement
