"""Fields that keep their value from one new activity to the next."""

from typing import Any

from PySide6.QtCore import QObject, QSettings

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.period import year_of
from pct_tracker.ui.form.form import ActivityForm
from pct_tracker.ui.form.form_fields import fields_of_row

_KEY = "form/pins"


class EntryPins(QObject):
    """Remembers which rows are pinned, across starts, and what stood in them last."""

    def __init__(self, settings: QSettings | None, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        stored = settings.value(_KEY, "") if settings is not None else ""
        self._rows = [row for row in str(stored or "").split(" ") if row]
        self._values: dict[str, dict[str, Any]] = {}
        self._form: ActivityForm | None = None

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the pinned rows."""
        return tuple(self._rows)

    def attach(self, form: ActivityForm) -> None:
        """Puts a pin at every row of a form."""
        self._form = form
        form.fields.add_pins()
        for name, row in form.fields.rows.items():
            if (pin := row.pin) is None:
                continue
            pin.setChecked(name in self._rows)
            pin.toggled.connect(lambda checked, name=name: self._set(name, pinned=checked))

    def toggle(self, row: str) -> None:
        """Pins the field of a row, or lets it go."""
        pin = self._form.fields.rows[row].pin if self._form is not None else None
        if pin is not None:
            pin.toggle()

    def note(self, draft: ActivityDraft, *, only_unknown: bool = False) -> None:
        """Takes the values of the pinned fields from an activity; with `only_unknown`, those nothing is known of yet."""
        for row in self._rows:
            if not only_unknown or row not in self._values:
                self._values[row] = {field: getattr(draft, field) for field in fields_of_row(row)}

    def begin(self, blank: ActivityDraft) -> ActivityDraft:
        """A new activity with the values of the pinned fields."""
        values = {field: value for row in self._rows for field, value in self._values.get(row, {}).items()}
        if values.get("month") and "year" not in values:
            values["year"] = year_of(values["month"])
        return blank.with_fields(**values)

    def _set(self, row: str, *, pinned: bool) -> None:
        self._rows = [*(one for one in self._rows if one != row), *([row] if pinned else [])]
        self._values.pop(row, None)
        if self._form is not None:
            self.note(self._form.draft(), only_unknown=True)
        if self._settings is not None:
            self._settings.setValue(_KEY, " ".join(self._rows))
