"""Titles and co-organizers of earlier activities, offered while one is typed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from pct_tracker.domain.activity import CoOrganizer
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.texts import Texts
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.co_organizers_edit import CoOrganizerRow
from pct_tracker.ui.common.suggestions import Suggestion, Suggestions
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.form_fields import FormFields

_ENOUGH = 3
"""Characters from which on earlier entries are looked for; a Chinese word has fewer."""

_PAUSE = 120
"""Milliseconds without a key after which the log is asked."""

_Found = Sequence[Suggestion]


class EntrySuggestions(QObject):
    """Asks the log for what begins to be typed in a form, and puts in what is chosen, in all its languages."""

    def __init__(self, workspace: Workspace, fields: FormFields) -> None:
        super().__init__(fields)
        self._workspace = workspace
        self._fields = fields
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._question: Callable[[], None] | None = None
        self.titles = {language: Suggestions(fields.title.edit_of(language)) for language in LANGUAGES}
        self.names: dict[CoOrganizerRow, Suggestions] = {}
        for list_ in self.titles.values():
            list_.taken.connect(fields.title.fill)
        fields.title.typed.connect(self._note_title)
        fields.co_organizers.name_typed.connect(self._note_name)

    def _note_title(self, language: str, text: str) -> None:
        self._wait(self.titles[language], text, lambda: self._ask_titles(language, text))

    def _note_name(self, row: CoOrganizerRow, text: str) -> None:
        if row not in self.names:
            self.names[row] = Suggestions(row.name)
            self.names[row].taken.connect(row.fill)
            row.destroyed.connect(partial(self.names.pop, row, None))
        self._wait(self.names[row], text, lambda: self._ask_names(row, text))

    def _wait(self, list_: Suggestions, text: str, question: Callable[[], None]) -> None:
        list_.close()
        words = text.strip()
        enough = len(words) >= _ENOUGH or (len(words) == _ENOUGH - 1 and not words.isascii())
        self._question = question if enough else None
        self._pause.start()

    def _ask(self) -> None:
        if self._question is not None:
            self._question()

    def _ask_titles(self, language: str, text: str) -> None:
        def look(tracker: Tracker) -> list[Texts]:
            return tracker.earlier_titles(text, language)

        def show(found: list[Texts]) -> None:
            if self._fields.title.value().get(language, "") == text.strip():
                present = self._fields.title.value()
                offers = [Suggestion(one[language], _languages(one), one) for one in found if _brings(one, present)]
                self.titles[language].offer(offers)

        self._workspace.ask(look, show, "suggest-title")

    def _ask_names(self, row: CoOrganizerRow, text: str) -> None:
        language = row.name.language

        def look(tracker: Tracker) -> list[CoOrganizer]:
            return tracker.earlier_co_organizers(text, language)

        def show(found: list[CoOrganizer]) -> None:
            if row in self._fields.co_organizers.rows and row.name.text() == text:
                present = row.value()
                wanted = [one for one in found if _brings(one.name, present.name) or (one.code and not present.code)]
                self.names[row].offer([Suggestion(_named(one, language), _languages(one.name), one) for one in wanted])

        self._workspace.ask(look, show, "suggest-co-organizer")


def _languages(texts: Texts) -> str:
    """The languages that a suggestion brings."""
    return " ".join(language.upper() for language in texts)


def _named(co_organizer: CoOrganizer, language: str) -> str:
    name = co_organizer.name.best(language)
    return f"{name} ({co_organizer.code})" if co_organizer.code else name


def _brings(texts: Texts, present: Texts) -> bool:
    """Whether taking it would change anything."""
    return any(present.get(language) != text for language, text in texts.items())
