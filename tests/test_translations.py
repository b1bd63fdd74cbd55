"""The interface in five more languages: nothing is missing, nothing is left over, and every sentence can be filled."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

import pct_tracker.ui
from pct_tracker.domain.codes import LANGUAGES, Severity
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import Finding
from pct_tracker.reference.loader import read_json_resource
from pct_tracker.reference.reference import Reference
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.actions import ACTIONS, MENUS, plain_text
from pct_tracker.ui.common.translation import CatalogueTranslator, speak

Text = str | list[str]

TRANSLATED = [language for language in LANGUAGES if language != "en"]
UI = Path(pct_tracker.ui.__file__).parent
ENGLISH: dict[str, dict[str, Any]] = read_json_resource("i18n", "en.json")
PLACEHOLDER = re.compile(r"\{\w+\}|%L?n")
ACCESS_KEY = re.compile(r"(?<!&)&([^&\s])")
PLURAL_FORMS = {"fr": 2, "es": 2, "ru": 3, "zh": 1, "ar": 4}
SENTENCES = [("errors", code) for code in ENGLISH["errors"]] + [("findings", code) for code in ENGLISH["findings"]]

# Texts that are the same word in English and in the other language.
SAME_WORDS: dict[str, set[str]] = {
    "fr": {
        "Code",
        "Description",
        "Notes",
        "Participants",
        "Questions",
        "Source",
        "Suggestions",
        "Type",
        "Versions",
        "{field} {number}, code",
        "1 participant",
        "%Ln participants",
    },
    "es": {"Error", "error"},
    "ru": set(),
    "zh": set(),
    "ar": set(),
}
# Names of programs and of keys, and the pattern of a month where the language has no letters of its own for it.
NAMES = re.compile(r"PCT Tracker|Word|Excel|Ctrl|PageUp|PageDown|YYYY-MM")
MONTH_PATTERN_OF_ITS_OWN = ("fr", "es", "ru")

FILTER_MARK = ";;"
"""Stands between the kinds of files of a dialog; Qt reads it."""

# What the typography of a language does not write.
MISPRINTS = {
    "fr": r"""(?<!\u00a0):(?!//)|(?<!\u00a0)[;?»]|«(?!\u00a0)|["“”!]""",
    "es": r"""["“”]|(?<!¡)\b!|^[^¿]*\?""",
    "ru": r"""["“”!]""",
    "zh": r"""[\u4e00-\u9fff][,;:?!.](?!\w)|[,;:?!](?=[\u4e00-\u9fff])|[«»!]""",
    "ar": r"""[,;?]|["“”!]""",
}


# Reading the texts of the window


class TextReader(ast.NodeVisitor):
    """Collects the texts that are marked for translation, by their context."""

    def __init__(self) -> None:
        self.texts: set[tuple[str, str]] = set()
        self.unreadable: list[str] = []
        self._class = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = outer

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in ("tr", "_tr"):
            self._take(self._class if name == "tr" else "Actions", words[:1], node)
        elif name == "translate" and len(words) > 1:
            self._take(words[0], words[1:2], node)
        self.generic_visit(node)

    def _take(self, context: str, words: list[str], node: ast.Call) -> None:
        self.texts |= {(context, text) for text in words}
        if not words:
            self.unreadable.append(ast.unparse(node))


@cache
def read_window() -> TextReader:
    """The texts of all modules of the window."""
    reader = TextReader()
    for module in sorted(UI.rglob("*.py")):
        reader.visit(ast.parse(module.read_text(encoding="utf-8")))
    return reader


@cache
def window_texts(language: str) -> dict[tuple[str, str], Text]:
    """The translations of the window: (context, English) to the translation or its plural forms."""
    catalogue: dict[str, dict[str, Text]] = read_json_resource("i18n", "ui", f"{language}.json")
    return {(context, english): told for context, texts in catalogue.items() for english, told in texts.items()}


@cache
def sentences(language: str) -> dict[tuple[str, str], Text]:
    """The sentences of the lower rooms: (section, code) to the sentence, or to label and rule of a figure."""
    catalogue: dict[str, dict[str, Text]] = read_json_resource("i18n", f"{language}.json")
    return {(section, code): told for section, texts in catalogue.items() for code, told in texts.items()}


def forms(text: Text) -> list[str]:
    return text if isinstance(text, list) else [text]


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def all_pairs(language: str) -> Iterator[tuple[str, str]]:
    """Every English text with its translation; of plural forms the last, which stands for most numbers."""
    for (_context, english), told in window_texts(language).items():
        yield english, forms(told)[-1]
    for key, told in sentences("en").items():
        yield from zip(forms(told), forms(sentences(language)[key]), strict=True)


