"""The project file: its container, versions, reading, and saving that never loses what was there."""
