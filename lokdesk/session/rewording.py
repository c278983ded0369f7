"""The words of what came back beside those that were sent: the same, gone or new, and whose they are."""

from collections.abc import Iterable

from lokdesk.agreement.reply import Stroke
from lokdesk.revision.words import Piece


def strokes(pieces: Iterable[Piece]) -> tuple[Stroke, ...]:
    """Return *pieces* as strokes that nobody has put a name to."""
    return tuple(Stroke(kind=one.kind, text=one.text) for one in pieces)
