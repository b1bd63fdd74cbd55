"""A year is judged month by month as it is as a whole, although no month is held until the next."""

from itertools import groupby
from operator import attrgetter
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from pct_tracker.domain.activity import CoOrganizer, Doubt
from pct_tracker.reference.loader import load_reference
from pct_tracker.rules import engine
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_all, check_parts
from pct_tracker.services.imports.run import read_sample
from tests.builders import make_activity, rules_of, texts

_CONTEXT = RuleContext(load_reference())
_TITLES = ("Women inventors – session one", "Women inventors – session two", "Women inventors: a talk", "National Seminar")
_BODIES = (texts("Institute of Patents and Marks"), texts("Institut of Patents and Marks"), texts("Office of Patents"))
_DOUBT = Doubt("participants.unreadable", "participants", "some")


def _whole(activities):
    """The findings on each, with nothing left out of what is held against each other."""
    with patch.object(engine, "_what_is_compared", lambda draft: draft):
        return check_all(activities, _CONTEXT)


def _months(activities):
    return (list(some) for _, some in groupby(activities, attrgetter("month")))


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "month": st.sampled_from((None, "2024-01", "2024-02")),
                "type": st.sampled_from(("pct-seminar", "pct-webinar")),
                "title": st.sampled_from(_TITLES).map(texts),
                "co_organizers": st.sampled_from(_BODIES).map(lambda name: (CoOrganizer(name),)) | st.just(()),
                "doubts": st.sampled_from(((), (_DOUBT,))),
            }
        ),
        max_size=12,
    )
)
@example(
    [
        {"month": "2024-01", "title": texts(_TITLES[at % 2]), "co_organizers": (CoOrganizer(_BODIES[0]),) * (at > 0)}
        for at in range(6)
    ]
)
def test_months_one_by_one_give_the_findings_of_the_whole_year(drawn):
    activities = [make_activity(at, **values) for at, values in enumerate(drawn, 1)]
    activities.sort(key=lambda one: one.month or "9")
    assert check_parts(_months(activities), _CONTEXT) == _whole(activities)


def test_the_sample_is_judged_month_by_month_as_it_is_as_a_whole():
    activities = [
        make_activity(at, **{name: getattr(draft, name) for name in draft.__slots__}) for at, draft in enumerate(read_sample(), 1)
    ]
    activities.sort(key=lambda one: one.month)
    found = check_parts(_months(activities), _CONTEXT)
    assert found == _whole(activities)
    told = {rule for some in found for rule in rules_of(some)}
    assert {"activity.repeated", "co-organizer.unlike-its-series", "activity.unlike-its-series"} <= told
