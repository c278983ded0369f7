"""Spelling: which words of a text are misspelled, and what they should have been."""
