"""A table of figures, each with the aim it is held against."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, at which size of agreement, what it came to, and the most it ought to be.

    Without an aim it is told for its own sake.
    """

    name: str
    size: str
    value: float
    unit: str = "ms"
    aim: float | None = None


_WIDTH = 64


def head(title: str) -> None:
    print(f"\n{title}")
    print(f"  {'':{_WIDTH}}{'size':>6}{'figure':>12}{'aim':>12}")


def show(figure: Figure) -> None:
    digits = 0 if figure.unit in ("MB", "%") else 2 if figure.unit == "x" else 1
    value = f"{figure.value:.{digits}f} {figure.unit}"
    aim = "" if figure.aim is None else f"≤ {figure.aim:g} {figure.unit}"
    missed = "  missed" if figure.aim is not None and figure.value > figure.aim else ""
    print(f"  {figure.name:{_WIDTH}}{figure.size:>6}{value:>12}{aim:>12}{missed}", flush=True)
