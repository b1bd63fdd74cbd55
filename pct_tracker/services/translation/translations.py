"""The texts of a year that are to be translated, each once, and how far they are in each language."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer
from pct_tracker.domain.change import Change, Edit, Revision, Step
from pct_tracker.domain.codes import LANGUAGES, Status, TextMark
from pct_tracker.domain.exchange import TextState, state_of, unit_key
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.texts import Texts
from pct_tracker.services.tracker import Tracker

_NEEDS_WORK = (TextState.MISSING, TextState.OUTDATED)
_ORDER = tuple(TextState)
"""From the state that needs most work to the one that needs none."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text with its translations, once however often it is used; `activity_ids` are in report order.

    Where its uses differ, a language has the state that needs most work, and the first text that some use has.
    """

    key: str
    field: str
    source_language: str
    source: str
    texts: Texts
    states: Mapping[str, TextState]
    activity_ids: tuple[int, ...]

    def needs_work(self, language: str) -> bool:
        """Whether the text is missing or outdated in a language."""
        return self.states[language] in _NEEDS_WORK


@dataclass(frozen=True, slots=True)
class TextTable:
    """All texts of a year, in the order in which the report prints them first."""

    rows: tuple[TextRow, ...]

    def counts(self, language: str) -> Counter[TextState]:
        """How many texts are in which state in a language."""
        return Counter(row.states[language] for row in self.rows)

    def done(self, language: str) -> int:
        """How many texts are neither missing nor outdated in a language."""
        return sum(not row.needs_work(language) for row in self.rows)

    def lacking(self, language: str) -> tuple[TextRow, ...]:
        """The texts that are missing or outdated in a language."""
        return tuple(row for row in self.rows if row.needs_work(language))


def text_states(tracker: Tracker, year: int, status: Status | None = None, source_language: str | None = None) -> TextTable:
    """The texts of a reporting year, of the activities of a status or of all, and how far they are.

    Texts are told apart by the language that they are translated from: the one asked for where they have it, else their own.
    """
    return table_of(tracker.activities(ActivityQuery(year=year, status=status)), source_language)


def table_of(activities: Iterable[Activity], source_language: str | None = None) -> TextTable:
    """The texts of some activities, each once."""
    uses: dict[str, list[tuple[Activity, str, Texts]]] = {}
    for activity in activities:
        for field, texts in texts_in(activity):
            language = source_of(texts, source_language)
            if language is not None:
                uses.setdefault(unit_key(field, language, texts[language]), []).append((activity, field, texts))
    return TextTable(tuple(_row(key, some, source_language) for key, some in uses.items()))


def check_texts(tracker: Tracker, rows: Sequence[TextRow], languages: Collection[str]) -> Change | None:
    """Marks the translations of some texts as checked, in all their uses, as one step; None if there is none to mark.

    Raises UserError if one of their years is locked.
    """
    keys = {row.key: row.source_language for row in rows}

    def checked(field: str, texts: Texts) -> Texts:
        sources = (one for one in texts if keys.get(unit_key(field, one, texts[one])) == one)
        source = next(sources, None)
        marked = [one for one in languages if one in texts and one != source] if source else []
        return Texts(texts, {**texts.marks, **dict.fromkeys(marked, TextMark.CHECKED)})

    ids = sorted({id_ for row in rows for id_ in row.activity_ids})
    drafts = [(one, with_texts(one, checked)) for one in tracker.activities_by_id(ids)]
    revised = tuple(Revision(one.id, one.version, draft) for one, draft in drafts if draft != one.content())
    return tracker.do(Edit(Step("check-texts", {"count": len(rows)}), revised=revised)) if revised else None


def source_of(texts: Texts, asked: str | None) -> str | None:
    """The language a text is translated from: the one asked for where there is such a text, else its own; None without any."""
    return asked if asked in texts else texts.source_language


def texts_in(draft: ActivityDraft) -> Iterator[tuple[str, Texts]]:
    """Every text of an activity that is translated, with its field; an empty one for what has no words."""
    yield "title", draft.title
    yield "origin_note", draft.origin_note
    yield from (("co_organizers", one.name) for one in draft.co_organizers)


def with_texts(draft: ActivityDraft, change: Callable[[str, Texts], Texts]) -> ActivityDraft:
    """The content of an activity with each of its texts changed; doubts about the fields stay."""
    names = tuple(CoOrganizer(change("co_organizers", one.name), one.code) for one in draft.co_organizers)
    title, note = change("title", draft.title), change("origin_note", draft.origin_note)
    return replace(draft.content(), title=title, origin_note=note, co_organizers=names)


def _row(key: str, uses: list[tuple[Activity, str, Texts]], asked: str | None) -> TextRow:
    _, field, first = uses[0]
    language = source_of(first, asked) or LANGUAGES[0]
    states = {one: min((state_of(texts, one) for _, _, texts in uses), key=_ORDER.index) for one in LANGUAGES}
    texts = Texts({one: next((texts[one] for _, _, texts in uses if one in texts), None) for one in LANGUAGES})
    return TextRow(key, field, language, first[language], texts, states, tuple(dict.fromkeys(one.id for one, _, _ in uses)))
