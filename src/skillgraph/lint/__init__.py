"""Checks of a graph that is well-formed: pure functions on the model alone."""
