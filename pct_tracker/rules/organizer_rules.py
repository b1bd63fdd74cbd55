"""Rules about co-organizers among each other: one body should have one spelling."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import ActivityDraft, CoOrganizer
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.domain.folding import fold
from pct_tracker.rules.catalogue import found
from pct_tracker.rules.context import RuleContext

_NEARLY = 90
"""The ratio of equal letters from which two names are taken for one; lower ones would join Austria and Australia."""

_SHORTEST = 8
_WORDS = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name as it is written in one language, with the code that stands beside it."""

    language: str
    name: str
    code: str | None


def check_spellings(drafts: Sequence[ActivityDraft], _context: RuleContext) -> Iterator[tuple[int, Finding]]:
    """A co-organizer is not written in another way than nearly the same one of other activities."""
    written: dict[_Spelling, list[tuple[int, int]]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        for place, one in enumerate(draft.co_organizers):
            for language, name in one.name.items():
                written[_Spelling(language, name, one.code)].append((at, place))
    told: set[tuple[int, int]] = set()
    for group in _clusters(list(written)):
        times = Counter({spelling: len(written[spelling]) for spelling in group})
        usual = times.most_common(1)[0][0]
        model = drafts[written[usual][0][0]].co_organizers[written[usual][0][1]]
        for spelling in group:
            for at, place in written[spelling] if spelling != usual else ():
                if (at, place) not in told:
                    told.add((at, place))
                    yield at, _finding(drafts[at], place, model, usual, times[usual])


def _finding(draft: ActivityDraft, place: int, model: CoOrganizer, usual: _Spelling, times: int) -> Finding:
    own = draft.co_organizers[place]
    merged = CoOrganizer(model.name, model.code or own.code)
    organizers = tuple(merged if at == place else one for at, one in enumerate(draft.co_organizers))
    fix = Fix("use-spelling", {"name": usual.name}, {"co_organizers": organizers})
    written = own.name.get(usual.language) or own.name.best(usual.language)
    return found("co-organizer.other-spelling", "co_organizers", fixes=(fix,), name=written, usual=usual.name, times=times)


def _clusters(spellings: Sequence[_Spelling]) -> Iterator[list[_Spelling]]:
    """Groups of different spellings that are nearly the same. Only names that begin or end alike are held against each other."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    keys = [_key(one.name) for one in spellings]
    for at, key in enumerate(keys):
        letters = key.replace(" ", "")
        for bucket in {letters[:4], letters[-4:], "".join(sorted(key.split()))[:12]}:
            buckets[spellings[at].language, bucket].append(at)
    leader = list(range(len(spellings)))
    for members in buckets.values():
        for first, second in ((a, b) for number, a in enumerate(members) for b in members[number + 1 :]):
            if leader[first] != leader[second] and _are_one(spellings[first], spellings[second], keys[first], keys[second]):
                old, new = leader[second], leader[first]
                leader = [new if one == old else one for one in leader]
    groups: dict[int, list[_Spelling]] = defaultdict(list)
    for at, one in enumerate(leader):
        groups[one].append(spellings[at])
    return (group for group in groups.values() if len(group) > 1)


def _are_one(first: _Spelling, second: _Spelling, key: str, other_key: str) -> bool:
    if first.code and second.code and first.code != second.code:
        return False
    if _DIGITS.findall(key) != _DIGITS.findall(other_key):
        return False
    if sorted(key.split()) == sorted(other_key.split()):
        return True
    from rapidfuzz import fuzz  # only when two names are not the same

    return min(len(key), len(other_key)) >= _SHORTEST and fuzz.ratio(key, other_key) >= _NEARLY


def _key(name: str) -> str:
    """A name without case, accents and punctuation."""
    return " ".join(_WORDS.findall(fold(name)))
