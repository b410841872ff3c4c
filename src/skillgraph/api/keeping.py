"""A person's own profile on disk: read whole, changed whole, by one process at a time.

The file is the person's: it may be a link, it may be open in an editor. So a link is followed, the
file is written for its owner alone, and what somebody else wrote since it was read is never
written over.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput, LimitExceeded, escaped
from skillgraph.readers.utf8 import decode_utf8, open_ordinary
from skillgraph.replacing import alone, check_folder, sweep, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillgraph.writers.profile import ProfileText

LARGEST = 1 << 20

#: So many seconds another process has for a change of its own.
_PATIENCE = 10.0
_BOM = b"\xef\xbb\xbf"
_PRIVATE = 0o600
_PRIVATE_FOLDER = 0o700
_ATTEMPTS = 5


class _Meanwhile(Exception):  # noqa: N818 -- a control flow of this module alone
    """The file became another while it was being changed."""


def load_profile(file: str) -> str:
    """Return the text of a profile; what can't be one is `InvalidInput`."""
    return decode_utf8(_content(Path(file), file), file)


def change_profile(file: str, change: Callable[[ProfileText], ProfileText]) -> ProfileText:
    """Change a profile, or begin one, and return what it says then.

    It is written whole or not at all, and not where nothing changes. `change` is asked again where
    the file became another meanwhile, so it must do nothing but return the new profile.
    """
    target = Path(os.path.realpath(file))
    with suppress(FileExistsError):  # told as what it is, below
        target.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    check_folder(target)
    with alone(target.parent, _PATIENCE) as mine:
        if not mine:
            raise LimitExceeded(
                f"{escaped(file)}: another process is changing this file. Try again."
            )
        sweep(target.parent)  # also where nothing changes
        for _ in range(_ATTEMPTS):
            try:
                return _change(target, file, change)
            except _Meanwhile:
                continue
    raise LimitExceeded(f"{escaped(file)}: something else keeps writing this file. Try again.")


def _change(target: Path, file: str, change: Callable[[ProfileText], ProfileText]) -> ProfileText:
    before = _found(target, file)
    was = _profile(before, file)
    now = change(was)
    if now.text == was.text:
        return now
    mark = _BOM if before is not None and before.startswith(_BOM) else b""
    with whole_file(target, _PRIVATE) as stream:
        stream.write(mark + now.text.encode())
        if _found(target, file) != before:
            raise _Meanwhile
    return now


def _profile(content: bytes | None, file: str) -> ProfileText:
    from skillgraph.writers.profile import ProfileText

    if content is None:
        return ProfileText.new(file)
    return ProfileText.parse(decode_utf8(content, file), file)


def _found(target: Path, file: str) -> bytes | None:
    return _content(target, file) if target.exists() else None


def _content(path: Path, file: str) -> bytes:
    with open_ordinary(path, file) as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InvalidInput(InputProblem(file, "this is too large for a profile (over 1 MiB)."))
    return content
