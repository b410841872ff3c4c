"""Texts that want to be more than text, and pictures in which every field holds them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skillgraph.model.documents.pictures import PictureDocument

#: What a payload does where it runs.
RUNS = "window.ran=(window.ran||0)+1"

HOSTILE = [
    text.replace("RUN", RUNS)
    for text in (
        "<script>RUN</script>",
        "</script><script>RUN</script>",
        "</SCRIPT ><script>RUN</script>",
        "<!--<script>RUN</script>",
        "--><script>RUN</script><!--",
        "]]><script>RUN</script>",
        "<img src=x onerror=RUN>",
        '"><img src=x onerror=RUN>',
        "'><img src=x onerror=RUN>",
        "`><img src=x onerror=RUN>",
        "<svg onload=RUN>",
        "<svg><script>RUN</script></svg>",
        "<svg><animate onbegin=RUN attributeName=x dur=1s>",
        "</title><script>RUN</script>",
        "</desc></title></svg><img src=x onerror=RUN>",
        "</style><script>RUN</script>",
        "</textarea><script>RUN</script>",
        "</noscript><img src=x onerror=RUN>",
        "</template><script>RUN</script>",
        "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
        "<iframe src=javascript:parent.ran=1></iframe>",
        "<object data=javascript:RUN></object>",
        "<embed src=javascript:RUN>",
        "<a href=javascript:RUN autofocus onfocus=RUN tabindex=1>x</a>",
        "<input autofocus onfocus=RUN>",
        "<details open ontoggle=RUN>",
        "<body onload=RUN>",
        "<video><source onerror=RUN></video>",
        "<math><mtext><img src=x onerror=RUN></math>",
        "<base href=https://example.org/>",
        "<meta http-equiv=refresh content='0;url=https://example.org/'>",
        "<link rel=stylesheet href=https://example.org/x.css>",
        "<form action=https://example.org><button autofocus>x</button></form>",
        "javascript:RUN",
        '" onmouseover="RUN" autofocus onfocus="RUN',
        "' onmouseover='RUN' autofocus onfocus='RUN",
        "x onfocus=RUN autofocus",
        "{{ 7*7 }}{% for x in [1] %}<script>RUN</script>{% endfor %}",
        "${RUN}",
        "`${RUN}`",
        '";RUN;//',
        "';RUN;//",
        '\\";RUN;//',
        "\\u003cscript\\u003eRUN\\u003c/script\\u003e",
        "&lt;script&gt;RUN&lt;/script&gt;",
        "&#60;img src=x onerror=RUN&#62;",
        "%3Cscript%3ERUN%3C/script%3E",
        "a\u2028RUN\u2029b",
        "a\u202eRUN\u202cb",
        "a\x00<script>RUN</script>\x1b[2J\x7f",
        "\ufeff<script>RUN</script>",
        "\ud800 lone \udfff",
        "日本語 <b>x</b> Ω é e\u0301 \U0001f600",
        'click RUN "RUN"',
        "href=javascript:RUN",
        "]]&gt;--&gt;<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
        "__proto__",
        "constructor",
        "x" * 5000,
        "<" * 300,
        '"]\n  click n0 call RUN()\n  n0["',
        '"]; evil [label="',
    )
]

#: Fields that a picture has once, or seldom: there each holds all of the texts.
_ONCE = {
    "label", "region", "date", "assumption", "currency", "title", "licence", "version", "digest",
}  # fmt: skip


def infected(document: PictureDocument) -> PictureDocument:
    """Return a picture in which every text of others is hostile, ids and references alike.

    Each node has texts of its own, so that a picture with enough nodes has all of them in every
    field; what there is once holds all of them at once.
    """
    document = deepcopy(document)
    ids: dict[str, str] = {}
    for number, node in enumerate(document["nodes"]):
        hostile = HOSTILE[number % len(HOSTILE)]
        ids[node["id"]] = f"{number}:{hostile}"
        node.update(  # type: ignore[call-arg]
            label=hostile, alt_labels=[hostile], description=hostile, outcome=hostile,
            experience=hostile, seniority=hostile, sources=[f"source:{hostile}#line={hostile}"],
            locators=[hostile], categories=[{"id": f"category:{hostile}", "label": hostile}],
        )  # fmt: skip
    every = " ".join(HOSTILE)
    changed: dict[str, Any] = _replaced(document, ids, every)
    return changed  # type: ignore[return-value]


def _replaced(value: Any, ids: dict[str, str], every: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {
            ids.get(name, name): _replaced(member, ids, every, name)
            for name, member in value.items()
        }
    if isinstance(value, list):
        return [_replaced(member, ids, every, key) for member in value]
    if not isinstance(value, str):
        return value
    if value in ids:
        return ids[value]
    return every if key in _ONCE and value not in HOSTILE else value
