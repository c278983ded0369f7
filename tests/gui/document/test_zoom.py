"""Sizes that paper is shown at."""

import pytest

from lokdesk.gui.document import zoom


@pytest.mark.parametrize(("before", "steps", "after"), [(1.0, 1, 1.1), (1.0, -1, 0.9), (1.05, 1, 1.1)])
def test_a_step_goes_to_the_next_size(before: float, steps: int, after: float):
    assert zoom.stepped(before, steps) == after


@pytest.mark.parametrize("steps", [1, -1])
def test_steps_come_to_an_end(steps: int):
    size = 1.0
    for _ in range(20):
        size = zoom.stepped(size, steps)

    assert zoom.stepped(size, steps) == size == zoom.within(size * 2 if steps > 0 else size / 2)
