"""`reconcile`, and what `import` tells of what it left out."""

import json
from typing import Any

from tests.files.make_inputs import INPUTS


def test_a_sentence_is_held_against_the_rows(on_sample: Any) -> None:
    told = on_sample("reconcile", "--year", "2024", "over 60 activities, over 6,400 participants", "--json")
    assert told.status == 0
    assert [(one["figure"], one["number"], one["value"], one["margin"]) for one in told.json] == [
        ("activities", 60, 64, 4),
        ("participants", 6400, 6465, 65),
    ]


def test_a_false_sentence_needs_attention(on_sample: Any) -> None:
    told = on_sample("reconcile", "--year", "2024", "over 70 activities")
    assert (told.status, told.out) == (
        1,
        "Activities: over 70; the rows say 64: FALSE.\n  without doubtful activities 63: FALSE.\n",
    )


def test_a_text_that_claims_nothing_is_refused(on_sample: Any) -> None:
    told = on_sample("reconcile", "--year", "2024", "nothing")
    assert (told.status, told.out) == (2, "")
    assert "nothing" in told.err


def test_columns_and_sheets_that_were_not_read_are_told(on_empty: Any) -> None:
    told = on_empty("import", str(INPUTS / "other-order-fr.xlsx"), "--dry-run")
    assert "“Remarque” is none of the annex; its 2 filled cells were not read." in told.err
    told = on_empty("import", str(INPUTS / "several-sheets-es.xlsx"), "--dry-run", "--json")
    assert [one for one in json.loads(told.out)["notes"] if "hidden" in one] == [
        "The sheet “2017” is hidden in the file; it was read all the same."
    ]
