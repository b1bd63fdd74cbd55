"""What was chosen on the Report page, kept with the settings of the window."""

import json

from PySide6.QtCore import QSettings

from pct_tracker.services.report_choices import ReportChoices, choices_as_json, choices_from_json

_KEY = "report/choices"


def remember(settings: QSettings, choices: ReportChoices) -> None:
    """Keeps what is chosen for the next time."""
    settings.setValue(_KEY, json.dumps(choices_as_json(choices), ensure_ascii=False))


def remembered(settings: QSettings) -> ReportChoices:
    """What was chosen the last time; settings that cannot be read are as if there were none."""
    try:
        return choices_from_json(json.loads(str(settings.value(_KEY, "{}"))))
    except (ValueError, TypeError, AttributeError):
        return ReportChoices()
