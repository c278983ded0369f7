"""Side-by-side measurements. Run them all with ``python -m benchmarks``."""
