"""What was chosen on the Report page, kept with the settings of the window; first page and plan for each log and year."""

import json
from dataclasses import replace

from PySide6.QtCore import QSettings

from pct_tracker.services.reports.choices import FrontBlock, ReportChoices, choices_as_json, choices_from_json

_KEY = "report/choices"
_FRONTS = "report/first-pages"


def remember(settings: QSettings, choices: ReportChoices, log: str, year: int | None) -> None:
    """Keeps what is chosen for the next time; the first page and the year of the plan for the report of this year."""
    planned_year = choices.document.planned_year
    usual = replace(choices, front=FrontBlock(), document=replace(choices.document, planned_year=None))
    settings.setValue(_KEY, json.dumps(choices_as_json(usual), ensure_ascii=False))
    fronts = _fronts(settings)
    fronts[_place(log, year)] = {**choices_as_json(choices)["front"], "planned_year": planned_year}
    settings.setValue(_FRONTS, json.dumps(fronts, ensure_ascii=False))


def remembered(settings: QSettings, log: str, year: int | None) -> ReportChoices:
    """What was chosen the last time, with first page and plan of this year; what cannot be read is as if it were not there."""
    usual, own = _read(str(settings.value(_KEY, "{}"))), _own(_fronts(settings).get(_place(log, year)))
    return replace(usual, front=own.front, document=replace(usual.document, planned_year=own.document.planned_year))


def _own(kept: object) -> ReportChoices:
    planned_year = kept.get("planned_year") if isinstance(kept, dict) else None
    return _read(json.dumps({"front": kept or {}, "document": {"planned_year": planned_year}}))


def _read(text: str) -> ReportChoices:
    try:
        return choices_from_json(json.loads(text))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return ReportChoices()


def _fronts(settings: QSettings) -> dict[str, object]:
    try:
        fronts = json.loads(str(settings.value(_FRONTS, "{}")))
    except (ValueError, RecursionError):
        return {}
    return fronts if isinstance(fronts, dict) else {}


def _place(log: str, year: int | None) -> str:
    return f"{log} {year}"
