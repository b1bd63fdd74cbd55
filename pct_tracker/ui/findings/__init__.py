"""The Check page: what is not yet right."""
