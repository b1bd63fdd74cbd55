"""Right-to-left text taken apart where Latin words, codes and numbers begin and end."""

import re
from collections.abc import Iterator

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_ANY_RIGHT_TO_LEFT = re.compile(f"[{_RIGHT_TO_LEFT}]")
_LETTER = rf"[^\W_{_RIGHT_TO_LEFT}]"
_JOINT = r"[ \u00a0\-–’'./:&+@_%,#=?]"
# Possessive, so that thirty thousand letters after an open bracket are read once.
_WORDS = rf"{_LETTER}++(?:{_JOINT}++{_LETTER}++)*+"
# Brackets go with the Latin words that they enclose: between them the line is not to be broken.
_WORDS_OR_BRACKETS = rf"(?:{_WORDS}|\({_WORDS}\))"
_LEFT_TO_RIGHT = re.compile(rf"({_WORDS_OR_BRACKETS}(?:{_JOINT}*+{_WORDS_OR_BRACKETS})*+)")


def runs_of_one_direction(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of the text in order, each with whether it runs left to right; together they are the text.

    A text without right-to-left letters is one part.
    """
    if not _ANY_RIGHT_TO_LEFT.search(text):
        yield text, any(char.isalnum() for char in text)
        return
    for number, part in enumerate(_LEFT_TO_RIGHT.split(text)):
        if part:
            yield part, number % 2 == 1
