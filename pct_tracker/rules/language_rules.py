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
_CODE = re.compile(r"[(（]\s*([A-Z]{2})\s*[)）]")


def check_numbers(draft: ActivityDraft, _context: RuleContext) -> Iterator[Finding]:
    """All languages of a title name the same numbers and the same codes in brackets."""
    named = {language: _numbers_and_codes(title) for language, title in draft.title.items()}
    if len(set(named.values())) <= 1:
        return
    times = Counter(named.values())
    # What most languages say; where they are divided, what the first of them says.
    usual = max(named.values(), key=lambda one: times[one])
    for language, own in named.items():
        if own != usual:
            yield found(
                "title.numbers-differ", "title", language=language, own=", ".join(own) or "—", usual=", ".join(usual) or "—"
            )


def _numbers_and_codes(title: str) -> tuple[str, ...]:
    numbers = (re.sub(r"\D", "", latin_digits(number)) for number in _NUMBER.findall(title))
    return tuple(sorted({*numbers, *_CODE.findall(title)}))
