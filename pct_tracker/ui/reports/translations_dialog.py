"""Which texts of a year are missing or outdated in which language; out to translators, and back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.change import Change
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.services.translation.exchange import FORMATS, SentOut, send_out
from pct_tracker.services.translation.translations import TextTable, check_texts, text_states
from pct_tracker.ui.common.button_strip import Choice, ToggleStrip
from pct_tracker.ui.common.buttons import ChangeButton, push_button
from pct_tracker.ui.common.file_choice import choose_files, choose_folder
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.form_rows import plain_label
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE, fit_screen, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.returned_dialog import ReturnedDialog
from pct_tracker.ui.reports.texts_model import COLUMNS, SIGNS, TextsModel


class TranslationsDialog(QDialog):
    """`activities_requested` carries the ids of the activities that use a text."""

    activities_requested = Signal(object)

    def __init__(self, workspace: Workspace, year: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wanted_year = year
        self._shown_year: int | None = None
        self.returned: ReturnedDialog | None = None
        self.setWindowTitle(self.tr("Translations"))
        self.years = QComboBox()
        self.only_lacking = QCheckBox(self.tr("Only &missing and outdated"))
        self.model = TextsModel(workspace.wording)
        self.table = RowTable(self.model, self.tr("Texts of the year"), several=True)
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.legend = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.source = QComboBox()
        self.targets = ToggleStrip([Choice(code, code.upper(), workspace.wording.language_name(code)) for code in LANGUAGES])
        self.format = QComboBox()
        self.send = push_button(self.tr("&Send out…"), role="primary")
        self.check = ChangeButton(workspace, self.tr("Mark as &checked"))
        self.take = ChangeButton(workspace, self.tr("&Take back…"))
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.only_lacking.setChecked(True)
        # Its years come later than the dialog.
        self.years.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._fill()
        self._lay_out()
        self._connect()
        workspace.ask(lambda tracker: tracker.years(), self._show_years, "years-of-texts")

    def show_again(self) -> None:
        """Asks for the texts of the chosen year anew."""
        year = self.years.currentData()
        if year is not None:
            self._workspace.ask(lambda tracker: text_states(tracker, year), self._show, "texts")

    def send_to(self, folder: Path) -> None:
        """Writes the files for translators into a folder."""
        year, targets = self.years.currentData(), self.targets.chosen()
        source, format_, tracker = self.source.currentData(), self.format.currentData(), self._workspace.tracker
        self._workspace.worker.run(
            lambda: send_out(tracker, year, targets, folder, format_, source=source), self._tell_sent, self._refuse
        )

    def check_selected(self) -> None:
        """Marks the selected texts as checked in the languages that are chosen."""
        places = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        rows = [row for place in sorted(places) if (row := self.model.row_at(place)) is not None]
        languages, tracker = self.targets.chosen(), self._workspace.tracker
        self._workspace.worker.run(lambda: check_texts(tracker, rows, languages), self._tell_checked, self._refuse)

    def take_from(self, paths: Sequence[Path]) -> None:
        """Shows what translators sent back, before anything is stored."""
        dialog = ReturnedDialog(self._workspace, paths, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.returned = dialog
        dialog.open()

    def _follow(self, _change: Change) -> None:
        self.show_again()

    def _show_years(self, years: Sequence[int]) -> None:
        for year in years:
            self.years.addItem(str(year), year)
        if self._wanted_year in years:
            self.years.setCurrentIndex(self.years.findData(self._wanted_year))
        if not years:
            self.summary.setText(self.tr("The log holds no activities yet, so there is nothing to translate."))
        self.send.setEnabled(bool(years))

    def _show(self, table: TextTable) -> None:
        self.model.show_table(table, only_lacking=self.only_lacking.isChecked())
        done = "   ".join(f"{code.upper()} {table.done(code)}/{len(table.rows)}" for code in LANGUAGES)
        self.summary.setText(self.tr("Texts that are there and up to date:  {done}").format(done=done))
        if self._shown_year != self.years.currentData():
            self._shown_year = self.years.currentData()
            self.targets.choose([code for code in LANGUAGES if table.lacking(code) and code != self.source.currentData()])
        self._describe()
        if self.model.rowCount():
            self.table.go_to(0)

    def _show_same(self) -> None:
        self.model.show_table(self.model.table, only_lacking=self.only_lacking.isChecked())

    def _describe(self) -> None:
        targets = [code for code in self.targets.chosen() if code != self.source.currentData()]
        count = {code: len(self.model.table.lacking(code)) for code in targets}
        self.send.setEnabled(any(count.values()))
        if not self.model.table.rows:
            self._say("")
        elif not any(len(self.model.table.lacking(code)) for code in LANGUAGES):
            self._say(self.tr("Every text is there in all six languages."))
        elif not targets:
            self._say(self.tr("Choose at least one language to translate into."))
        else:
            told = ", ".join(f"{code.upper()} {number}" for code, number in count.items())
            self._say(self.tr("Will send out, each text once: {told}.").format(told=told))

    def _tell_sent(self, sent: SentOut) -> None:
        left = sum(sent.without_source.values())
        if not sent.files:
            self._say(self.tr("There was nothing to send out."))
            return
        names = ", ".join(path.name for path in sent.files)
        written = self.tr("Written to {folder}: {names}.").format(folder=sent.files[0].parent, names=names)
        without = self.tr("Left out, as there is no text in the language they would be translated from: {count}.")
        self._say(f"{written} {without.format(count=left)}" if left else written, attention=bool(left))

    def _tell_checked(self, change: Change | None) -> None:
        if change is None:
            self._say(self.tr("The selected texts have no translation to check in the chosen languages."))
        else:
            self._workspace.announce(change)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._say(self._workspace.wording.error(error), trouble=True)
        else:
            self._say(self.tr("Nothing was done because of a mistake of the program."), trouble=True)
            self._workspace.broken.emit(error)

    def _say(self, text: str, *, trouble: bool = False, attention: bool = False) -> None:
        set_look(self.note, severity="error" if trouble else "warning" if attention else "")
        self.note.setText(text)

    def _choose_folder(self) -> None:
        chosen = choose_folder(self, self.tr("Choose the folder"), QDir.homePath())
        if chosen:
            self.send_to(Path(chosen))

    def _choose_files(self) -> None:
        kinds = self.tr("Translations ({kinds})").format(kinds="*.xlf *.xliff *.xlsx")
        chosen = choose_files(self, self.tr("Choose what came back"), QDir.homePath(), kinds)
        if chosen:
            self.take_from([Path(name) for name in chosen])

    def _open_activities(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None:
            self.activities_requested.emit(row.activity_ids)

    def _fill(self) -> None:
        words = self._workspace.wording
        for code in LANGUAGES:
            self.source.addItem(words.language_name(code), code)
        for format_, name in zip(FORMATS, (self.tr("XLIFF, for translation tools"), self.tr("Excel table")), strict=True):
            self.format.addItem(name, format_)
        self.legend.setText("   ".join(f"{sign} {words.mark_name(state)}" for state, sign in SIGNS.items()))
        set_look(self.legend, role="muted")

    def _lay_out(self) -> None:
        self.table.fit_columns({COLUMNS.index("field"): self.tr("Co-organizers"), COLUMNS.index("uses"): "000"}, stretched=0)
        for code in LANGUAGES:
            self.table.setColumnWidth(COLUMNS.index(code), self.fontMetrics().horizontalAdvance("MMM") + 2 * SPACE)
        top, way = QHBoxLayout(), QWidget()
        top.setSpacing(2 * SPACE)
        top.addWidget(_field(self.tr("&Year:"), self.years))
        top.addWidget(self.only_lacking)
        top.addStretch(1)
        flow = FlowLayout(way, spacing=2 * SPACE)
        for text, field in (
            (self.tr("&From:"), self.source),
            (self.tr("&Into:"), self.targets),
            (self.tr("&As:"), self.format),
        ):
            flow.addWidget(_field(text, field))
        roles = QDialogButtonBox.ButtonRole
        for button, role in ((self.check, roles.ActionRole), (self.take, roles.ActionRole), (self.send, roles.AcceptRole)):
            button.setAutoDefault(False)
            self.buttons.addButton(button, role)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(self.legend)
        column.addWidget(way)
        column.addWidget(self.note)
        column.addWidget(self.buttons)
        self.note.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(78 * em, 46 * em)))

    def _connect(self) -> None:
        self.years.currentIndexChanged.connect(lambda _place: self.show_again())
        self.only_lacking.toggled.connect(lambda _on: self._show_same())
        self.source.currentIndexChanged.connect(lambda _place: self._describe())
        self.targets.toggled.connect(lambda _code: self._describe())
        self.table.opened.connect(self._open_activities)
        self.check.clicked.connect(lambda _checked=False: self.check_selected())
        self.take.clicked.connect(lambda _checked=False: self._choose_files())
        self.buttons.accepted.connect(self._choose_folder)
        self.buttons.rejected.connect(self.reject)
        self._workspace.changed.connect(self._follow)


def _field(text: str, field: QWidget) -> QWidget:
    """A field with its label, which a line does not part."""
    label, pair = QLabel(text), QWidget()
    label.setBuddy(field)
    field.setAccessibleName(plain_label(text))
    line = QHBoxLayout(pair)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE)
    line.addWidget(label)
    line.addWidget(field)
    return pair
