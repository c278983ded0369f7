"""What support needs to know of an error, without what users have written or files are called."""

import errno
import platform
from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb

from lokdesk import __version__

_MOST = 12
"""So many places in the program are told for each error."""


def of(error: BaseException) -> str:
    """Return where in the program *error* and what led to it came up, and on what system."""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return "\n".join([f"Lokdesk {__version__}, {system}", *_lines(error)])


def _lines(error: BaseException | None) -> Iterator[str]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        # What an error says may be an answer or the name of a file: only its kind and its number are told.
        number = error.errno if isinstance(error, OSError) else None
        yield f"{type(error).__name__}{f' {errno.errorcode.get(number, number)}' if number else ''}"
        for place in extract_tb(error.__traceback__)[-_MOST:]:
            yield f"  {Path(place.filename).name}, rad {place.lineno}, {place.name}"
        error = error.__cause__ or error.__context__
