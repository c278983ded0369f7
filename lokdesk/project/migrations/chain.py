"""A chain of migrations, each from one version of the format to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lokdesk.project.version import FIRST, Version

Raw = dict[str, Any]
"""The JSON parts of a project file by name, ``manifest.json`` among them, as parsed and not yet validated."""


@dataclass(frozen=True)
class Migration:
    """A step from the version *source* to the next one, *target*."""

    source: Version
    target: Version
    migrate: Callable[[Raw], Raw]


class Gap(ValueError):
    """A chain of migrations that does not lead from the first version to the current one, step by step."""


def check(chain: Sequence[Migration], current: Version) -> None:
    """Raise Gap unless *chain* leads through every version from the first to *current*."""
    reached = FIRST
    for step in chain:
        following = (Version(reached.major, reached.minor + 1), Version(reached.major + 1, 0))
        if step.source != reached or step.target not in following:
            raise Gap(f"{step.source} to {step.target} does not follow on {reached}")
        reached = step.target
    if reached != current:
        raise Gap(f"the chain ends at {reached}, not at {current}")


def migrate(raw: Raw, version: Version, chain: Sequence[Migration]) -> Raw:
    """Return *raw*, written as *version*, as the last version of *chain* would have written it."""
    for step in chain:
        if step.source >= version:
            raw = step.migrate(raw)
    return raw
