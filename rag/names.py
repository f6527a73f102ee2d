"""Names to their parts, and whether two names can be the same person's (to be filled in)."""
