"""Figures: a frame in, a plain dict for plotly.js out. pandas and scipy are imported by the functions that need them.

Every figure has companions: the sentence that it shows, for those who do not see it, and the same data as a table.
"""
