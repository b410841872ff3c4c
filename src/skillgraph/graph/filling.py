"""Rows on their way into a table, many with one statement."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

#: So many rows go with one statement: each alone takes half as long again (decision 0017).
_ROWS = 64


class Filling:
    """A table that is filled, row after row; `finish` writes what still waits."""

    def __init__(self, connection: sqlite3.Connection, table: str, width: int) -> None:
        one = f"({','.join('?' * width)})"
        # No cursor is kept: one would keep its statement, and that the file, past closing it.
        self._execute, self._executemany = connection.execute, connection.executemany
        self._one = f"INSERT INTO {table} VALUES {one}"
        self._many = f"INSERT INTO {table} VALUES {','.join([one] * _ROWS)}"
        self._width = width
        self._full = width * _ROWS
        self._waiting: list[Any] = []

    def add(self, values: Iterable[Any]) -> None:
        """Take the values of a row, or of several rows one after the other."""
        waiting = self._waiting
        waiting += values
        if len(waiting) >= self._full:
            self._write()

    def add_columns(self, *columns: Iterable[Any]) -> None:
        """Take several rows by their columns; the shortest column tells how many."""
        self.add(chain.from_iterable(zip(*columns, strict=False)))

    def finish(self) -> None:
        """Write the rows that are left."""
        rows = [iter(self._waiting)] * self._width
        self._executemany(self._one, zip(*rows, strict=True))
        self._waiting.clear()

    def _write(self) -> None:
        waiting, full = self._waiting, self._full
        if len(waiting) == full:
            self._execute(self._many, waiting)
            waiting.clear()
            return
        written = len(waiting) - len(waiting) % full
        for at in range(0, written, full):
            self._execute(self._many, waiting[at : at + full])
        del waiting[:written]