def access_keys(language: str, texts: Iterable[tuple[str, str]]) -> Counter[str]:
    """How often each access key occurs in the translations of (context, English) texts."""
    found = (ACCESS_KEY.findall(forms(window_texts(language)[text])[0]) for text in texts)
    return Counter(key.casefold() for keys in found for key in keys)


def rooms_of_access_keys() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Texts whose access keys must differ, because they are on the screen together."""
    by_context: dict[str, list[tuple[str, str]]] = {}
    for context, text in sorted(read_window().texts):
        by_context.setdefault(context, []).append((context, text))
    titles = [("Actions", title) for title in MENUS.values()]
    yield "menu bar and form", titles + by_context.pop("FormFields")
    submenus = by_context.pop("WindowMenus")
    for name in MENUS:
        actions = [("Actions", spec.text) for spec in ACTIONS if spec.menu == name]
        yield f"menu {name}", actions + (submenus if name == "view" else [])
    del by_context["Actions"]
    yield from by_context.items()


# The texts of the window


def test_texts_are_written_out_where_they_are_marked() -> None:
    assert read_window().unreadable == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_window_is_translated_and_none_is_left_over(language: str) -> None:
    marked, told = read_window().texts, window_texts(language).keys()
    assert sorted(marked - told) == []
    assert sorted(told - marked) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    wrong = [
        english
        for (_context, english), told in window_texts(language).items()
        if set().union(*map(placeholders, forms(told))) != placeholders(english)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_counted_has_a_form_for_each_kind_of_number(language: str) -> None:
    told = window_texts(language)
    counted = {text for text in told if re.search("%L?n", text[1])}
    assert {text: len(told[text]) for text in counted} == dict.fromkeys(counted, PLURAL_FORMS[language])
    assert {text for text, translation in told.items() if isinstance(translation, list)} == counted


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_an_access_key_where_its_text_has_one(language: str) -> None:
    wrong = [
        (english, told)
        for english, told in all_pairs(language)
        if len(ACCESS_KEY.findall(english)) != len(ACCESS_KEY.findall(told))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_access_keys_seen_together_differ(language: str) -> None:
    taken = {room: access_keys(language, texts) for room, texts in rooms_of_access_keys()}
    assert taken["menu bar and form"].total() == 20
    assert {room: +(keys - Counter(set(keys))) for room, keys in taken.items() if keys.total() > len(keys)} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_undo_and_redo_have_their_access_key_on_the_first_letter(language: str) -> None:
    """The window writes it there when it adds the step to the text."""
    told = [str(window_texts(language)["Actions", text]) for text in ("&Undo", "&Redo")]
    if language not in ("zh", "ar"):
        assert [text[0] for text in told] == ["&", "&"]
    assert told[0] != told[1]


@pytest.mark.parametrize("language", TRANSLATED)
def test_words_without_their_access_key_have_no_empty_brackets(language: str) -> None:
    """Tool tips, names read aloud and the pages down the side show the words alone."""
    plain = [plain_text(forms(told)[0]) for told in window_texts(language).values() if ACCESS_KEY.search(forms(told)[0])]
    assert [text for text in plain if re.search(r"[&\u200f]|\(\w?\)", text)] == []


# The sentences


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    assert sentences(language).keys() == sentences("en").keys()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_has_the_placeholders_of_the_english_one(language: str) -> None:
    told = sentences(language)
    wrong = [
        key
        for key, english in sentences("en").items()
        if list(map(placeholders, forms(english))) != list(map(placeholders, forms(told[key])))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_can_be_said(reference: Reference, language: str) -> None:
    words, english = Wording(reference, language), Wording(reference)
    for section, code in SENTENCES:
        told = say(words, section, code)
        assert told != say(english, section, code)
        assert not set("{}") & set(told)
        assert told.startswith(str(sentences(language)[section, code]).partition("{")[0])


def say(words: Wording, section: str, code: str) -> str:
    params: dict[str, Any] = {name: value_of(name) for name in re.findall(r"\{(\w+)\}", ENGLISH[section][code])}
    known = {re.sub("_(label|name)$", "", name): value for name, value in params.items()}
    if section == "errors":
        return words.error(UserError(code, **known))
    rule, _, variant = code.partition("+")
    if variant:
        known.setdefault(variant, 7)
    return words.finding(Finding(rule, Severity.HINT, "title", params=known))


def value_of(name: str) -> str:
    """A value that the wording knows how to show under the name of a placeholder."""
    known = {"said_label": "hybrid", "modality_label": "online", "type_label": "pct-seminar"}
    known |= {"language": "ru", "languages": "fr, ar"}
    return known.get(name, "OM" if name.endswith(("code", "code_name")) else "7")


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_rule_has_a_sentence_of_its_own(language: str) -> None:
    rules = {code.partition("+")[0] for section, code in sentences(language) if section == "findings"}
    assert rules == SEVERITIES.keys()


# Both


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_was_left_in_english(language: str) -> None:
    left = [english for english, told in all_pairs(language) if told == english and needs_words(english, language)]
    assert set(left) == SAME_WORDS[language]


def needs_words(english: str, language: str) -> bool:
    if english == "YYYY-MM" and language in MONTH_PATTERN_OF_ITS_OWN:
        return True
    return any(letter.isalpha() for letter in NAMES.sub("", PLACEHOLDER.sub("", english)))


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_typography_is_that_of_the_language(language: str) -> None:
    misprint = re.compile(MISPRINTS[language])
    told = (*window_texts(language).values(), *sentences(language).values())
    texts = [form.replace(FILTER_MARK, "") for some in told for form in forms(some)]
    assert [text for text in texts if misprint.search(text)] == []


def test_paths_dates_and_options_keep_their_direction_in_arabic() -> None:
    """A path or a date inside Arabic words is read from the wrong end unless it is isolated."""
    texts = [form for told in (*window_texts("ar").values(), *sentences("ar").values()) for form in forms(told)]
    isolated = re.compile("\u2068[^\u2068\u2069]*\u2069")
    fragile = re.compile(r"\{(?:file|folder|log|backup|names|month)\}|\d-\d|--")
    assert [text for text in texts if fragile.search(isolated.sub("", text))] == []
    assert any(isolated.search(text) for text in texts)


# The window speaks


@pytest.fixture
def say_in(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Has the application use a language; afterwards it speaks English again."""
    yield lambda language: speak(qapp, language)
    speak(qapp, "en")


