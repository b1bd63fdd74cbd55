"""One spelling for texts that only look different: case, accents, full-width forms, look-alike letters, digits."""

import re
import unicodedata

# Cyrillic letters drawn like Latin ones: Russian writes РСТ where English writes PCT.
_LOOK_ALIKES = str.maketrans("авекмнорстухіѕјԁ", "abekmhopctyxisjd")
_ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None, "ٱ": "ا"})
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "–": "-", "—": "-", "‑": "-"})
_INVISIBLE = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_NOT_WORD = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\u2028\u2029]+[ \t]*")
_BETWEEN_CHINESE = re.compile(rf"(?<=[{_CJK}“”‘’—…])\x00(?=[{_CJK}“”‘’—…])")


def fold(text: str) -> str:
    """The text in lower case, without accents, full-width forms, look-alikes or direction marks; for search."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if not plain.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFD", plain) if unicodedata.category(char) != "Mn")
        plain = bare.translate(_LOOK_ALIKES).translate(_ARABIC).translate(_QUOTES)
        plain = latin_digits(plain)
    return _SPACES.sub(" ", plain).strip()


def fold_name(text: str) -> str:
    """The folded text reduced to its letters and digits; for looking up a name whatever its punctuation."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def latin_digits(text: str) -> str:
    """The text with the digits of every script, Arabic-Indic ones for example, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(char)) if char.isdigit() and not char.isascii() else char for char in text)


def join_lines(text: str) -> str:
    """The text on one line: a line break is nothing between Chinese characters and a space elsewhere."""
    joined = _BETWEEN_CHINESE.sub("", _LINE_BREAK.sub("\x00", text.strip())).replace("\x00", " ")
    return re.sub(r"[ \t]{2,}", " ", joined).strip()
