"""One spelling for texts that only look different: case, accents, full-width forms, look-alike letters, digits."""

import re
import unicodedata
from functools import cache, lru_cache

# Cyrillic letters drawn like Latin ones: Russian writes РСТ where English writes PCT.
_ALIKE = dict(zip("авекмнорстухіѕјԁ", "abekmhopctyxisjd", strict=True))
_ALIKE |= {"ى": "ي", "ة": "ه", "ـ": "", "ٱ": "ا"}
_ALIKE |= dict.fromkeys("’‘ʼ`", "'") | dict.fromkeys("“”«»„", '"') | dict.fromkeys("–—‑", "-")

_UNSEEN = frozenset({"Mn", "Cf", "Cc", "Cs"})
"""Categories of accents, direction marks, control characters and lone halves of surrogate pairs."""


class _Folded(dict[int, str]):
    """From a character to its folded form, worked out the first time a character is met."""

    def __missing__(self, point: int) -> str:
        bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", chr(point)).casefold())
        kept = (char for char in bare if char.isspace() or unicodedata.category(char) not in _UNSEEN)
        self[point] = "".join(latin_digits(_ALIKE.get(char, char)) for char in kept)
        return self[point]


class _WithLatinDigits(dict[int, str]):
    """From a character to itself, from a digit of any script to 0 to 9; worked out the first time a character is met."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        self[point] = str(unicodedata.digit(char)) if char.isdigit() else char
        return self[point]


_FOLDED = _Folded()
_WITH_LATIN_DIGITS = _WithLatinDigits()
_NOT_WORD = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\u2028\u2029]+[ \t]*")


@lru_cache(maxsize=1_024)
def fold(text: str) -> str:
    """The text in lower case, without accents, full-width forms, look-alikes or direction marks; for search."""
    return _SPACES.sub(" ", text.translate(_FOLDED)).strip()


def fold_name(text: str) -> str:
    """The folded text reduced to its letters and digits; for looking up a name whatever its punctuation."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def latin_digits(text: str) -> str:
    """The text with the digits of every script, Arabic-Indic ones for example, as 0 to 9."""
    return text if text.isascii() else text.translate(_WITH_LATIN_DIGITS)


def join_lines(text: str) -> str:
    """The text on one line: a line break is nothing between Chinese characters and a space elsewhere."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # nearly every text: nothing in it to join
    joined = _between_chinese().sub("", _LINE_BREAK.sub("\x00", text.strip())).replace("\x00", " ")
    return re.sub(r"[ \t]{2,}", " ", joined).strip()


@cache
def _between_chinese() -> re.Pattern[str]:
    """A line break between Chinese characters. Compiled when one is met: that takes longer than all else in here."""
    return re.compile(rf"(?<=[{_CJK}“”‘’—…])\x00(?=[{_CJK}“”‘’—…])")
