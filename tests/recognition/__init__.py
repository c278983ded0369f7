"""Tests of lokdesk.recognition."""
