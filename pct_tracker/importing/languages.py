"""Which of the six languages cells are written in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.folding import fold_name
from pct_tracker.reference.labels import Vocabulary

_SCRIPTS = {
    "zh": re.compile("[\u3400-\u9fff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
}
_FEWEST_LETTERS = 0.2
_LABELLED = ("type", "venue", "participant_types")


def find_language(rows: Iterable[Sequence[str]], vocabulary: Vocabulary) -> str:
    """The language of rows of nine cells: by their script, among Latin ones by labels, else English."""
    rows = list(rows)
    text = "".join(cell for row in rows for cell in row)
    letters = sum(map(str.isalpha, text))
    # Titles in any language hold Latin words such as PCT: the other script need not be in the majority.
    found = {language: len(script.findall(text)) for language, script in _SCRIPTS.items()}
    language = max(found, key=lambda one: found[one])
    return language if found[language] > letters * _FEWEST_LETTERS else _by_labels(rows, vocabulary)


def _by_labels(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> str:
    labels = _labels(vocabulary)
    places = [REPORTED_FIELDS.index(column) for column in _LABELLED]
    cells = (row[place] for row in rows if len(row) == len(REPORTED_FIELDS) for place in places)
    votes = Counter(
        language for cell in cells for part in re.split("[;/,]", cell) for language in labels.get(fold_name(part), ())
    )
    return max(LANGUAGES, key=lambda language: votes[language])


def _labels(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Folded label to the languages it is a label in."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        types = (vocabulary.type_label(code, language) for code in vocabulary.types)
        people = (vocabulary.participant_type_label(code, language) for code in vocabulary.participant_types)
        for label in (*types, *people, vocabulary.online_label(language)):
            found.setdefault(fold_name(label), []).append(language)
    return found
