"""Every code that the rooms raise has a sentence, and every sentence can be filled."""

import ast
import json
import re
import string
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pct_tracker
from pct_tracker.domain.codes import CONTENT_LETTERS, LANGUAGES
from pct_tracker.figures.counts import count_figures
from pct_tracker.importing.readers import READERS
from pct_tracker.reference.loader import load_reference, read_json_resource, resources_folder
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.services.wording import Wording

PACKAGE = Path(pct_tracker.__file__).parent
ENGLISH: dict[str, Any] = read_json_resource("i18n", "en.json")
FAMILIES = ("store", "server", "copy", "edit", "activity", "year", "backup", "restore", "export", "import", "doctor", "work")
CODE = re.compile(rf"(?:{'|'.join(FAMILIES)})\.[a-z]+(?:-[a-z]+)*")
COLUMNS = {"activity.id", "copy.db"}
"""Columns of tables and names of files, which look like codes of troubles."""

# Codes that are chosen while the program runs, with the parameters they are raised with.
CHOSEN: dict[str, set[str]] = {
    "edit.nothing-to-undo": set(),
    "edit.nothing-to-redo": set(),
    "server.refused": {"file", "message"},
    **{
        code: {"file"}
        for code in (
            *("store.busy", "store.not-allowed", "store.read-only", "store.disk-full", "store.unreachable"),
            *("store.cannot-open", "store.damaged", "store.not-a-store"),
            *("server.busy", "server.not-allowed", "server.read-only", "server.disk-full", "server.too-many", "server.damaged"),
            *("export.in-use", "export.disk-full", "export.unusable-name", "export.not-writable"),
            *("import.missing", "import.unreadable", "import.protected", "import.damaged"),
        )
    },
}


@cache
def nodes() -> tuple[ast.AST, ...]:
    """All calls and constants of the program."""
    trees = (ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py")))
    return tuple(node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call | ast.Constant))


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call with the name of what is called."""
    for node in nodes():
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node


def literal(call: ast.Call, at: int = 0) -> str | None:
    """The text given as an argument, if it stands there in so many words."""
    if len(call.args) > at and isinstance(value := call.args[at], ast.Constant) and isinstance(value.value, str):
        return value.value
    return None


def raised() -> dict[str, list[set[str]]]:
    """Every code that is raised by name, with the parameters of each place."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for name, call in calls():
        if name in ("UserError", "trouble") and (code := literal(call)):
            given = {keyword.arg for keyword in call.keywords if keyword.arg}
            found[code].append(given | ({"file"} if name == "trouble" else set()))
        elif name == "StaleEditError":
            found[literal(call, 1) or "edit.stale"].append({"activity_id"})
    return found


