"""Use cases: the only room that combines importing, reporting and store."""
