"""Two versions of one activity, told in one sentence."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

_LONGEST = 80
"""Letters of a cell that are quoted."""


def differing_cells(headings: Sequence[str], stored: Sequence[str], mine: Sequence[str]) -> list[str]:
    """The columns in which two annex rows differ, with both cells."""
    translate = QCoreApplication.translate
    text = translate("Conflict", "{column}: stored “{stored}”, yours “{mine}”.")
    return [
        text.format(column=heading, stored=theirs[:_LONGEST], mine=own[:_LONGEST])
        for heading, theirs, own in zip(headings, stored, mine, strict=True)
        if theirs != own
    ]
