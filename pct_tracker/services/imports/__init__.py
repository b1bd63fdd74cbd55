"""Bringing files and clipboards into the log: looked at, read, matched, decided about, stored as one step."""
