"""The open draft: what it is made from, its edits and their undoing, without a screen."""
