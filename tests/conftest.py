"""What all tests share."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt


def pytest_itemcollected(item: pytest.Item) -> None:
    # The offscreen platform says this of every window and list it shows; it tells nothing about them.
    item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))
