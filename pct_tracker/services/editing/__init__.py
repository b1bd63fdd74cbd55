"""Changes to activities as edits: cells, many at once, their life, series, and ways back."""
