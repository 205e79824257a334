"""Pages for fact-checkers, a blueprint each."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
