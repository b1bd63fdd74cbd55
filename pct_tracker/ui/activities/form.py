"""The form that edits one activity."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QMenuBar, QScrollArea, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.activities.form_buttons import FormButtons
from pct_tracker.ui.activities.form_fields import FormFields
from pct_tracker.ui.common.annex_cells import AnnexCells
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.elided_label import ElidedLabel
from pct_tracker.ui.common.field_messages import FieldMessage, FieldMessages
from pct_tracker.ui.common.fold_out import FoldOut
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE

_PAUSE = 150
"""Milliseconds without a change after which the rules are asked."""


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


class ActivityForm(QWidget):
    """Shows one activity, says at each field what the rules find while it is edited, and asks to be saved."""

    draft_changed = Signal()
    checked = Signal()
    save_requested = Signal()
    save_and_new_requested = Signal()
    cancel_requested = Signal()
    fix_requested = Signal(object, object)

    def __init__(self, reference: Reference, services: FormServices, language: str) -> None:
        super().__init__()
        self._reference = reference
        self._services = services
        self._language = language
        self._activity_id: int | None = None
        self._original = ActivityDraft()
        self._shown = ActivityDraft()
        self._findings: tuple[Finding, ...] = ()
        self._visited: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self.fields = FormFields(reference, language)
        self.general = FieldMessages()
        self.source = AnnexCells(self.tr("Source"))
        self.source_fold = FoldOut(self.tr("Show source"), self.source)
        self.preview = AnnexCells(self.tr("As it will print"))
        self.buttons = FormButtons(self)
        self._heading = ElidedLabel(factor=1.25, bold=True)
        self._subheading = ElidedLabel()
        self._lay_out()
        self._connect()
        self.set_activity(ActivityDraft())

    @property
    def activity_id(self) -> int | None:
        """The id of the stored activity that is edited; None for a new one."""
        return self._activity_id

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules said about the draft when they were last asked."""
        return self._findings

    @property
    def text_language(self) -> str:
        """The language whose description is open, and in which the preview is shown."""
        return self.fields.title.language

    def set_activity(self, activity: ActivityDraft | Activity) -> None:
        """Shows an activity, stored or new, and forgets what was in the form."""
        self._activity_id = activity.id if isinstance(activity, Activity) else None
        self._original = activity.content()
        self._visited = set()
        self.fields.title.set_language(activity.title.language_of_best(self._language) or self._language)
        self._show(self._original)

    def draft(self) -> ActivityDraft:
        """What the form holds, texts that were typed and not yet made into tags included."""
        return self._draft(pending=True)

    def is_changed(self) -> bool:
        """Whether the form holds anything but what was set."""
        return self.draft() != self._original

    def show_draft(self, draft: ActivityDraft) -> None:
        """Shows other values for the same activity: what was typed and not saved."""
        self._show(draft)

    def request_save(self, *, and_new: bool = False) -> None:
        """Makes tags of what is typed, shows what is missing, and asks to be saved."""
        self._ask_to_save(self.save_and_new_requested if and_new else self.save_requested)

    def mark_saved(self, activity: Activity) -> None:
        """Takes what is in the form as stored under this identity; fields and cursor stay as they are."""
        self._activity_id = activity.id
        self._original = self._shown = activity.content()
        self.fields.note_shown()
        self._shown_values = self.fields.values(pending=False)
        self.check_now()

    def revert(self) -> None:
        """Shows again what was set."""
        self._show(self._original)

    def check_now(self) -> None:
        """Asks the rules and the preview without waiting for a pause."""
        self._pause.stop()
        draft = self._draft(pending=False)
        self._findings = tuple(self._services.check(draft, self._activity_id))
        self._show_findings()
        self._show_preview(draft)
        self._show_heading(draft)
        self.checked.emit()

    def apply_fix(self, fix: Fix) -> None:
        """Sets the values of a fix in the form, as if they had been typed."""
        self._show(self.draft().with_fields(**fix.values))
        self.draft_changed.emit()

    def focus_first(self) -> None:
        """Puts the focus into the first field."""
        self.focus_field("month")

    def focus_field(self, name: str) -> None:
        """Puts the focus into the field of a finding, brings it into view and selects its text."""
        row = self.fields.row_of(name) or self.fields.rows["month"]
        target = _innermost(row.field)
        self._bring_into_view(row)
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, QLineEdit):
            target.selectAll()

    def show_all_findings(self) -> None:
        """Shows what is missing at fields nobody has been in yet as well."""
        self._visited.update(self.fields.rows)
        self._show_findings()

    def _bring_into_view(self, row: QWidget) -> None:
        """Scrolls to a row with its messages; those that came just now have their room only after the next layout."""
        self._scroll.ensureWidgetVisible(row, 0, SPACE_LARGE)
        QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row, 0, SPACE_LARGE))

    def _show(self, draft: ActivityDraft) -> None:
        self._shown = draft
        self.fields.show_draft(draft)
        self._shown_values = self.fields.values(pending=False)
        self.source_fold.setVisible(bool(draft.source_cells))
        self.source.show_cells(self._headings(self._language), draft.source_cells, self.layoutDirection())
        self.check_now()

    def _draft(self, *, pending: bool) -> ActivityDraft:
        """What was shown with the values that changed since: what nobody touched stays exactly as it was stored."""
        values = self.fields.values(pending=pending)
        changed = {name: value for name, value in values.items() if value != self._shown_values[name]}
        draft = self._shown.with_fields(**changed)
        retyped = self.fields.retyped()
        kept = [doubt for doubt in draft.doubts if doubt.rule not in retyped]
        return draft.with_fields(doubts=tuple(dict.fromkeys([*kept, *self.fields.doubts()])))

    def _show_findings(self) -> None:
        shown = [finding for finding in self._findings if self._is_due(finding)]
        for name, row in self.fields.rows.items():
            about = [finding for finding in shown if self.fields.row_of(finding.field) is row]
            row.show_messages((*self._unread(name), *(self._message(finding) for finding in about)))
        elsewhere = [finding for finding in shown if self.fields.row_of(finding.field) is None]
        self.general.show_messages(tuple(self._message(finding) for finding in elsewhere))

    def _is_due(self, finding: Finding) -> bool:
        """Nobody is told that a new activity lacks what they are about to type."""
        row = self.fields.row_of(finding.field)
        waits = self._activity_id is None and finding.rule.endswith(".missing") and row is not None
        return not waits or any(row is self.fields.row_of(name) for name in self._visited)

    def _message(self, finding: Finding) -> FieldMessage:
        text = self._services.message(finding)
        if finding.accepted is not None:
            accepted = self.tr("{message} (accepted: {reason})").format(message=text, reason=finding.accepted)
            return FieldMessage(Severity.HINT, accepted)
        return FieldMessage(
            finding.severity, text, tuple((self._services.fix_label(fix), (finding, fix)) for fix in finding.fixes)
        )

    def _unread(self, name: str) -> tuple[FieldMessage, ...]:
        if name == "days" and self.fields.days_elsewhere():
            return (FieldMessage(Severity.WARNING, self.tr("The first day is not in the month above. Change one of the two.")),)
        text = self.fields.unread_texts().get(name)
        if text is None:
            return ()
        sentences = {
            "days": self.tr("“{text}” cannot be read as days and is not saved. Type 2024-06-12, or 12–14 within the month."),
            "year": self.tr("“{text}” is not a year and is not saved. Type four digits."),
        }
        return (FieldMessage(Severity.ERROR, sentences[name].format(text=text)),)

    def _show_preview(self, draft: ActivityDraft) -> None:
        language = self.text_language
        cells = self._services.preview(draft, language)
        self.preview.show_cells(self._headings(language), cells, direction_of(language))

    def _show_heading(self, draft: ActivityDraft) -> None:
        kind = self._reference.vocabulary.type_label(draft.type, self._language) if draft.type else ""
        title = draft.title.best(self._language) if self._activity_id is not None else self.tr("New activity")
        state = self.tr("not saved") if self.is_changed() else ""
        self._heading.set_whole_text(title or kind)
        parts = [part for part in (draft.month, kind, state) if part]
        self._subheading.set_whole_text(" · ".join(parts))
        self._subheading.setVisible(bool(parts))
        self.buttons.revert.setEnabled(bool(state))

    def _headings(self, language: str) -> tuple[str, ...]:
        vocabulary = self._reference.vocabulary
        return tuple(vocabulary.column_label(column, language) for column in vocabulary.columns)

    def _choose_fix(self, chosen: tuple[Finding, Fix], row: QWidget | None) -> None:
        finding, fix = chosen
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        confirms = fix.values.keys() <= {"doubts"}
        if confirms and self._activity_id is not None and not self.is_changed():
            self.fix_requested.emit(finding, fix)
        else:
            self.apply_fix(fix)

    def _note_change(self) -> None:
        self._pause.start()
        self.draft_changed.emit()

    def _note_visit(self, left: QWidget | None, entered: QWidget | None) -> None:
        """Remembers which field the focus has left for another one; a look into a menu or another window is no leaving."""
        if entered is None or isinstance(entered, QMenuBar):
            return
        name = next((name for name, row in self.fields.rows.items() if left is not None and row.isAncestorOf(left)), None)
        if name is not None and name not in self._visited:
            self._visited.add(name)
            self._pause.start()

    def _ask_to_save(self, wish: SignalInstance) -> None:
        self.fields.commit_pending()
        self.show_all_findings()
        wish.emit()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.check_now)
        self.fields.changed.connect(self._note_change)
        self.fields.language_changed.connect(lambda: self._show_preview(self._draft(pending=False)))
        for row in self.fields.rows.values():
            row.action_chosen.connect(lambda chosen, row=row: self._choose_fix(chosen, row.field))
        self.general.action_chosen.connect(lambda chosen: self._choose_fix(chosen, None))
        self.buttons.save_pressed.connect(lambda: self._ask_to_save(self.save_requested))
        self.buttons.save_and_new_pressed.connect(lambda: self._ask_to_save(self.save_and_new_requested))
        self.buttons.revert_pressed.connect(self.cancel_requested)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note_visit)

    def _lay_out(self) -> None:
        self._subheading.setProperty("role", "muted")
        head = QVBoxLayout()
        head.setContentsMargins(SPACE_LARGE, SPACE_LARGE - SPACE // 2, SPACE_LARGE, SPACE)
        head.setSpacing(0)
        head.addWidget(self._heading)
        head.addWidget(self._subheading)
        head.addWidget(self.general)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scrolled_body(), 1)
        column.addWidget(self.buttons)

    def _scrolled_body(self) -> QScrollArea:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_LARGE, SPACE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE_LARGE)
        column.addWidget(self.fields)
        folds = QVBoxLayout()
        folds.setSpacing(SPACE)
        folds.addWidget(self.source_fold)
        folds.addWidget(FoldOut(self.tr("As it will print"), self.preview, opened=True))
        column.addLayout(folds)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        return self._scroll


def _innermost(widget: QWidget) -> QWidget:
    """The widget that really takes the focus."""
    proxy = widget.focusProxy()
    return _innermost(proxy) if proxy else widget
