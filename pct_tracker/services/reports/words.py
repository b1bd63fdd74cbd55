"""The words of the report as people edit them: what is shipped, what is in force, and new editions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.folding import fold
from pct_tracker.domain.texts import Texts
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.reference.loader import load_words
from pct_tracker.reference.word_editions import fits, places_in
from pct_tracker.services.tracker import Tracker

LONGEST = 2_000
"""Characters of a word: some are sentences."""

_MAY_BE_EMPTY = ("punctuation.", "hybrid_note")


@dataclass(frozen=True, slots=True)
class EditedWord:
    """A word in six languages: as it is shipped, and the newest editions that stand in its place by language.

    `editions` are all there ever were, oldest first.
    """

    key: str
    shipped: Mapping[str, str]
    own: Mapping[str, str]
    editions: tuple[WordEdition, ...] = ()

    def text(self, language: str) -> str:
        """The text of the newest edition; empty in a language in which the word does not exist."""
        return self.own.get(language, self.shipped.get(language, ""))

    @property
    def group(self) -> str:
        """What kind of word it is: types, contents, columns, punctuation, names or document."""
        return self.key.partition(".")[0]


def edited_words(tracker: Tracker, search: str = "", *, only_own: bool = False) -> list[EditedWord]:
    """All words that can be edited, or those whose key or text holds all words of a search in any language."""
    editions: dict[str, list[WordEdition]] = {}
    for edition in tracker.editions():
        editions.setdefault(edition.key, []).append(edition)
    words = (_word(key, shipped, editions.get(key, ())) for key, shipped in load_words().items())
    wanted = fold(search).split()
    return [word for word in words if (word.own or not only_own) and _holds(word, wanted)]


def change_words(tracker: Tracker, changes: Sequence[WordEdition]) -> int:
    """Adds editions of words and returns how many; those that change nothing are left out, and one without a text takes back.

    Raises UserError for an unknown word, for one that is empty or too long, and for places that the shipped one lacks.
    """
    known = {word.key: word for word in edited_words(tracker)}
    checked = [_checked(change, known) for change in changes]
    new = [change for change in checked if not _is_so(change, known[change.key])]
    if new:
        tracker.add_editions(new)
    return len(new)


def _word(key: str, shipped: Mapping[str, str], editions: Sequence[WordEdition]) -> EditedWord:
    own: dict[str, str] = {}
    for edition in editions:
        if edition.text is None:
            own.pop(edition.language, None)
        else:
            own[edition.language] = edition.text
    return EditedWord(key, shipped, own, tuple(editions))


def _holds(word: EditedWord, wanted: Iterable[str]) -> bool:
    texts = fold(" ".join([word.key, *word.shipped.values(), *word.own.values()]))
    return all(one in texts for one in wanted)


def _checked(change: WordEdition, known: Mapping[str, EditedWord]) -> WordEdition:
    # People know a word by its text; its key means nothing to them.
    word: Texts | str = Texts(known[change.key].shipped) if change.key in known else change.key
    shipped = known[change.key].shipped.get(change.language) if change.key in known else None
    if shipped is None:
        raise UserError("words.unknown", word=word, language=change.language)
    if change.text is None:
        return change
    text = "".join(letter for letter in change.text if category(letter) not in ("Cc", "Cs"))
    if not text.strip() and not change.key.startswith(_MAY_BE_EMPTY):
        raise UserError("words.empty", word=word)
    if len(text) > LONGEST:
        raise UserError("words.too-long", word=word, most=LONGEST)
    if not fits(text, shipped):
        places = ", ".join(f"{{{place}}}" for place in sorted(places_in(shipped))) or "—"
        raise UserError("words.places", word=word, places=places)
    # A text that is the shipped one again is no edition of its own: a later version of the program may mend it.
    is_shipped = text == shipped and change.valid_from is None
    return WordEdition(change.key, change.language, None if is_shipped else text, change.valid_from)


def _is_so(change: WordEdition, word: EditedWord) -> bool:
    """Whether the last edition for that language and day says the same, or there is none to take back."""
    same = [one for one in word.editions if (one.language, one.valid_from) == (change.language, change.valid_from)]
    return (same[-1].text if same else None) == change.text
