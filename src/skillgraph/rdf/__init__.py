"""The graph as RDF: exported, and asked in SPARQL."""
