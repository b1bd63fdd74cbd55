"""The long sheet: one row for each activity and each of its origins, for pivot tables."""

from collections.abc import Iterable, Iterator, Sequence

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import CONTENT_LETTERS
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.workbook.activity_sheet import beneficiaries, letters_of, month_value
from pct_tracker.reporting.workbook.sheets import Column, Row, Sheet
from pct_tracker.reporting.workbook.wording import Wording


def origin_sheet(activities: Iterable[Activity], words: Wording) -> Sheet:
    """Every activity has a row at least: one without origins has one that names none, so that nothing is lost in a count."""
    rows = tuple(row for one in activities for row in _rows(one, words))
    return Sheet(name="origins", title=words.title("origins"), columns=_columns(words), rows=rows)


def _columns(words: Wording) -> tuple[Column, ...]:
    column = words.column
    return (
        column("id", "plain"),
        column("month", "month"),
        column("type"),
        column("contents", "code"),
        *map(words.letter_column, CONTENT_LETTERS),
        column("modality"),
        column("code", "code"),
        column("name"),
        column("kind"),
        column("region"),
        column("benefits", "flag"),
        column("head_count", "number"),
        column("participants_of_activity", "number"),
        column("once_per_region", "plain"),
        column("region_code", "code"),
    )


def _rows(activity: Activity, words: Wording) -> Iterator[Row]:
    reference, language = words.reference, words.language
    vocabulary, benefiting = reference.vocabulary, beneficiaries(activity, reference)
    head_counts = {one.code: one.participants for one in activity.head_counts}
    before: Row = (
        activity.id,
        month_value(activity.month),
        vocabulary.type_label(activity.type, language) if activity.type else None,
        letters_of(activity),
        *(int(letter in activity.contents) for letter in CONTENT_LETTERS),
        vocabulary.modality_label(activity.modality, language) if activity.modality else None,
    )
    places = _places(activity, language)
    regions = [reference.lists.region(code) for code, _ in places]
    told = {region for region in regions if region} or {""}
    for (code, text), region in zip(places, regions, strict=True):
        once = region in told
        told.discard(region)
        yield (
            *before,
            code if code in reference.parties else None,
            reference.parties.name(code, language) if code else text,
            words.text(f"kind.{_kind(code, reference)}"),
            vocabulary.region_label(region, language) if region else None,
            int(code in benefiting),
            head_counts.get(code),
            activity.participants,
            int(once),
            region,
        )


def _places(activity: Activity, language: str) -> Sequence[tuple[str, str]]:
    """Codes, and behind them the words that name no code; where there are neither, nothing in one place."""
    texts = (*(one.text for one in activity.origins if one.text), activity.origin_note.best(language))
    return [*((code, "") for code in activity.origin_codes), *(("", text) for text in texts if text)] or [("", "")]


def _kind(code: str, reference: Reference) -> str:
    party = reference.parties.find(code)
    return party.kind if party else "unspecified"
