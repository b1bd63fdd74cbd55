"""The register as a model: ids from outside, rows by the page."""

from collections.abc import Sequence

import pytest
from builders import make_activity, texts
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from pct_tracker.domain.activity import Activity, CoOrganizer, Origin, Venue
from pct_tracker.domain.codes import Severity, Status, VenueKind
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.register.register_model import COLUMNS, PAGE, Drawn, Line, RegisterModel

COLUMN = {column.key: number for number, column in enumerate(COLUMNS)}


class Log:
    """Hands out activities and counts how often it is asked."""

    def __init__(self, **values: object) -> None:
        self.values = values
        self.gone: set[int] = set()
        self.asked: list[list[int]] = []

    def fetch(self, ids: Sequence[int]) -> list[Activity]:
        self.asked.append(list(ids))
        return [make_activity(id_, **self.values) for id_ in ids if id_ not in self.gone]


def model_of(reference: Reference, log: Log, count: int, language: str = "en") -> RegisterModel:
    model = RegisterModel(reference, log.fetch, language)
    model.set_ids(list(range(1, count + 1)))
    return model


def cell(model: RegisterModel, key: str, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return model.index(0, COLUMN[key]).data(role)


def line(model: RegisterModel) -> Line:
    model.activity_at(0)
    found = model.line(0)
    assert found is not None
    return found


def drawn(model: RegisterModel, key: str) -> Drawn:
    return model.drawn(line(model), COLUMN[key])


@pytest.mark.parametrize("count", [0, 1, 3 * PAGE])
def test_the_model_keeps_the_rules_of_qt(reference: Reference, qtmodeltester: ModelTester, count: int) -> None:
    model = model_of(reference, Log(), count)
    qtmodeltester.check(model)
    model.set_ids([7, 3, 5])
    qtmodeltester.check(model)
    model.set_ids([7, 3, 5], changed=[3])
    model.set_findings({3: (Finding("type.missing", Severity.ERROR, "type", 3),)}, [3])
    model.set_edited(frozenset({7}))
    model.set_language("ar")
    model.set_ids([])
    qtmodeltester.check(model)


def test_scrolling_through_everything_keeps_memory_bounded(reference: Reference) -> None:
    model = model_of(reference, Log(), 10_000)
    for row in range(0, 10_000, PAGE // 2):
        assert model.activity_at(row) is not None
    assert len(model.fetched()) < 3_000


def test_a_page_is_fetched_once_while_it_is_looked_at(reference: Reference) -> None:
    log = Log()
    model = model_of(reference, log, PAGE + 1)
    for _ in range(3):
        for row in range(PAGE):
            model.index(row, COLUMN["title"]).data()
    assert log.asked == [list(range(1, PAGE + 1))]


def test_only_the_page_of_a_changed_activity_is_fetched_again(reference: Reference) -> None:
    log = Log()
    model = model_of(reference, log, 2 * PAGE)
    model.activity_at(0), model.activity_at(PAGE)
    log.asked.clear()
    model.set_ids(list(range(1, 2 * PAGE + 1)), changed=[2])
    model.activity_at(0), model.activity_at(PAGE)
    assert [asked[0] for asked in log.asked] == [1]


def test_an_activity_that_is_gone_from_the_log_leaves_an_empty_row(reference: Reference) -> None:
    log = Log()
    log.gone = {1}
    model = model_of(reference, log, 2)
    assert (cell(model, "title"), model.activity_at(0)) == (None, None)
    assert model.index(1, COLUMN["title"]).data() == "Seminar on the Patent Cooperation Treaty"


def test_the_tool_tip_has_what_the_cell_has_no_room_for(reference: Reference) -> None:
    origins = (Origin("KE"), Origin("EP"), Origin(text="some others"))
    model = model_of(reference, Log(origins=origins, contents=("A", "C")), 1)
    tip = Qt.ItemDataRole.ToolTipRole
    assert cell(model, "origins") == "2"
    assert str(cell(model, "origins", tip)).startswith("Kenya, European Patent Office")
    assert str(cell(model, "contents", tip)).splitlines()[1].startswith("C  ")
    assert cell(model, "month", tip) is None


@pytest.mark.parametrize(
    ("values", "key", "shown"),
    [
        ({"status": Status.PLANNED}, "type", "PCT Seminar – planned"),
        ({"type": None}, "type", "—"),
        ({"month": None}, "month", "—"),
        ({"participants": 6465}, "participants", "6,465"),
        ({"participants": None}, "participants", ""),
        ({"origins": ()}, "origins", "—"),
        ({"origins": (Origin("KE"),)}, "origins", "KE"),
        ({"origins": (), "origin_note": texts("Some countries")}, "origins", "…"),
        ({"venue": Venue(VenueKind.ONLINE)}, "venue", "Online"),
        ({"venue": Venue(VenueKind.UNKNOWN, None, "at sea")}, "venue", "at sea"),
        ({"co_organizers": (CoOrganizer(texts("KIPO"), "KR"),)}, "title", "Seminar on the Patent Cooperation Treaty"),
    ],
)
def test_a_cell_says(reference: Reference, values: dict[str, object], key: str, shown: str) -> None:
    assert cell(model_of(reference, Log(**values), 1), key) == shown


def test_what_is_not_saved_shows_before_what_is_not_right(reference: Reference) -> None:
    model = model_of(reference, Log(), 1)
    hint = Finding("activity.repeated", Severity.HINT, "", 1)
    model.set_findings({1: (hint, Finding("type.missing", Severity.ERROR, "type", 1))}, [1])
    assert cell(model, "finding") == "●"
    assert "error" in str(cell(model, "finding", Qt.ItemDataRole.AccessibleTextRole))
    model.set_edited(frozenset({1}))
    assert cell(model, "finding") == "✎"


def test_a_missing_translation_alone_does_not_mark_a_row(reference: Reference) -> None:
    model = model_of(reference, Log(), 1)
    model.set_findings({1: (Finding("title.missing-translation", Severity.HINT, "title", 1),)}, [1])
    assert cell(model, "finding") == ""


def test_a_text_runs_in_the_direction_of_the_language_it_is_in(reference: Reference) -> None:
    model = model_of(reference, Log(title=Texts({"en": "Seminar"})), 1, language="ar")
    assert drawn(model, "type").direction == Qt.LayoutDirection.RightToLeft
    assert drawn(model, "title").direction == Qt.LayoutDirection.LeftToRight
    assert drawn(model, "month").direction is None


def test_after_rows_that_go_comes_the_one_that_moves_up_or_else_the_one_above(reference: Reference) -> None:
    model = model_of(reference, Log(), 4)
    assert model.neighbour_of([2, 3], 2) == 4
    assert model.neighbour_of([3, 4], 4) == 2
    assert model.neighbour_of([1, 2, 3, 4], 1) is None
    assert model.neighbour_of([1], 9) is None


class TestReadingAhead:
    """Pages beside the one that was scrolled to are read meanwhile."""

    def test_nothing_is_read_ahead_before_somebody_scrolls(self, reference: Reference) -> None:
        model, entered = model_of(reference, Log(), 5 * PAGE), []
        model.page_entered.connect(entered.append)
        model.activity_at(0)
        model.activity_at(PAGE - 1)
        assert entered == []
        model.activity_at(2 * PAGE)
        assert entered == [2]
        model.set_ids(list(range(2, PAGE)))
        model.activity_at(0)
        assert entered == [2]

    def test_a_page_that_was_read_ahead_is_not_asked_for_again(self, reference: Reference) -> None:
        log = Log()
        model = model_of(reference, log, 5 * PAGE)
        model.activity_at(2 * PAGE)
        beside = model.pages_beside(2)
        assert [(number, model.page_ids(number)[0]) for number in beside] == [(3, 3 * PAGE + 1), (1, PAGE + 1)]
        for number in beside:
            ids = model.page_ids(number)
            model.take_page(number, ids, [make_activity(id_) for id_ in ids])
        asked = len(log.asked)
        assert model.activity_at(3 * PAGE) is not None
        assert model.activity_at(PAGE) is not None
        assert len(log.asked) == asked
        assert model.pages_beside(2) == []

    def test_drawing_waits_for_no_page_but_shows_it_when_it_is_read(self, reference: Reference) -> None:
        log = Log()
        model = model_of(reference, log, 3 * PAGE)
        wanted: list[int] = []
        drawn_again: list[int] = []
        model.page_wanted.connect(wanted.append)
        model.dataChanged.connect(lambda first, _last: drawn_again.append(first.row()))
        assert [model.line(row) for row in (PAGE, PAGE + 1)] == [None, None]
        assert (wanted, log.asked, model.is_behind) == ([1], [], True)
        ids = model.page_ids(1)
        model.take_page(1, ids, [make_activity(id_) for id_ in ids])
        assert (drawn_again, model.is_behind) == ([PAGE], False)
        shown = model.line(PAGE)
        assert shown is not None
        assert shown.activity.id == PAGE + 1

    def test_what_was_changed_is_read_at_once_so_that_its_line_is_never_empty(self, reference: Reference) -> None:
        log = Log()
        model = model_of(reference, log, PAGE)
        model.activity_at(0)
        model.forget([3])
        assert model.line(2) is not None
        model.forget_all()
        assert model.line(2) is not None
        assert len(log.asked) == 3

    def test_pages_read_with_the_ids_need_no_asking(self, reference: Reference) -> None:
        log = Log()
        model = RegisterModel(reference, log.fetch, "en")
        model.set_ids([5, 6], pages={0: [make_activity(5), make_activity(6)]})
        assert [shown.activity.id for row in (0, 1) if (shown := model.line(row))] == [5, 6]
        assert log.asked == []

    def test_a_page_that_holds_something_else_by_now_is_not_taken(self, reference: Reference) -> None:
        model = model_of(reference, Log(), 3 * PAGE)
        (number,) = model.pages_beside(0)
        ids = model.page_ids(number)
        model.set_ids(list(range(1_000, 1_000 + 3 * PAGE)))
        model.take_page(number, ids, [make_activity(id_) for id_ in ids])
        found = model.activity_at(PAGE)
        assert found is not None
        assert found.id == 1_000 + PAGE


def test_rows_that_come_below_those_in_view_move_nothing(reference: Reference, qtmodeltester: ModelTester) -> None:
    log = Log()
    model = model_of(reference, log, PAGE + 3)
    resets, inserted = [], []
    model.modelReset.connect(lambda: resets.append(True))
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    last = model.index(PAGE + 2, 0)
    assert model.activity_at(PAGE + 2) is not None
    model.set_ids(list(range(1, 3 * PAGE + 1)))
    assert (resets, inserted) == ([], [(PAGE + 3, 3 * PAGE - 1)])
    assert model.index(PAGE + 2, 0) == last
    found = model.activity_at(PAGE + 10)
    assert found is not None
    assert found.id == PAGE + 11
    qtmodeltester.check(model)
