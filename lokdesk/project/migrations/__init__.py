"""Migrations of older project files, step by step on raw JSON data, to the current format.

A migration takes what one version of the format wrote and returns what the next one would have written. It
knows nothing of the model, which has moved on since. Each version that has been released has its step here,
its test, and a real file that is never edited.
"""

from lokdesk.project.migrations import v1_0, v1_1, v1_2, v1_3
from lokdesk.project.migrations.chain import Migration
from lokdesk.project.version import Version

CHAIN: tuple[Migration, ...] = (
    Migration(Version(1, 0), Version(1, 1), v1_0.migrate),
    Migration(Version(1, 1), Version(1, 2), v1_1.migrate),
    Migration(Version(1, 2), Version(1, 3), v1_2.migrate),
    Migration(Version(1, 3), Version(1, 4), v1_3.migrate),
)
