"""Rules about activities among each other: repetitions, and series whose members differ."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer
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
_MOST_NAMED = 3


def check_repeated(drafts: Sequence[ActivityDraft], _context: RuleContext) -> Iterator[tuple[int, Finding]]:
    """Two activities do not agree in every cell, or in all but the count."""
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        if draft.title:
            alike[_cells_without_texts(draft)].append(at)
    for group in alike.values():
        for at in group:
            others = [drafts[other] for other in group if other != at and _is_repetition(drafts[at], drafts[other])]
            if others:
                same_count = all(other.participants == drafts[at].participants for other in others)
                ids = [one.id for one in others if isinstance(one, Activity)]
                fixes = (_told_apart(drafts[at], ids),) if ids else ()
                yield (
                    at,
                    found("activity.repeated", "activity", fixes=fixes, others=ids, same_count=same_count, times=len(others)),
                )


def check_similar(draft: ActivityDraft, others: Sequence[ActivityDraft]) -> Iterator[Finding]:
    """For an activity that is being entered: none of the same month and type shares a State of origin with it."""
    codes = set(draft.origin_codes)
    if not (draft.month and draft.type and codes):
        return
    alike = [
        other
        for other in others
        if isinstance(other, Activity)
        and (other.month, other.type) == (draft.month, draft.type)
        and codes & set(other.origin_codes)
        and not _are_told_apart(draft, other)
    ]
    if alike:
        ids = [one.id for one in alike]
        titles = [one.title for one in alike[:_MOST_NAMED]]
        fix = _told_apart(draft, ids)
        yield found("activity.similar", "activity", fixes=(fix,), others=ids, titles=titles, month=draft.month, type=draft.type)


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


def stems_of(draft: ActivityDraft) -> dict[str, str]:
    """By language, the folded words with which the titles of a series begin; languages without such a beginning are left out."""
    stems = {}
    for language, title in draft.title.items():
        end = _STEM_ENDS.search(title)
        stem = fold(title[: end.start()]) if end else ""
        if len(stem) >= _SHORTEST_STEM:
            stems[language] = stem
    return stems


def _is_repetition(one: ActivityDraft, other: ActivityDraft) -> bool:
    return _same_texts(one, other) and not _are_told_apart(one, other)


def _are_told_apart(one: ActivityDraft, other: ActivityDraft) -> bool:
    """Whether somebody said of one of the two that it is no repetition of the other."""
    return any(
        isinstance(second, Activity) and second.id in first.distinct_from for first, second in ((one, other), (other, one))
    )


def _told_apart(draft: ActivityDraft, ids: Sequence[int]) -> Fix:
    return Fix("not-repeated", {}, {"distinct_from": tuple(dict.fromkeys((*draft.distinct_from, *ids)))})


def _cells_without_texts(draft: ActivityDraft) -> Hashable:
    """All cells but the texts and the count; the order of origins does not matter."""
    kinds, codes = frozenset(draft.participant_types), tuple(one.code for one in draft.co_organizers)
    places = (draft.venue, draft.modality, frozenset(draft.origins))
    return (draft.month, draft.start, draft.type, draft.contents, codes, *places, kinds)


def _same_texts(one: ActivityDraft, other: ActivityDraft) -> bool:
    """Whether the texts agree in every language both have, and there is such a language."""
    pairs = [(one.title, other.title), (one.origin_note, other.origin_note)]
    pairs += [(first.name, second.name) for first, second in zip(one.co_organizers, other.co_organizers, strict=True)]
    return bool(set(one.title) & set(other.title)) and all(_agree(first, second) for first, second in pairs)


def _agree(first: Texts, second: Texts) -> bool:
    return all(fold(first[language]) == fold(second[language]) for language in set(first) & set(second))


def _series(drafts: Sequence[ActivityDraft]) -> Iterator[list[int]]:
    """The members of each series: activities whose titles begin with the same words up to a dash, a colon or a number."""
    by_stem: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        for language, stem in stems_of(draft).items():
            by_stem[language, stem].append(at)
    return (members for members in by_stem.values() if len(members) >= _SMALLEST_SERIES)


def _organizer_key(organizer: CoOrganizer) -> Hashable:
    return organizer.code or fold(organizer.name.best("en"))
