"""The window as it is on the projector in a workshop: the questions of the day, one at a time."""
