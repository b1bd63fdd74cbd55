"""What an export of the report writes, and the same as JSON to be kept with it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.texts import Texts
from pct_tracker.reporting.annex import ORIGIN_ORDERS
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
    """The choices that `choices_as_json` wrote; what they do not name, or name wrongly, is as usual.

    Raises ValueError, TypeError or AttributeError where they have another shape.
    """
    usual = ReportChoices()
    missing = content.get("missing", usual.missing)
    return ReportChoices(
        languages=_known(content.get("languages", usual.languages), LANGUAGES),
        formats=_known(content.get("formats", usual.formats), FORMATS),
        whole=bool(content.get("whole", usual.whole)),
        front=_front(content.get("front", {})),
        document=_document(content.get("document", {})),
        missing=missing if missing in MISSING else usual.missing,
        own_templates=bool(content.get("own_templates", usual.own_templates)),
        template_ids={str(language): int(id_) for language, id_ in dict(content.get("template_ids", {})).items()},
    )


def _known(values: Any, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in values if one in known) if isinstance(values, list | tuple) else known


def _front(content: Mapping[str, Any]) -> FrontBlock:
    usual, values = FrontBlock(), dict[str, Any]()
    for name, value in content.items():
        kind = type(getattr(usual, name, None))
        if kind is Texts:
            values[name] = Texts({language: str(text) for language, text in dict(value).items()})
        elif name == "original":
            values[name] = value if value in ("", *LANGUAGES) else usual.original
        elif kind is str:
            values[name] = str(value)
        elif name == "dated" and value:
            values[name] = date.fromisoformat(value)
    return FrontBlock(**values)


def _document(content: Mapping[str, Any]) -> DocumentChoices:
    usual = DocumentChoices()
    values: dict[str, Any] = {
        name: value
        for name, value in content.items()
        if name in _names(DocumentChoices) and isinstance(value, type(getattr(usual, name)) if name != "planned_year" else int)
    }
    if values.get("origin_order", usual.origin_order) not in ORIGIN_ORDERS:
        del values["origin_order"]
    return DocumentChoices(**values)


def _names(kind: type) -> set[str]:
    return {one.name for one in fields(kind)}


def _plain(value: object) -> object:
    if isinstance(value, Texts):
        return dict(value)
    return value.isoformat() if isinstance(value, date) else value
