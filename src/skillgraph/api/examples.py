"""The shipped example queries: `queries/NAME.rq`."""

from __future__ import annotations

from pathlib import Path

from skillgraph.errors import InputProblem, InvalidInput


def example_names() -> list[str]:
    """Return the names of the examples, sorted."""
    return sorted(file.stem for file in _folder().glob("*.rq"))


def load_example(name: str) -> str:
    """Return the text of an example; `InvalidInput` names those there are.

    >>> load_example("skills-most-asked").startswith("#")
    True
    """
    names = example_names()
    if name not in names:
        from difflib import get_close_matches

        near = get_close_matches(name, names, 1)
        hint = f"Did you mean '{near[0]}'?" if near else f"There are {', '.join(names)}."
        raise InvalidInput(InputProblem("", f"no example is called '{name}'.", hint))
    return (_folder() / f"{name}.rq").read_text(encoding="utf-8")


def _folder() -> Path:
    """Return the folder of the examples: in the package, or in the checkout around it."""
    package = Path(__file__).parents[1]
    installed = package / "queries"
    return installed if installed.is_dir() else package.parents[1] / "queries"
