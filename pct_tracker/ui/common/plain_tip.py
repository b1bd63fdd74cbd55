"""Tool tips that show texts of the log as they are."""

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """A text as a tool tip: what looks like markup is shown, not followed; a text may come from any file."""
    return f"<p>{escape(text)}</p>" if Qt.mightBeRichText(text) else text
