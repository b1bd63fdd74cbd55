"""What was chosen on the Report page, kept with the settings of the window; the first page for each log and year."""

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings

from pct_tracker.services.report_choices import FrontBlock, ReportChoices, choices_as_json, choices_from_json

_KEY = "report/choices"
_FRONTS = "report/first-pages"


def remember(settings: QSettings, choices: ReportChoices, log: Path, year: int | None) -> None:
    """Keeps what is chosen for the next time, and the first page for the report of this year."""
    settings.setValue(_KEY, json.dumps(choices_as_json(replace(choices, front=FrontBlock())), ensure_ascii=False))
    fronts = _fronts(settings)
    fronts[_place(log, year)] = choices_as_json(choices)["front"]
    settings.setValue(_FRONTS, json.dumps(fronts, ensure_ascii=False))


def remembered(settings: QSettings, log: Path, year: int | None) -> ReportChoices:
    """What was chosen the last time, with the first page of this year; settings that cannot be read are as if there were none."""
    return replace(
        _read(settings.value(_KEY, "{}")), front=_read(json.dumps({"front": _fronts(settings).get(_place(log, year), {})})).front
    )


def _read(text: object) -> ReportChoices:
    try:
        return choices_from_json(json.loads(str(text)))
    except (ValueError, TypeError, AttributeError, KeyError):
        return ReportChoices()


def _fronts(settings: QSettings) -> dict[str, object]:
    try:
        fronts = json.loads(str(settings.value(_FRONTS, "{}")))
    except ValueError:
        return {}
    return fronts if isinstance(fronts, dict) else {}


def _place(log: Path, year: int | None) -> str:
    return f"{log} {year}"
