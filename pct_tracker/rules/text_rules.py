"""Rules about texts: is there one, in which languages, and what does not belong in it."""

import re
from collections.abc import Iterator

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.rules.catalogue import found
from pct_tracker.rules.context import RuleContext

_PAIRS = ("“”", "«»", "（）", "()", "[]", "【】", "《》")
_DOUBLED_BRACKETS = re.compile(r"[(（]\s*[(（][^()（）]*[)）]\s*[)）]|\[\s*\[|\{\{")
_ASTERISKS = re.compile(r"\*+([^*]+)\*+")


def check_title(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """There is a description, in every language that is to be exported."""
    if not draft.title:
        yield found("title.missing", "title")
        return
    missing = [language for language in context.languages if language not in draft.title]
    if missing:
        yield found("title.missing-translation", "title", languages=", ".join(missing))


def check_markup(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """No asterisks, doubled brackets or quotation marks that open and do not close."""
    for language, text in draft.title.items():
        marks = _stray_marks(text)
        if marks:
            yield found(
                "text.stray-markup",
                "title",
                fixes=_markup_fixes(draft, language, context),
                marks=" ".join(marks),
                language=language,
            )


def _stray_marks(text: str) -> list[str]:
    marks = ["*"] if "*" in text else []
    marks += [match.group()[:2] for match in [_DOUBLED_BRACKETS.search(text)] if match]
    # In German and Polish “ closes what „ opened, so such texts are left alone.
    pairs = [pair for pair in _PAIRS if not (pair == "“”" and "„" in text)]
    marks += [pair for pair in pairs if text.count(pair[0]) != text.count(pair[1])]
    return [*marks, '"'] if text.count('"') % 2 else marks


def _markup_fixes(draft: ActivityDraft, language: str, context: RuleContext) -> tuple[Fix, ...]:
    """Asterisks around words stand for quotation marks."""
    text, punctuation = draft.title[language], context.reference.vocabulary.punctuation(language)
    quoted = _ASTERISKS.sub(lambda words: f"{punctuation.quote_open}{words.group(1)}{punctuation.quote_close}", text)
    return () if quoted == text else (Fix("quote", {"text": quoted}, {"title": draft.title.replace(language, quoted)}),)
