"""Harm that is really done: programs killed at any moment, disks that are full."""
