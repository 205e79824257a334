"""The steps of an import: rows are read into entries, gathered, looked up, compared with the record, and written."""
