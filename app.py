"""The application that `flask` and WSGI servers load."""

from factbase import create_app

app = create_app()
