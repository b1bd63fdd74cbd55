"""Moments of the journal and of exports, as the interface writes them."""

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale


def local_moment(at: datetime) -> str:
    """A moment, which is kept in UTC, in the time of this computer and the format of the interface."""
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())), QLocale.FormatType.ShortFormat)


def apart(text: str) -> str:
    """A text whose direction does not touch that of the sentence around it."""
    return f"\u2068{text}\u2069"
