"""What the tests of the rules share."""

import pytest

from pct_tracker.reference.reference import Reference
from pct_tracker.rules.context import RuleContext


@pytest.fixture(scope="session")
def context(reference: Reference) -> RuleContext:
    return RuleContext(reference)
