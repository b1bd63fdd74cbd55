"""The form that edits one activity."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QMenuBar, QScrollArea, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.annex_cells import AnnexCells
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.fold_out import FoldOut
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE
from pct_tracker.ui.form.form_buttons import FormButtons
from pct_tracker.ui.form.form_fields import FormFields
from pct_tracker.ui.form.form_heading import FormHeading
from pct_tracker.ui.form.form_messages import Choice, FormMessages, FormServices, Wish

_PAUSE = 150
"""Milliseconds without a change after which the rules are asked."""

_SETTLING = frozenset({"doubts", "distinct_from"})
"""Fields that only say how something that is there is meant: a fix of these is stored at once."""


class ActivityForm(QWidget):
    """Shows one activity, says at each field what the rules find while it is edited, and asks to be saved.

    `fix_requested` carries a finding and the fix that settles it at once, `together_requested` the ids of activities that
    look like this one, and `answer_requested` the finding of an open question. `accept_requested` and `withdraw_requested`
    carry a finding that is right as it is, or no longer. `shown` says that the fields were filled.
    """

    draft_changed = Signal()
    checked = Signal()
    save_requested = Signal()
    save_and_new_requested = Signal()
    cancel_requested = Signal()
    fix_requested = Signal(object, object)
    together_requested = Signal(object)
    answer_requested = Signal(object)
    accept_requested = Signal(object)
    withdraw_requested = Signal(object)
    shown = Signal()

    def __init__(self, reference: Reference, services: FormServices, language: str) -> None:
        super().__init__()
        self._reference = reference
        self._services = services
        self._language = language
        self._activity_id: int | None = None
        self._original = ActivityDraft()
        self._shown = ActivityDraft()
        self._findings: tuple[Finding, ...] = ()
        self._row_in_use = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self.fields = FormFields(reference, language)
        self._messages = FormMessages(self.fields, services)
        self.general = self._messages.general
        self.source = AnnexCells(self.tr("Source"))
        self.source_fold = FoldOut(self.tr("Show source"), self.source)
        self.preview = AnnexCells(self.tr("As it will print"))
        self.buttons = FormButtons(self)
        self.heading = FormHeading(self.general)
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
    def row_in_use(self) -> str:
        """The name of the row that has the focus, or had it before a menu took it; empty if the focus is elsewhere."""
        return self._row_in_use if self.isVisible() else ""

    @property
    def text_language(self) -> str:
        """The language whose description is open, and in which the preview is shown."""
        return self.fields.title.language

    def set_activity(self, activity: ActivityDraft | Activity) -> None:
        """Shows an activity, stored or new, and forgets what was in the form."""
        self._activity_id = activity.id if isinstance(activity, Activity) else None
        self._original = activity.content()
        self._messages.forget_visits()
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

    def take_values(self, values: Mapping[str, Any]) -> None:
        """Sets these fields in the form, as if they had been typed."""
        self._show(self.draft().with_fields(**values))
        self.draft_changed.emit()

    def read_only(self) -> None:
        """Shows activities to somebody who may change nothing: all that is known, in words as dark as ever."""
        self.buttons.hide()
        self.fields.read_only()
        self._messages.read_only()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focus_first(self) -> None:
        """Puts the focus into the first field."""
        self.focus_field("month")

    def focus_field(self, name: str) -> None:
        """Puts the focus into the field of a finding, brings it into view and selects its text."""
        row = self.fields.row_of(name) or self.fields.rows["month"]
        if row in self.fields.more.rows:
            self.fields.more.button.setChecked(True)
        field = self.fields.input_of(name) or row.field
        target = _innermost(field)
        self.bring_into_view(row)
        (field if field.isEnabled() else self._scroll).setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, QLineEdit) and target.isEnabled():
            target.selectAll()

    def accept_here(self) -> bool:
        """Asks to accept the first finding at the field in use that can be; whether there is one."""
        row = self.fields.rows.get(self.row_in_use)
        asides = [token for message in row.messages.messages for _, token in message.asides] if row is not None else []
        finding = next((finding for finding, wish in asides if wish is Wish.ACCEPT), None)
        if finding is not None:
            self.accept_requested.emit(finding)
        return finding is not None

    def show_all_findings(self) -> None:
        """Shows what is missing at fields nobody has been in yet as well."""
        self._messages.visit_all()
        self._show_findings()

    def bring_into_view(self, row: QWidget) -> None:
        """Scrolls to a row or a field of it; messages that came just now have their room only after the next layout."""
        self._scroll_to(row)
        QTimer.singleShot(0, row, lambda: self._scroll_to(row))

    def _scroll_to(self, part: QWidget) -> None:
        name = self.fields.name_at(part)
        if name is not None:  # its label stands above, where the form is narrow
            self._scroll.ensureWidgetVisible(self.fields.rows[name].label, 0, SPACE)
        self._scroll.ensureWidgetVisible(part, 0, SPACE_LARGE)

    def _show(self, draft: ActivityDraft) -> None:
        self._shown = draft
        self.fields.show_draft(draft)
        self._shown_values = self.fields.values(pending=False)
        self.source_fold.setVisible(bool(draft.source_cells))
        self.source.show_cells(self._headings(self._language), draft.source_cells, self.layoutDirection())
        self.check_now()
        self.shown.emit()

    def _draft(self, *, pending: bool) -> ActivityDraft:
        """What was shown with the values that changed since: what nobody touched stays exactly as it was stored."""
        values = self.fields.values(pending=pending)
        changed = {name: value for name, value in values.items() if value != self._shown_values[name]}
        draft = self._shown.with_fields(**changed)
        retyped = self.fields.retyped()
        kept = [doubt for doubt in draft.doubts if doubt.rule not in retyped]
        new = [doubt for doubt in self.fields.doubts() if doubt not in kept]
        return draft.with_fields(doubts=(*kept, *new))

    def _show_findings(self) -> None:
        """Shows what is said of the fields; the one that is being typed in does not go out of sight for that."""
        field = QApplication.focusWidget()
        is_seen = field is not None and self._scroll.isAncestorOf(field) and not field.visibleRegion().isEmpty()
        self._messages.show(self._findings, is_new=self._activity_id is None)
        if field is not None and is_seen:
            self.bring_into_view(field)

    def _show_preview(self, draft: ActivityDraft) -> None:
        language = self.text_language
        cells = self._services.preview(draft, language)
        self.preview.show_cells(self._headings(language), cells, direction_of(language))

    def _show_heading(self, draft: ActivityDraft) -> None:
        kind = self._reference.vocabulary.type_label(draft.type, self._language) if draft.type else ""
        title = draft.title.best(self._language) or kind
        changed = self.is_changed()
        self.heading.show_heading(title if self._activity_id is not None else None, (draft.month, kind), is_changed=changed)
        self.buttons.revert.setEnabled(changed)

    def _headings(self, language: str) -> tuple[str, ...]:
        vocabulary = self._reference.vocabulary
        return tuple(vocabulary.column_label(column, language) for column in vocabulary.columns)

    def _choose(self, choice: Choice, row: QWidget | None) -> None:
        finding, wish = choice
        asked = {
            Wish.ANSWER: self.answer_requested,
            Wish.ACCEPT: self.accept_requested,
            Wish.WITHDRAW: self.withdraw_requested,
        }
        if isinstance(wish, Wish) and wish in asked:
            asked[wish].emit(finding)
        elif isinstance(wish, Fix):
            self._take_fix(finding, wish, row)
        else:
            own = (self._activity_id,) if self._activity_id is not None else ()
            self.together_requested.emit(frozenset((*own, *finding.params["others"])))

    def _take_fix(self, finding: Finding, fix: Fix, row: QWidget | None) -> None:
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        confirms = fix.values.keys() <= _SETTLING
        if confirms and self._activity_id is not None and not self.is_changed():
            self.fix_requested.emit(finding, fix)
        else:
            self.take_values(fix.values)

    def _note_change(self) -> None:
        self._pause.start()
        self.draft_changed.emit()

    def _note_visit(self, left: QWidget | None, entered: QWidget | None) -> None:
        """Remembers which field the focus has left for another one; a look into a menu or another window is no leaving."""
        if entered is None or isinstance(entered, QMenuBar) or entered.window() is not self.window():
            return
        before, now = self.fields.name_at(left), self.fields.name_at(entered)
        self._row_in_use = now or ""
        for name, row in self.fields.rows.items():
            row.note_focus(inside=name == now)
        if before is not None and before != now and self._messages.note_visit(before):
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
            row.action_chosen.connect(lambda chosen, row=row: self._choose(chosen, row.field))
        self.general.action_chosen.connect(lambda chosen: self._choose(chosen, None))
        self.buttons.save_pressed.connect(lambda: self._ask_to_save(self.save_requested))
        self.buttons.save_and_new_pressed.connect(lambda: self._ask_to_save(self.save_and_new_requested))
        self.buttons.revert_pressed.connect(self.cancel_requested)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note_visit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Not before it stands in its place: to measure a widget dresses it, and each move would dress all of them again.
        if self._scroll.widget() is None:
            self._scroll.setWidget(self._body)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self._scrolled_body(), 1)
        column.addWidget(self.buttons)

    def _scrolled_body(self) -> QScrollArea:
        self._scroll = QScrollArea()
        self._body = QWidget(self._scroll.viewport())
        column = QVBoxLayout(self._body)
        column.setContentsMargins(SPACE_LARGE, SPACE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE_LARGE)
        column.addWidget(self.fields)
        folds = QVBoxLayout()
        folds.setSpacing(SPACE)
        folds.addWidget(self.source_fold)
        folds.addWidget(FoldOut(self.tr("As it will print"), self.preview, opened=True))
        column.addLayout(folds)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._scroll


def _innermost(widget: QWidget) -> QWidget:
    """The widget that really takes the focus."""
    proxy = widget.focusProxy()
    return _innermost(proxy) if proxy else widget
