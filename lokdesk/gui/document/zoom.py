"""How large paper may be shown, and the steps from one size to the next."""

_ZOOMS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_NEARLY = 0.005
"""How close two sizes are that are taken for the same."""


def within(zoom: float) -> float:
    """Return *zoom*, or the size nearest to it that paper may be shown at."""
    return max(_ZOOMS[0], min(_ZOOMS[-1], zoom))


def stepped(zoom: float, steps: int) -> float:
    """Return the next size that is larger, or smaller where *steps* is negative; *zoom* if there is none."""
    if steps > 0:
        return next((one for one in _ZOOMS if one > zoom + _NEARLY), zoom)
    return next((one for one in reversed(_ZOOMS) if one < zoom - _NEARLY), zoom)
