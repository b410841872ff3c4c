"""A checker of plans, from the definition alone: it shares the model with the planner, no code.

It is written to be read beside DESIGN section 3, not to be fast. What the planner has to search
for, the checker mostly has to check; that nothing is better it settles by trying, where there is
little to try, and leaves open where there is more.
"""
