"""A damaged graph is an error that names it, or does no harm: never a traceback."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from tests.crafted import CATALOG

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = [
    "path --from one --to end", "gap --from one --to end", "next --from one", "match --from one",
    "related end", "what-if --from one --to end --hold two", "show two", "explain one end", "list",
    "search tow", "stats", "lint", "export --format ntriples", "export --format yaml",
    "render --format dot",
]  # fmt: skip


def damaged(whole: bytes, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 -- nothing is kept secret
    content = bytearray(whole)
    for _ in range(chance.choice([1, 5, 50])):
        content[chance.randrange(100, len(content))] = chance.randrange(256)
    return bytes(content)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    (folder / "a.yaml").write_text(CATALOG, encoding="utf-8")
    assert run(skillgraph, ["merge", str(folder / "a.yaml"), "-o", str(folder / "a.graph")]) == 0
    return (folder / "a.graph").read_bytes()


@pytest.mark.parametrize("seed", range(120))
def test_no_damage_is_a_traceback(
    whole: bytes, seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.graph"
    file.write_bytes(damaged(whole, seed))
    command = COMMANDS[seed % len(COMMANDS)].split()
    assert run(skillgraph, [*command, "--graph", str(file)]) in {0, 1, 2}
    capsys.readouterr()


def test_what_our_own_code_stumbles_over_is_told_as_damage(
    whole: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A kind that there isn't: SQLite sees a number, we look for its name."""
    import sqlite3
    from contextlib import closing

    file = tmp_path / "d.graph"
    file.write_bytes(whole)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE node SET kind = 77 WHERE id = 'skill:two'")
    assert run(skillgraph, ["show", "one", "--graph", str(file)]) == 2
    err = capsys.readouterr().err
    assert f"Error: {file} is damaged (it says what can't be)" in err


def test_a_mistake_of_ours_stays_one(whole: bytes, tmp_path: Path) -> None:
    """In a graph that is whole nothing is explained away."""
    from skillgraph.api import SkillGraph

    file = tmp_path / "w.graph"
    file.write_bytes(whole)
    with pytest.raises(KeyError, match="ours"), SkillGraph.open(str(file)):
        raise KeyError("ours")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE node SET kind = 77 WHERE id = 'skill:two'",
        "UPDATE name SET names = replace(names, char(9), char(9) || 'x')",
    ],
    ids=["stated", "derived"],
)
def test_the_cache_is_compiled_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    damage: str,
) -> None:
    import sqlite3
    from contextlib import closing

    monkeypatch.setenv("SKILLGRAPH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "a.yaml").write_text(CATALOG, encoding="utf-8")
    command = ["show", "uno", "--graph", str(tmp_path / "a.yaml")]
    assert run(skillgraph, command) == 0
    (file,) = (tmp_path / "cache").glob("*.graph")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(damage)
    capsys.readouterr()
    assert run(skillgraph, command) == 2
    assert "Ask again." in capsys.readouterr().err
    assert run(skillgraph, command) == 0
