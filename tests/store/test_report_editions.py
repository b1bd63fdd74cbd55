"""Words, templates and exports of the report: only ever added to."""

from datetime import date

from builders import adding, make_draft

from pct_tracker.domain.report import ReportTemplate
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.store.store import Store


class TestWords:
    """Editions of words."""

    def test_all_editions_stay_oldest_first_with_who_made_them(self, store: Store) -> None:
        store.add_wordings(
            [WordEdition("names.TR", "en", "Turkey", date(2030, 1, 1)), WordEdition("online", "fr", " À distance")], "Anna"
        )
        store.add_wordings([WordEdition("online", "fr", None)], "Jean")
        editions = store.wordings()
        assert [(one.id, one.key, one.language, one.text, one.valid_from, one.author) for one in editions] == [
            (1, "names.TR", "en", "Turkey", date(2030, 1, 1), "Anna"),
            (2, "online", "fr", " À distance", None, "Anna"),
            (3, "online", "fr", None, None, "Jean"),
        ]
        assert all(one.at for one in editions)

    def test_the_journal_notes_them_and_undo_leaves_them(self, store: Store) -> None:
        assert store.add_wordings([WordEdition("online", "fr", "À distance")], "Anna") == store.last_entry() == 1
        (entry,) = store.entries()
        assert (entry.step.code, entry.step.params, entry.state) == ("words", {"count": 1}, "note")
        assert store.undo_state().undo is None


class TestTemplates:
    """Word templates by language."""

    def test_the_newest_of_a_language_counts_and_an_empty_one_takes_it_out(self, store: Store) -> None:
        for template in (
            ReportTemplate("fr", "a.docx", b"1"),
            ReportTemplate("en", "b.docx", b"2"),
            ReportTemplate("fr", "c.docx", b"\x00"),
        ):
            store.add_report_template(template, "Anna")
        assert [(one.language, one.name, one.content) for one in store.report_templates()] == [
            ("en", "b.docx", b"2"),
            ("fr", "c.docx", b"\x00"),
        ]
        store.add_report_template(ReportTemplate("fr", "", b""), "Anna")
        assert [one.language for one in store.report_templates()] == ["en"]


class TestExportRecords:
    """What was exported."""

    def test_a_record_comes_back_as_it_was_kept(self, store: Store) -> None:
        store.apply(adding(make_draft()), "Anna")
        choices, manifest = {"languages": ["en", "zh"]}, {"files": [{"file": "附件.docx", "sha256": "0"}]}
        kept = store.add_export_record(
            year=2024, entry_id=1, wording_id=0, choices=choices, manifest=manifest, author="Anna", freezes="year"
        )
        assert (kept.id, kept.entry_id, kept.choices, kept.manifest, kept.freezes) == (1, 1, choices, manifest, "year")
        assert store.export_records() == store.export_records(2024) == [kept]
        assert store.export_records(2023) == []
        assert store.last_entry() == 1, "an export changes nothing"
