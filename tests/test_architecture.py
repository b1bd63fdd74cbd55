"""The rooms and their arrows hold, and the window's library stays in the window."""

import ast
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import pct_tracker

ROOT = Path(__file__).parent.parent
PACKAGE = Path(pct_tracker.__file__).parent
BELOW_THE_WINDOW = sorted(
    module.name
    for module in pkgutil.walk_packages([str(PACKAGE)], "pct_tracker.", onerror=lambda _name: None)
    if not module.name.startswith(("pct_tracker.ui", "pct_tracker.__main__", "pct_tracker.store.migrations"))
)


def modules(folder: Path = PACKAGE) -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the program as a tree."""
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"), str(path))


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_every_room_knows_only_the_rooms_below(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_all_rooms_below_the_window_are_there() -> None:
    rooms = {name.split(".")[1] for name in BELOW_THE_WINDOW}
    assert rooms >= {"domain", "reference", "rules", "figures", "store", "importing", "reporting", "services", "cli", "app"}


def test_nothing_below_the_window_loads_qt() -> None:
    code = f"""
import importlib, sys
for name in {BELOW_THE_WINDOW!r}:
    importlib.import_module(name)
loaded = [name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6")]
assert not loaded, loaded
"""
    done = run_python(code)
    assert done.returncode == 0, done.stderr


LIGHT = ["pct_tracker.app", "pct_tracker.cli.main", "pct_tracker.cli.arguments"]
HEAVY = ("sqlalchemy", "sqlmodel", "alembic", "docx", "openpyxl", "typst", "pycountry", "rapidfuzz", "PySide6")


def test_understanding_the_arguments_loads_nothing_heavy() -> None:
    done = run_python(f"import sys, {', '.join(LIGHT)}; print(*(name for name in {HEAVY!r} if name in sys.modules))")
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


def test_many_calls_that_return_nothing_do_not_end_the_program() -> None:
    # In PySide6 6.12.0 each of them takes a reference from None, and Python 3.11 aborts after some thousand.
    code = """
from PySide6.QtCore import QObject
thing = QObject()
for at in range(200_000):
    thing.setObjectName("name")
print("well")
"""
    done = run_python(code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "well\n", "")


def test_no_sentence_to_be_translated_is_put_together_first() -> None:
    translated = ("tr", "translate", "QT_TR_NOOP", "QT_TRANSLATE_NOOP")
    broken = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path, tree in modules(PACKAGE / "ui")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and called_name(call) in translated and any(map(is_put_together, call.args))
    ]
    assert broken == []


def called_name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_put_together(argument: ast.expr) -> bool:
    """Whether a text is known only when the program runs: an f-string, a sum, a call of format."""
    if isinstance(argument, ast.Call):
        return called_name(argument) in ("format", "join", "format_map")
    return isinstance(argument, ast.JoinedStr | ast.BinOp)


@pytest.mark.parametrize("code", ['tr(f"{a}")', 'self.tr("a" + b)', 'tr("{}".format(a))', 'translate("Page", "%s" % a)'])
def test_a_sentence_put_together_first_would_be_found(code: str) -> None:
    call = next(node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    assert any(map(is_put_together, call.args))


def test_the_version_of_qt_that_aborts_is_kept_out() -> None:
    assert '"PySide6-Essentials>=6.11.1,<6.12"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_every_module_and_every_public_name_says_what_it_is() -> None:
    silent = [
        f"{path.relative_to(PACKAGE)}: {getattr(node, 'name', 'the module')}"
        for path, tree in modules()
        if "migrations" not in path.parts
        for node in (tree, *tree.body)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and not getattr(node, "name", "").startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []
