"""What the report says of its figures: round numbers in words that are true, and how far each statement is from being false."""

from collections.abc import Sequence
from dataclasses import dataclass

from pct_tracker.domain.figure import Figure
from pct_tracker.figures.gaps import Gaps

_COUNTED = ("activities", "participants", "states", "beneficiary_states", "hybrid")
_SMALL = 20
"""Up to here a number is said as it is."""

_ABOUT = 10
"""Two numbers are about equal if they differ by at most the tenth part of their sum."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement. `said` is the number in its words, `margin` the smallest loss that would make it false.

    `name` is that of a figure, or "delivery", whose `value` are the activities online and whose `said` those on site.
    `kind` is "none" and "unknown" (nothing to be said), "exactly", "at-least" and "over"; of delivery it is "none",
    "about-equal", "more-online", "more-on-site", "only-online" and "only-on-site".
    `without_doubtful` is the value without doubtful activities, `holds` whether the statement is still true then and
    `margin_without_doubtful` with what margin.
    """

    name: str
    value: int
    said: int
    kind: str
    margin: int
    without_doubtful: int
    holds: bool
    margin_without_doubtful: int


def make_claims(figures: Sequence[Figure], without_doubtful: Sequence[Figure], gaps: Gaps) -> tuple[Claim, ...]:
    """The claims of the report from its figures, and from the same figures counted without doubtful activities.

    `gaps` are those of the activities that the figures were counted from.
    """
    all_, sure = ({one.name: one for one in some} for some in (figures, without_doubtful))
    counted = (_counted(all_[name], sure[name].value, gaps) for name in _COUNTED)
    delivery = _delivery(*([some[name].value for name in ("online", "on_site", "activities")] for some in (all_, sure)))
    return (*counted, delivery)


def rounded_below(value: int) -> int:
    """The round number to say "over" of: 6,400 for 6,465, always below the value; the value itself if it is small or round."""
    if value <= _SMALL:
        return value
    step = max(10, int(10 ** (len(str(value)) - 2)))
    return value // step * step


def _counted(figure: Figure, sure: int, gaps: Gaps) -> Claim:
    said, kind = rounded_below(figure.value), _kind(figure, gaps)
    return Claim(
        figure.name, figure.value, said, kind, _margin(kind, figure.value, said), sure, _is_true(kind, sure, said),
        _margin(kind, sure, said),
    )  # fmt: skip


def _kind(figure: Figure, gaps: Gaps) -> str:
    if figure.name in gaps.unknown:
        return "unknown"
    if figure.name in gaps.incomplete:
        # What is known is a lower bound.
        return "over" if rounded_below(figure.value) < figure.value else "at-least" if figure.value > 0 else "unknown"
    if not figure.activity_ids:
        return "none"
    return "over" if rounded_below(figure.value) < figure.value else "exactly"


def _is_true(kind: str, value: int, said: int) -> bool:
    match kind:
        case "over":
            return value > said
        case "at-least":
            return value >= said
        case _:
            return value == said


def _margin(kind: str, value: int, said: int) -> int:
    """The smallest loss that makes the statement false; 0 if it is false already."""
    if not _is_true(kind, value, said):
        return 0
    return value - said if kind == "over" else 1


def _delivery(counts: Sequence[int], sure: Sequence[int]) -> Claim:
    online, on_site, activities = counts
    kind = _comparison(online, on_site, activities)
    return Claim(
        "delivery", online, on_site, kind, _comparison_margin(kind, online, on_site), sure[0], _compares(kind, *sure),
        _comparison_margin(kind, sure[0], sure[1]) if _compares(kind, *sure) else 0,
    )  # fmt: skip


def _comparison(online: int, on_site: int, activities: int) -> str:
    if not online and not on_site:
        return "none"
    kinds = ("only-online", "only-on-site", "about-equal", "more-online")
    return next((kind for kind in kinds if _compares(kind, online, on_site, activities)), "more-on-site")


def _compares(kind: str, online: int, on_site: int, activities: int) -> bool:
    """Whether a comparison is true of these numbers; there may be activities of neither kind among all."""
    match kind:
        case "only-online":
            return online == activities > 0
        case "only-on-site":
            return on_site == activities > 0
        case "about-equal":
            return bool(online and on_site) and abs(online - on_site) * _ABOUT <= online + on_site
        case "more-online":
            return online > on_site
        case "more-on-site":
            return on_site > online
        case _:
            return not online and not on_site


def _comparison_margin(kind: str, online: int, on_site: int) -> int:
    match kind:
        case "about-equal":
            # Each one lost by the smaller number adds one to the difference and takes one from the sum.
            return (online + on_site - abs(online - on_site) * _ABOUT) // (_ABOUT + 1) + 1
        case "none":
            return 0
        case _:
            return abs(online - on_site)
