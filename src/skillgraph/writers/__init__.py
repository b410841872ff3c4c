"""The graph in forms that are not RDF: YAML, tables, GraphML, and networkx for Python."""
