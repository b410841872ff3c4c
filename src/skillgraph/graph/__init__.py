"""The compiled graph: one SQLite file, its names, its search, and the problems taken from it."""
