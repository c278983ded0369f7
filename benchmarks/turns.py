"""Timing: several runs of each way of doing a thing, taken in turns, and the median of each."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

RUNS_AT_MOST = 9
SECONDS = 12.0


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Way:
    """A way of doing a thing: what is measured, which is handed what is made *ready* before each time."""

    run: Callable[[Any], object]
    ready: Callable[[], Any] = _nothing


def medians(ways: Mapping[str, Way]) -> dict[str, float]:
    """Return the median time of each of *ways* in seconds.

    They run in turns, so that whatever else the machine does meets them all alike: first once to warm up,
    then as often as time allows, three times at least.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    first = _round(ways)
    rounds = max(3, min(RUNS_AT_MOST, int(SECONDS / max(sum(first.values()), 1e-6))))
    for _ in range(rounds):
        for name, spent in _round(ways).items():
            times[name].append(spent)
    return {name: statistics.median(found) for name, found in times.items()}


def _round(ways: Mapping[str, Way]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, way in ways.items():
        ready = way.ready()
        found[name] = seconds(lambda way=way, ready=ready: way.run(ready))
    return found


def seconds(way: Callable[[], object]) -> float:
    """Return how many seconds it takes to do something once."""
    gc.collect()
    start = time.perf_counter()
    way()
    return time.perf_counter() - start
