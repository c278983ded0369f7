"""Words put together to phrases, as Swedish writes them."""

from collections.abc import Sequence


def capital(words: str) -> str:
    """Return *words* with a capital first letter."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """Return *words* with a small first letter."""
    return words[:1].lower() + words[1:]


def joined(names: Sequence[str]) -> str:
    """Return *names* as one phrase: "A, B och C"."""
    *others, last = names or [""]
    return f"{', '.join(others)} och {last}" if others else last
