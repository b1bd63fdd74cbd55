"""What the heading of a group says: its name and its subtotals."""

from PySide6.QtCore import QCoreApplication

from pct_tracker.reference.reference import Reference
from pct_tracker.services.views import Group
from pct_tracker.ui.common.translation import shown_number


class GroupWords:
    """Names of groups in the language of titles and names; subtotals in that of the window."""

    def __init__(self, reference: Reference, language: str) -> None:
        self._vocabulary = reference.vocabulary
        self.language = language
        self.by = ""

    def name(self, group: Group) -> str:
        """The name of a group."""
        if not group.key:
            return QCoreApplication.translate("GroupWords", "None given")
        match self.by:
            case "type":
                return self._vocabulary.type_label(group.key, self.language)
            case "letter":
                return f"{group.key}  {self._vocabulary.content_label(group.key, self.language)}"
            case "region":
                return self._vocabulary.region_label(group.key, self.language)
        return group.key

    def subtotals(self, group: Group) -> str:
        """The number of its rows, and what is counted of them; rows that do not count are told apart."""
        translate = QCoreApplication.translate
        rows, counted = len(group.ids), group.figure("activities").value
        text = (
            translate("GroupWords", "Activities: {rows}")
            if rows == counted
            else translate("GroupWords", "Activities: {rows} ({counted} counted)")
        )
        more = translate("GroupWords", "States: {states} · Participants: {participants}")
        numbers = {
            "rows": rows,
            "counted": counted,
            "states": group.figure("states").value,
            "participants": group.figure("participants").value,
        }
        shown = {name: shown_number(number) for name, number in numbers.items()}
        return " · ".join((text.format(**shown), more.format(**shown)))

    def spoken(self, group: Group, *, folded: bool) -> str:
        """The heading as a screen reader says it."""
        translate = QCoreApplication.translate
        state = translate("GroupWords", "folded") if folded else translate("GroupWords", "unfolded")
        return f"{self.name(group)}, {self.subtotals(group)}, {state}"
