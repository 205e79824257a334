"""Pages for readers, a blueprint each."""

from factbase.web import health

BLUEPRINTS = (health.bp,)
