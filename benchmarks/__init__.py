"""Measurements, side by side where there is something to compare with: ``python -m benchmarks``."""
