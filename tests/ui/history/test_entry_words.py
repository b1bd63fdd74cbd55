"""When something was done, in the time of this computer."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDateTime, QLocale, Qt

from pct_tracker.ui.common.moments import local_moment


@pytest.mark.parametrize("at", [datetime(2026, 11, 22, 23, 59, 30, tzinfo=UTC), datetime(2026, 11, 22, 23, 59, 30)])
def test_a_moment_is_told_in_local_moment_whether_it_names_its_zone_or_not(at: datetime) -> None:
    told = QLocale().toDateTime(local_moment(at), QLocale.FormatType.ShortFormat)
    moment = QDateTime.fromString("2026-11-22T23:59:00Z", Qt.DateFormat.ISODate).toLocalTime()
    assert told.toString("MM-dd hh:mm") == moment.toString("MM-dd hh:mm")
