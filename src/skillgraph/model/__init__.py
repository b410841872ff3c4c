"""What the rooms hand to each other: facts, problems, plans and documents. No I/O."""
