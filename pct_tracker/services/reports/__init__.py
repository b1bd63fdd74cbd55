"""The report on a year: chosen, looked at, written, proven, published, repeated and corrected."""
