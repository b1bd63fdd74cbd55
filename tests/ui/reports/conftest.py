"""A workspace of its own for the dialogs of the report."""

from collections.abc import Iterator

import pytest
from builders import adding, changing, make_draft
from pytestqt.qtbot import QtBot

from pct_tracker.domain.texts import Texts
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.common.workspace import Workspace


@pytest.fixture
def workspace(qtbot: QtBot, theme: Theme, empty_tracker: Tracker) -> Iterator[Workspace]:
    """Three activities of 2024: two share a title, and of the third the French title is outdated."""
    shared, other = Texts({"en": "Seminar 7"}), Texts({"en": "Course", "fr": "Cours"})
    empty_tracker.do(adding(make_draft(title=shared), make_draft(title=shared), make_draft(title=other)))
    empty_tracker.do(changing(empty_tracker.activity(3), title=other.replace("en", "Long course")))
    made = Workspace(empty_tracker, Wording(empty_tracker.reference))
    yield made
    made.close()
