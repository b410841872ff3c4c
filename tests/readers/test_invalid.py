"""Each example under tests/invalid gives exactly the problems that its first lines announce."""

import re
from pathlib import Path

import pytest

from skillgraph.errors import InvalidInput
from skillgraph.readers import read_catalogs

INVALID = Path(__file__).parents[1] / "invalid"
EXPECTED = re.compile(r"# expect: (\d+):(\d+): (.*)")
EXAMPLES = sorted(INVALID.iterdir())


def expected_problems(example: Path) -> list[str]:
    """A position of 0:0 stands for the example as a whole, which has no line to show."""
    folder = example if example.is_dir() else None
    found = []
    for file in sorted(folder.iterdir()) if folder else [example]:
        for line, column, message in EXPECTED.findall(file.read_text("utf-8")):
            place = f"{file.relative_to(INVALID)}:{line}:{column}"
            found.append(f"{example.name if line == '0' else place}: {message}")
    return found


def shortened(found: str, expected: str) -> str:
    """Return a problem as far as it is expected: up to an ellipsis, where it ends with one."""
    begun = expected.removesuffix("…")
    return expected if begun != expected and found.startswith(begun) else found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_example_gives_exactly_these_problems(example, monkeypatch):
    monkeypatch.chdir(INVALID)
    with pytest.raises(InvalidInput) as raised:
        list(read_catalogs([Path(example.name)], shipped=INVALID / "none"))
    expected = expected_problems(example)
    found = list(map(str, raised.value.problems))
    assert [shortened(*each) for each in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)


def test_every_example_says_what_it_shows():
    for example in INVALID.rglob("*.yaml"):
        assert re.match(r"# [A-Z].*\.\n", example.read_text("utf-8")), example


def test_many_mistakes_are_reported_in_one_run():
    assert len(expected_problems(INVALID / "many.yaml")) >= 15
