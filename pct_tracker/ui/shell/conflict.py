"""Two versions of one activity, told in a few sentences."""

from PySide6.QtCore import QCoreApplication

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.reference.reference import Reference
from pct_tracker.services.telling import differences, excerpts, sentence
from pct_tracker.services.wording import Wording


def told_differences(stored: ActivityDraft, mine: ActivityDraft, reference: Reference, wording: Wording) -> list[str]:
    """The fields in which what is stored and what was typed differ, with both values; of lists, what came and went."""
    translate = QCoreApplication.translate
    both = translate("Conflict", "{field}: stored “{stored}”, yours “{mine}”.")
    listed = translate("Conflict", "{change} in yours.")
    told = []
    for change in differences(stored, mine, reference, wording):
        theirs, own = excerpts(change)
        by_value = both.format(field=change.name, stored=theirs, mine=own)
        told.append(listed.format(change=sentence(change, wording)) if change.is_list else by_value)
    return told
