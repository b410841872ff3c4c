"""The W3C's test suite of SPARQL 1.1, asked by the command line as `bench/w3c_sparql.py` does."""

from __future__ import annotations

import importlib.util
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("SKILLGRAPH_TEST_DATA", ROOT.parent / "shared" / "data"))
SUITE = DATA / "w3c-sparql11"

#: What oxigraph answers otherwise, and so do we.
ENGINE = {
    "aggregates/agg-empty-group-count-graph", "aggregates/agg-groupconcat-04",
    "aggregates/agg-groupconcat-06", "bindings/graph", "csv-tsv-res/tsv03", "functions/bnode01",
    "negation/graph-minus", "property-path/zero_or_more_set_end",
    "property-path/zero_or_more_set_start", "property-path/zero_or_one_set_end",
    "property-path/zero_or_one_set_start",
}  # fmt: skip
#: What is refused by design, and as what.
POLICY = {
    "construct/constructwhere04": "FROM",
    "syntax-query/test_42": "FROM",
    "service/service7": "SERVICE",
    "syntax-fed/test_1": "SERVICE",
    "syntax-fed/test_2": "SERVICE",
    "syntax-fed/test_3": "SERVICE",
    "syntax-query/test_4": "a function that there isn't",
}


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("w3c_sparql", ROOT / "bench" / "w3c_sparql.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"the suite is not there: {SUITE}")
def test_all_is_passed_but_what_is_known(bench: ModuleType, tmp_path: Path) -> None:
    empty = tmp_path / "empty.nt"
    empty.touch()
    ask = partial(bench.ask_skillgraph, "oxigraph", empty)
    tests, _ = bench.load_tests(SUITE)
    failed = {
        test.name: reason
        for test in tests
        if (reason := bench.why_not(test, ask, partial(bench.parse_ours, ask)))
    }
    refused = {name: what for name, why in failed.items() if (what := bench.policy_of(why))}
    assert refused == POLICY
    assert failed.keys() - refused.keys() <= ENGINE  # a later oxigraph may do better
    assert len(tests) >= 350
