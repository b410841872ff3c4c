"""The graph as linked data: facts ⇄ RDF, and SPARQL over it (`docs/linked-data.md`)."""
