"""Access keys in texts: the letter after an ampersand."""

import re

_KEY_IN_BRACKETS = re.compile(r"[\s\u200f]*\(&\w\)")
"""How an access key stands in Chinese and Arabic, which have no letter for it in the word."""


def without_access_key(text: str) -> str:
    """The words of a menu text or a label; a doubled ampersand is one that is meant."""
    words = _KEY_IN_BRACKETS.sub("", text)
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")
