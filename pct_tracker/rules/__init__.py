"""Judgements: pure functions from activities to findings."""
