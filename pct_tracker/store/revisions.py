"""The revisions of the schema, by name."""

REVISIONS = ("0001", "0002", "0003", "0004")
"""All revisions, oldest first; a test keeps the last one equal to the last step in `migrations/versions`."""

HEAD = REVISIONS[-1]
"""The newest one."""
