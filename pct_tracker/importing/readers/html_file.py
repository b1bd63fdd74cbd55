"""Web pages, and what Word and Excel save as one."""

import re

from pct_tracker.importing.readers.document import Document, Source
from pct_tracker.importing.readers.html_tables import read_page
from pct_tracker.importing.readers.limits import MOST_MARKS_OF_PAGE
from pct_tracker.importing.readers.text import decode

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,40})""")
_HEAD = 4_096


def read_html(source: Source) -> Document:
    """The tables of a page with the text before each. Nothing is fetched from anywhere, and no script is run."""
    text = _declared(source.data)
    text = decode(source) if text is None else text
    if text.count("<") > MOST_MARKS_OF_PAGE:
        raise source.trouble("import.too-much-markup")
    page = read_page(text)
    return Document(source.path, page.tables, prose=page.prose)


def _declared(data: bytes) -> str | None:
    """The text in the encoding that the page itself names; None if it names none that fits."""
    match = _CHARSET.search(data[:_HEAD])
    try:
        return data.decode(match.group(1).decode("ascii")) if match else None
    except (LookupError, UnicodeDecodeError):
        return None
