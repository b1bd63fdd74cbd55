"""The fixed words of the document around the annex, in six languages, with plurals, numbers and dates as each writes them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from pct_tracker.domain.codes import LANGUAGES

if TYPE_CHECKING:
    from babel import Locale

Wording = str | Mapping[str, str]
"""One text, or one for each CLDR plural category that the language needs; "=0" and "=1" stand for exactly that number."""

_PLACE = re.compile(r"\{(\w+)\}")


class DocumentWords:
    """Texts by key and language. Our own wording, meant to be edited: each is addressed as document.<key>.

    Numbers are written in Latin digits in every language; what groups them is the language's own.
    """

    def __init__(self, texts: Mapping[str, Mapping[str, Wording]]) -> None:
        self._texts = {key: dict(wordings) for key, wordings in texts.items()}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all texts."""
        return tuple(self._texts)

    def wording(self, key: str, language: str) -> Wording:
        """A text as it stands, with its places unfilled; raises KeyError for an unknown key."""
        return self._texts[key][language]

    def text(self, key: str, language: str, count: int | None = None, /, **values: object) -> str:
        """A text with its places filled; `count` chooses the plural form and fills {number}.

        A place that nothing is given for stays as it is written.
        """
        wording = self.wording(key, language)
        if not isinstance(wording, str):
            wording = _form(wording, count or 0, language)
        if count is not None:
            values = {"number": self.number(count, language), **values}
        return _PLACE.sub(lambda place: str(values.get(place.group(1), place.group())), wording)

    def number(self, number: int, language: str) -> str:
        """A whole number, its thousands grouped as the language does: 6,400, 6.400, 6 400."""
        from babel.numbers import format_decimal  # 80 ms for the module and the data of a language

        return str(format_decimal(number, locale=_locale(language), numbering_system="latn"))

    def long_date(self, day: date, language: str) -> str:
        """A day with the name of its month: May 4, 2026; 4 mai 2026."""
        from babel.dates import format_date

        return str(format_date(day, "long", locale=_locale(language)))

    def language_name(self, code: str, language: str) -> str:
        """The name of one of the six languages in a language; another code stands for itself."""
        return str(_locale(language).languages[code]) if code in LANGUAGES else code


def _form(forms: Mapping[str, str], count: int, language: str) -> str:
    exact = forms.get(f"={count}")
    return exact or forms.get(_locale(language).plural_form(count)) or forms["other"]


def _locale(language: str) -> "Locale":
    from babel import Locale

    return Locale.parse(language)
