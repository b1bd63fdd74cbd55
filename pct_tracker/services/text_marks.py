"""What is known of translations, told beside what was known before, and put back."""

from collections.abc import Sequence

from pct_tracker.domain.activity import CoOrganizer
from pct_tracker.domain.texts import Texts
from pct_tracker.services.wording import Wording


def told_marks(texts: Sequence[Texts], beside: Sequence[Texts], wording: Wording) -> str:
    """The marks in which some texts differ from their other version, as "French (checked)"; unmarked ones are not named.

    A language is left out where its text is another one: that change is told by itself, and the mark went with it.
    """
    differing = (
        wording.phrase("in-language", field=wording.language_name(language), language=wording.mark_name(mark))
        for one, other in zip(texts, beside, strict=True)
        for language, mark in one.marks.items()
        if mark != other.mark(language) and one[language] == other.get(language)
    )
    return wording.listed(dict.fromkeys(differing))


def unmarked(organizers: Sequence[CoOrganizer]) -> tuple[CoOrganizer, ...]:
    """Co-organizers without the marks of their names."""
    return tuple(CoOrganizer(one.name.unmarked(), one.code) for one in organizers)


def texts_of(value: Texts | Sequence[CoOrganizer]) -> tuple[Texts, ...]:
    """The texts of a field that has translations: itself, or the names in it."""
    return (value,) if isinstance(value, Texts) else tuple(one.name for one in value)


def with_marks_of(value: Texts | Sequence[CoOrganizer], earlier: Texts | Sequence[CoOrganizer]) -> object:
    """A field of today with the marks it had earlier, where its texts are the same as then."""
    marked = [_marked(one, other) for one, other in zip(texts_of(value), texts_of(earlier), strict=False)]
    if isinstance(value, Texts):
        return marked[0]
    names = [*marked, *texts_of(value)[len(marked) :]]
    return tuple(CoOrganizer(name, one.code) for name, one in zip(names, value, strict=True))


def _marked(texts: Texts, earlier: Texts) -> Texts:
    same = [language for language, text in texts.items() if earlier.get(language) == text]
    return Texts(texts, {**texts.marks, **{language: earlier.mark(language) for language in same}})
