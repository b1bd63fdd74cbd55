"""The overview: charts, a map of the States reached, and two years side by side."""
