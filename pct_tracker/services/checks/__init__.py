"""What is done about findings: weighed, accepted, settled, told; and a published text held against the log."""
