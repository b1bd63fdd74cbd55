"""What an export of the report writes, and the same as JSON to be kept with it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.texts import Texts
from pct_tracker.reporting.document import DocumentChoices
from pct_tracker.reporting.front import FrontBlock

__all__ = ["FORMATS", "MISSING", "DocumentChoices", "FrontBlock", "ReportChoices", "choices_as_json", "choices_from_json"]

FORMATS = ("docx", "pdf", "html", "xlsx", "csv", "json")
"""The kinds of file a report can be written as."""

MISSING = ("marked", "fallback", "stop")
"""A text that is missing or outdated prints behind a mark, prints in the language it has, or stops the export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoices:
    """What an export writes. `missing` is one of MISSING; `whole` is False for the annex alone.

    `own_templates` lays Word documents out by the user's templates; `template_ids` are those an export used, by language.
    """

    languages: tuple[str, ...] = LANGUAGES
    formats: tuple[str, ...] = ("docx", "pdf")
    whole: bool = True
    front: FrontBlock = field(default_factory=FrontBlock)
    document: DocumentChoices = field(default_factory=DocumentChoices)
    missing: str = "marked"
    own_templates: bool = True
    template_ids: Mapping[str, int] = field(default_factory=dict, hash=False)


def choices_as_json(choices: ReportChoices) -> dict[str, Any]:
    """The choices as objects, lists and texts; the day is ISO 8601."""
    front = {name: _plain(getattr(choices.front, name)) for name in _names(FrontBlock)}
    return {
        "languages": list(choices.languages),
        "formats": list(choices.formats),
        "whole": choices.whole,
        "front": front,
        "document": asdict(choices.document),
        "missing": choices.missing,
        "own_templates": choices.own_templates,
        "template_ids": dict(choices.template_ids),
    }


def choices_from_json(content: Mapping[str, Any]) -> ReportChoices:
    """The choices that `choices_as_json` wrote; what they do not name is as usual."""
    front = {name: _front_value(name, value) for name, value in content.get("front", {}).items() if name in _names(FrontBlock)}
    document = {name: value for name, value in content.get("document", {}).items() if name in _names(DocumentChoices)}
    usual = ReportChoices()
    return ReportChoices(
        languages=tuple(content.get("languages", usual.languages)),
        formats=tuple(content.get("formats", usual.formats)),
        whole=bool(content.get("whole", usual.whole)),
        front=FrontBlock(**front),
        document=DocumentChoices(**document),
        missing=str(content.get("missing", usual.missing)),
        own_templates=bool(content.get("own_templates", usual.own_templates)),
        template_ids=dict(content.get("template_ids", {})),
    )


def _names(kind: type) -> set[str]:
    return {one.name for one in fields(kind)}


def _plain(value: object) -> object:
    if isinstance(value, Texts):
        return dict(value)
    return value.isoformat() if isinstance(value, date) else value


def _front_value(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return Texts(value)
    return date.fromisoformat(value) if name == "dated" and value else value
