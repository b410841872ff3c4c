"""A knowledge graph of skills and career tracks: what to learn, in which order, and why.

>>> from skillgraph import SkillGraph
>>> with SkillGraph.open() as graph:
...     graph.resolve("k8s").id
'skill:kubernetes'

Names are imported when they are first asked for, so that a plain `path` pays for none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skillgraph.api import SkillGraph, validate
    from skillgraph.errors import (
        AmbiguousName,
        GraphClosed,
        GraphVersionError,
        InvalidInput,
        LimitExceeded,
        NameNotFound,
        SkillgraphError,
    )

__version__ = "0.1.0"

__all__ = [
    "AmbiguousName",
    "GraphClosed",
    "GraphVersionError",
    "InvalidInput",
    "LimitExceeded",
    "NameNotFound",
    "SkillGraph",
    "SkillgraphError",
    "__version__",
    "validate",
]

_FROM_API = ("SkillGraph", "validate")


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'skillgraph' has no attribute '{name}'")
    from importlib import import_module

    module = import_module(f"skillgraph.{'api' if name in _FROM_API else 'errors'}")
    found = globals()[name] = getattr(module, name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
