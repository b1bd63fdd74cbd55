"""`copy`, `roles` and `password`: a log that a team shares, from the command line."""

import getpass
import io
import sys
from pathlib import Path

import pytest

from pct_tracker.store.server.address import Address
from tests.cli.conftest import Command


def test_a_log_goes_to_a_server_and_back(pct: Command, sample_file: Path, server_log: str, tmp_path: Path) -> None:
    before = pct("--store", sample_file, "list", "--json").json
    told = pct("copy", sample_file, server_log)
    assert (told.status, told.out.splitlines()[0]) == (0, "64 activities and 1 step of work were copied (1893 rows).")
    assert pct("--store", server_log, "list", "--json").json == before
    assert pct("--store", server_log, "totals", "--year", "2024", "--json").json["participants"] == 6465
    assert pct("copy", server_log, tmp_path / "back.db").status == 0
    assert pct("--store", tmp_path / "back.db", "list", "--json").json == before


def test_a_copy_that_cannot_be_made_says_why_and_leaves_nothing(pct: Command, sample_file: Path, tmp_path: Path) -> None:
    there = set(tmp_path.glob("*.db"))
    assert "There is no log" in pct("copy", tmp_path / "none.db", tmp_path / "new.db").err
    assert "same log" in pct("copy", sample_file, sample_file).err
    assert pct("copy", sample_file, "postgresql://anna:secret@127.0.0.1:1/team").refused_plainly
    letter = tmp_path / "letter.db"
    letter.write_text("Dear colleague, " * 500)
    assert pct("copy", letter, tmp_path / "new.db").refused_plainly
    assert [one for one in sorted(tmp_path.iterdir()) if one.suffix == ".db"] == [
        *[o for o in there if o.suffix == ".db"],
        letter,
    ]


def test_a_copy_over_a_log_is_refused_and_it_stays(pct: Command, sample_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    pct("--store", other, "sample")
    assert "holds a log already" in pct("copy", sample_file, other).err
    assert len(pct("--store", other, "list", "--json").json) == 64


def test_roles_are_made_given_and_told(pct: Command, team_log: str, person: str) -> None:
    assert "nobody yet" in pct("--store", team_log, "roles").out
    told = pct("--store", team_log, "roles", "--give", "editor", person, "--json").json
    assert told == {"own": "publisher", "members": {"reader": [], "editor": [person], "publisher": []}}
    assert "no role owner" in pct("--store", team_log, "roles", "--give", "owner", person).err
    assert "nobody called" in pct("--store", team_log, "roles", "--give", "editor", "somebody unknown").err


def test_a_file_has_no_roles(pct: Command, sample_file: Path) -> None:
    assert "roles are kept by a server" in pct("--store", sample_file, "roles").err


def test_a_password_is_read_and_given_to_the_keyring(pct: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[tuple[str, str]] = []
    monkeypatch.setattr(Address, "keep_password", lambda self, password: kept.append((self.text, password)))
    monkeypatch.setattr(Address, "forget_password", lambda _self: bool(kept))
    monkeypatch.setattr(sys, "stdin", io.StringIO("secret\n"))
    place = "postgresql://anna@server/team"
    told = pct("--store", place, "password")
    assert (told.status, "secret" in told.out) == (0, False)
    assert kept == [(place, "secret")]
    assert "forgotten" in pct("--store", place, "password", "--forget").out


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stdin", [io.StringIO(""), io.StringIO("\n"), _Terminal()])
def test_no_password_is_kept_where_none_is_given(pct: Command, monkeypatch: pytest.MonkeyPatch, stdin: io.StringIO) -> None:
    def end_input(_prompt: str) -> str:
        raise EOFError

    kept: list[str] = []
    monkeypatch.setattr(Address, "keep_password", lambda _self, password: kept.append(password))
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(getpass, "getpass", end_input)
    told = pct("--store", "postgresql://anna@server/team", "password")
    assert (told.status, kept) == (2, [])
    assert "No password was given" in told.err


def test_help_does_not_show_the_password_of_the_usual_log(pct: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PCT_TRACKER_STORE", "postgresql://anna:secret@server/team")
    assert "secret" not in pct("--help").out


def test_the_sample_on_a_server_is_told_by_its_name(pct: Command, server_log: str) -> None:
    told = pct("--store", server_log, "sample")
    assert told.out.startswith("64 sample activities of 2024 are in log_")
    assert "://" not in told.out
