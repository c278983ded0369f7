"""A figure as PNG, for programs that do not know SVG."""

from collections import OrderedDict
from threading import Lock

from lokdesk.figures import lettering

DOTS_PER_POINT = 2.5
"""How many pixels there are to a point: 180 to an inch, enough for print."""

MOST = 4 * 1024 * 1024
"""How many bytes of pictures are kept: those of a large document, and what has changed in it of late."""


class Shelf:
    """Pictures that have been painted, those asked for last, up to so *many* bytes of them."""

    def __init__(self, many: int = MOST) -> None:
        self._many = many
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()
        self.bytes = 0
        """How many bytes are kept."""

    def find(self, svg: str) -> bytes | None:
        """Return the picture in *svg*, if it is kept."""
        with self._lock:
            found = self._pictures.get(svg)
            if found is not None:
                self._pictures.move_to_end(svg)
            return found

    def keep(self, svg: str, picture: bytes) -> None:
        """Keep *picture*, and let go of those that were asked for longest ago where there are too many."""
        with self._lock:
            if svg in self._pictures:
                return
            self._pictures[svg] = picture
            self.bytes += len(svg) + len(picture)
            while self.bytes > self._many:
                old, gone = self._pictures.popitem(last=False)
                self.bytes -= len(old) + len(gone)


_SHELF = Shelf()


def painted(svg: str, shelf: Shelf = _SHELF) -> bytes:
    """Return the picture in *svg* as PNG, on white paper. What is on the *shelf* is not painted again."""
    picture = shelf.find(svg)
    if picture is None:
        picture = _painted(svg)
        shelf.keep(svg, picture)
    return picture


def _painted(svg: str) -> bytes:
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
