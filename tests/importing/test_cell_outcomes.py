"""Each cell of a row is understood, guessed or kept as text; nothing in it is lost without a word."""

import pytest
from annex_inputs import ROW, row
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.folding import fold
from pct_tracker.importing.outcomes import CellOutcome, cell_outcomes
from pct_tracker.importing.parsing import parse_row
from pct_tracker.importing.reading import ReadRow
from pct_tracker.reference.loader import load_reference
from tests.files.facts import FACTS, cells

UNKNOWN = "Zzyqx"
"""A word of no language."""


def outcomes(cells_: tuple[str, ...], language: str = "en", *, is_guessed: bool = False) -> dict[str, CellOutcome]:
    reference = load_reference()
    draft = parse_row(cells_, language, reference, year=2019, status=Status.HELD)
    told = cell_outcomes(ReadRow(1, draft, cells_, language, is_guessed), reference.vocabulary)
    return {one.column: one for one in told}


def test_a_plain_row_is_understood() -> None:
    told = outcomes(ROW)
    assert [told[column].outcome for column in REPORTED_FIELDS] == ["understood"] * 4 + ["empty"] + ["understood"] * 4
    assert (told["venue"].value, told["origins"].value, told["participants"].value) == (
        ("state", "OM", "on-site"),
        ("OM",),
        ("10",),
    )


@pytest.mark.parametrize(
    ("column", "cell", "outcome", "value", "words"),
    [
        ("participants", "about 30", "guessed", ("30",), ()),
        ("participants", "some dozens", "kept-as-text", (), ("some dozens",)),
        ("participants", "=SUM(I2:I9)", "kept-as-text", (), ("=SUM(I2:I9)",)),
        ("month", "soon", "kept-as-text", (), ("soon",)),
        ("month", "May to June 2019", "guessed", ("2019-05",), ()),
        ("type", "Hackathon", "kept-as-text", (), ("Hackathon",)),
        ("contents", "A, X", "kept-as-text", ("A",), ("X",)),
        ("venue", "Atlantis", "kept-as-text", (), ("Atlantis",)),
        ("origins", "Cambodia (CO)", "guessed", ("CO",), ()),
        ("origins", "Oman (OM), Atlantis", "kept-as-text", ("OM",), ("Atlantis",)),
        ("origins", "some African countries", "kept-as-text", (), ("some African countries",)),
        ("participant_types", "Offices; Bards", "kept-as-text", ("offices",), ("Bards",)),
    ],
)
def test_what_is_not_sure_is_told(column: str, cell: str, outcome: str, value: tuple[str, ...], words: tuple[str, ...]) -> None:
    told = outcomes(row(**{column: cell}))[column]
    assert (told.outcome, told.value, told.words) == (outcome, value, words)


def test_cells_under_guessed_columns_are_guesses() -> None:
    assert {one.outcome for one in outcomes(ROW, is_guessed=True).values()} == {"empty", "guessed"}


@given(choices=st.data())
def test_a_word_that_nobody_knows_is_in_what_was_read_or_the_cell_is_not_understood(choices: st.DataObject) -> None:
    language = choices.draw(st.sampled_from(LANGUAGES))
    filled = cells(choices.draw(st.sampled_from(FACTS)), 2019, language)
    place = choices.draw(st.sampled_from([at for at, cell in enumerate(filled) if cell]))
    words = filled[place].split(" ")
    words.insert(choices.draw(st.integers(0, len(words))), UNKNOWN)
    filled[place] = " ".join(words)
    told = outcomes(tuple(filled), language)[REPORTED_FIELDS[place]]
    kept = fold(" ".join((*told.value, *told.words)))
    assert fold(UNKNOWN) in kept or told.outcome == "guessed"
    assert told.outcome != "understood" or fold(UNKNOWN) in fold(" ".join(told.value))


@given(choices=st.data())
def test_an_entry_that_nobody_knows_is_kept_among_those_that_are_known(choices: st.DataObject) -> None:
    language = choices.draw(st.sampled_from(LANGUAGES))
    filled = cells(choices.draw(st.sampled_from(FACTS)), 2019, language)
    column = choices.draw(st.sampled_from(("origins", "participant_types")))
    place = REPORTED_FIELDS.index(column)
    filled[place] = choices.draw(st.sampled_from((f"{UNKNOWN}; {filled[place]}", f"{filled[place]}; {UNKNOWN}")))
    told = outcomes(tuple(filled), language)[column]
    assert (told.outcome, told.words) == ("kept-as-text", (UNKNOWN,))
