"""The way through the handbook: steps at the left, questions in the middle, help at the right."""
