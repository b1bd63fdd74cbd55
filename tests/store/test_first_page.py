"""The first page by the plainest way is what the store itself says, or nothing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from builders import DRAFTS, adding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.first_page import find_first_page


def test_it_has_the_rows_of_the_newest_year_in_their_order(sample_file: Path, sample_tracker: Tracker) -> None:
    page = find_first_page(sample_file, 10)
    assert page is not None
    assert list(page.years) == sample_tracker.years()
    assert page.ids == sample_tracker.ids(ActivityQuery(year=2024))
    assert page.activities == sample_tracker.activities_by_id(page.ids[:10])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts=st.lists(DRAFTS, min_size=1, max_size=6))
def test_it_reads_activities_as_the_store_does(
    empty_store: Path, tmp_path_factory: pytest.TempPathFactory, drafts: list[ActivityDraft]
) -> None:
    file = Path(shutil.copy(empty_store, tmp_path_factory.mktemp("page") / "log.db"))
    with closing(Tracker.open(file, "somebody")) as tracker:
        tracker.do(adding(*drafts))
        page = find_first_page(file, 4)
        years = tracker.years()
        if page is None:
            assert not years
        else:
            assert page.ids == tracker.ids(ActivityQuery(year=years[0]))
            assert page.activities == tracker.activities_by_id(page.ids[:4])


def test_what_is_no_log_of_this_version_has_none(sample_file: Path, empty_store: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear colleague, " * 300)
    with closing(sqlite3.connect(sample_file)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    for file in (letter, tmp_path / "missing.db", tmp_path, empty_store, sample_file):
        assert find_first_page(file, 10) is None
    assert not (tmp_path / "missing.db").exists()
    assert letter.read_text().startswith("Dear colleague")


def test_a_file_with_a_question_mark_in_its_name_is_found(sample_file: Path, tmp_path: Path) -> None:
    odd = Path(shutil.copy(sample_file, tmp_path / "what? 100% #1.db"))
    page = find_first_page(odd, 10)
    assert page is not None
    assert len(page.ids) == 64
