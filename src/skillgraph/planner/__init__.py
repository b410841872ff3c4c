"""The planner: pure functions on the model alone. It sees no IRI and no database."""

from skillgraph.planner.plan import Contradiction, plan

__all__ = ["Contradiction", "plan"]  # `gap` has a module of its own: a plain path needs none
