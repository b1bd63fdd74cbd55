"""Files for translators: each holds the texts of one pair of languages."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.exchange import TextExchange
from pct_tracker.reporting.files import write_atomically


def write_exchange(exchange: TextExchange, path: Path, format_: str) -> None:
    """Writes texts as the kind of file that is named, as a whole or not at all.

    Raises UserError exchange.format-unknown and what `write_atomically` raises.
    """
    if format_ not in EXCHANGE_WRITERS:
        raise UserError("exchange.format-unknown", format=format_, formats=", ".join(EXCHANGE_WRITERS))
    write_atomically(path, partial(EXCHANGE_WRITERS[format_], exchange))


# The libraries behind the formats are imported at their first use.


def _write_xliff(exchange: TextExchange, stream: BinaryIO) -> None:
    from pct_tracker.reporting.exchange import xliff

    xliff.write(exchange, stream)


def _write_bilingual(exchange: TextExchange, stream: BinaryIO) -> None:
    from pct_tracker.reporting.exchange import bilingual

    bilingual.write(exchange, stream)


EXCHANGE_WRITERS: dict[str, Callable[[TextExchange, BinaryIO], None]] = {"xliff": _write_xliff, "xlsx": _write_bilingual}
"""The kinds of file for translators, in the order in which they are offered."""

SUFFIXES = {"xliff": "xlf", "xlsx": "xlsx"}
"""How the names of these files end."""
