"""From files to facts.

A reader is a module or a package with a function that takes paths and yields the facts of
`skillgraph.model.facts`. Importing this package is light: a reader imports what it parses with when
it reads.
"""

from skillgraph.readers.catalog import catalog_files, read_catalogs
from skillgraph.readers.listing import default_catalogs, list_yaml

__all__ = ["catalog_files", "default_catalogs", "list_yaml", "read_catalogs"]
