"""A log that a team shares: changes of others come by themselves, a lost connection loses nothing, a password is asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication
from servers import Way, address_of, database_of

from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.errors import UserError
from pct_tracker.services.keeping.sharing import ServerPlace, give_role, make_roles
from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.reports.publishing import publish
from pct_tracker.services.reports.run import export_report
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.dialects import postgresql
from pct_tracker.store.server import address, listening
from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.shell.server_dialog import ServerDialog
from pct_tracker.ui.shell.start import Starter
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long before trying again."""
    monkeypatch.setattr(postgresql, "_WAITS", (0.0, 0.01))
    monkeypatch.setattr(listening, "_WAIT", 0.05)


def somebody_changes(log: str, activity_id: int, **values: object) -> None:
    tracker = Tracker.open(log)
    (seen,) = tracker.activities_by_id([activity_id])
    revision = Revision(seen.id, seen.version, seen.with_fields(**values))
    tracker.do(Edit(Step("change", {"title": "…"}), revised=(revision,)))
    tracker.close()


def row_text(hands: Hands) -> str:
    """What the register shows of its first row."""
    model = hands.window.activities.model
    return " ".join(str(model.index(0, column).data() or "") for column in range(model.columnCount()))


def test_a_change_of_somebody_else_appears_by_itself(open_window: Open, team_log: str) -> None:
    hands = open_window(tracker=Tracker.open(team_log))
    assert "4321" not in row_text(hands)
    hands.until(lambda: hands.window.others.is_hearing)
    somebody_changes(team_log, 1, participants=4321)
    hands.until(lambda: "4321" in row_text(hands) or "4,321" in row_text(hands))


def test_what_is_being_typed_stays_when_others_change_the_log(open_window: Open, team_log: str) -> None:
    hands = open_window(tracker=Tracker.open(team_log))
    hands.until(lambda: hands.window.others.is_hearing)
    hands.edit(2, "2024-09")
    somebody_changes(team_log, 1, participants=4321)
    hands.until(lambda: "4,321" in row_text(hands) or "4321" in row_text(hands))
    assert hands.window.activities.form.fields.month.text() == "2024-09"
    hands.control(Key.Key_S)
    hands.until(lambda: not hands.window.activities.form.is_changed())
    assert hands.window.workspace.tracker.activity(2).month == "2024-09"


