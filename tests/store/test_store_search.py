"""Searching, sorting and filtering in the database give what plain Python gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import DRAFTS, ONLINE, adding, changing, make_draft, texts
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer, Origin, Venue
from pct_tracker.domain.codes import Review, Status, VenueKind
from pct_tracker.domain.folding import fold
from pct_tracker.domain.query import SORT_COLUMNS, ActivityQuery, SearchWord, SortKey
from pct_tracker.services.tracker import Tracker
from pct_tracker.store import search
from pct_tracker.store.activities import searchable_text
from pct_tracker.store.store import Store

TITLES = (
    "中亚、高加索和东欧国家（CACEEC）区域网络研讨会",
    "PCT体系介绍",
    "阿曼",
    "Вебинар по РСТ",
    "Séminaire « Côte d’Ivoire »",
    "100% online",
    "100 per cent online",
    "file_name",
    "filename",
    'the "PCT"',
    "O'Neill's back\\slash",
    "a*b -c OR d",
    "ＰＣＴ　ＦＵＬＬ",
    "ندوة ٢٠٢٤",
    "AB",
    "x",
    "NEAR(a b) {col} : ^caret",
)
WORDS = (
    *(
        "中",
        "亚",
        "中亚",
        "高加索",
        "（",
        "、",
        "阿曼",
        "阿",
        "曼",
        "pct",
        "рст",
        "PCT",
        "РСТ体系",
        "côte",
        "cote",
        "d'ivoire",
        "ivoire",
    ),
    *(
        "%",
        "_",
        "0%",
        "100%",
        "e_n",
        "file_name",
        '"',
        '"pct"',
        "''",
        "'",
        "o'n",
        "\\",
        "k\\s",
        "*",
        "a*b",
        "*b",
        "-",
        "-c",
        "or",
        "d",
    ),
    *(
        "full",
        "ＦＵＬＬ",
        "2024",
        "٢٠٢٤",
        "20",
        "4",
        "ab",
        "b",
        "x",
        "near(a",
        "{col}",
        ":",
        "^",
        "^caret",
        "and",
        "not",
        "zzz",
        "zz",
        "q",
    ),
)


@pytest.fixture(scope="module")
def titled_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store.open(tmp_path_factory.mktemp("search") / "log.db")
    store.apply(adding(*(make_draft(title=texts(title, "en"), type="t", participant_types=()) for title in TITLES)), "somebody")
    return store


def matching(store: Store, word: str) -> list[str]:
    """What the store finds for one word, told by the titles."""
    ids = store.find_ids(ActivityQuery(), [SearchWord(fold(word))])
    return [one.title["en"] for one in store.activities(ids)]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_any_length_is_found_wherever_it_stands_and_nowhere_else(titled_store: Store, word: str) -> None:
    activities = titled_store.activities(titled_store.find_ids(ActivityQuery()))
    expected = [one.title["en"] for one in activities if fold(word) in searchable_text(one)]
    assert matching(titled_store, word) == expected


@pytest.mark.parametrize(
    ("word", "titles"),
    [
        ("亚", [TITLES[0]]),
        ("РСТ", [TITLES[1], TITLES[3], TITLES[9], TITLES[12]]),
        ("COTE", [TITLES[4]]),
        ("%", [TITLES[5]]),
        ("_", [TITLES[7]]),
        ("e_n", [TITLES[7]]),
        ('"', [TITLES[4], TITLES[9]]),
        ("*", [TITLES[11]]),
        ("full", [TITLES[12]]),
    ],
)
def test_characters_with_a_meaning_elsewhere_mean_themselves(titled_store: Store, word: str, titles: list[str]) -> None:
    assert matching(titled_store, word) == titles


# Latin, Cyrillic, Arabic, Chinese, their punctuation and full-width forms: the engine's own tables of letters are older than
# Python's, and differ from them in rare ones.
SCRIPTS = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x400, 0x4FF), (0x60C, 0x66F)),
    *((0x4E00, 0x9FA5), (0x2010, 0x203A), (0x3000, 0x3020), (0xFF01, 0xFF5E)),
)
SEARCHED = st.text(
    st.one_of(*(st.characters(min_codepoint=first, max_codepoint=last) for first, last in SCRIPTS)), min_size=1, max_size=10
)


@settings(deadline=None, max_examples=60)
@given(st.lists(SEARCHED, min_size=1, max_size=4), st.data())
def test_any_part_of_any_title_is_found(
    searched_store: Callable[[list[str]], Store], titles: list[str], data: st.DataObject
) -> None:
    store = searched_store(titles)
    stored = store.activities(store.find_ids(ActivityQuery()))
    folded = " ".join(searchable_text(one) for one in stored)
    start = data.draw(st.integers(0, max(len(folded) - 1, 0)))
    for word in folded[start : start + data.draw(st.integers(1, 5))].split():
        found = store.find_ids(ActivityQuery(), [SearchWord(word)])
        assert found == [one.id for one in stored if word in searchable_text(one)], word


@pytest.fixture(scope="module")
def searched_store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[str]], Store]:
    """One log whose activities have these titles and no others."""
    store = Store.open(tmp_path_factory.mktemp("any") / "log.db")

    def titled(titles: list[str]) -> Store:
        if store.undo_state().undo:
            store.turn("undo", "somebody")
        drafts = [ActivityDraft(month="2024-05", title=texts(title, "en")) for title in titles]
        store.apply(adding(*drafts), "somebody")
        return store

    return titled


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"origin_note": texts("einige Länder", "fr")}, "lander"),
        ({"venue": Venue(VenueKind.STATE, "KE", "Mombasa")}, "mombasa"),
        ({"funding": "Funds-in-Trust Japan"}, "japan"),
        ({"co_organizers": (CoOrganizer(texts("海合会专利局", "zh"), "GC"),)}, "海合会"),
        ({"co_organizers": (CoOrganizer(texts("海合会专利局", "zh"), "GC"),)}, "gc"),
        ({"origins": (Origin(text="Atlantis"),)}, "atlantis"),
        ({"participant_types": ("bystanders",)}, "bystand"),
        ({"participants": 4711}, "4711"),
        ({"month": "2023-11"}, "2023-11"),
        ({"title": texts("研讨会", "zh")}, "研讨"),
    ],
)
def test_every_cell_is_searched(store: Store, fields: dict[str, Any], word: str) -> None:
    ids = store.apply(adding(make_draft(**fields), make_draft()), "somebody").added
    assert store.find_ids(ActivityQuery(), [SearchWord(word)]) == [ids[0]]


def test_the_end_of_one_cell_and_the_beginning_of_the_next_are_no_word(store: Store) -> None:
    store.apply(adding(ActivityDraft(title=texts("one", "en"), funding="two")), "somebody")
    assert store.find_ids(ActivityQuery(), [SearchWord("onetwo")]) == []


def test_every_word_of_a_search_must_be_there(store: Store) -> None:
    drafts = (make_draft(title=texts(title, "en")) for title in ("Kenya webinar", "webinar", "Kenya"))
    ids = store.apply(adding(*drafts), "somebody").added
    assert store.find_ids(ActivityQuery(), [SearchWord("webinar"), SearchWord("kenya")]) == [ids[0]]


def test_a_state_is_found_as_origin_and_as_location_by_its_code(store: Store) -> None:
    fields: tuple[dict[str, Any], ...] = ({"origins": (Origin("OM"),)}, {"venue": Venue(VenueKind.STATE, "OM")}, {})
    ids = store.apply(adding(*(make_draft(**one) for one in fields)), "somebody").added
    assert store.find_ids(ActivityQuery(), [SearchWord("阿曼国", ("OM",))]) == list(ids[:2])


def test_a_type_is_found_by_its_code(store: Store) -> None:
    ids = store.apply(adding(make_draft(type="pct-webinar"), make_draft()), "somebody").added
    assert store.find_ids(ActivityQuery(), [SearchWord("вебинар", (), ("pct-webinar",))]) == [ids[0]]


# Sorting


def sort_value(one: Activity, column: str, language: str) -> Any:
    if column == "title":
        keys = {key: fold(title)[:80] for key, title in one.title.items()}
        return keys.get(language) if language in keys else min(keys.values(), default=None)
    if column == "origins":
        return len(one.origins)
    if column == "contents":
        return ",".join(one.contents)
    if column == "venue":
        place = one.venue.code if one.venue.code is not None else one.venue.city
        return "~" if one.venue.kind is VenueKind.ONLINE else place
    if column == "review":
        return list(Review).index(one.review)
    return getattr(one, column)


def in_report_order(activities: list[Activity]) -> list[Activity]:
    return sorted(activities, key=lambda one: (one.month is None, one.month or "", one.id))


def sorted_by(activities: list[Activity], sort: tuple[SortKey, ...], language: str) -> list[int]:
    """The ids in the order that Python gives; what is missing comes last both ways."""
    ordered = (
        sorted(activities, key=lambda one: one.id) if any(key.column == "month" for key in sort) else in_report_order(activities)
    )
    for key in reversed(sort):
        values = {one.id: sort_value(one, key.column, language) for one in ordered}
        there = [one for one in ordered if values[one.id] is not None]
        there.sort(key=lambda one: values[one.id], reverse=key.descending)
        ordered = [*there, *(one for one in ordered if values[one.id] is None)]
    return [one.id for one in ordered]


@pytest.fixture(scope="module")
def varied_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One log that grows from example to example."""
    return Store.open(tmp_path_factory.mktemp("sorting") / "log.db")


