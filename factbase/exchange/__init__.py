"""Formats: records as other programs read them, and what other programs write as records."""
