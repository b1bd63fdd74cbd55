"""Codes, names in six languages and lists with dates: what the world says, not what the user records."""
