"""Tool tips that show texts of the log as they are."""

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """A text as a tool tip: what looks like markup is shown, not followed; a text may come from any file."""
    if not Qt.mightBeRichText(text):
        return text
    from html import escape  # with a list of all characters that have a name

    return f"<p>{escape(text)}</p>"
