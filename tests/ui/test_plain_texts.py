"""Texts of the log are shown as they are: nothing in them is taken for markup, and nothing is fetched or opened for them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).parent.parent.parent / "pct_tracker" / "ui"
WORDS_OF_THE_PROGRAM = {
    "about.py": "the table of keys, which is rich text on purpose, each cell escaped",
    "compare_choices.py": "labels of fields",
    "condition_dialog.py": "labels of fields",
    "content_letters.py": "what a letter means",
    "empty_state.py": "what to do where nothing is",
    "export_dialog.py": "labels of fields",
    "field_messages.py": "the sign of a severity; the sentence beside it is plain",
    "head_counts_edit.py": "codes of types, and a sum",
    "origin_tags.py": "a number",
    "page_preview.py": "a picture of a page",
    "participants_edit.py": "a number",
    "preview_pane.py": "the number of a page",
    "source_page.py": "labels of fields",
    "templates_dialog.py": "names of languages",
    "translations_dialog.py": "labels of fields",
    "word_fields.py": "names of languages",
}
"""Modules with labels that show no text of the log, but texts that are not in the code beside them either."""

SHOWING = {"QLabel", "QMessageBox", "QTextEdit", "QTextBrowser", "QErrorMessage"}


def trees() -> Iterator[tuple[str, str, ast.Module]]:
    for path in sorted(UI.rglob("*.py")):
        source = path.read_text("utf-8")
        yield path.name, source, ast.parse(source)


def names(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls of a module that make something that shows a text, each with what is made."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SHOWING:
            yield node.func.id, node


def says_words_of_the_code(call: ast.Call) -> bool:
    """Whether the text is written down where the label is made."""
    text = call.args[0] if call.args else None
    is_told = isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr in ("tr", "translate")
    return is_told or (isinstance(text, ast.Constant) and "<" not in str(text.value))


def test_no_label_guesses_whether_a_text_of_the_log_is_markup() -> None:
    guessing = {
        name
        for name, source, tree in trees()
        for _, call in names(tree)
        if "textFormat" not in {keyword.arg for keyword in call.keywords}
        and not says_words_of_the_code(call)
        and "setTextFormat(Qt.TextFormat.PlainText)" not in source
    }
    assert guessing - set(WORDS_OF_THE_PROGRAM) == set()


@pytest.mark.parametrize("code", ["QLabel(activity.title)", "QLabel()", "QMessageBox(window)", 'QLabel("<b>" + title)'])
def test_a_label_that_guesses_would_be_found(code: str) -> None:
    assert [says_words_of_the_code(call) for _, call in names(ast.parse(code))] == [False]


def test_every_tip_of_a_table_is_plain() -> None:
    """A tip guesses whether it is rich text, and there is no other way to tell it than to escape the text."""
    assert [name for name, source, _ in trees() if "ToolTipRole" in source and "plain_tip" not in source] == []


def test_what_can_be_opened_is_known() -> None:
    """Nothing is handed to the system but links that somebody opens, and files and folders of the program's own making."""
    opening = {name for name, source, _ in trees() if "openUrl(" in source or "setOpenExternalLinks(True" in source}
    own = {"manual_file.py", "mistake_dialog.py", "export_dialog.py", "report_view.py", "writing_note.py", "backups_dialog.py"}
    assert opening == {"links_edit.py"} | own
    rich = {name for name, source, _ in trees() if "QTextBrowser(" in source or "(QTextBrowser)" in source}
    assert rich == {"changes_text.py"}, "a browser of texts opens no link by itself, and every text in it is escaped"


def test_the_program_speaks_to_no_network() -> None:
    modules = ("urllib.request", "http.client", "requests", "QtNetwork", "QtWebEngine", "import socket", "ftplib", "smtplib")
    root = UI.parent
    found = {path.name for path in root.rglob("*.py") if any(module in path.read_text("utf-8") for module in modules)}
    assert found == set()
