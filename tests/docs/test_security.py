"""SECURITY.md states the limits that the code has."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillgraph.cli import files
from skillgraph.rdf import query, sparql
from skillgraph.readers import plans, yaml_nodes
from skillgraph.readers.page import html_lines, loading
from skillgraph.readers.tabular import delimited, members, workbook

MIB, GIB = 1 << 20, 1 << 30
ROWS = [
    line.split("|")
    for line in (Path(__file__).parents[2] / "SECURITY.md").read_text("utf-8").splitlines()
    if line.startswith("| ")
]
LIMITS = {
    "YAML": [
        f"{yaml_nodes.MAX_BYTES // MIB} MiB",
        f"{yaml_nodes.MAX_NODES:,} values",
        f"{yaml_nodes.MAX_DEPTH} levels",
    ],
    "JSON": [f"{plans.LARGEST // MIB} MiB"],
    "lists of names": [f"{files._LARGEST // MIB} MiB"],
    "a career page": [f"{loading.MAX_BYTES // MIB} MiB", f"{html_lines.MAX_DEPTH} levels"],
    "CSV": [f"{members.MAX_BYTES // GIB} GiB", f"{delimited.MAX_FIELD // MIB} MiB a field"],
    "zips": [f"{members.MAX_MEMBERS:,} members", f"{members.MAX_BYTES // GIB} GiB each"],
    "workbooks": [f"{workbook.MAX_BYTES // GIB} GiB"],
    "a SPARQL query": [
        f"{query.MOST_CHARACTERS:,} characters",
        f"{query.MOST_NESTED} levels",
        f"({sparql.TIMEOUT_SECONDS:g} s)",
        f"({sparql.MEMORY_MIB:,} MiB)",
    ],
}


@pytest.mark.parametrize("begin", LIMITS)
def test_the_limits_are_those_of_the_code(begin: str) -> None:
    (row,) = (row for row in ROWS if row[1].strip().startswith(begin))
    assert [limit for limit in LIMITS[begin] if limit not in row[2]] == []
