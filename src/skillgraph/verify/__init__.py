"""A checker of plans, from the definition alone: it shares the model with the planner, no code.

It is written to be read beside DESIGN section 3, not to be fast. What the planner has to search
for, the checker mostly has to check; that nothing is better it settles by trying, where there is
little to try, and leaves open where there is more.

Read `person` first (what somebody has), then `needs` (what that leaves open), `chains` and `steps`
(whether stages and steps are a plan), `bound`, `search` and `best` (whether none is better),
`following`, `answers` and `missing` (what else is said of it), and `plan`, which puts it together.
`rivals` has other plans than the best; that these are the best others, it leaves to the planner.
"""
