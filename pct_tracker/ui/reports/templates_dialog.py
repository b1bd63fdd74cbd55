"""The Word templates of the user's own, one for each language, and what may stand in them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.report import ReportTemplate
from pct_tracker.services.reports.archive import drop_report_template, keep_report_template, report_templates
from pct_tracker.services.reports.word_templates import template_places, write_example
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.buttons import ChangeButton, push_button
from pct_tracker.ui.common.elided_label import ElidedLabel
from pct_tracker.ui.common.file_choice import choose_file, choose_target
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE, fit_screen, set_look
from pct_tracker.ui.common.workspace import Workspace


class TemplatesDialog(QDialog):
    """`changed` says that another template is in use."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle(self.tr("Word templates"))
        self.names = {code: ElidedLabel() for code in LANGUAGES}
        self.choose = {code: ChangeButton(workspace, self.tr("Choose…")) for code in LANGUAGES}
        self.example = {code: push_button(self.tr("Save an example…")) for code in LANGUAGES}
        self.drop = {code: ChangeButton(workspace, self.tr("Take out")) for code in LANGUAGES}
        self.places = QPlainTextEdit(self._told_places(), readOnly=True)
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self._ask()

    def take(self, language: str, path: Path) -> None:
        """Makes a Word file the template of a language, after a look whether it can be one."""

        def keep(tracker: Tracker) -> ReportTemplate | UserError:
            try:
                return keep_report_template(tracker, language, path)
            except UserError as error:
                return error

        self._workspace.ask(keep, partial(self._kept, language))

    def _kept(self, language: str, kept: ReportTemplate | UserError) -> None:
        if isinstance(kept, UserError):
            self._say(self._workspace.wording.error(kept), severity="error")
            return
        name = self._workspace.wording.language_name(language)
        self._say(self.tr("{file} lays out the report in this language: {language}.").format(file=kept.name, language=name))
        self._ask()
        self.changed.emit()

    def _drop(self, language: str) -> None:
        self._workspace.ask(lambda tracker: drop_report_template(tracker, language), lambda _: self._dropped())

    def _dropped(self) -> None:
        self._say(self.tr("The report is laid out as shipped again."))
        self._ask()
        self.changed.emit()

    def _save_example(self, language: str) -> None:
        chosen, _ = choose_target(self, self.tr("Save an example"), f"template-{language}.docx", "*.docx")
        if chosen:
            self.write_example(language, Path(chosen))

    def write_example(self, language: str, path: Path) -> None:
        """Writes the shipped layout as a template to begin with."""

        def write(tracker: Tracker) -> UserError | None:
            try:
                write_example(tracker, language, path)
            except UserError as error:
                return error
            return None

        self._workspace.ask(write, partial(self._written, path))

    def _written(self, path: Path, trouble: UserError | None) -> None:
        if trouble is not None:
            self._say(self._workspace.wording.error(trouble), severity="error")
        else:
            self._say(self.tr("Written to {file}. Change it in Word, then choose it here.").format(file=path))

    def _choose(self, language: str) -> None:
        chosen = choose_file(self, self.tr("Choose a Word template"), "", "*.docx *.dotx")
        if chosen:
            self.take(language, Path(chosen))

    def _ask(self) -> None:
        self._workspace.ask(report_templates, self._show, "report templates")

    def _show(self, templates: dict[str, ReportTemplate]) -> None:
        for code, label in self.names.items():
            template = templates.get(code)
            label.set_whole_text(template.name if template else self.tr("as shipped"))
            self.drop[code].setEnabled(template is not None)

    def _say(self, text: str, *, severity: str = "") -> None:
        set_look(self.note, severity=severity)
        self.note.setText(text)

    def _told_places(self) -> str:
        phrase = self._workspace.wording.phrase
        return "\n".join(f"{{{{ {place.name} }}}}   {phrase(place.code, **place.params)}" for place in template_places())

    def _connect(self) -> None:
        for code in LANGUAGES:
            self.choose[code].clicked.connect(lambda _checked=False, code=code: self._choose(code))
            self.example[code].clicked.connect(lambda _checked=False, code=code: self._save_example(code))
            self.drop[code].clicked.connect(lambda _checked=False, code=code: self._drop(code))
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for line, code in enumerate(LANGUAGES):
            language = self._workspace.wording.language_name(code)
            grid.addWidget(QLabel(language), line, 0)
            grid.addWidget(self.names[code], line, 1)
            for place, button in enumerate((self.choose[code], self.example[code], self.drop[code]), 2):
                button.setAutoDefault(False)
                button.setAccessibleName(f"{language}: {button.text()}")
                grid.addWidget(button, line, place)
        heading = QLabel(self.tr("&Places that may stand in a template:"))
        heading.setBuddy(self.places)
        self.places.setAccessibleName(self.tr("Places that may stand in a template"))
        self.places.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addLayout(grid)
        column.addWidget(heading)
        column.addWidget(self.places, 1)
        column.addWidget(self.note)
        column.addWidget(self.buttons)
        self.resize(fit_screen(self, QSize(64 * self.fontMetrics().horizontalAdvance("m"), 560)))
