"""From 1.3 to 1.4: files that came back from a circulation, and places that two copies changed, are kept."""

from typing import Any

Raw = dict[str, Any]

_DRAFT = "draft.json"


def migrate(raw: Raw) -> Raw:
    """Return *raw* with the keys that 1.4 has in a draft; none of them says anything yet."""
    nothing: Raw = {"replies": [], "clashes": []}
    return raw | {_DRAFT: nothing | raw[_DRAFT]}
