"""Pages for fact-checkers: the desk, and the way in."""

from factbase.desk import account, assessing, auth, claims, front, patterns, recording, series
from factbase.desk.blueprint import bp

# The pages of the desk are on its blueprint once their modules are imported.
PAGES = (account, assessing, claims, front, patterns, recording, series)

bp.get("/patterns")(patterns.show_patterns)

BLUEPRINTS = (auth.bp, bp)
