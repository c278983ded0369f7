"""What the bundled examples are called: read on its own, since it is shown before anything else is loaded."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast


class Told(NamedTuple):
    """What is known of an example: its title, and the template and the handbook it was drafted under."""

    title: str
    template: str
    handbook: str


def known(resources: Path) -> Mapping[str, Told]:
    """Return what is known of each example, in order, by the example's name."""
    raw = tomllib.loads((resources / "examples" / "examples.toml").read_text(encoding="utf-8"))
    return {name: Told(**cast("dict[str, str]", one)) for name, one in raw.items()}


def titles(resources: Path) -> Mapping[str, str]:
    """Return what each example is called where users choose one, in order, by the example's name."""
    return {name: one.title for name, one in known(resources).items()}
