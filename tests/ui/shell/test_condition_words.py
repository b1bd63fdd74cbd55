"""Conditions in words."""

import pytest

from pct_tracker.domain.query import CONDITION_FIELDS, Condition, Operator
from pct_tracker.reference.reference import Reference
from pct_tracker.services.views import READY_VIEWS
from pct_tracker.services.wording import Wording
from pct_tracker.ui.shell.condition_words import ConditionWords


@pytest.fixture
def words(reference: Reference) -> ConditionWords:
    return ConditionWords(reference, Wording(reference))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition("type", Operator.ANY_OF, ("pct-seminar", "pct-webinar")), "Type: PCT Seminar or PCT Webinar"),
        (Condition("contents", Operator.ANY_OF, ("A", "B", "C", "D")), "Content: A, B or 2 others"),
        (Condition("venue", Operator.ANY_OF, ("online", "KE")), "Location: Online or Kenya"),
        (Condition("origins", Operator.ANY_OF, ("Atlantis",)), "Origins: Atlantis"),
        (Condition("participants", Operator.EMPTY), "Participants is empty"),
        (Condition("participants", Operator.BETWEEN, ("20", "20")), "Participants: 20"),
        (Condition("month", Operator.BETWEEN, ("2024-01", "2024-06")), "Month from 2024-01 to 2024-06"),
        (Condition("month", Operator.BETWEEN, ("", "2024-06")), "Month up to 2024-06"),
        (Condition("title", Operator.EMPTY, ("fr",)), "Description in French is empty"),
        (Condition("findings", Operator.ANY_OF, ("error",)), "with errors"),
        (Condition("findings", Operator.EMPTY), "without findings"),
        (Condition("overdue", Operator.FILLED), "planned and overdue"),
    ],
)
def test_a_condition_is_said(words: ConditionWords, condition: Condition, said: str) -> None:
    assert words.condition(condition) == said


def test_every_field_and_every_ready_view_has_a_name(words: ConditionWords) -> None:
    names = [words.field(field) for field in CONDITION_FIELDS]
    assert len(set(names)) == len(names)
    assert all(name != field for name, field in zip(names, CONDITION_FIELDS, strict=True))
    assert all(words.view(view) for view in READY_VIEWS)


def test_what_can_be_chosen_can_be_said(words: ConditionWords) -> None:
    for field, operators in CONDITION_FIELDS.items():
        for value, label in words.choices(field):
            if Operator.ANY_OF in operators:
                assert label.split("  ")[0] in words.condition(Condition(field, Operator.ANY_OF, (value,)))
