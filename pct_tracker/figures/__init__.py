"""Counts: pure functions from activities to figures."""
