"""Steps of the schema, oldest first; each runs in one transaction and never uses today's table classes."""
