"""Measures everything and prints a table for each part, with the aim beside each figure that has one.

Parts and sizes can be given as arguments: ``python -m benchmarks window 1 10``. A figure that misses its aim
says so; on a machine that is busy with other things, some will.
"""

import sys
from importlib import import_module

PARTS = ("start", "window", "saving", "documents", "redline", "merging", "circulation", "importing")


def main(arguments: list[str]) -> int:
    parts = [one for one in arguments if one in PARTS] or PARTS
    sizes = tuple(int(one) for one in arguments if one.isdecimal())
    unknown = [one for one in arguments if one not in PARTS and not one.isdecimal()]
    if unknown:
        print(f"No part is called {', '.join(unknown)}. There are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    for part in parts:
        # Each is loaded in its turn: what the window takes shall not weigh on the others.
        measure = import_module(f"benchmarks.{part}").main
        measure(*((sizes,) if sizes else ()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
