"""The window of the user stories, for the tests of its parts."""

from tests.flows.conftest import open_window, theme

__all__ = ["open_window", "theme"]
