"""The application that `flask` and WSGI servers load."""

from factbase import create_app
from factbase.config import BadSetting

try:
    app = create_app()
except BadSetting as error:
    raise SystemExit(f"factbase: {error}") from None
