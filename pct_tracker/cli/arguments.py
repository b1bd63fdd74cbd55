"""What each command accepts. The commands themselves are imported when one is run."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from pct_tracker.domain.codes import LANGUAGES, Status

_FORMATS = ("docx", "xlsx", "pdf", "html", "csv", "json")
_DOCUMENT_FORMATS = ("docx", "pdf", "html")


def add_commands(commands: Any) -> None:
    """Adds all commands but `gui`."""
    _command(commands, "sample", "load the sample activities of 2024 into an empty log")
    read = _command(commands, "import", "read annex tables: .docx .xlsx .ods .csv .tsv .txt .json .html", module="import_files")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--year", type=_year, help="the reporting year, where the file does not say it or says it wrongly")
    read.add_argument("--language", choices=LANGUAGES, help="the language of the file")
    read.add_argument("--status", choices=[status.value for status in Status], help="the status of its activities")
    read.add_argument("--dry-run", action="store_true", help="say what would happen, and store nothing")
    _json(read)
    listed = _command(commands, "list", "print the activities in report order", module="list_activities")
    listed.add_argument("--year", type=_year)
    listed.add_argument("--status", choices=[status.value for status in Status])
    shape = listed.add_mutually_exclusive_group()
    _json(shape)
    shape.add_argument("--csv", action="store_true", help="print CSV")
    check = _command(commands, "check", "print every finding; exit status 1 if one is an error")
    _add_judging(commands)
    totals = _command(commands, "totals", "print the figures of the report")
    for command in (check, totals):
        command.add_argument("--year", type=_year)
        _json(command)
    compared = _command(commands, "compare", "print two years side by side: totals, States, activities")
    compared.add_argument("--year", type=_year, required=True)
    compared.add_argument("--with", type=_year, required=True, dest="other", metavar="YEAR", help="the later year")
    _json(compared)
    reconciled = _command(commands, "reconcile", "hold the numbers of a published text against the rows of its year")
    reconciled.add_argument("--year", type=_year, required=True)
    told = reconciled.add_mutually_exclusive_group(required=True)
    told.add_argument("text", nargs="?", metavar="TEXT", help="such as 'over 60 activities, over 90 countries'")
    told.add_argument("--file", type=Path, help="a document whose paragraphs tell them")
    _json(reconciled)
    cleaning = _command(commands, "cleaning", "write what was found in a year, corrected, accepted and left open")
    cleaning.add_argument("--year", type=_year, required=True)
    cleaning.add_argument("--language", choices=LANGUAGES, default="en")
    cleaning.add_argument("--format", choices=("docx", "html"), default="docx")
    cleaning.add_argument("--output", type=Path, metavar="PATH", help="the file")
    _add_export(commands)
    _add_report(commands)
    _add_exports(commands)
    _add_translations(commands)
    _add_journal(commands)
    backup = _command(commands, "backup", "write a consistent copy of the log", module="keep_safe", function="run_backup")
    backup.add_argument("path", type=Path, metavar="PATH", help="a file that is not there yet, or a folder")
    restore = _command(
        commands, "restore", "put a backup back, after keeping the current log", module="keep_safe", function="run_restore"
    )
    restore.add_argument("path", type=Path, metavar="PATH")
    backups = _command(commands, "backups", "list the backups of the log", module="keep_safe", function="run_backups")
    backups.add_argument("--check", action="store_true", help="look each one over as a whole")
    doctor = _command(commands, "doctor", "say whether the log is sound")
    act = doctor.add_mutually_exclusive_group()
    act.add_argument("--repair", action="store_true", help="after a backup, mend what can be: indexes, search, undo, leftovers")
    act.add_argument("--rescue", type=Path, metavar="FILE", help="write a new log with all that can be read of a damaged one")
    for command in (backups, doctor):
        _json(command)
    _add_sharing(commands)
    manual = _command(commands, "manual", "write how to work with the program, and what each rule means")
    manual.add_argument("--language", choices=LANGUAGES, default="en", help="of the rules; the rest is in English")
    manual.add_argument("--output", type=Path, default=Path("pct-tracker-manual.html"), metavar="FILE")


def _add_judging(commands: Any) -> None:
    accept = _command(commands, "accept", "accept what a rule found on an activity, for a reason")
    accept.add_argument("activity", type=int, metavar="ID")
    accept.add_argument("rule", metavar="RULE", help="its name, as 'check' prints it")
    which = accept.add_mutually_exclusive_group(required=True)
    which.add_argument("--reason", metavar="TEXT", help="why it is right as it is; kept until the value changes")
    which.add_argument("--withdraw", action="store_true", help="take the acceptance back")
    rules = _command(commands, "rules", "print how heavily each rule weighs in this log, or give one another weight")
    rules.add_argument("rule", nargs="?", metavar="RULE")
    rules.add_argument("weight", nargs="?", metavar="WEIGHT", help="error, warning, hint, off, or own (that of the rule itself)")
    _json(rules)


def _add_journal(commands: Any) -> None:
    lock = _command(commands, "lock", "lock a published year against every change", module="year_locks", function="run_lock")
    unlock = _command(commands, "unlock", "take the lock off a year", module="year_locks", function="run_unlock")
    for command in (lock, unlock):
        command.add_argument("--year", type=_year, required=True)
    unlock.add_argument("--reason", required=True, metavar="TEXT", help="why the year has to change; kept in the history")
    history = _command(commands, "history", "print what was done, newest first")
    about = history.add_mutually_exclusive_group()
    about.add_argument("--activity", type=int, metavar="ID", help="what happened to one activity, oldest first")
    about.add_argument("--year", type=_year, help="what changed in a year since it was locked")
    about.add_argument("--limit", type=_count, default=50, metavar="N", help="how many steps (default: %(default)s)")
    _json(history)


def _add_export(commands: Any) -> None:
    export = _command(commands, "export", "write the annex of a year")
    export.add_argument("--year", type=_year, required=True)
    export.add_argument("--language", choices=(*LANGUAGES, "all"), default="en")
    export.add_argument("--format", choices=_FORMATS, default="docx")
    export.add_argument("--output", type=Path, metavar="PATH", help="the file; with --language all, a folder")
    export.add_argument("--status", choices=("held", "planned"), default="held", help="what was carried out, or what is planned")
    export.add_argument(
        "--origin-order", choices=("entered", "english", "language"), default="entered", help="the order of States"
    )


def _add_report(commands: Any) -> None:
    report = _command(commands, "report", "write the whole report of a year, proven, and keep what was exported")
    publish = _command(
        commands, "publish", "write the report of a year and lock the year as it says", module="report", function="run_publish"
    )
    corrigendum = _command(
        commands, "corrigendum", "write what changed since a year was published", module="report", function="run_corrigendum"
    )
    for command in (report, publish):
        _what_to_write(command, _FORMATS, "docx,pdf")
        command.add_argument("--planned", action="store_true", help="also what is planned, as Annex II")
        command.add_argument("--planned-year", type=_year, metavar="YEAR", help="the year of Annex II (default: that of --year)")
        command.add_argument("--trace", action="store_true", help="also the rows that each figure was counted from")
        command.add_argument("--sensitivity", action="store_true", help="also how far each statement is from being false")
    report.add_argument("--freeze-plan", action="store_true", help="freeze Annex II as the plan that results are held against")
    _what_to_write(corrigendum, _DOCUMENT_FORMATS, "docx,pdf")
    corrigendum.add_argument("--since", type=_count, metavar="EXPORT", help="an earlier publication (default: the newest)")


def _what_to_write(command: Any, formats: tuple[str, ...], usual: str) -> None:
    """Which year, which languages and kinds of file, what stands in the front block, and where to."""
    command.add_argument("--year", type=_year, required=True)
    command.add_argument("--language", choices=(*LANGUAGES, "all"), default="all", help="(default: %(default)s)")
    listed = ",".join(formats)
    command.add_argument(
        "--formats", type=_some_of(formats), default=usual, metavar=listed, help="one or several (default: %(default)s)"
    )
    command.add_argument("--front", type=Path, metavar="FILE", help="the front block as JSON: symbol, session, dated, title …")
    command.add_argument("--symbol", help="the symbol of the document, instead of that of --front")
    command.add_argument("--session", metavar="TEXT", help="the session, the same text in all languages")
    command.add_argument("--missing", choices=("marked", "fallback", "stop"), default="marked", help="texts that are missing")
    command.add_argument("--output", type=Path, required=True, metavar="FOLDER")


def _add_exports(commands: Any) -> None:
    plan = _command(commands, "plan", "print what became of the frozen plan of a year")
    plan.add_argument("--year", type=_year, required=True)
    exports = _command(commands, "exports", "print what was exported, newest first")
    exports.add_argument("--year", type=_year)
    for command in (plan, exports):
        _json(command)
    repeat = _command(commands, "repeat", "write an earlier export once more, as it was", module="exports", function="run_repeat")
    repeat.add_argument("export", type=_count, metavar="EXPORT", help="its number, as 'exports' prints it")
    repeat.add_argument("--output", type=Path, required=True, metavar="FOLDER")


def _add_translations(commands: Any) -> None:
    table = _command(commands, "translations", "print which texts are missing or outdated, by language")
    table.add_argument("--year", type=_year, required=True)
    table.add_argument("--status", choices=[status.value for status in Status])
    out = _command(commands, "translations-out", "write texts for translators", module="translations", function="run_out")
    out.add_argument("--year", type=_year, required=True)
    out.add_argument("--to", choices=(*LANGUAGES, "all"), default="all", help="the language they need (default: %(default)s)")
    out.add_argument("--from", choices=LANGUAGES, default="en", dest="source", help="the source (default: %(default)s)")
    out.add_argument("--format", choices=("xliff", "xlsx"), default="xliff")
    out.add_argument("--output", type=Path, required=True, metavar="FOLDER")
    out.add_argument("--everything", action="store_true", help="also what is translated already")
    back = _command(commands, "translations-in", "take translations back", module="translations", function="run_in")
    back.add_argument("files", nargs="+", type=Path, metavar="FILE")
    back.add_argument("--dry-run", action="store_true", help="say what would happen, and store nothing")
    for command in (table, back):
        _json(command)


def _add_sharing(commands: Any) -> None:
    copied = _command(commands, "copy", "carry a whole log, with its journal, into an empty one: a file or a server")
    copied.add_argument("source", metavar="FROM", help="a file, or postgresql://name@server/database")
    copied.add_argument("target", metavar="TO")
    roles = _command(commands, "roles", "make the roles reader, editor and publisher of a log on a server, and say who has them")
    roles.add_argument("--give", nargs=2, metavar=("ROLE", "PERSON"), help="a person whom the server knows gets this role alone")
    _json(roles)
    password = _command(commands, "password", "have the system's keyring keep the password of a log on a server")
    password.add_argument("--forget", action="store_true", help="have it forget the password")


def _command(commands: Any, name: str, summary: str, *, module: str = "", function: str = "run") -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}.")
    parser.set_defaults(run=_lazily(module or name, function))
    return parser


def _lazily(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """Imports a command when it is run: reading Word files is no reason to wait for the list."""

    def run(given: argparse.Namespace) -> int:
        return int(getattr(import_module(f"pct_tracker.cli.{module}"), function)(given))

    return run


def _json(parser: Any) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def _some_of(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """Reads some of these names, separated by commas."""

    def read(text: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(name.strip().casefold() for name in text.split(",")))
        unknown = [name for name in names if name not in known]
        if unknown:
            raise argparse.ArgumentTypeError(f"there is no '{unknown[0]}' among {', '.join(known)}")
        return names

    return read


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is not a number")
    return int(text)


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4):
        raise argparse.ArgumentTypeError(f"'{text}' is not a year of four digits")
    return int(text)
