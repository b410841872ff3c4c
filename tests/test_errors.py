"""Messages stay short, whatever a stranger's file is made of."""

from __future__ import annotations

import pytest

from skillgraph.errors import AmbiguousName, Candidate, NameNotFound


@pytest.mark.parametrize("count", [1, 50, 51, 10_000])
def test_of_very_many_candidates_some_are_named_and_the_rest_counted(count: int) -> None:
    candidates = tuple(Candidate(f"skill:s{at}", "S" * 100_000) for at in range(count))
    for error in (AmbiguousName("s", candidates), NameNotFound("s", candidates)):
        first, *lines = str(error).splitlines()
        assert len(lines) == min(count, 51)
        assert lines[0] == f"  skill:s0  {'S' * 100}…"
        assert (lines[-1] == f"  and {count - 50:,} more") == (count > 50)
        assert error.candidates == candidates
        assert len(first) < 100