def codes_in_texts() -> set[str]:
    """Every text of the program that looks like the code of a trouble, wherever it stands."""
    texts = {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return set(filter(CODE.fullmatch, texts)) - COLUMNS - set(SEVERITIES)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence with where it stands."""
    for section, entries in ENGLISH.items():
        for code, text in entries.items():
            for one in text if isinstance(text, list) else [text]:
                yield f"{section}.{code}", one


SENTENCES = dict(sentences())


class TestErrors:
    """The sentences of troubles."""

    def test_every_code_that_is_raised_has_a_sentence(self) -> None:
        assert (set(raised()) | codes_in_texts() | set(CHOSEN)) - set(ENGLISH["errors"]) == set()

    def test_every_sentence_belongs_to_a_code_that_is_raised(self) -> None:
        assert set(ENGLISH["errors"]) - set(raised()) - codes_in_texts() - set(CHOSEN) == set()

    def test_every_word_of_a_sentence_is_given_wherever_its_code_is_raised(self) -> None:
        places = [*raised().items(), *((code, [params]) for code, params in CHOSEN.items())]
        missing = {
            (code, word) for code, some in places for params in some for word in placeholders(ENGLISH["errors"][code]) - params
        }
        assert missing == set()

    def test_every_place_that_raises_was_understood(self) -> None:
        unknown = {name for name, call in calls() if name == "UserError" and not call.args}
        assert unknown == set()
        assert {"import.kind", "store.newer", "export.no-folder", "edit.gone", "edit.overtaken"} <= set(raised())

    def test_every_error_is_told_in_at_most_two_lines_of_a_terminal(self) -> None:
        filled = {code: text.format_map(defaultdict(lambda: "annex-2024.docx")) for code, text in ENGLISH["errors"].items()}
        assert {code for code, text in filled.items() if len(text) > 200 or "\n" in text} == set()


class TestFindings:
    """The sentences of rules."""

    def test_every_rule_has_a_sentence(self) -> None:
        assert {code.partition("+")[0] for code in ENGLISH["findings"]} == set(SEVERITIES)
        assert set(SEVERITIES) <= set(ENGLISH["findings"])

    def test_every_rule_that_is_found_is_in_the_catalogue(self) -> None:
        found = {code for name, call in calls() if name == "found" and (code := literal(call))}
        assert found
        assert found <= set(SEVERITIES)

    def test_every_doubt_of_the_import_is_a_rule(self) -> None:
        doubted = {code for name, call in calls() if name == "Doubt" and (code := literal(call))}
        assert doubted
        assert doubted <= set(SEVERITIES)

    def test_every_variant_is_for_a_parameter_that_some_rule_gives(self) -> None:
        given = {keyword.arg for name, call in calls() if name == "found" for keyword in call.keywords}
        given |= {"text", "unnamed", "several"}  # those of doubts, which are put together in a dictionary
        variants = {code.partition("+")[2] for code in ENGLISH["findings"] if "+" in code}
        assert variants <= given


class TestRules:
    """What rules are called, and what they are about."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_rule_has_a_short_name_and_an_explanation_in_every_language(self, language: str) -> None:
        rules = read_json_resource("i18n", f"{language}.json")["rules"]
        assert list(rules) == list(SEVERITIES)
        assert all(0 < len(name) <= 45 and not name.endswith((".", "。")) for name, _ in rules.values())
        assert all(explanation.endswith((".", "。")) for _, explanation in rules.values())

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_two_rules_have_the_same_name(self, language: str) -> None:
        names = [name for name, _ in read_json_resource("i18n", f"{language}.json")["rules"].values()]
        assert len(names) == len(set(names))


class TestFixesStepsFiguresLanguages:
    """The other sentences."""

    def test_every_fix_has_a_sentence_and_every_sentence_a_fix(self) -> None:
        used = {code for name, call in calls() if name == "Fix" and (code := literal(call))}
        assert used == set(ENGLISH["fixes"])

    def test_every_step_has_a_name(self) -> None:
        used = {code for name, call in calls() if name in ("Step", "titled") and (code := literal(call))}
        assert {"import", "sample"} <= used
        assert used | {"undo", "redo"} <= set(ENGLISH["steps"])

    def test_every_figure_has_a_name_and_a_rule(self) -> None:
        words = Wording(load_reference())
        for figure in count_figures([], load_reference()):
            assert words.figure_label(figure.name)
            assert words.figure_rule(figure.name).endswith(".")

    def test_every_language_has_a_name(self) -> None:
        assert set(ENGLISH["languages"]) == set(LANGUAGES)


UNWELCOME = re.compile(r"\binvalid\b|\bfailed\b|\bfailure\b|error occurred|\bplease\b|!|\boops\b|\bsorry\b", re.IGNORECASE)


@pytest.mark.parametrize("place", sorted(SENTENCES))
def test_sentences_are_plain(place: str) -> None:
    sentence = SENTENCES[place]
    assert not UNWELCOME.search(sentence)
    assert sentence == sentence.strip()
    assert "  " not in sentence
    assert all(re.fullmatch(r"[a-z_]+", word) for word in placeholders(sentence))


def test_no_code_has_two_sentences() -> None:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    json.loads((resources_folder() / "i18n" / "en.json").read_text("utf-8"), object_pairs_hook=unique)


def words_of(text: object) -> set[str]:
    """The placeholders of a sentence, or of the two of a figure."""
    return {word for one in (text if isinstance(text, list) else [text]) for word in placeholders(str(one))}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
class TestOtherLanguages:
    """The same sentences in the other languages; one that lacks a sentence says it in English."""

    def test_they_have_no_sentence_that_english_lacks(self, language: str) -> None:
        for section, entries in read_json_resource("i18n", f"{language}.json").items():
            assert set(entries) <= set(ENGLISH[section]), section

    def test_their_sentences_are_filled_with_the_same_words(self, language: str) -> None:
        for section, entries in read_json_resource("i18n", f"{language}.json").items():
            for code, text in entries.items():
                assert words_of(text) <= words_of(ENGLISH[section][code]) | {"said_label", "modality_label"}, (section, code)


class TestData:
    """The data behind them."""

    def test_the_words_of_the_annex_are_there_in_every_language(self) -> None:
        vocabulary = read_json_resource("data", "vocabulary.json")
        for group in ("types", "participant_types", "contents", "modalities", "regions"):
            for code, entry in vocabulary[group].items():
                texts = entry.get("label", entry)
                assert all(texts[language] for language in LANGUAGES), (group, code)
        assert set(vocabulary["contents"]) == set(CONTENT_LETTERS)

    def test_the_sample_uses_known_words_only(self) -> None:
        vocabulary = load_reference().vocabulary
        for one in read_json_resource("sample", "annex-2024.json"):
            assert one["type"] in vocabulary.types
            assert set(one["participant_types"]) <= set(vocabulary.participant_types)
            assert set(one["contents"]) <= set(CONTENT_LETTERS)
            assert set(one["title"]) == set(LANGUAGES)

    def test_the_kinds_of_file_of_the_contract_are_read(self) -> None:
        assert {".docx", ".xlsx", ".ods", ".csv", ".tsv", ".txt", ".json"} <= set(READERS)
