"""Rules that hold a text in one language against the same text in another."""

import re
from collections import Counter
from collections.abc import Iterator

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.folding import latin_digits
from pct_tracker.rules.catalogue import found
from pct_tracker.rules.context import RuleContext

_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f]*\d")
"""Numbers of two digits and more: single ones are written as words in some languages."""
_GROUPED = re.compile(r"\d{1,3}(?:\D\d{3})+")
"""A number whose thousands are parted, each language by a mark of its own."""
_CODE = re.compile(r"[(（]\s*([A-Z]{2})\s*[)）]")


def check_numbers(draft: ActivityDraft, _context: RuleContext) -> Iterator[Finding]:
    """All languages of a title name the same numbers and the same codes in brackets."""
    named = {language: _numbers_and_codes(title) for language, title in draft.title.items()}
    times = Counter(frozenset(one) for one in named.values())
    if len(times) <= 1:
        return
    # What most languages say; where they are divided, what the first of them says.
    usual = max(named.values(), key=lambda one: times[frozenset(one)])
    for language, own in named.items():
        if own.keys() != usual.keys():
            yield found("title.numbers-differ", "title", language=language, own=_listed(own), usual=_listed(usual))


def _numbers_and_codes(title: str) -> dict[str, str]:
    """What is compared, with how the title writes it."""
    numbers = {_compared(number): number for number in _NUMBER.findall(latin_digits(title))}
    return numbers | {code: code for code in _CODE.findall(title)}


def _compared(number: str) -> str:
    """A number without its separators; Rule 4.17 by its parts in one fixed order, as Arabic also writes it 17.4."""
    if _GROUPED.fullmatch(number):
        return re.sub(r"\D", "", number)
    return ".".join(sorted(re.findall(r"\d+", number)))


def _listed(written: dict[str, str]) -> str:
    return ", ".join(sorted(written.values())) or "—"
