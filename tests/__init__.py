"""Tests, room by room; flows are user stories over the whole program."""
