"""Days as a template wants them written."""

import re
from datetime import date

from lokdesk.agreement.day import MONTHS

ISO = "yyyy-MM-dd"
_TOKEN = re.compile(r"yyyy|yy|MMMM|MMM|MM|M|dd|d|'[^']*'")


def written(day: date, pattern: str) -> str:
    """Return *day* after a Word date *pattern* such as ``yyyy-MM-dd`` or ``d MMMM yyyy``."""
    if pattern == ISO:
        return day.isoformat()
    month = MONTHS[day.month - 1]
    tokens = {
        "yyyy": f"{day.year:04}",
        "yy": f"{day.year % 100:02}",
        "MMMM": month,
        "MMM": month[:3],
        "MM": f"{day.month:02}",
        "M": str(day.month),
        "dd": f"{day.day:02}",
        "d": str(day.day),
    }
    return _TOKEN.sub(lambda found: tokens.get(found[0]) or found[0].strip("'"), pattern)
