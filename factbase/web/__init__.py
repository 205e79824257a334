"""Pages for readers, a blueprint each."""

from factbase.web import about, changes, claims, data, due, health, home, people, problems, stories

BLUEPRINTS = (
    about.bp,
    changes.bp,
    claims.bp,
    data.bp,
    due.bp,
    health.bp,
    home.bp,
    people.bp,
    problems.bp,
    stories.bp,
)
