"""A text of the annex in up to six languages."""

from collections.abc import Iterator, Mapping

from pct_tracker.domain.codes import LANGUAGES


class Texts(Mapping[str, str]):
    """One text in some of the six languages; frozen. Empty texts are left out: a missing language has no key."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str | None] | None = None) -> None:
        given = texts or {}
        self._texts = {language: text for language in LANGUAGES if (text := (given.get(language) or "").strip())}

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"Texts({self._texts!r})"

    def replace(self, language: str, text: str | None) -> "Texts":
        """The same texts with one language set, or taken out by None or an empty text."""
        return Texts({**self._texts, language: text})

    def best(self, language: str) -> str:
        """The text in this language, else in the first language that has one, else an empty text."""
        return self._texts.get(language) or next(iter(self._texts.values()), "")

    def language_of_best(self, language: str) -> str | None:
        """The language in which `best` answers; None if there is no text at all."""
        return language if language in self._texts else next(iter(self._texts), None)
