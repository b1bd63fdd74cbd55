"""The sentences that the document makes of the claims, and how far each is from being false."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pct_tracker.figures.claims import Claim
from pct_tracker.reference.document_words import DocumentWords

_UNSAID = ("none", "unknown")


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in words: `name` of the claim, the `number` it says (empty where it says none) and the `sentence`.

    The sentence is empty where there is nothing to be said.
    """

    name: str
    number: str
    sentence: str


def make_statements(claims: Sequence[Claim], words: DocumentWords, language: str, year: int) -> tuple[Statement, ...]:
    """The statements on the activities of a year, in the order of the claims."""
    return tuple(_statement(claim, words, language, year) for claim in claims)


def sensitivity_lines(claims: Iterable[Claim], words: DocumentWords, language: str) -> tuple[str, ...]:
    """For each statement how much may fall away until it is false, and whether it is true without doubtful activities."""
    said = (claim for claim in claims if claim.kind not in _UNSAID)
    return tuple(f"{_margin(claim, words, language)}{_space(language)}{_without(claim, words, language)}" for claim in said)


def _statement(claim: Claim, words: DocumentWords, language: str, year: int) -> Statement:
    # Of all things that may be missing, only missing activities are worth a sentence.
    if claim.kind in _UNSAID and claim.name != "activities":
        return Statement(claim.name, "", "")
    number = "" if claim.name == "delivery" else words.number(claim.said, language)
    return Statement(claim.name, number, words.text(f"claim.{claim.name}.{claim.kind}", language, claim.said, year=year))


def _margin(claim: Claim, words: DocumentWords, language: str) -> str:
    kind = "delivery" if claim.name == "delivery" else claim.kind
    value, said, margin = (words.number(number, language) for number in (claim.value, claim.said, claim.margin))
    label = words.text(f"figure.{claim.name}.label", language)
    numbers = {"value": value, "said": said, "margin": margin, "online": value, "on_site": said}
    return words.text(f"sensitivity.{kind}", language, label=label, **numbers)


def _without(claim: Claim, words: DocumentWords, language: str) -> str:
    if (claim.without_doubtful, claim.margin_without_doubtful) == (claim.value, claim.margin):
        return words.text("sensitivity.unaffected", language)
    numbers = {
        "value": words.number(claim.without_doubtful, language),
        "margin": words.number(claim.margin_without_doubtful, language),
    }
    return words.text(f"sensitivity.{_outcome(claim)}", language, **numbers)


def _outcome(claim: Claim) -> str:
    outcome = "holds" if claim.holds else "fails"
    if claim.name == "delivery":
        return f"delivery.{outcome}"
    return "holds-with-margin" if claim.holds and claim.kind == "over" else outcome


def _space(language: str) -> str:
    """What stands between two sentences."""
    return "" if language == "zh" else " "
