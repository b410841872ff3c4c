"""Rows out of other people's files: CSV and its kin, spreadsheets, and zips and folders of them.

All that such files do wrong is told here, once for every reader: what, where, and what next.
"""
