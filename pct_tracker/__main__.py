"""Starts PCT Tracker as `python -m pct_tracker`."""

from pct_tracker.app import main

main()
