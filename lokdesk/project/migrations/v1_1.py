"""From 1.1 to 1.2: the agreement has what its way through the parties asks for, and versions are kept."""

from typing import Any

Raw = dict[str, Any]

_AGREEMENT = "agreement.json"
_DRAFT = "draft.json"


def migrate(raw: Raw) -> Raw:
    """Return *raw* with the keys that 1.2 has in an agreement and a draft; none of them says anything yet."""
    raw = raw | {_DRAFT: {"versions": []} | raw[_DRAFT]}
    return {name: _grown(part) if _is_agreement(name) else part for name, part in raw.items()}


def _is_agreement(name: str) -> bool:
    return name == _AGREEMENT or name.startswith("predecessors/")


def _grown(agreement: Raw) -> Raw:
    parties: list[Raw] = [
        one | {"deciding_bodies": [{"memo_name": None} | body for body in one["deciding_bodies"]]}
        for one in agreement["parties"]
    ]
    new: Raw = {"circulations": [], "workshops": []}
    return new | agreement | {"parties": parties}
