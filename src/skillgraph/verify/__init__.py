"""A checker of plans, from the definition alone: it shares the model with the planner, no code.

It is written to be read beside DESIGN section 3, not to be fast. What the planner has to search
for, the checker only has to check: that is cheap, and needs no search.
"""
