"""The main job without a screen, as commands."""
