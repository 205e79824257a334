"""Pages for readers, a blueprint each."""

from factbase.web import health, problems

BLUEPRINTS = (health.bp, problems.bp)
