"""A figure as PNG, for programs that do not know SVG."""

from functools import lru_cache

from lokdesk.figures import lettering

DOTS_PER_POINT = 2.5
"""How many pixels there are to a point: 180 to an inch, enough for print."""


@lru_cache(maxsize=64)
def painted(svg: str) -> bytes:
    """Return the picture in *svg* as PNG, on white paper. The same string is only painted once."""
    # A fifth of a second the first time, and only needed where a picture leaves the program.
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        dpi=72.0,
        zoom=DOTS_PER_POINT,
        font_files=[str(lettering.REGULAR), str(lettering.BOLD)],
        sans_serif_family="Liberation Sans",
        # To look for the fonts of the system takes longer than all the rest.
        skip_system_fonts=lettering.known(_text(svg)),
    )


def _text(svg: str) -> str:
    return svg.replace("\n", "")
