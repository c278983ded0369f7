"""Lokdesk: local cooperation agreements between Arbetsförmedlingen and municipalities."""

__version__ = "0.1.0"
