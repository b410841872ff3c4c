"""Where a person's own profile lies: one file, of which a plain `path --from …` asks nothing."""

# ruff: noqa: PTH111, PTH118 -- a plain `path` imports no pathlib

from __future__ import annotations

import os

_NAME = "profile.yaml"


def profile_file() -> str | None:
    """Return the path of the profile, whether it is there or not: SKILLGRAPH_PROFILE, else ours.

    None where SKILLGRAPH_PROFILE is set to nothing: then there is no profile.
    """
    chosen = os.environ.get("SKILLGRAPH_PROFILE")
    if chosen is not None:
        return os.path.expanduser(chosen) or None
    if os.name == "posix" and os.uname().sysname == "Linux":
        # What platformdirs finds, without its import (as for the cache, decision 0012).
        base = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
        return os.path.join(base, "skillgraph", _NAME)
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("skillgraph", appauthor=False), _NAME)


def find_profile() -> str | None:
    """Return the path of the profile where there is one."""
    file = profile_file()
    return file if file is not None and os.path.lexists(file) else None
