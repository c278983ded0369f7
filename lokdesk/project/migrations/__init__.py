"""Migrations of older project files, step by step on raw JSON data, to the current format.

A migration takes what one version of the format wrote and returns what the next one would have written. It
knows nothing of the model, which has moved on since. Each version that has been released has its step here,
its test, and a real file that is never edited.
"""

from lokdesk.project.migrations.chain import Migration

CHAIN: tuple[Migration, ...] = ()
