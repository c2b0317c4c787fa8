"""Who acts: one file an actor, with its columns or its domain, its verbs and its sources."""
