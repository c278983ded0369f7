"""The number of the version that comes after a version."""

import re

_NUMBER = re.compile(r"((?:v|ver|version)?\.?\s*)(\d{1,3})(?:([.:,])(\d{1,3}))?", re.IGNORECASE)


def renewed(label: str | None) -> str | None:
    """Return the number of a whole new version: "2.0" after "1.3", "2:0" after "1:1", "3" after "2".

    ``None`` where *label* is no such number: then it is the user's to give.
    """
    found = _NUMBER.fullmatch(label or "")
    if found is None:
        return None
    before, whole, sign, part = found.groups()
    return f"{before}{int(whole) + 1}{f'{sign}0' if part else ''}"


def amended(label: str | None) -> str | None:
    """Return the number of a version in which little is another: "2.1" after "2.0" or "2", "1:2" after "1:1".

    ``None`` where *label* is no such number.
    """
    found = _NUMBER.fullmatch(label or "")
    if found is None:
        return None
    before, whole, sign, part = found.groups()
    return f"{before}{whole}{sign or '.'}{int(part or 0) + 1}"
