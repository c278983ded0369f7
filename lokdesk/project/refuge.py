"""Copies of files that have to be written over where they stand, put out of harm's way while that is done.

A copy stays only when the writing has been cut off: then it is the file as it was before.
"""

import contextlib
import hashlib
import os
from itertools import islice
from pathlib import Path

from lokdesk.project import calls, naming, state

_MOST = 100


def free(path: Path) -> Path:
    """Return where the next copy of the file at *path* goes; its folder is made. Raises OSError."""
    first = _place(path)
    for folder in (*reversed(first.parent.parents), first.parent):
        if not folder.is_dir():
            calls.make_folder(folder)
            with contextlib.suppress(OSError):
                calls.sync_folder(folder.parent)
    places = islice(naming.numbered(first), _MOST)
    return next((one for one in places if not os.path.lexists(one)), first)


def latest(path: Path) -> Path | None:
    """Return the copy that was left of the file at *path*, the latest if there are several."""
    try:
        found = [one for one in islice(naming.numbered(_place(path)), _MOST) if one.is_file()]
    except (OSError, RuntimeError, ValueError):
        # Without a home there is no such folder either.
        return None
    return found[-1] if found else None


def _place(path: Path) -> Path:
    whole = os.path.realpath(path)
    mark = hashlib.sha256(os.fsencode(whole)).hexdigest()[:12]
    return state.folder() / "copies" / mark / naming.safe(Path(whole).name)
