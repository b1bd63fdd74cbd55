"""The log as a file or on a server: copies, backups, soundness, and the team that shares it."""
