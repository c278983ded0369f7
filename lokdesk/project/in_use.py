"""Which word processor has a file open: both Word and LibreOffice tell others so, with a file beside it."""

from pathlib import Path

WORD, LIBREOFFICE = "Word", "LibreOffice"
_NAMED_IN_FULL, _MOST_DROPPED = 6, 2


def program(path: Path) -> str | None:
    """Return the program that has the file at *path* open, by what lies beside it, or ``None``."""
    try:
        if not path.is_file():
            return None
        if path.with_name(f".~lock.{path.name}#").is_file():
            return LIBREOFFICE
        return WORD if path.with_name(_word_s(path)).is_file() else None
    except (OSError, ValueError):
        return None


def _word_s(path: Path) -> str:
    """Return the name of Word's file beside *path*: its own, of which a long one gives up the beginning."""
    dropped = min(max(len(path.stem) - _NAMED_IN_FULL, 0), _MOST_DROPPED)
    return f"~${path.name[dropped:]}"
