"""From files to facts.

A reader is a module with a function that takes paths and yields `skillgraph.model.facts`; `READERS`
lists them all. Importing this package is light: a reader imports what it parses with when it reads.
"""

from skillgraph.readers import catalog
from skillgraph.readers.catalog import catalog_files, read_catalogs
from skillgraph.readers.listing import default_catalogs, list_yaml

__all__ = ["READERS", "catalog_files", "default_catalogs", "list_yaml", "read_catalogs"]

#: The readers that exist.
READERS = (catalog,)
