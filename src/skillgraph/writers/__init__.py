"""The graph in forms that are not RDF: tables, GraphML, and networkx for Python."""
