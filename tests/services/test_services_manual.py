"""The manual: nothing that can be done or found is left out, and nothing in it is markup by accident."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from pct_tracker.cli.main import whole_parser
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reference.loader import read_json_resource
from pct_tracker.reference.reference import Reference
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.services.manual import RULE_GROUPS, write_manual
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.actions import ACTIONS

_EMPTY_TAGS = {"meta"}


class Page(HTMLParser):
    """Reads a page: its words, ids and links; what is not closed in order is a trouble."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if given.get("href") else []
        if tag not in _EMPTY_TAGS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(tmp_path: Path, language: str = "en", **given: Any) -> Page:
    return Page(write_manual(tmp_path / "manual.html", language, **given).read_text("utf-8"))


def test_every_rule_belongs_to_one_group() -> None:
    beginnings = [one for some in RULE_GROUPS.values() for one in some]
    assert len(beginnings) == len(set(beginnings))
    assert set(beginnings) == {rule.partition(".")[0] for rule in SEVERITIES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_explains_every_rule_in_the_language(tmp_path: Path, reference: Reference, language: str) -> None:
    page, words = read(tmp_path, language), Wording(reference, language)
    told = "".join(page.words)
    assert set(SEVERITIES) <= set(page.ids)
    assert all(words.rule_name(rule) in told and words.rule_explanation(rule) in told for rule in SEVERITIES)


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    page = read(tmp_path, keys=(("Save <it>", "Ctrl+S"),))
    assert [link for link in page.links if link.removeprefix("#") not in page.ids] == []
    assert "Save <it>" in page.words
    assert "keys" in page.ids


def test_it_names_every_command(tmp_path: Path) -> None:
    told = " ".join(read(tmp_path).words).replace(",", " ").split()
    [commands] = (one.choices for one in whole_parser()._actions if one.dest == "command" and one.choices)
    assert set(commands) <= set(told)


def test_every_key_that_it_names_is_one_of_an_action(tmp_path: Path) -> None:
    text = (write_manual(tmp_path / "manual.html")).read_text("utf-8")
    named = {part.partition("</kbd>")[0] for part in text.split("<kbd>")[1:]}
    known = {key for spec in ACTIONS for key in spec.keys}
    assert named
    assert named - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_of_each_threat_what_is_promised_and_what_is_not(tmp_path: Path, language: str) -> None:
    told, threats = read(tmp_path, language).words, read_json_resource("manual", "threats.json")
    assert set(threats) == set(LANGUAGES)
    cells = [*threats[language]["columns"], *(cell for row in threats[language]["rows"] for cell in row)]
    assert set(cells) <= set(told)
    assert [len(row) for row in threats[language]["rows"]] == [len(threats["en"]["columns"])] * len(threats["en"]["rows"])
    assert all(cell.endswith((".", "。")) for row in threats[language]["rows"] for cell in row[1:])
    english = {cell for row in threats["en"]["rows"] for cell in row}
    assert language == "en" or not english & set(cells)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_typography_of_the_threats_is_that_of_the_language(language: str) -> None:
    threats = read_json_resource("manual", "threats.json")[language]
    text = " ".join([threats["title"], *threats["columns"], *(cell for row in threats["rows"] for cell in row)])
    assert language != "fr" or not re.search("[^\u00a0\u202f][:;?!]", text)
    assert "'" not in text
