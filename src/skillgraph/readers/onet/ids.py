"""How what O*NET has is named here: by its own codes, never by a label."""

from __future__ import annotations

from skillgraph.vocab import derive_slug


def role_id(code: str) -> str:
    """Return the id of an occupation.

    >>> role_id("15-1252.00")
    'role:onet-15-1252.00'
    """
    return f"role:onet-{code}"


def skill_id(element: str) -> str:
    """Return the id of an element that is rated: "Mathematics" is a skill and a knowledge.

    >>> skill_id("2.A.1.e"), skill_id("2.C.4.a")
    ('skill:onet-2.A.1.e', 'skill:onet-2.C.4.a')
    """
    return f"skill:onet-{element}"


def category_id(element: str) -> str:
    """Return the id of an element that others stand below."""
    return f"category:onet-{element}"


def scale_id(scale: str) -> str:
    """Return the id of a scale."""
    return f"scale:onet-{scale}"


def technology_id(example: str) -> str:
    """Return the id of a technology, which has no code: it follows from its name.

    >>> technology_id("C++"), technology_id("Microsoft .NET Framework")
    ('skill:onet-c-plus-plus', 'skill:onet-microsoft-.net-framework')
    """
    return f"skill:onet-{derive_slug(example)}"


def commodity_id(code: str) -> str:
    """Return the id of a commodity of the UNSPSC.

    >>> commodity_id("43232202")
    'category:onet-unspsc-43232202'
    """
    return f"category:onet-unspsc-{code}"