@settings(deadline=None, max_examples=15)
@given(st.lists(DRAFTS, max_size=6))
@example(
    [make_draft(venue=ONLINE), make_draft(venue=Venue(VenueKind.UNKNOWN, None, "Éire"), month=None), make_draft(contents=())]
)
def test_sorting_by_each_column_both_ways_is_what_python_gives(varied_store: Store, drafts: list[ActivityDraft]) -> None:
    varied_store.apply(adding(*drafts), "somebody")
    activities = varied_store.activities(varied_store.find_ids(ActivityQuery()))
    for column in SORT_COLUMNS:
        for descending in (False, True):
            sort = (SortKey(column, descending),)
            found = varied_store.find_ids(ActivityQuery(sort=sort, language="zh"))
            assert found == sorted_by(activities, sort, "zh"), sort


def test_a_second_column_orders_what_is_equal_in_the_first(store: Store) -> None:
    drafts = [make_draft(participants=number, type=type_) for number in (3, 1, 2) for type_ in ("b", "a", None)]
    store.apply(adding(*drafts), "somebody")
    sort = (SortKey("type"), SortKey("participants", descending=True))
    expected = sorted_by(store.activities(store.find_ids(ActivityQuery())), sort, "en")
    assert store.find_ids(ActivityQuery(sort=sort)) == expected == [2, 8, 5, 1, 7, 4, 3, 9, 6]


