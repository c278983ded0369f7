"""Agreements and templates that nobody made with Lokdesk, and how well they are recognised."""
