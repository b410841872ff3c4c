"""The cache: a folder of one's own, where nobody else can have put an answer.

What lies there is believed, so it is used only where it is ours, and where nobody but we can write.
"""

# ruff: noqa: PTH100, PTH111, PTH116, PTH117, PTH118 -- a plain `path` imports no pathlib

from __future__ import annotations

import os
import stat
from contextlib import suppress

#: A use is noted so often.
_NOTED_SECONDS = 3600


def cache_folder() -> str | None:
    """Return the folder of the cache: SKILLGRAPH_CACHE, else the platform's, or None without one.

    There is none for somebody without a home.
    """
    chosen = os.environ.get("SKILLGRAPH_CACHE")
    if chosen:
        return os.path.abspath(chosen)
    if os.name == "posix" and os.uname().sysname == "Linux":
        # What platformdirs finds, without its import, which costs a plain `path` a quarter more
        # (https://specifications.freedesktop.org/basedir-spec/latest/).
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        if not os.path.isabs(base):  # "consider the path invalid and ignore it"
            base = os.path.expanduser("~/.cache")
        return os.path.join(base, "skillgraph") if os.path.isabs(base) else None
    return _platform_folder()


def _platform_folder() -> str | None:
    from platformdirs import user_cache_dir

    folder = user_cache_dir("skillgraph", appauthor=False)
    return folder if os.path.isabs(folder) else None


def find_cache() -> str | None:
    """Return the folder of the cache, be it there or yet to be made, or None where none is used.

    One that others own or may write isn't, and a warning says so.
    """
    folder = cache_folder()
    if folder is None:
        return None
    why = unsafe(folder)
    if not why:
        return folder
    from warnings import warn

    warn(
        f"the cache {folder} isn't used: {why}. Set SKILLGRAPH_CACHE to a folder of your own",
        stacklevel=1,  # whoever finds it out, it is said once
    )
    return None


def unsafe(folder: str | os.PathLike[str]) -> str:
    """Return why a folder is no place for a cache, or "" where it is one, or isn't there."""
    try:
        found = os.lstat(folder)
        if stat.S_ISLNK(found.st_mode):
            if not _is_owned(found):
                return "it is somebody else's link"
            found = os.stat(folder)
    except OSError:
        return ""
    if not _is_owned(found):
        return "it belongs to somebody else"
    if _is_open(found):
        return f"others may write in it (chmod go-w {folder})"
    return ""


def is_ours_alone(path: str | os.PathLike[str], form: int = stat.S_IFREG) -> os.stat_result | None:
    """Return what is known of a file that we alone may have written; else, and of links, None.

    `form` may be `stat.S_IFDIR`, too.
    """
    try:
        found = os.lstat(path)
    except OSError:
        return None
    right = stat.S_IFMT(found.st_mode) == form and _is_owned(found) and not _is_open(found)
    return found if right else None


def _is_owned(found: os.stat_result) -> bool:
    """Tell whether something is ours, or root's, who may change it whoever owns it."""
    return os.name != "posix" or found.st_uid in {os.geteuid(), 0}


def _is_open(found: os.stat_result) -> bool:
    """Tell whether others may write something: anybody, or a group with others in it."""
    if os.name != "posix" or not found.st_mode & 0o022:
        return False
    return bool(found.st_mode & stat.S_IWOTH) or not _is_own_group(found.st_gid)


def _is_own_group(group: int) -> bool:
    """Tell whether a group is of its own kind: called as we are, and with nobody else in it."""
    import grp
    import pwd

    try:
        me, found = pwd.getpwuid(os.geteuid()), grp.getgrgid(group)
    except KeyError:
        return False
    named = (found.gr_name, found.gr_gid) == (me.pw_name, me.pw_gid)
    return named and set(found.gr_mem) <= {me.pw_name}


def note_use(path: str | os.PathLike[str], found: os.stat_result) -> None:
    """Note that something in the cache is used, so that it isn't swept away."""
    from time import time

    if time() - found.st_mtime > _NOTED_SECONDS:
        with suppress(OSError):
            os.utime(path)
