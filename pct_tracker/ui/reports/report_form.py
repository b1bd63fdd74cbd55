"""What an export of the report writes: chosen on the Report page, and remembered."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from pct_tracker.domain.codes import LANGUAGES, Severity
from pct_tracker.domain.texts import Texts
from pct_tracker.services.reports.choices import FORMATS, MISSING, DocumentChoices, FrontBlock, ReportChoices
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.button_strip import Choice, ToggleStrip
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.field_messages import FieldMessage
from pct_tracker.ui.common.form_rows import FormRows
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.reports.plan_choice import PlanChoice

_FRONT_TEXTS = ("session", "place_and_dates", "body", "title")
"""Lines of the first page that have a text in each language."""


class ReportForm(QWidget):
    """`changed` says that other pages would be written. Lines of the first page are those of `language`, one at a time."""

    changed = Signal()

    def __init__(self, wording: Wording, language: str) -> None:
        super().__init__()
        self._wording = wording
        self._language = language
        self._texts: dict[str, Texts] = dict.fromkeys(_FRONT_TEXTS, Texts())
        self.languages = ToggleStrip([Choice(code, code.upper(), wording.language_name(code)) for code in LANGUAGES])
        self.formats = ToggleStrip([Choice(code, name) for code, name in self._format_names().items()])
        self.plan = PlanChoice()
        self.letters = QCheckBox(self.tr("Explanation of the letters"))
        self.trace = QCheckBox(self.tr("Table of the rows behind each figure"))
        self.sensitivity = QCheckBox(self.tr("How far each statement is from being false"))
        self.missing = ChoiceBox(self._missing_choices())
        self.order = ChoiceBox(self._order_choices())
        self.symbol = QLineEdit(placeholderText="PCT/WG/19/5")
        self.dated = QLineEdit(placeholderText="2026-05-04")
        self.original = ChoiceBox([(code, wording.language_name(code)) for code in LANGUAGES], self.tr("not printed"))
        self.lines = {name: QLineEdit() for name in _FRONT_TEXTS}
        self.rows = FormRows()
        self._fill_rows()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE // 2, 0, SPACE // 2, 0)
        column.addWidget(self.rows)
        column.addStretch(1)
        self.show_choices(ReportChoices())
        self._connect()

    @property
    def language(self) -> str:
        """The language of the lines of the first page."""
        return self._language

    @property
    def is_readable(self) -> bool:
        """Whether the date is one, or there is none."""
        return not self.dated.text().strip() or self._day() is not None

    def choices(self) -> ReportChoices:
        """What is chosen. A date that cannot be read is left out and said at its field."""
        return ReportChoices(
            languages=self.languages.chosen(),
            formats=self.formats.chosen(),
            front=self._front(),
            document=DocumentChoices(
                planned=self.plan.planned.isChecked(),
                letters=self.letters.isChecked(),
                trace=self.trace.isChecked(),
                sensitivity=self.sensitivity.isChecked(),
                planned_year=self.plan.planned_year,
                origin_order=self.order.value() or "entered",
            ),
            missing=self.missing.value() or MISSING[0],
        )

    def show_choices(self, choices: ReportChoices) -> None:
        """Shows what was chosen before, without telling anybody."""
        with QSignalBlocker(self):
            self._show(choices)

    def show_language(self, language: str) -> None:
        """Shows the lines of the first page in another language."""
        self._language = language
        self._show_lines()

    def _show(self, choices: ReportChoices) -> None:
        self.languages.choose(choices.languages)
        self.formats.choose([one for one in choices.formats if one in FORMATS])
        self.plan.show_plan(choices.document.planned_year, planned=choices.document.planned)
        for box, on in self._boxes(choices.document).items():
            box.setChecked(on)
        self.missing.set_value(choices.missing)
        self.order.set_value(choices.document.origin_order)
        front = choices.front
        # What prints is not hidden: the first page is in sight as soon as it holds anything.
        self.front.unfold(needed=front != FrontBlock())
        self.symbol.setText(front.symbol)
        self.dated.setText(front.dated.isoformat() if front.dated else "")
        self.original.set_value(front.original)
        self._texts = {name: getattr(front, name) for name in _FRONT_TEXTS}
        self._show_lines()

    def _front(self) -> FrontBlock:
        texts = self._texts
        return FrontBlock(
            symbol=self.symbol.text().strip(),
            dated=self._day(),
            original=self.original.value() or "",
            session=texts["session"],
            place_and_dates=texts["place_and_dates"],
            body=texts["body"],
            title=texts["title"],
        )

    def _boxes(self, document: DocumentChoices) -> Mapping[QCheckBox, bool]:
        return {
            self.letters: document.letters,
            self.trace: document.trace,
            self.sensitivity: document.sensitivity,
        }

    def _day(self) -> date | None:
        text = self.dated.text().strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return None

    def _show_lines(self) -> None:
        for name, line in self.lines.items():
            texts = self._texts[name]
            line.setText(texts.get(self._language, ""))
            line.setPlaceholderText(texts.best(self._language))
        self.front.button.setText(
            self.tr("First page, in {language}").format(language=self._wording.language_name(self._language))
        )

    def _typed(self, name: str, text: str) -> None:
        self._texts[name] = self._texts[name].replace(self._language, text)
        self.changed.emit()

    def _check_day(self) -> None:
        told = self.tr("This is not a day. Type it as year, month and day, like 2026-05-04.")
        self.rows.rows["dated"].show_messages(() if self.is_readable else (FieldMessage(Severity.ERROR, told),))
        self.changed.emit()

    def smallest_width(self) -> int:
        """The width below which words would be cut."""
        return self.rows.smallest_width() + SPACE

    def _fill_rows(self) -> None:
        rows = self.rows
        rows.add_row("languages", self.tr("&Languages:"), self.languages)
        rows.add_row("formats", self.tr("&Kinds of file:"), self.formats)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.plan, self.letters, self.trace, self.sensitivity):
            column.addWidget(part)
        content.setFocusProxy(self.plan)
        rows.add_row("content", self.tr("&Content:"), content)
        rows.add_row("missing", self.tr("&Missing texts:"), self.missing)
        rows.add_row("order", self.tr("&Order of States:"), self.order)
        self.front = rows.add_fold(self.tr("First page"))
        rows.add_row("symbol", self.tr("S&ymbol:"), self.symbol, fold=self.front)
        rows.add_row("dated", self.tr("&Date:"), self.dated, fold=self.front)
        rows.add_row("original", self.tr("Or&iginal language:"), self.original, fold=self.front)
        labels = {
            "session": self.tr("&Session:"),
            "place_and_dates": self.tr("Pl&ace and dates:"),
            "body": self.tr("&Body:"),
            "title": self.tr("&Title:"),
        }
        for name, line in self.lines.items():
            rows.add_row(name, labels[name], line, fold=self.front)

    def _connect(self) -> None:
        for strip in (self.languages, self.formats):
            strip.toggled.connect(lambda _code: self.changed.emit())
        for box in self._boxes(DocumentChoices()):
            box.toggled.connect(lambda _on: self.changed.emit())
        for choice in (self.missing, self.order, self.original):
            choice.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.plan.changed.connect(self.changed)
        self.symbol.textEdited.connect(lambda _text: self.changed.emit())
        self.dated.editingFinished.connect(self._check_day)
        for name, line in self.lines.items():
            line.textEdited.connect(lambda text, name=name: self._typed(name, text))

    def _format_names(self) -> dict[str, str]:
        names = {"docx": self.tr("Word"), "xlsx": self.tr("Excel"), "html": self.tr("Web page")}
        return {code: names.get(code, code.upper()) for code in FORMATS}

    def _missing_choices(self) -> list[tuple[str, str]]:
        words = {
            "marked": self.tr("print in another language, marked"),
            "fallback": self.tr("print in another language"),
            "stop": self.tr("stop the export"),
        }
        return [(code, words[code]) for code in MISSING]

    def _order_choices(self) -> list[tuple[str, str]]:
        return [
            ("entered", self.tr("as entered")),
            ("english", self.tr("English alphabet")),
            ("language", self.tr("alphabet of each language")),
        ]
