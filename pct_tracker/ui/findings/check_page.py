"""What a year needs before it is published: what blocks, what is worth a look, what is accepted, and what was claimed."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.finding import Fix
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.checks.accepting import Judged
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.buttons import ChangeButton
from pct_tracker.ui.common.theme import SPACE, scaled_font
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.findings.check_filter import CheckFilter
from pct_tracker.ui.findings.check_foot import CheckFoot
from pct_tracker.ui.findings.check_lines import PARTS, count_open, in_part, judged_lines, narrowed
from pct_tracker.ui.findings.check_model import ACCEPTED, CheckModel
from pct_tracker.ui.findings.check_steps import CheckSteps
from pct_tracker.ui.findings.check_table import CheckTable
from pct_tracker.ui.findings.check_words import CheckWords
from pct_tracker.ui.findings.claims_view import ClaimsView
from pct_tracker.ui.findings.empty_parts import make_empty_parts
from pct_tracker.ui.findings.rules_dialog import RulesDialog

_MANY = 3_000
"""Activities beyond which the findings of all years are worked out only when they are looked at."""

_TOO_MANY = 20_000
"""Activities beyond which the findings of all years together are not worked out: it would take minutes and all memory."""

_CLAIMS = "claims"

_Seen = tuple[Counter[str], list[Judged] | None]
"""How many open findings there are of each kind, and the lines where they are wanted."""


class CheckPage(QWidget):
    """The findings of a year in three parts, and the published sentence.

    `opened` carries the id and field of a finding, `fix_chosen` a finding and its fix, `compared` activities to show
    together, and `counted` how many open findings there are of each kind. `graded` says that rules weigh otherwise now.
    `is_in_sight` tells whether an activity stands in the form, unchanged, while this page is not seen.
    """

    opened = Signal(int, str)
    fix_chosen = Signal(object, object)
    compared = Signal(object)
    counted = Signal(object)
    graded = Signal()
    told = Signal(str)

    def __init__(self, workspace: Workspace, actions: Actions, language: str, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._counts: Counter[str] = Counter()
        self._lines: list[Judged] = []
        # The lines hold every activity of a year with a finding: until somebody looks for one, they are only counted.
        self._wants_lines = False
        self._steps_to_take = 0
        self._false_claims = 0
        self._shown_year: tuple[int | None] | tuple[()] = ()
        self._is_new_year = True
        self._is_postponed = False
        self.is_in_sight: Callable[[int], bool] = lambda _id: False
        vocabulary = workspace.tracker.reference.vocabulary
        self.model = CheckModel(workspace.wording, vocabulary, language)
        self.accepted_model = CheckModel(workspace.wording, vocabulary, language, ACCEPTED)
        self.table = CheckTable(self.model, self.tr("Findings"))
        self.accepted_table = CheckTable(self.accepted_model, self.tr("Accepted findings"))
        self.words = CheckWords()
        self.steps = CheckSteps(workspace, language, self)
        self.headline = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.rules = ChangeButton(workspace, self.tr("Rules…"), tip=actions["rules"].toolTip())
        self.parts = ChoiceStrip([Choice(part, part) for part in (*PARTS, _CLAIMS)])
        self.parts.setAccessibleName(self.tr("Part of the page"))
        self.parts.choose(PARTS[0])
        self.filter = CheckFilter()
        self.claims = ClaimsView(workspace, settings)
        self.foot = CheckFoot(workspace, actions)
        self.empty = make_empty_parts(actions)
        self.rules_dialog: RulesDialog | None = None
        self._lay_out()
        self._connect()

    @property
    def part(self) -> str:
        """The part that is shown: one of PARTS, or "claims"."""
        return self.parts.code() or PARTS[0]

    def follow_year(self, year: int | None) -> None:
        """Shows the findings of a reporting year, or of all, if it does not yet."""
        if (year,) != self._shown_year:
            self._is_new_year = True
            self.show_year(year)

    def show_year(self, year: int | None) -> None:
        """Works out and shows the findings of a reporting year, or of all.

        Those of many years are worked out only when somebody looks at this page.
        """
        self._shown_year = (year,)
        is_seen, wants_lines = self.isVisible(), self._wants_lines

        def look(tracker: Tracker) -> _Seen | None:
            ids = tracker.ids(ActivityQuery(year=year))
            if year is None and len(ids) > (_TOO_MANY if is_seen else _MANY):
                return None
            findings = tracker.findings(year)
            found = [id_ for id_ in ids if id_ in findings]
            lines = judged_lines(tracker.activities_by_id(found), findings) if wants_lines else None
            return count_open(one for id_ in found for one in findings[id_]), lines

        self._workspace.ponder(look, self._take, "check")
        self.claims.follow(year)

    def show_part(self, part: str) -> None:
        """Turns to a part."""
        self.parts.choose(part)
        self._show()

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self.steps.language = language
        for model in (self.model, self.accepted_model):
            model.set_language(language)
        self._show()

    def take_focus(self) -> None:
        """Puts the focus into what is shown."""
        if self.part == _CLAIMS:
            self.claims.take_focus()
        else:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Opens the next or the previous open finding: from what blocks on to what is to look at, and around."""
        if not self._wants_lines:
            self._steps_to_take = by
            self._ask_for_lines()
            return
        places = [(part, row) for part in ("blocking", "look") for row in range(len(self._wanted_lines(part)))]
        here = (self.part, self.table.currentIndex().row())
        if places:
            place = (places.index(here) + by) % len(places) if here in places else 0 if by > 0 else -1
            part, row = places[place]
            if part != self.part:
                self.show_part(part)
            self.table.go_to(row)
            self._open_current()

    def fix(self) -> None:
        """Makes the first correction of the chosen finding, or shows what those of several would change."""
        chosen = self._chosen_in_sight()
        if len(chosen) == 1 and chosen[0].finding.fixes:
            self._fix_one(chosen[0], chosen[0].finding.fixes[0])
        else:
            self.steps.fix(chosen)

    def accept(self) -> None:
        """Asks for the reason why the chosen findings are right as they are."""
        self.steps.accept(self._chosen_in_sight())

    def show_rules(self) -> None:
        """Shows how heavily each rule weighs."""
        self.rules_dialog = dialog = RulesDialog(self._workspace, self.window())
        dialog.graded.connect(self.graded)
        dialog.show_on(self.window())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_postponed or not self._wants_lines:
            self._ask_for_lines()

    # Inner: what is shown

    @property
    def _table(self) -> CheckTable:
        return self.accepted_table if self.part == "accepted" else self.table

    def _ask_for_lines(self) -> None:
        self._wants_lines = True
        if self._shown_year:
            self.show_year(self._shown_year[0])

    def _take(self, seen: _Seen | None) -> None:
        self._is_postponed = seen is None
        self._counts, lines = seen or (Counter(), None)
        self._lines = lines or []
        counts = self._counts
        self.filter.show_kinds(self.words.kinds(counts))
        if self._is_new_year and self.part in ("blocking", "look"):
            self.parts.choose("blocking" if counts["error"] else "look")
        self._is_new_year = False
        self._show_counts()
        if lines is not None or self._is_postponed:
            self._show()
        self.counted.emit(counts)
        by, self._steps_to_take = self._steps_to_take, 0
        if by and lines is not None:
            self.step(by)

    def _show_counts(self) -> None:
        counts, (year,) = self._counts, self._shown_year or (None,)
        self.headline.setText("" if self._is_postponed else self.words.headline(year, counts, self._false_claims))
        for part, told in self.words.parts(counts, self._false_claims).items():
            self.parts.button(part).set_words(told)

    def _take_claims(self, false_claims: int) -> None:
        self._false_claims = false_claims
        self._show_counts()

    def _wanted_lines(self, part: str) -> list[Judged]:
        wanted = self.filter.wanted(part)
        return narrowed(in_part(self._lines, wanted), wanted)

    def _show(self) -> None:
        part, table = self.part, self._table
        self.filter.setVisible(part != _CLAIMS)
        if part == _CLAIMS:
            self._stack.setCurrentWidget(self.claims)
            self.foot.show_lines((), None)
            return
        offered = in_part(self._lines, self.filter.wanted(part))
        self.filter.offer(part, offered, self._workspace.wording.rule_name, self.model.field_name)
        row, lines = table.currentIndex().row(), self._wanted_lines(part)
        (self.accepted_model if part == "accepted" else self.model).show_rows(lines)
        empty = self.empty["many" if self._is_postponed else part]
        self._stack.setCurrentWidget(table if lines else empty)
        if lines:
            table.go_to(min(max(row, 0), len(lines) - 1))
        self._show_foot()

    def _show_foot(self) -> None:
        self.foot.show_lines(self._table.chosen(), self._table.line())

    def _chosen_in_sight(self) -> list[Judged]:
        """The chosen open findings; says so where there are none that can be seen."""
        line = self._table.line()
        is_seen = self.isVisible() or (line is not None and self.is_in_sight(line.activity.id))
        chosen = self._table.chosen() if self.isVisible() else [line] if line is not None and is_seen else []
        found = [one for one in chosen if one.finding.is_open] if self.part != _CLAIMS else []
        if not found:
            self.told.emit(self.tr("Choose a finding on the Check page first."))
        return found

    def _fix_one(self, line: Judged, fix: Fix) -> None:
        if self.steps.can_act([line]):
            self.fix_chosen.emit(line.finding, fix)

    def _open_current(self) -> None:
        line = self._table.line()
        if line is not None:
            self.opened.emit(line.activity.id, line.finding.field)

    # Inner: layout

    def _connect(self) -> None:
        self.parts.chosen.connect(lambda _part: self._show())
        self.filter.changed.connect(self._show)
        self.claims.counted.connect(self._take_claims)
        self.steps.told.connect(self.told)
        self.foot.fix_chosen.connect(self._fix_one)
        self.foot.fix_asked.connect(self.steps.fix)
        self.foot.accept_asked.connect(self.steps.accept)
        self.foot.withdraw_asked.connect(self.steps.withdraw)
        self.foot.compared.connect(self.compared)
        self.foot.open_asked.connect(self._open_current)
        self.rules.clicked.connect(lambda _checked=False: self.show_rules())
        for table in (self.table, self.accepted_table):
            table.opened.connect(self._open_current)
            table.selectionModel().selectionChanged.connect(lambda _now, _before: self._show_foot())

    def _lay_out(self) -> None:
        self.headline.setFont(scaled_font(self.headline.font(), 1.1, bold=True))
        self._stack = QStackedWidget()
        for widget in (self.table, self.accepted_table, *self.empty.values(), self.claims):
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.headline, 1)
        head.addWidget(self.rules)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self.parts)
        column.addWidget(self.filter)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
