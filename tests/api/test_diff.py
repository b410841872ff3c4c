"""`diff` of files: what they say counts, not what they say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = """\
catalog: {id: a, version: "1", language: en}
skills:
  one: {label: Labelled, effort_hours: 8-16}
  two: {label: Other, requires: [one]}
"""


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(CATALOG, encoding="utf-8")
    assert (
        run(skillgraph, ["merge", str(tmp_path / "a.yaml"), "-o", str(tmp_path / "a.graph")]) == 0
    )
    return tmp_path / "a.graph"


def test_a_copy_says_the_same(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = whole.with_name("copy.graph")
    copy.write_bytes(whole.read_bytes())
    assert run(skillgraph, ["diff", str(whole), str(copy)]) == 0
    assert "say the same" in capsys.readouterr().out


@pytest.mark.parametrize("first", [True, False])
def test_a_digest_that_lies_is_told(
    whole: Path,
    first: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Same length, same structure, another text: SQLite sees nothing amiss."""
    damaged = whole.with_name("damaged.graph")
    damaged.write_bytes(whole.read_bytes().replace(b"Labelled", b"Mabelled"))
    files = [str(damaged), str(whole)]
    capsys.readouterr()
    assert run(skillgraph, ["diff", *(files if first else reversed(files))]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{damaged} is damaged" in err


def test_damage_found_on_the_way_names_its_file(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(whole.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    whole.write_bytes(content)
    assert run(skillgraph, ["stats", "--graph", str(whole)]) == 2
    assert f"{whole} is damaged" in capsys.readouterr().err
