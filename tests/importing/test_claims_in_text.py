"""The numbers of a published sentence, in six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.claim import PublishedClaim
from pct_tracker.importing.claims_text import find_claims

SENTENCES = {
    "en": "5. In 2019, over 60 activities were held, with more than 6,400 participants from over 90 countries.",
    "fr": "En 2019, plus de 60 activités ont réuni plus de 6 400 participants venus de plus de 90 pays.",
    "es": "En 2019 se realizaron más de 60 actividades con más de 6.400 participantes de más de 90 países.",
    "ru": "В 2019 г. проведено более 60 мероприятий; в них участвовали свыше 6 400 человек из более чем 90 стран.",
    "zh": "2019年共开展了60多项活动，参与者超过6,400人次，来自逾90个国家。",
    "ar": "في عام ٢٠١٩ نُفذ أكثر من ٦٠ نشاطا شارك فيها ما يزيد على ٦٬٤٠٠ مشارك من أكثر من ٩٠ بلدا.",
}
TOLD = [("activities", "over", 60), ("participants", "over", 6400), ("states", "over", 90)]


def told(text: str, *, typed: bool = False) -> list[tuple[str, str, int]]:
    return [(one.kind, one.bound, one.number) for one in find_claims([text], typed=typed)]


@pytest.mark.parametrize("language", SENTENCES)
def test_the_sentence_is_read_in_every_language(language: str) -> None:
    assert told(SENTENCES[language]) == TOLD


@pytest.mark.parametrize(
    ("text", "bound", "number"),
    [
        ("at least 40 events", "at-least", 40),
        ("nearly 40 activities", "about", 40),
        ("exactly 40 activities", "exactly", 40),
        ("fewer than 40 activities", "under", 40),
        ("au moins 40 activités", "at-least", 40),
        ("unos 40 eventos y actividades", "about", 40),
        ("не менее 40 мероприятий", "at-least", 40),
        ("约四十项活动", "about", 40),
        ("一千二百余项活动", "over", 1200),
        ("ما لا يقل عن ٤٠ نشاطا", "at-least", 40),
    ],
)
def test_bounds_have_many_words(text: str, bound: str, number: int) -> None:
    assert told(text) == [("activities", bound, number)]


def test_bare_numbers_count_only_where_somebody_typed_them() -> None:
    assert told("64 activities, 6465 participants in 2024") == []
    assert told("64 activities, 6465 participants in 2024", typed=True) == [
        ("activities", "exactly", 64),
        ("participants", "exactly", 6465),
    ]


def test_countries_that_benefit_are_told_apart() -> None:
    (claim,) = find_claims(["from over 90 countries that benefit from PCT fee reductions"])
    assert claim.benefiting


@pytest.mark.parametrize(
    ("bound", "value", "holds", "margin"),
    [
        ("over", 61, True, 1),
        ("over", 60, False, 0),
        ("at-least", 60, True, 1),
        ("about", 55, True, 2),
        ("about", 53, False, 0),
        ("exactly", 60, True, 1),
        ("exactly", 61, False, 0),
        ("under", 59, True, 1),
        ("under", 60, False, 0),
    ],
)
def test_a_claim_holds_with_a_margin(bound: str, value: int, holds: bool, margin: int) -> None:
    claim = PublishedClaim("activities", bound, 60, "")  # type: ignore[arg-type]
    assert (claim.holds_for(value), claim.margin(value)) == (holds, margin)


@given(st.sampled_from(["over", "at-least", "about", "exactly"]), st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_margin_is_the_smallest_loss_that_makes_a_claim_false(bound: str, number: int, value: int) -> None:
    claim = PublishedClaim("activities", bound, number, "")  # type: ignore[arg-type]
    margin = claim.margin(value)
    if margin:
        assert claim.holds_for(value - margin + 1)
        assert not claim.holds_for(value - margin)


@given(st.text())
def test_whatever_text_is_read(text: str) -> None:
    assert all(claim.number >= 0 for claim in find_claims([text], typed=True))


@pytest.mark.parametrize("noun", ["名参与者", "名与会者", "人"])
def test_a_chinese_comma_parts_claims_from_numbers_that_follow(noun: str) -> None:
    claims = find_claims([f"60多项活动，6,400多{noun}，90多个国家"], typed=True)
    assert [(one.kind, one.number) for one in claims] == [("activities", 60), ("participants", 6_400), ("states", 90)]
