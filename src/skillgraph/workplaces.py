"""What is made in the cache: prepared aside, and swept away when it is of no more use.

Names there are made of what we worked out ourselves. Only what bears such a name, is ours alone and
has our mark is ever removed: in the same folder may be a stranger's files.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import contextmanager, suppress
from time import time
from typing import TYPE_CHECKING

from skillgraph.own_cache import is_ours_alone, unsafe
from skillgraph.replacing import folder_beside

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: In every folder that we make in the cache there is a file of this name, which begins so.
_MARK = "made-by-skillgraph.txt"
_MARKED = "skillgraph made this folder, and removes it when it is of no more use.\n"
_LONGEST = 1000

#: What nobody has used for so long is swept away.
_UNUSED_SECONDS = 30 * 24 * 3600


@contextmanager
def workplace(target: Path) -> Iterator[Path]:
    """Make a folder in the cache to prepare in what is to be `target` there; at the end it is gone.

    Where the cache can't be made or isn't safe, that is an `OSError`. What killed processes left
    behind is swept away.
    """
    cache = target.parent
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    if unsafe(cache):  # others made it, meanwhile
        raise PermissionError(cache)
    with folder_beside(target) as place:
        yield place


def mark(folder: Path, of: str = "") -> None:
    """Mark a folder in the cache as made by us, and as what it is of."""
    (folder / _MARK).write_text(_MARKED + of, encoding="utf-8")


def is_marked(folder: Path, of: str | None = None) -> bool:
    """Tell whether a folder is one that we have made, and if asked, whether it is of something."""
    file = folder / _MARK
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        read = stream.read(_LONGEST)
    return read.startswith(_MARKED.encode()) if of is None else read == (_MARKED + of).encode()


def remove_unused(
    folder: Path,
    names: re.Pattern[str],
    is_made: Callable[[Path], bool],
) -> None:
    """Remove what bears one of the names, was made by us, and nobody has used for long."""
    with suppress(OSError):
        for path in folder.iterdir():
            if not names.fullmatch(path.name):
                continue
            file, place = is_ours_alone(path), is_ours_alone(path, stat.S_IFDIR)
            found = file or place
            with suppress(OSError):
                if found and time() - found.st_mtime > _UNUSED_SECONDS and is_made(path):
                    (os.unlink if file else shutil.rmtree)(path)
