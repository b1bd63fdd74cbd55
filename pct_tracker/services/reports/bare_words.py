"""Words as they can be compared, whatever a file does to spaces, marks and forms of letters."""

import re
import unicodedata

_MARKS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What steers the direction or the breaking of text and is never seen."""


def plain(text: str) -> str:
    """The text with one kind of space and without marks that are never seen."""
    return " ".join(_MARKS.sub("", text if text.isprintable() else "".join(map(_seen, text))).split())


def bare(text: str) -> str:
    """The text without any space: where lines break is for the page to say."""
    return "".join(plain(unicodedata.normalize("NFKC", text)).split())


def _seen(character: str) -> str:
    """What no file can carry is not written, so it is not expected either."""
    return "" if unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co") and character not in "\t\n\r\v\f\x85" else character
