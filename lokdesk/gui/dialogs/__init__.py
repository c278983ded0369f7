"""Dialogs: short questions and messages to the user."""
