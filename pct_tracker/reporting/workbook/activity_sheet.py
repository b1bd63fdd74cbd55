"""The sheet of activities: one row for each, every fact of it in a cell of its own."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import CONTENT_LETTERS
from pct_tracker.domain.period import is_month
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.workbook.sheets import Column, Row, Sheet, Value
from pct_tracker.reporting.workbook.wording import Wording

LETTER_SEPARATOR = ", "
"""What stands between the letters of an activity, in every language: formulas look for it."""


def activity_sheet(activities: Iterable[Activity], doubtful: Collection[int], words: Wording) -> Sheet:
    """The activities in the order of the annex; `doubtful` are the ids of those that may not count as they stand."""
    rows = tuple(_row(one, one.id in doubtful, words) for one in activities)
    return Sheet(name="activities", title=words.title("activities"), columns=_columns(words), rows=rows)


def month_value(month: str | None) -> Value:
    """The first day of a month; words that are no month stay words."""
    return date(int(month[:4]), int(month[5:]), 1) if month and is_month(month) and month >= "0001" else month


def beneficiaries(activity: Activity, reference: Reference) -> frozenset[str]:
    """The States among the origins of an activity that benefit from fee reductions."""
    if activity.year is None:
        return frozenset()
    return frozenset(activity.origin_codes) & reference.parties.states & reference.lists.beneficiaries(activity.year)


def letters_of(activity: Activity) -> str:
    """The letters of an activity in one text."""
    return LETTER_SEPARATOR.join(dict.fromkeys(activity.contents))


def _columns(words: Wording) -> tuple[Column, ...]:
    column = words.column
    return (
        column("id", "plain"),
        column("year", "plain"),
        column("month", "month"),
        column("start", "day"),
        column("end", "day"),
        column("status"),
        column("type"),
        column("contents", "code"),
        *map(words.letter_column, CONTENT_LETTERS),
        column("title"),
        column("co_organizers"),
        column("modality"),
        column("venue_code", "code"),
        column("city"),
        column("states", "number"),
        column("beneficiary_states", "number"),
        column("participants", "number"),
        column("online_participants", "number"),
        column("planned_participants", "number"),
        column("funding"),
        column("doubtful", "flag"),
        column("type_code", "code"),
        column("modality_code", "code"),
        column("month_number", "plain"),
    )


def _row(activity: Activity, is_doubtful: bool, words: Wording) -> Row:
    vocabulary, language = words.reference.vocabulary, words.language
    modality = activity.modality
    return (
        activity.id,
        activity.year,
        month_value(activity.month),
        activity.start,
        activity.end,
        words.text(f"status.{activity.status.value}"),
        vocabulary.type_label(activity.type, language) if activity.type else None,
        letters_of(activity),
        *(int(letter in activity.contents) for letter in CONTENT_LETTERS),
        activity.title.best(language),
        _co_organizers(activity, words),
        vocabulary.modality_label(modality, language) if modality else None,
        activity.venue.code,
        activity.venue.city,
        len(words.reference.parties.states.intersection(activity.origin_codes)),
        len(beneficiaries(activity, words.reference)),
        activity.participants,
        activity.online_participants,
        activity.planned_participants,
        activity.funding,
        int(is_doubtful),
        activity.type,
        modality.value if modality else None,
        int(activity.month[5:]) if activity.month and is_month(activity.month) else None,
    )


def _co_organizers(activity: Activity, words: Wording) -> str:
    separator = words.reference.vocabulary.punctuation(words.language).group_separator
    names: Sequence[str] = [one.name.best(words.language) or one.code or "" for one in activity.co_organizers]
    return separator.join(filter(None, names))
