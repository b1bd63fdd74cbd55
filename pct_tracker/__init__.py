"""PCT Tracker: a log of technical assistance under the PCT, and the yearly report made from it."""

__version__ = "0.1.0"