def test_a_lost_connection_is_said_and_what_is_typed_is_kept_and_can_be_stored_later(
    open_window: Open, team_log: str, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = open_window(tracker=Tracker.open(address_of(database_of(team_log), port=way.port)))
    hands.until(lambda: hands.window.others.is_hearing)
    said: list[str] = []
    say = hands.window.notice.say
    monkeypatch.setattr(hands.window.notice, "say", lambda text, *steps, **how: (said.append(text), say(text, *steps, **how)))
    hands.edit(2, "2024-09")
    way.is_blocked = True
    way.cut()
    hands.until(lambda: hands.window.others.is_lost)
    # A question that was on its way may have said meanwhile that it was not answered.
    assert any("is lost" in text for text in said)
    assert "(not connected)" in hands.window.windowTitle()
    hands.control(Key.Key_S)
    hands.until(lambda: "does not answer" in hands.window.notice.label.text())
    form = hands.window.activities.form
    assert (form.fields.month.text(), form.is_changed()) == ("2024-09", True)
    hands.window.activities.keep_draft_now()
    hands.settle()
    assert [one.draft.month for one in hands.window.workspace.tracker.drafts()] == ["2024-09"]
    way.is_blocked = False
    hands.until(lambda: not hands.window.others.is_lost)
    hands.until(lambda: "again" in hands.window.notice.label.text())
    assert "(not connected)" not in hands.window.windowTitle()
    form.focus_first()
    hands.control(Key.Key_S)
    hands.until(lambda: not form.is_changed())
    tracker = hands.window.workspace.tracker
    assert tracker.activity(2).month == "2024-09"
    assert tracker.drafts() == []


def test_what_was_typed_is_offered_again_after_a_crash(open_window: Open, team_log: str) -> None:
    hands = open_window(tracker=Tracker.open(team_log))
    hands.edit(2, "2024-09")
    hands.window.activities.keep_draft_now()
    hands.settle()
    again = open_window(tracker=Tracker.open(team_log))
    again.window.activities.open_activity(2)
    again.until(lambda: again.window.activities.form.fields.month.text() == "2024-09")
    other = Tracker.open(address_of(database_of(team_log)))
    assert other.activity(2).month == "2024-02"
    other.close()


def test_a_reader_is_told_and_nothing_is_offered_that_the_server_would_refuse(
    open_window: Open, team_log: str, person: str
) -> None:
    make_roles(team_log)
    give_role(team_log, "reader", person)
    hands = open_window(tracker=Tracker.open(address_of(database_of(team_log), user=person)))
    hands.until(lambda: "change nothing" in hands.window.notice.label.text())
    assert "(to read only)" in hands.window.windowTitle()
    assert not hands.window.actions_["save"].isEnabled()
    assert not hands.window.activities.form.fields.month.isEnabled()
    hands.window.pages.show("history")
    hands.settle()
    assert not hands.window.history.steps.undo.isVisible()
    hands.window.history.steps.undo_down_to_here()
    hands.until(lambda: "Your role" in hands.window.notice.label.text())


def test_a_reader_exports_the_whole_report_and_the_server_keeps_nothing_of_it(team_log: str, person: str, tmp_path: Path) -> None:
    make_roles(team_log)
    give_role(team_log, "reader", person)
    tracker = Tracker.open(address_of(database_of(team_log), user=person))
    result = export_report(tracker, 2024, ReportChoices(languages=("en",), formats=("csv",)), tmp_path)
    assert (result.is_proven, result.is_kept, tracker.store.export_records()) == (True, False, [])
    with pytest.raises(UserError, match=r"^server\."):
        publish(tracker, 2024, ReportChoices(languages=("en",), formats=("csv",)), tmp_path / "published")
    tracker.close()


def test_a_log_on_a_server_is_opened_by_its_parts(open_window: Open, sample_file: Path, team_log: str) -> None:
    hands = open_window(sample_file.name)
    opened: list[str] = []
    hands.window.files.opened.connect(opened.append)
    hands.window.actions_["open-server"].trigger()
    dialog = hands.window.files.server
    assert dialog is not None
    hands.until(dialog.server.hasFocus)
    wanted = ServerPlace.of(team_log)
    hands.press(Key.Key_Return)
    hands.until(lambda: "which server" in dialog.note.text())
    for field, text in ((dialog.server, wanted.server), (dialog.port, str(wanted.port)), (dialog.database, wanted.database)):
        field.setFocus()
        hands.control(Key.Key_A)
        hands.type(text)
    dialog.name.setFocus()
    hands.type(wanted.name)
    hands.press(Key.Key_Return)
    hands.until(lambda: opened == [team_log])


def test_a_password_that_is_missing_is_asked_for_and_never_part_of_the_address(
    qapp: QApplication, theme: Theme, tmp_path: Path, team_log: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(address.PASSWORD_VARIABLE)
    monkeypatch.setattr(address, "_typed", {})
    monkeypatch.setattr(address, "_keyring", lambda: None)
    asked: list[str] = []

    def type_password() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ServerDialog)
        asked.append(dialog.note.text())
        dialog.password.setText("wrong" if len(asked) == 1 else "loopback")
        if len(asked) == 1:
            QTimer.singleShot(0, type_password)
        dialog.do.click()

    QTimer.singleShot(0, type_password)
    starter = Starter(theme, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    assert starter.open(team_log)
    assert [("asks for a password" in asked[0]), ("did not let you in" in asked[1])] == [True, True]
    window = starter.window
    assert window is not None
    assert window.workspace.tracker.store.location == team_log
    assert "loopback" not in window.workspace.tracker.store.location
    window.close()
    window.deleteLater()
