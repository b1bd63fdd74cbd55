"""How much is not yet right, always in sight: a button that leads to the Check page."""

from collections import Counter

from PySide6.QtWidgets import QToolButton

from pct_tracker.domain.codes import Severity
from pct_tracker.ui.common.field_messages import SHAPES
from pct_tracker.ui.common.theme import set_look


class FindingsButton(QToolButton):
    """Counts errors and warnings by their shapes; not to be seen before they are known, but with room kept for it."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, role="strip")
        self.setToolTip(self.tr("To the Check page"))
        self.show_counts(Counter())
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_counts(self, counts: Counter[str]) -> None:
        """Shows how many findings there are of each severity."""
        worth = {severity: counts[severity.value] for severity in (Severity.ERROR, Severity.WARNING)}
        parts = [f"{SHAPES[severity]} {count}" for severity, count in worth.items() if count]
        self.setText("   ".join(parts) or self.tr("No errors or warnings"))
        errors, warnings = worth.values()
        # "errors: 2" and not "2 errors": no language has to decline it.
        self.setAccessibleName(self.tr("Errors: {errors}, warnings: {warnings}").format(errors=errors, warnings=warnings))
        set_look(self, severity="error" if errors else "warning" if warnings else "")
