"""A text of the annex in up to six languages."""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView

from pct_tracker.domain.codes import LANGUAGES, TextMark

_NO_MARKS: Mapping[str, TextMark] = {}
"""One for all texts: most are no translation."""


class Texts(Mapping[str, str]):
    """One text in some of the six languages; frozen. Empty texts are left out: a missing language has no key.

    `marks` say of a language what is known of its text as a translation. Two Texts are equal if their marks are as well;
    beside any other mapping only the texts count.
    """

    __slots__ = ("_marks", "_texts")

    def __init__(self, texts: Mapping[str, str | None] | None = None, marks: Mapping[str, TextMark | None] | None = None) -> None:
        given = texts or {}
        known = [language for language in LANGUAGES if language in given] if given else ()
        self._texts = {language: text for language in known if (text := (given[language] or "").strip())}
        self._marks = {one: mark for one in self._texts if (mark := marks.get(one)) is not None} if marks else _NO_MARKS

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    # A Mapping works these out by itself from the three above, ten times as slowly; rules ask for them very often.

    def __contains__(self, language: object) -> bool:
        return language in self._texts

    def items(self) -> ItemsView[str, str]:
        return self._texts.items()

    def values(self) -> ValuesView[str]:
        return self._texts.values()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Texts):
            return self._texts == other._texts and self._marks == other._marks
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash((*self._texts.items(), *self._marks.items()))

    def __repr__(self) -> str:
        return f"Texts({self._texts!r}, {self._marks!r})" if self._marks else f"Texts({self._texts!r})"

    @property
    def marks(self) -> Mapping[str, TextMark]:
        """The marks by language; a language without one is left out."""
        return dict(self._marks)

    @property
    def source_language(self) -> str | None:
        """The language the others are translated from: the first whose text no mark calls a translation, else the first."""
        return next((one for one in self._texts if one not in self._marks), next(iter(self._texts), None))

    def mark(self, language: str) -> TextMark | None:
        """What is known of the text in this language."""
        return self._marks.get(language)

    def with_mark(self, language: str, mark: TextMark | None) -> "Texts":
        """The same texts with one language marked, or without its mark."""
        return Texts(self._texts, {**self._marks, language: mark})

    def unmarked(self) -> "Texts":
        """The same texts without any mark."""
        return Texts(self._texts) if self._marks else self

    def replace(self, language: str, text: str | None) -> "Texts":
        """The same texts with one language set, or taken out by None or an empty text. A new text has no mark."""
        return self.updated({language: text})

    def updated(self, texts: Mapping[str, str | None]) -> "Texts":
        """The same texts with these languages set; a language keeps its mark as long as its text stays the same."""
        replaced = Texts({**self._texts, **texts})
        return Texts(replaced, {one: mark for one, mark in self._marks.items() if replaced.get(one) == self._texts[one]})

    def taking(self, other: "Texts", languages: Iterable[str]) -> "Texts":
        """The same texts with those of another one in some languages, with what is known of them."""
        taken = [one for one in languages if one in other]
        texts = {**self._texts, **{one: other[one] for one in taken}}
        return Texts(texts, {**self._marks, **{one: other.mark(one) for one in taken}})

    def following(self, before: "Texts") -> "Texts":
        """The same texts as they stand after an edit: what was translated from a text that changed is outdated.

        A text that the edit changed as well, or whose mark it set, stays as the edit says. Once the source is taken out, what
        is left counts as translated, so that the source typed anew outdates it; and a text that comes in beside the source
        does not take its place.
        """
        source = before.source_language
        if source is None:
            return self
        left = [one for one, text in self._texts.items() if before.get(one) == text and self.mark(one) == before.mark(one)]
        typed = [one for one, text in self._texts.items() if before.get(one) != text and one not in self._marks]
        if source in typed or (typed and source in before.marks):
            return self._with_marks(TextMark.OUTDATED, left)._beside(source, typed)
        if source not in self._texts:
            return self._with_marks(TextMark.DRAFT, [one for one in left if one not in self._marks])
        return self._beside(source, typed)

    def _beside(self, source: str, typed: Iterable[str]) -> "Texts":
        """The same texts, those that were typed marked as translations where they would take the place of the source."""
        if self.mark(source) is not None or source not in self._texts:
            return self
        return self._with_marks(TextMark.DRAFT, [one for one in typed if LANGUAGES.index(one) < LANGUAGES.index(source)])

    def _with_marks(self, mark: TextMark, languages: Iterable[str]) -> "Texts":
        return Texts(self._texts, {**self._marks, **dict.fromkeys(languages, mark)})

    def best(self, language: str) -> str:
        """The text in this language, else in the first language that has one, else an empty text."""
        return self._texts.get(language) or next(iter(self._texts.values()), "")

    def language_of_best(self, language: str) -> str | None:
        """The language in which `best` answers; None if there is no text at all."""
        return language if language in self._texts else next(iter(self._texts), None)
