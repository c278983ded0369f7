"""What the bundled examples are called: read on its own, since it is shown before anything else is loaded."""

import tomllib
from collections.abc import Mapping
from pathlib import Path


def titles(resources: Path) -> Mapping[str, str]:
    """Return what each example is called where users choose one, in order, by the example's name."""
    return tomllib.loads((resources / "examples" / "examples.toml").read_text(encoding="utf-8"))
