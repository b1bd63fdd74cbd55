"""The register: the table of activities, edited in place, in columns, groups and orders of choice."""
