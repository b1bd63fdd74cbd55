"""Starts PCT Tracker from a checkout."""

from pct_tracker.app import main

main()
