"""Fuzz a reader, guided by coverage: `python -m tests.fuzz READER FOLDER [OPTION OF LIBFUZZER]…`.

Or replay inputs that broke it: `python -m tests.fuzz READER INPUT…`, which needs no atheris.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fuzz.harness import fuzz, replay

if __name__ == "__main__":
    reader, *given = sys.argv[1:]
    options = [each for each in given if each.startswith("-")]
    paths = [Path(each).absolute() for each in given if not each.startswith("-")]
    if any(path.is_file() for path in paths):
        replay(reader, paths)
    else:
        fuzz(reader, *paths, options)
