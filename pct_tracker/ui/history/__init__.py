"""The History page: what was done, by whom and when, and the ways back."""
