"""What is said at the fields of the form: what the rules found, and what cannot be read."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.ui.common.field_messages import FieldMessage, FieldMessages
from pct_tracker.ui.form.form_fields import FormFields


class FormServices(Protocol):
    """What the form asks of the services."""

    def check(self, draft: ActivityDraft, activity_id: int | None) -> Sequence[Finding]:
        """All findings on a draft; the id is that of the stored activity it would replace."""

    def preview(self, draft: ActivityDraft, language: str) -> tuple[str, ...]:
        """The nine cells of the annex row."""

    def message(self, finding: Finding) -> str:
        """What a finding says, as a sentence."""

    def fix_label(self, fix: Fix) -> str:
        """What the button of a fix says."""


class Wish(StrEnum):
    """What a button at a finding asks for, where it is no fix."""

    SHOW = "show"
    ANSWER = "answer"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"


Choice = tuple[Finding, Fix | Wish]
"""What the button of a message hands back."""


class FormMessages(QObject):
    """Puts each finding to the row of its field, and those about no field over the form."""

    def __init__(self, fields: FormFields, services: FormServices) -> None:
        super().__init__(fields)
        self._fields = fields
        self._services = services
        self._visited: set[str] = set()
        self._offers_changes = True
        self.general = FieldMessages()

    def read_only(self) -> None:
        """Offers nothing any more that would change the activity."""
        self._offers_changes = False

    def forget_visits(self) -> None:
        """Begins anew: nobody has been in any field."""
        self._visited = set()

    def note_visit(self, row: str) -> bool:
        """Takes note that somebody has been in a field; whether that is new."""
        is_new = row not in self._visited
        self._visited.add(row)
        return is_new

    def visit_all(self) -> None:
        """Takes all fields as seen, so that all that is missing is said."""
        self._visited.update(self._fields.rows)

    def show(self, findings: Sequence[Finding], *, is_new: bool) -> None:
        """Shows what is due of these findings on an activity that is stored, or new."""
        row_of = self._fields.row_of
        shown = [finding for finding in findings if not is_new or self._is_due(finding)]
        for name, row in self._fields.rows.items():
            about = [finding for finding in shown if row_of(finding.field) is row]
            row.show_messages((*self._unread(name), *(self._offered(finding) for finding in about)))
        elsewhere = [finding for finding in shown if row_of(finding.field) is None]
        self.general.show_messages(tuple(self._offered(finding) for finding in elsewhere))
        if any(row.messages.messages for row in self._fields.more.rows):
            self._fields.more.button.setChecked(True)

    def _is_due(self, finding: Finding) -> bool:
        """Nobody is told that a new activity lacks what they are about to type."""
        row = self._fields.row_of(finding.field)
        waits = finding.rule.endswith(".missing") and row is not None
        return not waits or any(row is self._fields.row_of(name) for name in self._visited)

    def _offered(self, finding: Finding) -> FieldMessage:
        message = self._message(finding)
        if self._offers_changes:
            return message
        return replace(message, actions=(), asides=tuple(one for one in message.asides if one[1][1] is Wish.SHOW))

    def _message(self, finding: Finding) -> FieldMessage:
        text = self._services.message(finding)
        if finding.accepted is not None:
            accepted = self.tr("{message} (accepted: {reason})").format(message=text, reason=finding.accepted)
            return FieldMessage(Severity.HINT, accepted, ((self.tr("Open again"), (finding, Wish.WITHDRAW)),))
        fixes: list[tuple[str, Choice]] = [(self._services.fix_label(fix), (finding, fix)) for fix in finding.fixes]
        if finding.rule == "question.open":
            return FieldMessage(finding.severity, text, (*fixes, (self.tr("Answer…"), (finding, Wish.ANSWER))))
        return FieldMessage(finding.severity, text, tuple(fixes), tuple(self._wishes(finding)))

    def _wishes(self, finding: Finding) -> list[tuple[str, Choice]]:
        wishes: list[tuple[str, Choice]] = []
        if finding.params.get("others"):
            wishes.append((self.tr("Show"), (finding, Wish.SHOW)))
        if finding.severity is not Severity.ERROR:
            wishes.append((self.tr("Accept…"), (finding, Wish.ACCEPT)))
        return wishes

    def _unread(self, row: str) -> tuple[FieldMessage, ...]:
        if row == "days" and self._fields.days_elsewhere():
            return (FieldMessage(Severity.WARNING, self.tr("The first day is not in the month above. Change one of the two.")),)
        number = self.tr("“{text}” is not a number and is not saved. Type it in digits.")
        sentences = {
            "days": self.tr("“{text}” cannot be read as days and is not saved. Type 2024-06-12, or 12–14 within the month."),
            "year": self.tr("“{text}” is not a year and is not saved. Type four digits."),
        }
        return tuple(
            FieldMessage(Severity.ERROR, sentences.get(field, number).format(text=text))
            for field, text in self._fields.unread_texts().items()
            if self._fields.row_of(field) is self._fields.rows[row]
        )