def test_report_order_is_by_month_then_entry_with_the_undated_last(store: Store) -> None:
    months = ("2024-05", None, "2024-02", "2023-12", "2024-02")
    store.apply(adding(*(make_draft(month=month) for month in months)), "somebody")
    assert store.find_ids(ActivityQuery()) == [4, 3, 5, 1, 2]


def test_year_status_and_ids_narrow_a_query_together(store: Store) -> None:
    fields: list[dict[str, Any]] = [{}, {"year": 2023}, {"status": Status.PLANNED}, {}]
    store.apply(adding(*(make_draft(**one) for one in fields)), "somebody")
    assert store.find_ids(ActivityQuery(year=2024)) == [1, 3, 4]
    assert store.find_ids(ActivityQuery(year=2024, status=Status.HELD)) == [1, 4]
    assert store.find_ids(ActivityQuery(year=2024, status=Status.HELD, only_ids=frozenset({2, 4, 99}))) == [4]
    assert store.find_ids(ActivityQuery(only_ids=frozenset())) == []


def test_very_many_ids_narrow_a_query_as_few_do(store: Store) -> None:
    ids = store.apply(adding(*(make_draft(participants=at) for at in range(1200))), "somebody").added
    for count in (499, 500, 501, 1100):
        assert store.find_ids(ActivityQuery(only_ids=frozenset(ids[-count:]))) == list(ids[-count:])


