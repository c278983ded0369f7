"""From 1.1 to 1.2: the agreement has what its way through the parties asks for."""

from typing import Any

Raw = dict[str, Any]

_AGREEMENT = "agreement.json"


def migrate(raw: Raw) -> Raw:
    """Return *raw* with the keys that 1.2 has in an agreement, none of which says anything yet."""
    return {name: _grown(part) if _is_agreement(name) else part for name, part in raw.items()}


def _is_agreement(name: str) -> bool:
    return name == _AGREEMENT or name.startswith("predecessors/")


def _grown(agreement: Raw) -> Raw:
    parties = [
        one | {"deciding_bodies": [{"memo_name": None} | body for body in one["deciding_bodies"]]}
        for one in agreement["parties"]
    ]
    return {"circulations": [], "workshops": []} | agreement | {"parties": parties}
