"""The rules of the field: plain functions and frozen dataclasses, no clock and no database."""
