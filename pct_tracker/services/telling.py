"""What differs between two contents of an activity, field by field, in words that people read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional

from pct_tracker.domain.activity import FIELD_NAMES, ActivityDraft
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.reference import Reference
from pct_tracker.services.field_values import FieldValues
from pct_tracker.services.text_marks import texts_of, told_marks, unmarked, with_marks_of
from pct_tracker.services.wording import Wording

_LONGEST = 90
"""Letters of a text that a sentence quotes whole; of a longer one it quotes the part that differs."""

_AROUND = 24
"""Letters that are quoted before and after the part of a long text that differs."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """How one field differs: its name, and what it says before and after in readable words, empty where there was nothing.

    A text differs by language: `language` says which, and stands in the name. Of a list, `gained` and `lost` are the entries
    that came and went; a list that has both empty is merely in another order. `of_marks` is a change of what is known of
    translations, whose texts stayed as they were.
    """

    field: str
    name: str
    before: str
    after: str
    language: str = ""
    is_list: bool = False
    of_marks: bool = False
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def differences(before: ActivityDraft, after: ActivityDraft, reference: Reference, wording: Wording) -> tuple[FieldChange, ...]:
    """How the content `after` differs from `before`, in the order of the fields; nothing if they are equal."""
    values = FieldValues(reference, wording)
    return tuple(
        change
        for field in FIELD_NAMES
        if getattr(before, field) != getattr(after, field)
        for change in _changes_of(field, before, after, values, wording)
    )


def sentence(change: FieldChange, wording: Wording) -> str:
    """One change in one line, as "Participants: 40 → 45" or "Origins: + Kenya (KE), − Oman (OM)"."""
    if change.is_list:
        entries = [(code, _isolated(_cut(one), wording.language)) for code, some in _came_and_went(change) for one in some]
        if entries:
            told = wording.listed(wording.phrase(code, entry=one) for code, one in entries)
            return wording.phrase("field", field=change.name, value=told)
        return wording.phrase("reordered", field=change.name, value=_isolated(_cut(change.after), wording.language))
    before, after = (_isolated(text, wording.language) for text in excerpts(change))
    nothing = wording.phrase("nothing")
    return wording.phrase("replaced", field=change.name, before=before or nothing, after=after or nothing)


def excerpts(change: FieldChange) -> tuple[str, str]:
    """Both values as they are, or of long ones the part in which they differ with a few letters around it."""
    before, after = change.before, change.after
    if max(len(before), len(after)) <= _LONGEST or not (before and after):
        return _cut(before), _cut(after)
    begin = _common(before, after)
    end = min(_common(before[::-1], after[::-1]), min(len(before), len(after)) - begin)
    return _part(before, begin, len(before) - end), _part(after, begin, len(after) - end)


def put_back(today: ActivityDraft, earlier: ActivityDraft, change: FieldChange) -> ActivityDraft:
    """The content of today with the value that one field, or its text in one language, had earlier."""
    value = getattr(earlier, change.field)
    if change.of_marks:
        value = with_marks_of(getattr(today, change.field), value)
    elif change.language:
        value = getattr(today, change.field).replace(change.language, value.get(change.language))
    return today.with_fields(**{change.field: value})


def _changes_of(
    field: str, before: ActivityDraft, after: ActivityDraft, values: FieldValues, wording: Wording
) -> Iterable[FieldChange]:
    name, old, new = wording.field_name(field), getattr(before, field), getattr(after, field)
    if isinstance(old, Texts):
        return [*_changed_texts(field, name, old, new, wording), *_changed_marks(field, name, old, new, wording)]
    if field == "co_organizers":
        plain, now_plain = unmarked(old), unmarked(new)
        if plain == now_plain:
            return _changed_marks(field, name, old, new, wording)
        return [_changed_list(field, name, plain, now_plain, values, wording)]
    if isinstance(old, tuple):
        return [_changed_list(field, name, old, new, values, wording)]
    told, now = values.text(field, old), values.text(field, new)
    if told == now:
        # Two values that read alike, as a type and the same words without its code.
        told, now = f"{told} ({old!r})", f"{now} ({new!r})"
    return [FieldChange(field, name, told, now)]


def _changed_texts(field: str, name: str, old: Texts, new: Texts, wording: Wording) -> Iterable[FieldChange]:
    for language in LANGUAGES:
        told, now = old.get(language, ""), new.get(language, "")
        if told != now:
            named = wording.phrase("in-language", field=name, language=wording.language_name(language))
            yield FieldChange(field, named, told, now, language)


def _changed_marks(field: str, name: str, old: Any, new: Any, wording: Wording) -> Iterable[FieldChange]:
    before, after = texts_of(old), texts_of(new)
    told, now = told_marks(before, after, wording), told_marks(after, before, wording)
    if told or now:
        yield FieldChange(field, wording.phrase("translations", field=name), told, now, of_marks=True)


def _changed_list(
    field: str, name: str, old: Sequence[object], new: Sequence[object], values: FieldValues, wording: Wording
) -> FieldChange:
    gone, come = list((Counter(old) - Counter(new)).elements()), list((Counter(new) - Counter(old)).elements())
    lost, gained = ([values.entry(field, one) for one in some] for some in (gone, come))
    if set(lost) & set(gained):
        lost, gained = ([values.entry_in_full(field, one) for one in some] for some in (gone, come))
    told, now = (wording.listed([values.entry(field, one) for one in some]) for some in (old, new))
    return FieldChange(field, name, told, now, is_list=True, gained=tuple(gained), lost=tuple(lost))


def _came_and_went(change: FieldChange) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("gained", change.gained), ("lost", change.lost)


def _common(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def _part(text: str, begin: int, end: int) -> str:
    """A part of a text with the words around it, and dots where more was left out."""
    first, last = max(begin - _AROUND, 0), min(end + _AROUND, len(text))
    first = first and (text.find(" ", first, begin) + 1 or first)
    last = last if last == len(text) else max(text.rfind(" ", end, last), end)
    return ("…" if first else "") + _cut(text[first:last]) + ("…" if last < len(text) else "")


def _cut(text: str) -> str:
    return text if len(text) <= 2 * _LONGEST else text[: 2 * _LONGEST].rstrip() + "…"


def _isolated(text: str, language: str) -> str:
    """A text that runs against the sentence in marks of its own, so that what comes first stays first."""
    against = ("L",) if language == "ar" else ("R", "AL")
    return f"\u2068{text}\u2069" if any(bidirectional(letter) in against for letter in text) else text
