"""Graphs beside each other: united by identity, or matched by name for a person to judge."""
