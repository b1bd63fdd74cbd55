"""Text that every file format can carry."""

import re

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# XML 1.0 has no place for these, and no reader shows them.
_NOT_PRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    r"""The text without control characters; every kind of line break becomes \n, and tabs stay."""
    if text.isprintable():
        return text
    return _NOT_PRINTABLE.sub("", _LINE_BREAK.sub("\n", text))
