"""Measures how quick the program is, each figure beside its floor: what the database or the toolkit alone needs for it."""
