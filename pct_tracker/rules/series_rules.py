"""Rules about series: activities whose titles begin with the same words, and that should be alike in what a series shares."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from pct_tracker.domain.activity import NO_TEXTS, ActivityDraft, CoOrganizer
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.domain.folding import fold
from pct_tracker.domain.texts import Texts
from pct_tracker.rules.catalogue import found
from pct_tracker.rules.context import RuleContext

_STEM_ENDS = re.compile(
    r"——|\s[–—-]\s|[：:;；]|[（(](?:session|part|第|séance|sesión|заседание|сессия|занятие|الجلسة|الدورة)", re.IGNORECASE
)
_SHORTEST_STEM = 8
_SMALLEST_SERIES = 4

_SHARED_FIELDS = ("type", "contents", "modality", "participant_types")
"""What the sessions of a series have in common; dates, places and numbers may differ."""


def check_series(drafts: Sequence[ActivityDraft], _context: RuleContext) -> Iterator[tuple[int, Finding]]:
    """Where most members of a series name the same co-organizer, the ones that name none are pointed at."""
    told: set[int] = set()
    for members in _series(drafts):
        counts = Counter(_organizer_key(one) for at in members for one in drafts[at].co_organizers)
        common, times = counts.most_common(1)[0] if counts else (None, 0)
        lacking = [at for at in members if not drafts[at].co_organizers and at not in told]
        if common is None or times * 3 < len(members) * 2 or not lacking:
            continue
        organizer = next(one for at in members for one in drafts[at].co_organizers if _organizer_key(one) == common)
        for at in lacking:
            told.add(at)
            name = organizer.name
            fix = Fix("add-co-organizer", {"name": name}, {"co_organizers": (*drafts[at].co_organizers, organizer)})
            yield (
                at,
                found(
                    "co-organizer.unlike-its-series", "co_organizers", fixes=(fix,), name=name, times=times, members=len(members)
                ),
            )


def check_siblings(drafts: Sequence[ActivityDraft], _context: RuleContext) -> Iterator[tuple[int, Finding]]:
    """Where most members of a series agree in a field, those that say something else in it are pointed at."""
    told: set[tuple[int, str]] = set()
    for members in _series(drafts):
        for field in _SHARED_FIELDS:
            values = Counter(_comparable(getattr(drafts[at], field)) for at in members)
            common, times = values.most_common(1)[0]
            if not common or times * 3 < len(members) * 2:
                continue
            value = next(getattr(drafts[at], field) for at in members if _comparable(getattr(drafts[at], field)) == common)
            for at in members:
                own = getattr(drafts[at], field)
                # What is missing is told by a rule of its own.
                if own and _comparable(own) != common and (at, field) not in told:
                    told.add((at, field))
                    fix = Fix("as-its-series", {}, {field: value})
                    counts = {"times": times, "members": len(members)}
                    yield at, found("activity.unlike-its-series", field, fixes=(fix,), field=field, **counts)


def beginnings(title: Texts) -> Texts:
    """A title cut behind the words with which the titles of its series begin, in the languages where it has such a beginning.

    One letter more stays: a space at the end of a text would go.
    """
    ends = {language: _STEM_ENDS.search(text) for language, text in title.items()}
    begun = {language: title[language][: end.end() + 1] for language, end in ends.items() if end}
    return Texts(begun) if begun else NO_TEXTS


def stems_of(draft: ActivityDraft) -> dict[str, str]:
    """By language, the folded words with which the titles of a series begin; languages without such a beginning are left out."""
    stems = {}
    for language, title in draft.title.items():
        end = _STEM_ENDS.search(title)
        stem = fold(title[: end.start()]) if end else ""
        if len(stem) >= _SHORTEST_STEM:
            stems[language] = stem
    return stems


def _series(drafts: Sequence[ActivityDraft]) -> Iterator[list[int]]:
    """The members of each series: activities whose titles begin with the same words up to a dash, a colon or a number."""
    by_stem: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        for language, stem in stems_of(draft).items():
            by_stem[language, stem].append(at)
    return (members for members in by_stem.values() if len(members) >= _SMALLEST_SERIES)


def _organizer_key(organizer: CoOrganizer) -> Hashable:
    return organizer.code or fold(organizer.name.best("en"))


def _comparable(value: object) -> Hashable:
    """A value in which the order of entries does not matter."""
    return frozenset(value) if isinstance(value, tuple) else value
