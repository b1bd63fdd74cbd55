"""What the tests of the rules share."""

from datetime import date

import pytest

from pct_tracker.reference.reference import Reference
from pct_tracker.rules.context import RuleContext


@pytest.fixture(scope="session")
def context(reference: Reference) -> RuleContext:
    return RuleContext(reference, today=date(2024, 6, 15))
