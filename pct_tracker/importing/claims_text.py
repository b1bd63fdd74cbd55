"""Numbers that the text of a report gives: "over 60 activities, over 6,400 participants, over 90 countries"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pct_tracker.domain.claim import Bound, ClaimedKind, PublishedClaim
from pct_tracker.domain.folding import fold, join_lines

# Beginnings of words where a script parts words, pieces of words elsewhere; in the order of the six languages.
_NOUNS: dict[ClaimedKind, tuple[str, ...]] = {
    "activities": ("activit", "event", "activid", "évènement", "événement", "мероприят", "活动", "أنشط", "نشاط", "فعالي"),
    "participants": (
        *("participant", "people", "person", "attendee", "участник", "человек", "слушател"),
        *("参与者", "参加者", "与会者", "与会人员", "多人", "人数", "学员", "人次", "名参", "人参加", "مشارك", "شخص"),
    ),
    "states": ("countr", "state", "pays", "état", "país", "estado", "стран", "государств", "国家", "国", "بلد", "بلاد", "دول"),
}
_BOUNDS: dict[Bound, tuple[str, ...]] = {
    "over": (
        *(
            "over",
            "more than",
            "above",
            "in excess of",
            "exceeding",
            "plus de",
            "más de",
            "более чем",
            "более",
            "свыше",
            "больше",
        ),
        *("超过", "多于", "逾", "أكثر من", "يزيد على", "يزيد عن", "تزيد على", "تجاوز", "يفوق"),
    ),
    "at-least": (
        *("at least", "no fewer than", "not less than", "au moins", "al menos", "por lo menos", "не менее", "как минимум"),
        *("至少", "不少于", "لا يقل عن", "لا تقل عن", "على الأقل"),
    ),
    "about": (
        *("about", "around", "approximately", "nearly", "almost", "some", "close to", "environ", "près de", "quelque", "presque"),
        *("unos", "unas", "aproximadamente", "alrededor de", "cerca de", "casi", "около", "почти", "примерно", "порядка"),
        *("约", "近", "将近", "大约", "حوالي", "نحو", "قرابة", "ما يقارب", "زهاء"),
    ),
    "under": ("fewer than", "less than", "under", "moins de", "menos de", "менее", "меньше", "不到", "少于", "أقل من"),
    "exactly": (
        *("exactly", "a total of", "in total", "altogether", "au total", "exactement", "un total de", "en total", "exactamente"),
        *("всего", "в общей сложности", "ровно", "共", "总共", "共计", "بالضبط", "مجموعه", "مجموعها"),
    ),
}
_AFTER_NUMBER: dict[Bound, tuple[str, ...]] = {"over": ("多", "余", "有余"), "at-least": ("以上",), "about": ("左右",)}
_BENEFITING = (
    *("fee reduction", "reduced fee", "fee-reduction", "réduction", "reducc", "снижен", "скид"),
    *("减费", "费用减", "减免", "تخفيض"),
)

_NUMBER = re.compile(r"(?<!\d)(?<!\d[.,/-])(?:\d{1,3}(?:[ ,.'٬]\d{3})+|\d+)(?![\d/])|[一二两三四五六七八九十百千万〇零]{2,}")
_END_OF_SENTENCE = re.compile(r"(?<=[^\d\W])[.!?؟](?=\s|$)|[。！？;；\n]|(?<=\d)\.(?=\s|$)")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_FARTHEST_NOUN = 60
_FARTHEST_BOUND = 24
_LONGEST_NUMBER = 9
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}


def find_claims(paragraphs: Iterable[str], *, typed: bool = False) -> tuple[PublishedClaim, ...]:
    """The claims of a text in any of the six languages, in their order, each once.

    In a document a bare number before a noun counts something else as often as not: only where `typed` says that
    somebody wrote nothing but claims is it one.
    """
    claims = (
        claim
        for paragraph in paragraphs
        for sentence in _END_OF_SENTENCE.split(join_lines(paragraph))
        for claim in _claims_of(sentence.strip(), typed=typed)
    )
    return tuple(dict.fromkeys(claims))


def _claims_of(sentence: str, *, typed: bool) -> Iterator[PublishedClaim]:
    text = fold(sentence)
    numbers = list(_NUMBER.finditer(text))
    for at, match in enumerate(numbers):
        start = numbers[at - 1].end() if at else 0
        end = numbers[at + 1].start() if at + 1 < len(numbers) else len(text)
        before = text[start : match.start()][-_FARTHEST_BOUND:]
        after = text[match.end() : end][:_FARTHEST_NOUN]
        is_benefiting = bool(_any_of(_BENEFITING).search(text[match.end() :]))
        bound = _bound_after(after) or _bound_before(before)
        kind = _kind_in(after) or ("states" if is_benefiting else None) or (_kind_before(before) if bound else None)
        number = _value(match.group())
        if kind is None or number is None or (bound is None and (not typed or _YEAR.fullmatch(match.group()))):
            continue
        yield PublishedClaim(kind, bound or "exactly", number, sentence, kind == "states" and is_benefiting)


def _kind_in(text: str) -> ClaimedKind | None:
    """What the nearest noun counts."""
    found = [(match.start(), kind) for kind, words in _NOUNS.items() if (match := _any_of(words).search(text))]
    return min(found)[1] if found else None


def _kind_before(text: str) -> ClaimedKind | None:
    """What the noun counts that stands nearest before the number, as Chinese may have it: "activities held exceed 60"."""
    found = [(match.end(), kind) for kind, words in _NOUNS.items() for match in _any_of(words).finditer(text)]
    return max(found)[1] if found else None


def _bound_before(text: str) -> Bound | None:
    """The bound whose words stand nearest to the number; of two that end there, the longer one."""
    ends = [
        (match.end(), len(match.group()), bound) for bound, words in _BOUNDS.items() for match in _any_of(words).finditer(text)
    ]
    nearest = max(ends, default=None)
    return nearest[2] if nearest else None


def _bound_after(text: str) -> Bound | None:
    return next((bound for bound, words in _AFTER_NUMBER.items() if text.lstrip().startswith(words)), None)


def _value(text: str) -> int | None:
    digits = re.sub("[ ,.'٬]", "", text)
    if digits.isdecimal():
        return int(digits) if len(digits) <= _LONGEST_NUMBER else None
    return _chinese_value(text)


def _chinese_value(text: str) -> int | None:
    """六千四百 is 6400; None for digits that make no number."""
    total = section = digit = 0
    for char in text:
        if char in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[char]
        elif char == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * _CHINESE_UNITS[char]
            digit = 0
    return total + section + digit if any(char in _CHINESE_UNITS for char in text) else None


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words in a folded text; those of scripts that part words only at a word's beginning."""
    folded = sorted(map(fold, words), key=len, reverse=True)
    return re.compile("|".join((r"\b" if word[0] < "\u0600" else "") + re.escape(word) for word in folded))