class RegisterModel(QObject):
    """Stands for the class of the window: the context is its name."""


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_translates_the_texts_of_its_language(language: str) -> None:
    translator = CatalogueTranslator(language)
    assert translator.translate("RegisterModel", "Month") == window_texts(language)["RegisterModel", "Month"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_window_speaks_the_language_and_english_afterwards(say_in: Callable[[str], None], language: str) -> None:
    say_in(language)
    assert RegisterModel().tr("Month") == window_texts(language)["RegisterModel", "Month"] != "Month"
    assert QCoreApplication.translate("Actions", "&File") == window_texts(language)["Actions", "&File"]
    say_in("en")
    assert RegisterModel().tr("Month") == "Month"
    assert QCoreApplication.translate("Actions", "&File") == "&File"


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_a_catalogue_does_not_hold_stays_as_it_is(say_in: Callable[[str], None], language: str) -> None:
    """An empty answer would wipe out the names of keys and the texts of Qt itself."""
    say_in(language)
    assert QCoreApplication.translate("Nowhere", "Not in the catalogue") == "Not in the catalogue"
    assert QKeySequence("F9").toString(QKeySequence.SequenceFormat.NativeText) == "F9"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_subclass_finds_the_texts_of_its_base_class(say_in: Callable[[str], None], language: str) -> None:
    class OwnModel(RegisterModel):
        """A class without texts of its own."""

    say_in(language)
    assert OwnModel().tr("Month") == window_texts(language)["RegisterModel", "Month"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", {0: "0 État", 2: "2 États"}),
        ("es", {0: "0 Estados", 2: "2 Estados"}),
        ("ru", {21: "21 государство", 4: "4 государства", 11: "11 государств"}),
        ("zh", {2: "2个国家", 122: "122个国家"}),
        ("ar", {2: "دولتان", 7: "7 دول", 11: "11 دولة"}),
    ],
)
def test_a_number_takes_its_form(say_in: Callable[[str], None], language: str, told: dict[int, str]) -> None:
    say_in(language)
    assert {n: QCoreApplication.translate("FigureStrip", "%Ln States", "", n) for n in told} == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_arabic_runs_from_right_to_left(qapp: QApplication, say_in: Callable[[str], None], language: str) -> None:
    say_in(language)
    right_to_left = Qt.LayoutDirection.RightToLeft
    assert (qapp.layoutDirection() == right_to_left) == (language == "ar")
    say_in("en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_those_of_the_annex_in_every_language(say_in: Callable[[str], None], language: str) -> None:
    say_in(language)
    assert re.sub("[^0-9]", "", QLocale().toString(1234567890)) == "1234567890"
    assert QLocale().name()[:2] == language
