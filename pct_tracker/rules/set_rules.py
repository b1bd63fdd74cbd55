"""Rules about activities among each other: repetitions, and series whose members differ."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.domain.folding import fold
from pct_tracker.rules.catalogue import found
from pct_tracker.rules.context import RuleContext

_Words = tuple[frozenset[tuple[str, str]], ...]
"""Folded texts by language, one set of pairs for each text."""

_MOST_NAMED = 3


def check_repeated(drafts: Sequence[ActivityDraft], _context: RuleContext) -> Iterator[tuple[int, Finding]]:
    """Two activities do not agree in every cell, or in all but the count."""
    for at, alike in _repetitions(drafts):
        others = [drafts[place] for place in alike]
        same_count = all(other.participants == drafts[at].participants for other in others)
        ids = [one.id for one in others if isinstance(one, Activity)]
        fixes = (_told_apart(drafts[at], ids),) if ids else ()
        yield at, found("activity.repeated", "activity", fixes=fixes, others=ids, same_count=same_count, times=len(others))


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


def _repetitions(drafts: Sequence[ActivityDraft]) -> Iterator[tuple[int, list[int]]]:
    """The place of every activity that repeats others, and their places, ascending."""
    by_cells: dict[Hashable, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        if draft.title:
            by_cells[_cells_without_texts(draft)].append(at)
    for group in by_cells.values():
        if len(group) > 1:
            yield from _repetitions_within(drafts, group)


def _repetitions_within(drafts: Sequence[ActivityDraft], group: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Those among activities whose other cells agree. Only what has a title in common is compared, the same words once."""
    by_words: dict[_Words, list[int]] = defaultdict(list)
    for at in group:
        by_words[_folded_words(drafts[at])].append(at)
    by_title: dict[tuple[str, str], list[_Words]] = defaultdict(list)
    for words in by_words:
        for title in words[0]:
            by_title[title].append(words)
    ids = {at: one.id if isinstance(one := drafts[at], Activity) else None for at in group}
    apart = {at: frozenset(drafts[at].distinct_from) for at in group}
    for words, places in by_words.items():
        near = dict.fromkeys(other for title in words[0] for other in by_title[title])
        alike = sorted(at for other in near if _agree(words, other) for at in by_words[other])
        for at in places:
            others = [one for one in alike if one != at and ids[one] not in apart[at] and ids[at] not in apart[one]]
            if others:
                yield at, others


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


def _folded_words(draft: ActivityDraft) -> _Words:
    """The folded texts of the title, of the note on origins and of each co-organizer's name, by language."""
    texts = (draft.title, draft.origin_note, *(one.name for one in draft.co_organizers))
    return tuple(frozenset((language, fold(text)) for language, text in some.items()) for some in texts)


def _agree(one: _Words, other: _Words) -> bool:
    """Whether the texts agree in every language both have."""
    pairs = zip(map(dict, one), map(dict, other), strict=True)
    return all({**first, **second} == {**second, **first} for first, second in pairs)
