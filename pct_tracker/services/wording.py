"""Sentences for the codes of the lower rooms. Both faces speak through it, so that they use the same words."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pct_tracker.domain.codes import Modality
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.loader import read_json_resource
from pct_tracker.reference.reference import Reference

if TYPE_CHECKING:  # named only: the window is drawn before they are needed
    from pct_tracker.domain.change import Step
    from pct_tracker.domain.finding import Finding, Fix

_LONGEST_QUOTE = 160


class Wording:
    """Sentences in one language; what a language lacks is said in English."""

    def __init__(self, reference: Reference, language: str = "en") -> None:
        self._reference = reference
        self._language = language
        self._catalogue = _read_catalogue(language)

    @property
    def language(self) -> str:
        """The language of the sentences."""
        return self._language

    def error(self, error: UserError) -> str:
        """What happened, why, and what to do."""
        return self._sentence("errors", error.code, error.params)

    def note(self, code: str, params: Mapping[str, Any]) -> str:
        """What somebody should know of a file that was read."""
        return self._sentence("notes", code, params)

    def finding(self, finding: "Finding") -> str:
        """What a rule says of an activity."""
        return self._sentence("findings", finding.rule, finding.params)

    def fix(self, fix: "Fix") -> str:
        """The text of the button that applies a fix."""
        return self._sentence("fixes", fix.code, fix.params)

    def step(self, step: "Step") -> str:
        """What a step of work is called in menus and history."""
        params = dict(step.params)
        if step.code in ("undo", "redo", "take-out"):
            from pct_tracker.domain.change import Step

            params["step"] = self.step(Step(params["code"], params["params"]))
        return self._sentence("steps", step.code, params)

    def figure_label(self, name: str) -> str:
        """The short name of a figure."""
        return self._figure(name)[0]

    def figure_rule(self, name: str) -> str:
        """What a figure counts, in one sentence."""
        return self._figure(name)[1]

    def rule_name(self, rule: str) -> str:
        """What a rule is called; its code where nobody has named it."""
        return self._rule(rule)[0]

    def rule_explanation(self, rule: str) -> str:
        """What a rule looks at, when it speaks and what to do."""
        return self._rule(rule)[1]

    def field_name(self, field: str) -> str:
        """The name of a field of an activity."""
        return str(self._catalogue["fields"].get(field, field))

    def status_name(self, status: str) -> str:
        return str(self._catalogue["statuses"].get(status, status))

    def review_name(self, review: str) -> str:
        return str(self._catalogue["reviews"].get(review, review))

    def mark_name(self, mark: str) -> str:
        """What is known of a text as a translation."""
        return str(self._catalogue["marks"].get(mark, mark))

    def language_name(self, language: str) -> str:
        return str(self._catalogue["languages"].get(language, language))

    def phrase(self, code: str, **words: str) -> str:
        """A few words around others that are shown whole."""
        return str(self._catalogue["phrases"][code]).format(**words)

    def listed(self, entries: Iterable[str]) -> str:
        """Entries as the language joins them."""
        return self._reference.vocabulary.punctuation(self._language).list_separator.join(entries)

    def _figure(self, name: str) -> tuple[str, str]:
        family, _, member = name.partition(".")
        params = self._filled({"letter": member, "type": member})
        label, rule = self._catalogue["figures"][family]
        return label.format_map(params), rule.format_map(params)

    def _rule(self, rule: str) -> tuple[str, str]:
        name, explanation = self._catalogue.get("rules", {}).get(rule, (rule, ""))
        return str(name), str(explanation)

    def _sentence(self, section: str, code: str, params: Mapping[str, Any]) -> str:
        """The sentence of a code; "code+param" is a variant for when that parameter says something."""
        sentences: Mapping[str, str] = self._catalogue[section]
        told = (name for name, value in params.items() if value is not None and value is not False and value != "")
        variants = (f"{code}+{name}" for name in told)
        chosen = next((variant for variant in variants if variant in sentences), code)
        return (
            sentences[chosen].format_map(self._filled(params)) if chosen in sentences else f"{code} {dict(params) or ''}".strip()
        )

    def _filled(self, params: Mapping[str, Any]) -> "_Params":
        filled = _Params({name: self._listed(value) for name, value in params.items()})
        vocabulary = self._reference.vocabulary
        for name, value in params.items():
            if name.endswith("code") and isinstance(value, str):
                filled[f"{name}_name"] = self._reference.parties.name(value, self._language)
            elif name in ("modality", "said") and value:
                filled[f"{name}_label"] = vocabulary.modality_label(Modality(value), self._language)
            elif name in ("type", "said_type") and value:
                filled[f"{name}_label"] = vocabulary.type_label(value, self._language)
            elif name == "letter" and value:
                filled["letter_label"] = vocabulary.content_label(value, self._language)
            elif name == "language":
                filled[name] = self.language_name(value)
            elif name == "languages" and isinstance(value, str):
                filled[name] = self._listed([self.language_name(language) for language in value.split(", ")])
            elif name == "status" and value:
                filled[name] = self.status_name(value)
            elif name == "review" and value:
                filled[name] = self.review_name(value)
            elif name == "field" and value:
                filled[name] = self.field_name(value)
        return filled

    def _listed(self, value: Any) -> str:
        """A value as text; the entries of a list are joined as the language joins them."""
        if isinstance(value, Texts):
            return _shown(value.best(self._language))
        if isinstance(value, list | tuple):
            return self._reference.vocabulary.punctuation(self._language).list_separator.join(map(self._listed, value))
        return _shown(value)


def _read_catalogue(language: str) -> Mapping[str, Mapping[str, Any]]:
    """The sentences of a language over those of English, section by section."""
    english: dict[str, dict[str, Any]] = read_json_resource("i18n", "en.json")
    own = read_json_resource("i18n", f"{language}.json") if language != "en" else {}
    return {section: {**sentences, **own.get(section, {})} for section, sentences in english.items()}


class _Params(dict[str, str]):
    """Parameters of a sentence; one that is missing shows as nothing rather than stopping the sentence."""

    def __missing__(self, name: str) -> str:
        return ""


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rstrip() + "…"
