"""Figures: a frame in, a plain dict for plotly.js out. pandas is imported by the functions that need it.

Every figure has companions: the sentence that it shows, for those who do not see it, and the same data as a table. They
are made of plain rows, so that a page is shown without waiting for a frame.
"""
