"""The program as a screen reader meets it."""