def test_a_log_is_found_whatever_its_name(tmp_path: Path) -> None:
    for name in ("a?b.db", "a#b.db", "a%41b.db", "a b.db", "阿曼.db", "it's.db", "&mode=ro.db"):
        store = Store.open(tmp_path / name)
        store.apply(adding(make_draft()), "somebody")
        store.close()
        copy = Store.open_copy(tmp_path / name)
        assert len(copy.find_ids(ActivityQuery())) == 1
        copy.close()
        assert (tmp_path / name).is_file()


def test_a_word_that_means_a_type_follows_every_change(store: Store) -> None:
    word = SearchWord("nowhere", type_codes=("pct-seminar",))
    store.apply(adding(make_draft(type="pct-seminar"), make_draft(type="pct-project")), "somebody")
    assert store.find_ids(ActivityQuery(), [word]) == [1]
    (first,) = store.activities([1])
    store.apply(changing(first, type="pct-meeting"), "somebody")
    assert store.find_ids(ActivityQuery(), [word]) == []
    store.turn("undo", "somebody")
    assert store.find_ids(ActivityQuery(), [word]) == [1]


@pytest.mark.parametrize("word", ["webinar", "e", "pct", "kenya", "seminar regional", "zzz"])
def test_the_first_that_hold_a_word_are_those_that_the_whole_answer_begins_with(
    sample_tracker: Tracker, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setattr(search, "_LARGE", 0)
    monkeypatch.setattr(search, "_LOOKS", (8, 40))
    query = ActivityQuery(text=word)
    assert sample_tracker.first_ids(query, 5) is None, "the order is not known yet"
    sample_tracker.ids(ActivityQuery())
    first = sample_tracker.first_ids(query, 5)
    whole = sample_tracker.ids(query)
    assert first is None or (len(first) >= 5 and whole[: len(first)] == first)
    assert (first is not None) == (word not in ("kenya", "zzz"))
    assert sample_tracker.first_ids(query, 5) is None, "what is known already needs no first answer"


def test_a_change_is_in_the_first_answer_as_well(sample_tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_LARGE", 0)
    ids = sample_tracker.ids(ActivityQuery())
    assert sample_tracker.first_ids(ActivityQuery(text="pct"), 5)
    (first,) = sample_tracker.activities_by_id(ids[:1])
    sample_tracker.do(changing(first, title=texts("Gone")))
    assert sample_tracker.first_ids(ActivityQuery(text="pct"), 5) is None


@pytest.mark.parametrize("column", SORT_COLUMNS)
@pytest.mark.parametrize("descending", [False, True])
def test_a_whole_log_is_sorted_as_a_year_of_it_is(sample_tracker: Tracker, column: str, *, descending: bool) -> None:
    """All years are sorted by another way than one year: there is but one year in the sample."""
    key = SortKey(column, descending)
    assert sample_tracker.ids(ActivityQuery(sort=(key,))) == sample_tracker.ids(ActivityQuery(year=2024, sort=(key,)))


def test_the_first_are_not_told_where_the_activity_in_focus_stands_below_them(
    sample_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_LARGE", 0)
    monkeypatch.setattr(search, "_LOOKS", (8,))
    query = ActivityQuery(text="pct")
    ids = sample_tracker.ids(ActivityQuery())
    first = sample_tracker.first_ids(query, 5)
    assert first
    assert sample_tracker.first_ids(query, 5, first[1]) == first
    below = next(id_ for id_ in reversed(ids) if "pct" in searchable_text(sample_tracker.activity(id_)))
    assert sample_tracker.first_ids(query, 5, below) is None


def test_an_order_that_ends_before_there_are_enough_has_no_first_answer(
    sample_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_LARGE", 0)
    monkeypatch.setattr(search, "_LOOKS", (64, 64))
    sample_tracker.ids(ActivityQuery())
    assert sample_tracker.first_ids(ActivityQuery(text="zzz"), 3) is None
