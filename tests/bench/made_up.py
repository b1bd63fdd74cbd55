"""Logs of any size, made from the sample: the same kinds of titles, places and numbers, spread over many years."""

import random
from collections.abc import Iterator
from dataclasses import replace

from pct_tracker.domain.activity import ActivityDraft, Origin
from pct_tracker.domain.texts import Texts
from pct_tracker.services.imports.run import read_sample

FIRST_YEAR = 1990
YEARS = 35


def make_drafts(count: int, seed: int = 1) -> Iterator[ActivityDraft]:
    """So many activities, one title in four with a number of its own, 1 to 40 States each; the same ones for a seed."""
    chance, patterns = random.Random(seed), read_sample()  # noqa: S311
    codes = sorted({code for one in patterns for code in one.origin_codes})
    for at in range(count):
        pattern = patterns[at % len(patterns)]
        year, month = FIRST_YEAR + at % YEARS, chance.randint(1, 12)
        title = pattern.title if at % 4 else Texts({language: f"{text} {at}" for language, text in pattern.title.items()})
        yield replace(
            pattern,
            year=year,
            month=f"{year}-{month:02}",
            title=title,
            origins=tuple(map(Origin, chance.sample(codes, chance.choice((1, 1, 2, 3, 5, 8, 12, 40))))),
            participants=chance.randint(2, 400),
            source_cells=(),
            doubts=(),
        )


def make_small_drafts(count: int) -> Iterator[ActivityDraft]:
    """The same in two languages, without organizers, and with few States."""
    for draft in make_drafts(max(count, 0), seed=2):
        title = Texts({language: draft.title[language] for language in ("en", "zh") if language in draft.title})
        yield replace(draft, title=title, origins=draft.origins[:2], co_organizers=(), links=(), questions=(), notes=None)
