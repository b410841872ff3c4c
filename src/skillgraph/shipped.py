"""Where the files are that come with skillgraph: in the package, or in the checkout around it."""

# ruff: noqa: PTH112, PTH118, PTH120 -- a plain `path` imports no pathlib

import os

#: What stands for the catalogues that are shipped, in a list of paths and in `extends`.
DEFAULT = "default"


def shipped_folder(name: str) -> str:
    """Return a folder that is shipped: `data`, `ontology` or `queries`.

    >>> os.path.isdir(shipped_folder("data"))
    True
    """
    package = os.path.dirname(__file__)
    installed = os.path.join(package, name)
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), name)
