"""A knowledge graph of skills and career tracks: what to learn, in which order, and why."""
