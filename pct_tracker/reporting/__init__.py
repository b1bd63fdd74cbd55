"""From activities to a neutral report, and from that to files."""
