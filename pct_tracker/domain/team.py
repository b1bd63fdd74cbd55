"""People who share a log: what each may do, and what is heard of the others."""

READER, EDITOR, PUBLISHER = ROLES = ("reader", "editor", "publisher")
"""Each may do what the one before it may: look; change activities; lock years and choose words, weights and templates."""

CHANGED, LOST, BACK = HEARD = ("changed", "lost", "back")
"""What is heard of a log that others use: it changed; nothing can be heard; it can be from now on, and may have changed."""
