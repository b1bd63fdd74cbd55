"""What an edit leaves behind in the languages it did not touch."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pct_tracker.domain.activity import ActivityDraft, CoOrganizer
from pct_tracker.domain.texts import Texts

TRANSLATED_FIELDS = ("title", "origin_note", "co_organizers")
"""The fields that hold texts in several languages."""


def following(draft: ActivityDraft, before: ActivityDraft) -> ActivityDraft:
    """A new content with every translation marked as outdated whose source this edit changed."""
    values: dict[str, Any] = {
        "title": draft.title.following(before.title),
        "origin_note": draft.origin_note.following(before.origin_note),
        "co_organizers": _organizers_following(draft.co_organizers, before.co_organizers),
    }
    return draft if all(getattr(draft, name) == value for name, value in values.items()) else replace(draft, **values)


def marked_as(draft: ActivityDraft, stored: ActivityDraft) -> ActivityDraft:
    """The same content with the marks of what is stored, for every text that is the same there."""
    organizers = draft.co_organizers
    if len(organizers) == len(stored.co_organizers):
        pairs = zip(organizers, stored.co_organizers, strict=True)
        organizers = tuple(CoOrganizer(_marked(one.name, other.name), one.code) for one, other in pairs)
    title, note = _marked(draft.title, stored.title), _marked(draft.origin_note, stored.origin_note)
    return replace(draft, title=title, origin_note=note, co_organizers=organizers)


def _marked(texts: Texts, stored: Texts) -> Texts:
    same = {one: stored.mark(one) for one, text in texts.items() if stored.get(one) == text}
    return Texts(texts, {**texts.marks, **same})


def _organizers_following(after: Sequence[CoOrganizer], before: Sequence[CoOrganizer]) -> tuple[CoOrganizer, ...]:
    """Co-organizers beside what they were: by their place while there are as many, else by a name they have in common."""
    as_many = len(after) == len(before)
    earlier = [one.name for one in before] if as_many else [_earlier_name(one.name, before) for one in after]
    return tuple(CoOrganizer(one.name.following(name), one.code) for one, name in zip(after, earlier, strict=True))


def _earlier_name(name: Texts, before: Sequence[CoOrganizer]) -> Texts:
    return next((one.name for one in before if set(one.name.items()) & set(name.items())), name)
