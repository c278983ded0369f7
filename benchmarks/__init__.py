"""Measurements, side by side where there is something to compare with: ``python -m benchmarks``."""

import os
import tempfile

# What the program keeps beside projects is nobody's, and gone afterwards.
_STATE = tempfile.TemporaryDirectory()
os.environ["LOKDESK_STATE"] = _STATE.name
