"""Reading: what is on record, at a vantage. Nothing is written here."""
