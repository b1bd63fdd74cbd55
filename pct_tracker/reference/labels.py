"""The words of the annex in six languages, and the way back from words to codes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pct_tracker.domain.codes import CONTENT_LETTERS, LANGUAGES, Modality
from pct_tracker.domain.folding import fold, fold_name


@dataclass(frozen=True, slots=True)
class Punctuation:
    """How a language joins lists and sets brackets; the space before a bracket is part of `bracket_open`."""

    direction: str
    list_separator: str
    contents_separator: str
    group_separator: str
    bracket_open: str
    bracket_close: str
    quote_open: str
    quote_close: str
    dash: str
    colon: str

    def with_code(self, name: str, code: str) -> str:
        """A name with its code in the brackets of the language: Oman (OM), 阿曼（OM）."""
        return f"{name}{self.bracket_open}{code}{self.bracket_close}"


class Vocabulary:
    """Labels of types, letters, participant types, columns and titles. Our own wording, meant to be edited."""

    def __init__(self, labels: Mapping[str, Any], import_words: Mapping[str, Any]) -> None:
        self._labels = labels
        self._import_words = import_words
        self._punctuation = {language: Punctuation(**labels["punctuation"][language]) for language in LANGUAGES}
        self._columns = {column["id"]: column["label"] for column in labels["columns"]}
        self._types_in_titles: dict[str, re.Pattern[str]] = {}

    @property
    def types(self) -> tuple[str, ...]:
        """The codes of the activity types."""
        return tuple(self._labels["types"])

    @property
    def participant_types(self) -> tuple[str, ...]:
        """The codes of the participant types."""
        return tuple(self._labels["participant_types"])

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the nine columns of the annex."""
        return tuple(self._columns)

    def punctuation(self, language: str) -> Punctuation:
        return self._punctuation[language]

    def type_label(self, code: str, language: str) -> str:
        """The label of an activity type; words the vocabulary does not know stand for themselves."""
        return _label(self._labels["types"], code, language)

    def participant_type_label(self, code: str, language: str) -> str:
        """The label of a participant type; words the vocabulary does not know stand for themselves."""
        return _label(self._labels["participant_types"], code, language)

    def content_label(self, letter: str, language: str) -> str:
        """The short meaning of a letter A to F."""
        return _label(self._labels["contents"], letter, language)

    def content_explanation(self, letter: str, language: str) -> str:
        """When to choose a letter, in one sentence; empty for an unknown letter."""
        entry = self._labels["contents"].get(letter, {})
        return str(entry.get("explanation", {}).get(language, ""))

    def column_label(self, column: str, language: str) -> str:
        """The heading of a column of the annex."""
        return str(self._columns[column][language])

    def modality_label(self, modality: Modality, language: str) -> str:
        return _label(self._labels["modalities"], modality.value, language)

    def region_label(self, region: str, language: str) -> str:
        """The name of a regional group; of one that is not in the list, its key."""
        return _label(self._labels["regions"], region, language)

    def online_label(self, language: str) -> str:
        """What the location column says of an online activity."""
        return str(self._labels["online"][language])

    def hybrid_note(self, language: str) -> str:
        """What follows the location of a hybrid activity, its leading space included."""
        return str(self._labels["hybrid_note"][language])

    def annex_title(self, year: int, language: str, *, planned: bool = False) -> tuple[str, str]:
        """The two title lines over the annex of what was carried out in a year, or is planned for it."""
        second = self._labels["annex_title_planned" if planned else "annex_title"]["line2"][language]
        return str(self._labels["annex_title"]["line1"][language]), str(second).format(year=year)

    def month_names(self, language: str) -> tuple[str, ...]:
        """The twelve names of the months."""
        return tuple(self._labels["month_format"]["names"][language])

    def find_type(self, text: str) -> str | None:
        """The activity type that words in any language name."""
        return self._types.get(fold_name(text))

    def type_is_like(self, code: str, folded: str) -> bool:
        """Whether the label of a type, in any language, contains a folded word."""
        return any(folded in fold(label) for label in self._labels["types"][code]["label"].values())

    def find_participant_type(self, text: str) -> str | None:
        """The participant type that words in any language name."""
        return self._participant_types.get(fold_name(text))

    def find_column(self, heading: str) -> str | None:
        """The column that a heading in any language names."""
        return self._headings.get(fold_name(heading))

    def heading_language(self, column: str, heading: str) -> str | None:
        """The language whose own heading of the column this is; None for other spellings."""
        return self._heading_languages.get((column, fold_name(heading)))

    def says_online(self, text: str) -> bool:
        """Whether a location cell says that the activity was online."""
        return fold_name(text) in self._online

    def says_planned(self, text: str) -> bool:
        """Whether a title announces planned activities, not ones that were carried out."""
        folded = fold(text)
        return bool(self._planned.search(folded)) and not self._carried_out.search(folded)

    def says_carried_out(self, text: str) -> bool:
        """Whether a title speaks of activities that were carried out."""
        return bool(self._carried_out.search(fold(text)))

    def types_in(self, title: str, language: str) -> frozenset[str]:
        """The activity types whose label in a language stands in a title as words of its own."""
        pattern = self._types_in_titles.get(language)
        if pattern is None:
            labels = sorted((fold(self.type_label(code, language)) for code in self.types), key=len, reverse=True)
            pattern = re.compile(r"(?<![a-zа-я])(?:" + "|".join(map(re.escape, labels)) + ")")
            self._types_in_titles[language] = pattern
        return frozenset(code for said in pattern.findall(fold(title)) if (code := self.find_type(said)))

    def says_hybrid(self, title: str) -> bool:
        """Whether a title says that the activity was hybrid."""
        return bool(self._hybrid.search(fold(title)))

    def modality_in(self, title: str) -> Modality | None:
        """The modality that the words of a title tell; None if they tell none."""
        folded = fold(title)
        if self._hybrid.search(folded):
            return Modality.HYBRID
        return Modality.ONLINE if self._online_title.search(folded) else None

    def without_hybrid_note(self, location: str) -> str | None:
        """A location cell without its note that the activity was hybrid; None if it has no such note."""
        without = re.sub(
            r"[(（][^()（）]*[)）]", lambda note: "" if self._hybrid.search(fold(note.group())) else note.group(), location
        )
        return without.strip() if without != location else None

    def speaks_of_groups(self, text: str) -> bool:
        """Whether prose speaks of a group of States or people ("some African countries") rather than naming one."""
        return bool(self._group_words.search(fold(text)))

    def is_content_letter(self, letter: str) -> bool:
        return len(letter) == 1 and letter in CONTENT_LETTERS

    # What texts are understood by, worked out when the first text is read

    @cached_property
    def _types(self) -> dict[str, str]:
        return _inverted(_labels_of(self._labels["types"]), self._import_words["types"])

    @cached_property
    def _participant_types(self) -> dict[str, str]:
        return _inverted(_labels_of(self._labels["participant_types"]), self._import_words["participant_types"])

    @cached_property
    def _headings(self) -> dict[str, str]:
        return _inverted(self._columns.items(), self._import_words["columns"])

    @cached_property
    def _heading_languages(self) -> dict[tuple[str, str], str]:
        found = {
            (column, fold_name(text)): language
            for column, texts in self._columns.items()
            for language, text in reversed(texts.items())
        }
        for column, language, text in self._import_words.get("earlier_headings", ()):
            found.setdefault((column, fold_name(text)), language)
        return found

    @cached_property
    def _online(self) -> frozenset[str]:
        return frozenset(fold_name(word) for word in (*self._labels["online"].values(), *self._import_words["online"]))

    @cached_property
    def _planned(self) -> re.Pattern[str]:
        return _any_of(self._import_words["planned"])

    @cached_property
    def _carried_out(self) -> re.Pattern[str]:
        return _any_of(self._import_words["carried_out"])

    @cached_property
    def _hybrid(self) -> re.Pattern[str]:
        return _any_of([*self._labels["hybrid"].values(), *self._import_words["hybrid"]])

    @cached_property
    def _online_title(self) -> re.Pattern[str]:
        return _any_of(self._import_words["online_in_title"])

    @cached_property
    def _group_words(self) -> re.Pattern[str]:
        return _any_of(self._import_words["groups_of_states"])


def _label(entries: Mapping[str, Any], code: str, language: str) -> str:
    entry = entries.get(code)
    if entry is None:
        return code
    texts = entry.get("label", entry)
    return str(texts[language])


def _labels_of(entries: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, str]]]:
    return ((code, entry["label"]) for code, entry in entries.items())


def _inverted(entries: Iterable[tuple[str, Mapping[str, str]]], aliases: Mapping[str, str]) -> dict[str, str]:
    """From the folded words to the code; the code itself is understood too."""
    inverted: dict[str, str] = {}
    for code, texts in entries:
        for text in (*texts.values(), code):
            inverted.setdefault(fold_name(text), code)
    for alias, code in aliases.items():
        inverted.setdefault(fold_name(alias), code)
    return inverted


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words in a folded text; Latin and Cyrillic words only at a word's beginning."""
    folded = sorted({fold(word) for word in words}, key=len, reverse=True)
    return re.compile("|".join(map(_pattern_of, folded)))


def _pattern_of(word: str) -> str:
    """What stands before a word is looked at behind its first letter: a search for letters passes over all others quickly."""
    first, rest = re.escape(word[0]), re.escape(word[1:])
    return rf"{first}(?<!\w\w){rest}" if word[0].isascii() else first + rest
