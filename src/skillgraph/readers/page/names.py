"""Ids for what a page names, as a person would write them.

What `import page` makes is reviewed by a person, whose ids these become. So they follow the custom
of authored catalogues (`ci-cd`, `javascript-nodejs`), which lets an imported page meet them; where
two names of one kind would get the same id, both take the unmistakable one of `vocab.derive_slug`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.vocab import derive_slug, digest, is_slug, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_SLUG = 80
#: What is neither a letter, a digit, a space nor plain punctuation is not to be lost.
_UNUSUAL = re.compile(r"[^\w\s\x21-\x7e\u2018\u2019“”–—·•]")
_SPELLED = {"+": "-plus", "#": "-sharp"}


def suggest_slug(label: str) -> str:
    """Return the id that a person would give: words with hyphens between them, symbols spelt.

    >>> [suggest_slug(label) for label in ("CI/CD", "JavaScript (Node.js)", "Python 3.12", "C++")]
    ['ci-cd', 'javascript-nodejs', 'python-3.12', 'c-plus-plus']
    >>> suggest_slug(".NET"), suggest_slug("Q&A"), suggest_slug("日本語")
    ('dot-net', 'q-a', '日本語')
    """
    text = nfc(label).strip().lower()
    if _UNUSUAL.search(text):
        return derive_slug(label)
    text = re.sub(r"^\.(?=\w)", "dot-", text)
    text = re.sub(r"(?<=[^\W\d])[.'\u2019](?=\w)|(?<=\w)[.'\u2019](?=[^\W\d])", "", text)
    text = "".join(_SPELLED.get(char, char) for char in text)
    text = re.sub(r"[^\w.]|_", "-", text)
    text = nfc(re.sub(r"-{2,}", "-", text).strip("-."))
    return text if is_slug(text) and len(text) <= _LONGEST_SLUG else derive_slug(label)


def assign_slugs(labels: Iterable[str]) -> dict[str, str]:
    """Return an id for each of the labels of one kind, no two the same.

    >>> assign_slugs(["Node.js", "NodeJS", "SQL"])
    {'Node.js': 'node.js', 'NodeJS': 'nodejs', 'SQL': 'sql'}
    """
    labels = list(dict.fromkeys(labels))
    suggested = {label: suggest_slug(label) for label in labels}
    slugs = _apart(suggested, {label: derive_slug(label) for label in labels})
    return _apart(slugs, {label: f"{slugs[label]}-{digest(label)}" for label in labels})


def _apart(slugs: dict[str, str], others: dict[str, str]) -> dict[str, str]:
    """Return the slugs, of those that are alike the other ones."""
    counts: dict[str, int] = {}
    for slug in slugs.values():
        counts[slug] = counts.get(slug, 0) + 1
    return {label: others[label] if counts[slug] > 1 else slug for label, slug in slugs.items()}
