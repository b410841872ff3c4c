"""Files that a person names → bytes and text: an ordinary file or refused, UTF-8 or refused."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput

if TYPE_CHECKING:
    from typing import BinaryIO

#: What else may go by a name: some of them keep a reader waiting for ever, others never end.
_OTHERS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_SAVE = "Save what it gives as a file, and name that."


def open_ordinary(path: str | os.PathLike[str], place: str = "", hint: str = _SAVE) -> BinaryIO:
    """Open an ordinary file; a folder, a pipe, a socket or a device is `InvalidInput`.

    `hint` says what to do with a pipe; `place` is how people are shown the path. No other name than
    that of an ordinary file is opened, which would wake whoever waits at the other end of a pipe;
    and what becomes another in between is found out before a byte is read. What isn't there, or
    can't be read, or can be no file's name, is an `OSError`.
    """

    def opener(name: str, flags: int) -> int:
        # Without O_NONBLOCK a pipe that took the place of the file would keep us waiting.
        descriptor = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
        try:
            _refuse_others(os.fstat(descriptor).st_mode, shown, hint)
        except InvalidInput:
            os.close(descriptor)
            raise
        return descriptor

    shown = place or os.fspath(path)
    check_ordinary(path, place, hint)
    return open(path, "rb", opener=opener)


def check_ordinary(path: str | os.PathLike[str], place: str = "", hint: str = _SAVE) -> None:
    """Refuse what `open_ordinary` refuses, for a library that opens the path by itself."""
    name = os.fspath(path)
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116 -- pathlib is no part of a plain path
    except ValueError:  # a NUL, or half a character
        raise OSError(errno.EINVAL, "not a file name", name) from None
    _refuse_others(mode, place or name, hint)


def _refuse_others(mode: int, place: str, hint: str) -> None:
    for is_it, what in _OTHERS:
        if is_it(mode):
            next_ = {"a pipe": hint, "a folder": "Name a file in it."}.get(what, "")
            raise InvalidInput(InputProblem(place, f"this is no ordinary file but {what}.", next_))


def decode_utf8(content: bytes, place: str, what: str = "it") -> str:
    r"""Return a text, without a mark of byte order; what isn't UTF-8 is `InvalidInput`.

    >>> decode_utf8(b"\n\xff", "me.txt")
    Traceback (most recent call last):
      ...
    skillgraph.errors.InvalidInput: me.txt:2: this is not UTF-8. Save it as UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = InputProblem(f"{place}:{line}", "this is not UTF-8.", f"Save {what} as UTF-8.")
        raise InvalidInput(problem) from None
