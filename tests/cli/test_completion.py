"""What a shell offers: commands, names of the right kinds, few of them, and never an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = str(Path(__file__).parent / "catalogue" / "small.yaml")


def offered(*words: str, cache: Path, **environment: str) -> list[str]:
    """Return what bash would offer for the last word."""
    done = subprocess.run(
        [sys.executable, "-m", "skillgraph"],
        env={
            **os.environ,
            "SKILLGRAPH_CACHE": str(cache),
            "_SKILLGRAPH_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(["skillgraph", *words]),
            "COMP_CWORD": str(len(words)),
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["pa"], ["path"]),
        (["list", "--kind", "tr"], ["track"]),
        (["path", "--graph", SMALL, "--to", "mas"], ["master-baker"]),
        (["path", "--graph", SMALL, "--from", "ston"], ["stone-oven"]),
        (["path", "--graph", SMALL, "--from", "dough,ston"], ["dough,stone-oven"]),
        (["path", "--graph", SMALL, "--avoid", "bak"], []),
        (["path", "--graph", SMALL, "--via", "bak"], ["baker"]),
        (["list", "--graph", SMALL, "--category", "bak"], ["baking"]),
        (["show", "--graph", SMALL, "chee"], ["cheese", "cheesemaker"]),
        (["path", "--graph", "absent.yaml", "--to", "mas"], []),
    ],
)
def test_names_of_the_right_kind(tmp_path: Path, words: list[str], names: list[str]) -> None:
    assert offered(*words, cache=tmp_path) == names


def test_the_environment_names_the_graph(tmp_path: Path) -> None:
    found = offered("path", "--to", "mas", cache=tmp_path, SKILLGRAPH_GRAPH=SMALL)
    assert found == ["master-baker"]
