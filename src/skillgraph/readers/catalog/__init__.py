"""The reader of authored catalogues: YAML files and folders, in the form of `docs/catalogue.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from skillgraph.model.facts import Fact


def catalog_files(paths: Sequence[Path], *, shipped: Path) -> list[Path]:
    """Return every file that goes into these catalogues, what they extend included.

    The order is that of reading. `InvalidInput` is raised where a file can't be read or parsed.
    """
    from skillgraph.readers.catalog.loading import load_trees
    from skillgraph.readers.findings import Findings

    findings = Findings()
    loaded = load_trees(paths, shipped, findings)
    findings.raise_any()
    return loaded.files


def read_catalogs(paths: Sequence[Path], *, shipped: Path) -> Iterator[Fact]:
    """Yield the facts of catalogues and of all that they extend, merged by id.

    A path is a file, or a folder whose YAML files are one catalogue; `default` under `extends`
    stands for the catalogues in the folder `shipped`. What is extended is listed first. Before the
    first fact everything is read and checked: `InvalidInput` has all problems of all files.
    """
    from skillgraph.readers.catalog.check import check
    from skillgraph.readers.catalog.decode import decode_file
    from skillgraph.readers.catalog.drafts import Drafts
    from skillgraph.readers.catalog.facts import iter_facts
    from skillgraph.readers.catalog.loading import load_trees
    from skillgraph.readers.catalog.merge import Statements, merge_nodes, merge_sources
    from skillgraph.readers.catalog.resolve import resolve
    from skillgraph.readers.findings import Findings

    findings = Findings()
    loaded = load_trees(paths, shipped, findings)
    drafts = Drafts()
    for tree in loaded.trees:
        drafts.catalogs.append(tree.header)
        for file, root in tree.roots:
            decode_file(file, root, tree.header, drafts, findings)
    nodes = merge_nodes(drafts.nodes, findings)
    sources = merge_sources(drafts, findings)
    statements = Statements(findings)
    if loaded.complete:  # else what a lost file holds would be missed everywhere
        resolve(drafts, nodes, sources, statements, findings)
        check(nodes, statements, findings)
    findings.raise_any()
    yield from iter_facts(loaded.trees, sources, nodes, statements)
