"""The dialog that writes the annex."""
