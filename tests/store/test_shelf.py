"""Templates and saved views: kept under their names, beside the journal."""

from builders import DRAFTS, make_draft
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.codes import Status
from pct_tracker.domain.query import CONDITION_FIELDS, SORT_COLUMNS, Condition, Operator, SavedView, SortKey
from pct_tracker.store.store import Store

CONDITIONS = st.builds(
    Condition, st.sampled_from(sorted(CONDITION_FIELDS)), st.sampled_from(Operator), st.lists(st.text()).map(tuple)
)
ON_ONE_LOG = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
"""Each example leaves nothing behind that the next one could meet."""

VIEWS = st.builds(
    SavedView,
    name=st.text(min_size=1),
    status=st.none() | st.sampled_from(Status),
    text=st.text(),
    conditions=st.lists(CONDITIONS, max_size=3).map(tuple),
    sort=st.lists(st.builds(SortKey, st.sampled_from(SORT_COLUMNS), st.booleans()), max_size=2).map(tuple),
    group=st.sampled_from(["", "type"]),
    columns=st.lists(st.text(), max_size=2).map(tuple),
)


@ON_ONE_LOG
@given(view=VIEWS)
def test_a_view_comes_back_as_it_was_kept(store: Store, view: SavedView) -> None:
    store.keep_view(view)
    assert view in store.views()
    store.drop_view(view.name)
    assert store.views() == []


@ON_ONE_LOG
@given(draft=DRAFTS)
def test_a_template_comes_back_as_it_was_kept(store: Store, draft: ActivityDraft) -> None:
    store.keep_template("often", draft)
    assert store.templates() == {"often": draft}


def test_a_name_is_given_once_and_nothing_of_it_is_in_the_journal(store: Store) -> None:
    for number in (1, 2):
        store.keep_template("often", make_draft(participants=number))
        store.keep_view(SavedView("mine", text=str(number)))
    assert [one.participants for one in store.templates().values()] == [2]
    assert [view.text for view in store.views()] == ["2"]
    assert store.entries() == []
    store.drop_template("often")
    assert store.templates() == {}
