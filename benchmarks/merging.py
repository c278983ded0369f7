"""Merges: two copies of ten times the example, edited apart, made one from where they began.

Copies that a session has had open share what they have in common with where they began; what has been read
from files shares nothing, and then everything in all three is looked at.
"""

import statistics
import time
from collections.abc import Sequence

from benchmarks import content
from benchmarks.table import Figure, head, show
from benchmarks.turns import seconds
from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.revision.merging import merge

SIZES = (1, 10)
AIM = 100.0
"""How many milliseconds a merge of agreements of ten times the example's size is to take at most."""
_AIMED = 10
_ROUNDS = 9


def main(sizes: Sequence[int] = SIZES) -> None:
    """Measure and print."""
    head("Merges")
    for size in sizes:
        base = content.grown(content.example(), size)
        near = (base, content.revised(base), _edited(base))
        far = (base, content.revised(base), content.reworded(_edited(base), "(ny)"))
        for told, copies in (("a few edits", near), ("every line edited on one side", far)):
            _measure(f"two copies, {told}", copies, size)
            # As three files would be read: none shares anything with another.
            _measure(f"the same, read from files, {told}", tuple(map(_read, copies)), size)


def _edited(base: Agreement) -> Agreement:
    """Return *base* with edits of what a revision leaves alone, and of a text and a list that it does not."""
    assert base.background is not None, "the example has a background"
    changed = at.replace(base, "background", f"Först ett nytt stycke.\n{base.background.text}")
    changed = at.replace(changed, f"goals/{base.goals[2].id}/title", "Fler företag hittar rätt kompetens")
    changed = at.insert(changed, "goals", at.fresh(base.goals[0], at.ids(changed)))
    return at.remove(changed, f"resources/{base.resources[0].id}")


def _read(agreement: Agreement) -> Agreement:
    return Agreement.model_validate_json(agreement.model_dump_json())


def _measure(told: str, copies: tuple[Agreement, ...], size: int) -> None:
    base, a, b = copies
    merge(base, a, b)
    walls: list[float] = []
    busy: list[float] = []
    for _ in range(_ROUNDS):
        worked = time.process_time()
        walls.append(seconds(lambda: merge(base, a, b)) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    show(Figure(told, f"× {size}", statistics.median(walls), aim=AIM if size == _AIMED else None))
    show(Figure("  time that the processor spent on it", f"× {size}", statistics.median(busy)))


if __name__ == "__main__":
    main()
