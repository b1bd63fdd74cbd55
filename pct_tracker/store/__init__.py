"""The log on disk. Nothing leaves this room but values of the domain."""
