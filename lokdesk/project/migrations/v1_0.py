"""From 1.0 to 1.1: more is kept of what is said about the agreement."""

from typing import Any

Raw = dict[str, Any]

_DRAFT = "draft.json"


def migrate(raw: Raw) -> Raw:
    """Return *raw* with the keys that 1.1 has for the discussion, none of which says anything yet."""
    draft = raw[_DRAFT]
    said = draft["discussion"]
    questions = [{"author": None, "asked": None} | one for one in said["open_questions"]]
    positions = [{"about": None} | one for one in said["positions"]]
    said = {"alternatives": [], "agenda": []} | said | {"open_questions": questions, "positions": positions}
    return raw | {_DRAFT: draft | {"discussion": said}}
