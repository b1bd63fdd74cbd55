"""The command line: reads the arguments, runs a command, and says troubles in plain lines."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from pct_tracker import __version__
from pct_tracker.domain.errors import UserError
from pct_tracker.logs import LOGGER, start_logging
from pct_tracker.paths import default_store, log_file

DONE, ATTENTION, REFUSED = 0, 1, 2
"""Exit statuses: all well; done, but something needs attention; not done."""

WindowOpener = Callable[[str], int]


def run(argv: Sequence[str], open_window: WindowOpener) -> int:
    """Runs one command and returns its exit status. No trouble leaves this function as an exception."""
    start_logging()
    _speak_utf8()
    try:
        given = _read(argv)
        if given.command == "gui":
            return open_window(given.store)
        status = int(given.run(given))
        sys.stdout.flush()  # here, where a reader that went away is no trouble
        return status
    except UserError as error:
        from pct_tracker.cli.printing import complain  # loads the store, which a window shows itself without

        complain(error)
        return REFUSED
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head` has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SystemExit as end:
        # argparse ends the process itself after help, the version, or arguments it does not understand.
        return int(end.code or DONE)
    except KeyboardInterrupt:
        return 130
    except Exception:
        LOGGER.exception("Unforeseen trouble in a command")
        print("PCT Tracker met a mistake of its own and stopped; what was stored before is safe.", file=sys.stderr)
        print(f"The details are in {log_file()}. Pass that file on to whoever looks after the program.", file=sys.stderr)
        return REFUSED


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line, and where help is in another."""

    def error(self, message: str) -> NoReturn:
        message = message.replace("invalid choice:", "there is no")
        print(f"{message[:1].upper()}{message[1:]}.", file=sys.stderr)
        print(f"'{self.prog} --help' lists what can be asked.", file=sys.stderr)
        sys.exit(REFUSED)


def _read(argv: Sequence[str]) -> argparse.Namespace:
    """What was asked. Where that is the window, no command is even looked at: it opens some milliseconds sooner."""
    given, rest = _parser(add_help=False).parse_known_args(argv)
    if rest in ([], ["gui"]):
        given.command = "gui"
        return given
    return whole_parser().parse_args(argv)


def whole_parser() -> argparse.ArgumentParser:
    """Reads the arguments of every command."""
    from pct_tracker.cli import arguments

    parser = _parser()
    commands: Any = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    commands.add_parser("gui", help="open the window (the default)")
    arguments.add_commands(commands)
    return parser


def _parser(*, add_help: bool = True) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="pct-tracker",
        description="Logs technical assistance under the PCT, and exports the yearly annex and its totals.",
        add_help=add_help,
    )
    parser.add_argument("--version", action="version", version=f"PCT Tracker {__version__}")
    usual = default_store()
    # An address may hold a password, and help is shown to everybody.
    told = "the server that PCT_TRACKER_STORE names" if "://" in usual else usual.replace("%", "%%")
    kinds = "a file, made if it is not there, or postgresql://name@server/database"
    parser.add_argument("--store", default=usual, help=f"the log: {kinds} (default: {told})")
    return parser


def _speak_utf8() -> None:
    """Six languages do not fit into the code pages that Windows gives a pipe."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
