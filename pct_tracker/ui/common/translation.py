"""The language of the interface: plain catalogues, one file a language, read by Qt as any translation."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reference.loader import read_json_resource

_LOCALES = {
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    "fr": QLocale(QLocale.Language.French, QLocale.Country.France),
    "es": QLocale(QLocale.Language.Spanish, QLocale.Country.Spain),
    "ru": QLocale(QLocale.Language.Russian, QLocale.Country.Russia),
    "zh": QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    # Arabic as written in Morocco has the digits 0 to 9, which the annex has in every language.
    "ar": QLocale(QLocale.Language.Arabic, QLocale.Country.Morocco),
}


class CatalogueTranslator(QTranslator):
    """Looks texts up in `resources/i18n/ui/<language>.json`: context, English text, translation.

    Where the English text counts something (%n), the translation is a list of forms in the order of `_plural_form`.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._texts: dict[str, dict[str, Any]] = read_json_resource("i18n", "ui", f"{language}.json")

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, _disambiguation: str | None = None, n: int = -1) -> str | None:
        """The translation; None where there is none, because Qt takes an empty text for one and shows it."""
        found = self._texts.get(context, {}).get(source)
        if isinstance(found, list):
            return str(found[min(_plural_form(self._language, n), len(found) - 1)])
        return found


OWN_NAMES = {"en": "English", "fr": "Français", "es": "Español", "ru": "Русский", "zh": "中文", "ar": "العربية"}
"""What each language calls itself: who looks for their own finds it in any interface."""


def system_language() -> str:
    """The language of the system if it is one of the six, else English."""
    language = QLocale.system().name()[:2]
    return language if language in LANGUAGES else "en"


def speak(app: QApplication, language: str) -> None:
    """Has the application use a language, its numbers and its direction from the next window on."""
    for translator in app.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.setParent(None)
    if language != "en":
        for translator in (_texts_of_qt(language), CatalogueTranslator(language)):
            translator.setParent(app)
            QCoreApplication.installTranslator(translator)
    QLocale.setDefault(_LOCALES[language])
    right_to_left = language == "ar"
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)


def _texts_of_qt(language: str) -> QTranslator:
    """What Qt itself says: Cancel, Close, the menu of a text field, the names of keys."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator.load(_LOCALES[language], "qtbase", "_", folder)
    return translator


def _plural_form(language: str, n: int) -> int:
    """Which form a number takes (Unicode CLDR, cardinal rules for whole numbers): 0 for one, then few, many, other."""
    if language == "ar":
        last = n % 100
        return 0 if n == 1 else 1 if n == 2 else 2 if 3 <= last <= 10 else 3
    if language == "ru":
        if n % 10 == 1 and n % 100 != 11:
            return 0
        return 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2
    if language == "fr":
        return 0 if n in (0, 1) else 1
    return 0 if language == "zh" or n == 1 else 1


def shown_number(number: int) -> str:
    """A number with its thousands set apart as the language of the window does."""
    return QLocale().toString(number)
