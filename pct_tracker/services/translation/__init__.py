"""The texts of a year on their way to translators and back."""
