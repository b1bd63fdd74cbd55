"""What the tests of the import share."""

import json
from typing import Any

import pytest

from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.loader import load_reference, resources_folder
from pct_tracker.reference.reference import Reference


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="session")
def vocabulary(reference: Reference) -> Vocabulary:
    return reference.vocabulary


@pytest.fixture(scope="session")
def truth() -> list[dict[str, Any]]:
    """The 64 activities of 2024 as they are known to be."""
    return json.loads((resources_folder() / "sample" / "annex-2024.json").read_text("utf-8"))
